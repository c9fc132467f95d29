"""The papers of a payout: the sheet to sign and the slips; drawing one is a look at identity numbers, written down."""

from aid import clock
from aid.documents.sign_sheet import SheetContent, SheetRow, render_sheet
from aid.documents.slip import SlipContent, render_slips
from aid.domain.errors import Missing, Refusal
from aid.domain.payouts import PaymentState
from aid.domain.roles import Action, Actor
from aid.domain.signatures import check_signed
from aid.extensions import db
from aid.models.events import Access
from aid.models.users import Agency
from aid.queries.areas import visible_agencies
from aid.queries.payments import PaymentRow
from aid.queries.payouts import PayoutView, shown
from aid.queries.signing_state import unsigned_parts
from aid.services.areas import check_may
from aid.services.transaction import transaction

# What "Danh sách ký nhận …" and "Chi …" go on with, by the fund's unit.
_PURPOSES = {"VND": "tiền hỗ trợ khẩn cấp", "kg_rice": "gạo hỗ trợ khẩn cấp"}
_GONE = frozenset({PaymentState.CANCELLED, PaymentState.RETURNED})


def sheet(payout_id: int, *, actor: Actor) -> bytes:
    """Return the PDF of a payout's danh sách ký nhận (Luật Kế toán Điều 16) and write down that it was looked at.

    Missing outside the actor's area; Refusal `nothing_to_print` where the payout has no payment left;
    `unsigned_by_signer`, `unsigned_by_agency` where its decision waits for digital signatures.
    """
    payout, agency = _open(payout_id, actor)
    check_signed(payout.decision, unsigned_parts(payout.decision_id))
    rows = _printed(payout)
    content = SheetContent(
        agency=tuple(agency.letterhead.splitlines()),
        place=agency.dateline,
        code=payout.code,
        decision_number=payout.decision,
        decision_day=payout.decision_day,
        issuer=agency.authority,
        purpose=_PURPOSES[payout.unit],
        unit=payout.unit,
        total=sum(row.amount for row in rows),
        rows=tuple(_sheet_row(place, row) for place, row in enumerate(rows, start=1)),
        parent_agency=agency.parent_line,
    )
    _look(payout_id, "danh sách ký nhận", actor)
    return render_sheet(content)


def slips(payout_id: int, *, actor: Actor, payment_id: int | None = None) -> bytes:
    """Return one PDF with a phiếu chi per payment, or of one payment only, and write down the look.

    Missing where the payment is not in the payout; Refusal `nothing_to_print`.
    """
    payout, agency = _open(payout_id, actor)
    numbered = [
        (place, row)
        for place, row in enumerate(_printed(payout), start=1)
        if payment_id is None or row.id == payment_id
    ]
    if not numbered:
        raise Missing(f"Payment {payment_id}")
    _look(payout_id, "phiếu chi", actor)
    return render_slips([_slip(payout, agency, place, row) for place, row in numbered])


def _open(payout_id: int, actor: Actor) -> tuple[PayoutView, Agency]:
    check_may(actor, Action.PAYOUT_SEE)
    payout = shown(payout_id, area=visible_agencies(actor))
    return payout, db.session.get_one(Agency, payout.agency_id)


def _printed(payout: PayoutView) -> list[PaymentRow]:
    rows = [row for row in payout.payments if row.state not in _GONE]
    if not rows:
        raise Refusal("nothing_to_print")
    return rows


def _sheet_row(place: int, row: PaymentRow) -> SheetRow:
    """One receiver; whoever receives instead is named with relation, number and paper."""
    told = (row.payee, row.payee_relation, row.payee_identity, row.payee_paper)
    instead = "" if row.payee == row.beneficiary else ", ".join(part for part in told if part)
    return SheetRow(place, row.beneficiary, row.beneficiary_identity, row.address, row.amount, instead)


def _slip(payout: PayoutView, agency: Agency, place: int, row: PaymentRow) -> SlipContent:
    return SlipContent(
        unit_name=agency.name,
        unit_code="",
        number=f"{payout.code}/{place}",
        day=row.paid_on,
        receiver=row.payee,
        identity=row.payee_identity,
        address=row.address,
        reason=f"{row.title} cho {row.beneficiary} theo Quyết định số {payout.decision}",
        unit=payout.unit,
        amount=row.amount,
        enclosed=f"Danh sách ký nhận {payout.code}",
    )


def _look(payout_id: int, paper: str, actor: Actor) -> None:
    with transaction() as session:
        session.add(
            Access(
                at=clock.now(),
                user_id=actor.user_id,
                payout_id=payout_id,
                fields="identity_number, account",
                purpose=paper,
            )
        )
