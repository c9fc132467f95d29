"""What the public reads: thông báo of a list, biên bản niêm yết and kết thúc niêm yết.

Public lists name people by their initials, without identity and account numbers (Luật 91/2025/QH15 Điều 16).
"""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from aid.domain.decision_wording import UNITS, Award, in_figures_and_words
from aid.domain.errors import Refusal
from aid.domain.money import grouped
from aid.domain.names import initials
from aid.domain.paper_content import PaperTable, Signature, TableColumn
from aid.domain.papers import rows_of
from aid.models.dossiers import Dossier
from aid.models.users import Agency
from aid.services.decision_content import award_of
from aid.services.dossier_lines import live_lines, policy_of
from aid.services.paper_facts.blocks import signature_of_office
from aid.services.paper_facts.composing import Composed
from aid.services.paper_facts.happenings import HAND
from aid.services.paper_facts.letterheads import filed

_COLUMNS = (
    TableColumn("stt", "STT", "centre"),
    TableColumn("name", "Họ tên", glance=60),
    TableColumn("category", "Thuộc diện", optional=True),
    TableColumn("ground", "Nội dung, mức hỗ trợ", wish=160),
)


def compose_notice(session: Session, dossier: Dossier, answers: Mapping[str, str], agency: Agency) -> Composed:
    """Return the thông báo that makes a list public; Refusal `dossier_empty`."""
    award = _award(session, dossier)
    block = signature_of_office(session, agency, dossier)
    return Composed(
        subject=f"Về việc niêm yết công khai danh sách đề nghị {award.help} {award.cause}",
        facts={**_told(award, dossier), **{code: answers.get(code, "") for code in ("venue", "period", "contact")}},
        recipients=("Các tổ dân phố", "Các hộ gia đình, cá nhân có tên trong danh sách", filed(agency)),
        signatures=(block.signature,),
        signed_by=block,
        tables=(public_table(award),),
    )


def compose_posting_start(session: Session, dossier: Dossier, answers: Mapping[str, str], agency: Agency) -> Composed:
    """Return the biên bản that a list was put up; Refusal `dossier_empty`."""
    return _posting(session, dossier, answers, "Niêm yết công khai danh sách đề nghị hỗ trợ")


def compose_posting_end(session: Session, dossier: Dossier, answers: Mapping[str, str], agency: Agency) -> Composed:
    """Return the biên bản that the time of a public list is over, and what people said; Refusal `dossier_empty`."""
    return _posting(session, dossier, answers, "Kết thúc niêm yết công khai danh sách đề nghị hỗ trợ")


def public_table(award: Award) -> PaperTable:
    """Return the list as the public may read it."""
    rows = [
        {
            "stt": str(row.stt),
            "name": initials(row.name),
            "category": row.category,
            "ground": row.ground,
            "amount": grouped(row.amount),
        }
        for row in award.rows
    ]
    columns = (*_COLUMNS, TableColumn("amount", UNITS[award.unit].column, "number"))
    return PaperTable(columns, tuple(rows), grouped(award.total))


def _posting(session: Session, dossier: Dossier, answers: Mapping[str, str], subject: str) -> Composed:
    award = _award(session, dossier)
    asked = {code: answers.get(code, "") for code in ("began", "venue", "period")}
    facts = {
        **_told(award, dossier),
        **asked,
        "present": rows_of(answers.get("present", "")),
        "complaints": rows_of(answers.get("complaints", "")),
    }
    return Composed(
        subject=subject,
        facts=facts,
        recipients=("Lưu: VT, Hồ sơ",),
        signatures=(
            Signature(("NGƯỜI LẬP BIÊN BẢN",), "", HAND),
            Signature(("ĐẠI DIỆN TỔ DÂN PHỐ",), "", HAND),
        ),
    )


def _award(session: Session, dossier: Dossier) -> Award:
    lines = live_lines(session, dossier.id)
    if not lines:
        raise Refusal("dossier_empty")
    return award_of(session, dossier, lines, policy_of(session, dossier.policy_code))


def _told(award: Award, dossier: Dossier) -> dict[str, object]:
    return {
        "help": award.help,
        "cause": award.cause,
        "households": award.households,
        "people": award.people,
        "total": in_figures_and_words(award.total, award.unit),
        "dossier": dossier.code,
    }
