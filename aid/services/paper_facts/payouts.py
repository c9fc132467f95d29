"""Papers of a payout: danh sách chi trả with and without numbers of people, giấy mời nhận tiền (Mẫu 1.7).

None is made of a decision whose digital signatures are lacking: Refusal `unsigned_by_signer`, `unsigned_by_agency`.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from aid.domain.decision_wording import UNITS, figures, words
from aid.domain.decisions import day_words
from aid.domain.errors import Refusal
from aid.domain.money import grouped
from aid.domain.names import initials
from aid.domain.paper_content import PaperTable, Signature, TableColumn
from aid.domain.payouts import PaymentState
from aid.domain.signatures import check_signed
from aid.models.payouts import Payout
from aid.models.users import Agency
from aid.queries.payments import PaymentRow, payments_of
from aid.queries.signing_state import unsigned_parts
from aid.services.paper_facts.blocks import signature_of_office
from aid.services.paper_facts.composing import Composed
from aid.services.paper_facts.happenings import HAND
from aid.services.paper_facts.letterheads import filed

_GONE = frozenset({PaymentState.CANCELLED, PaymentState.RETURNED})
_PURPOSES = {"VND": "tiền hỗ trợ khẩn cấp", "kg_rice": "gạo hỗ trợ khẩn cấp"}
_FULL = (
    TableColumn("stt", "STT", "centre"),
    TableColumn("name", "Họ và tên người được hỗ trợ", glance=90),
    TableColumn("identity", "Số định danh cá nhân", "fixed", optional=True),
    TableColumn("address", "Địa chỉ", glance=64),
    TableColumn("ground", "Nội dung"),
    TableColumn("payee", "Người nhận", glance=82),
    TableColumn("account", "Số tài khoản, ngân hàng", optional=True),
)
_PUBLIC = (
    TableColumn("stt", "STT", "centre"),
    TableColumn("name", "Họ tên", glance=60),
    TableColumn("ground", "Nội dung", wish=200),
)


def compose_pay_list(session: Session, payout: Payout, answers: Mapping[str, str], agency: Agency) -> Composed:
    """Return the danh sách chi trả with identity and account numbers; Refusal `nothing_to_print`."""
    return _listed(payout, agency, public=False)


def compose_public_list(session: Session, payout: Payout, answers: Mapping[str, str], agency: Agency) -> Composed:
    """Return the danh sách chi trả for the public: initials, no numbers of people; Refusal `nothing_to_print`."""
    return _listed(payout, agency, public=True)


def compose_invitation(session: Session, payout: Payout, answers: Mapping[str, str], agency: Agency) -> Composed:
    """Return a giấy mời for every receiver of a payout, one page each; Refusal `nothing_to_print`."""
    unit = payout.fund.unit
    guests = [
        {
            "name": row.payee,
            "address": row.address,
            "amount": figures(row.amount, unit),
            "words": words(row.amount, unit),
            "ground": f"{row.title[:1].lower()}{row.title[1:]}",
            "beneficiary": "" if row.payee == row.beneficiary else row.beneficiary,
        }
        for row in _rows(payout)
    ]
    block = signature_of_office(session, agency, payout)
    return Composed(
        subject=f"Nhận {_PURPOSES[unit]}",
        facts={
            **_decided(payout, agency),
            "guests": guests,
            **{code: answers.get(code, "") for code in ("when", "venue", "bring", "contact")},
        },
        recipients=("Như trên", filed(agency)),
        signatures=(block.signature,),
        signed_by=block,
    )


def _listed(payout: Payout, agency: Agency, *, public: bool) -> Composed:
    rows = _rows(payout)
    unit = payout.fund.unit
    total = sum(row.amount for row in rows)
    columns = (*(_PUBLIC if public else _FULL), TableColumn("amount", UNITS[unit].column, "number"))
    cells = [_cells(place, row, public=public) for place, row in enumerate(rows, start=1)]
    return Composed(
        subject=f"Chi {_PURPOSES[unit]}",
        facts={**_decided(payout, agency), "total": figures(total, unit), "total_words": words(total, unit)},
        signatures=(
            Signature(("NGƯỜI LẬP",), "", HAND),
            Signature(("KẾ TOÁN",), "", HAND),
            Signature(("THỦ QUỸ",), "", HAND),
            Signature(("CHỦ TÀI KHOẢN",), "", HAND),
        ),
        tables=(PaperTable(columns, tuple(cells), grouped(total)),),
    )


def _decided(payout: Payout, agency: Agency) -> dict[str, object]:
    decision = payout.decision
    check_signed(decision.full_number, unsigned_parts(decision.id))
    return {
        "payout": payout.code,
        "decision": decision.full_number,
        "decision_day": day_words(decision.issued_on),
        "decided_by": agency.authority,
        "fund": payout.fund.name,
    }


def _rows(payout: Payout) -> Sequence[PaymentRow]:
    rows = [row for row in payments_of(payout.id) if row.state not in _GONE]
    if not rows:
        raise Refusal("nothing_to_print")
    return rows


def _cells(place: int, row: PaymentRow, *, public: bool) -> dict[str, str]:
    open_to_all = {"stt": str(place), "ground": row.title, "amount": grouped(row.amount)}
    if public:
        return {**open_to_all, "name": initials(row.beneficiary)}
    relation = f" ({row.payee_relation})" if row.payee_relation else ""
    return {
        **open_to_all,
        "name": row.beneficiary,
        "identity": row.beneficiary_identity,
        "address": row.address,
        "payee": f"{row.payee}{relation}",
        "account": ", ".join(part for part in (row.account, row.bank) if part),
    }
