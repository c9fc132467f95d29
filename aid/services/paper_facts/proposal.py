"""Tờ trình (Mẫu 1.4): what the department proposes to the chairman, with every line and how it came about."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from aid import clock
from aid.domain.decision_wording import UNITS, Award, figures, has_annex, in_figures_and_words
from aid.domain.errors import Refusal
from aid.domain.money import grouped
from aid.domain.paper_content import PaperTable, TableColumn
from aid.domain.policies import legal_bases
from aid.domain.proposal_wording import way_gone
from aid.models.dossiers import Dossier, DossierLine
from aid.models.users import Agency
from aid.services.decision_content import award_of, norm_of
from aid.services.dossier_lines import live_lines, policy_of
from aid.services.paper_facts.blocks import signature_of_department
from aid.services.paper_facts.composing import Composed
from aid.services.paper_facts.happenings import happened
from aid.services.paper_facts.letterheads import filed, of_department
from aid.services.paper_facts.way_gone import way_of

_COLUMNS = (
    TableColumn("stt", "STT", "centre"),
    TableColumn("name", "Họ và tên", glance=82),
    TableColumn("address", "Địa chỉ", glance=64),
    TableColumn("ground", "Nội dung, mức hỗ trợ"),
)


def compose_proposal(session: Session, dossier: Dossier, answers: Mapping[str, str], agency: Agency) -> Composed:
    """Return the values of a tờ trình of a dossier; Refusal `dossier_empty` where there is nothing to propose."""
    lines = live_lines(session, dossier.id)
    if not lines:
        raise Refusal("dossier_empty")
    policy = policy_of(session, dossier.policy_code)
    award = award_of(session, dossier, lines, policy)
    block = signature_of_department(session, dossier, of_department(agency, "TTr"))
    facts = {
        "grounds_of_law": legal_bases(policy, clock.today(), norm_of(session, lines)),
        "help": award.help,
        "happened": happened(dossier.incident),
        "described": dossier.incident.description,
        "proposed": _proposed(award),
        "reasons": _reasons(award, lines),
        "money": _money(award, dossier),
        "procedure": way_gone(way_of(session, dossier, lines, policy)),
        "more": answers.get("more", ""),
        "total": figures(award.total, award.unit),
    }
    return Composed(
        subject=f"Về việc {award.help} đối với {_whom(award)} bị thiệt hại {award.cause}",
        facts=facts,
        addressees=(agency.authority,),
        recipients=("Như trên", filed(agency)),
        signatures=(block.signature,),
        signed_by=block,
        tables=_table(award),
        by_department=True,
    )


def _whom(award: Award) -> str:
    return f"{award.addressed} {award.rows[0].name}" if not has_annex(award) else "các hộ gia đình, cá nhân"


def _proposed(award: Award) -> str:
    total = f"{UNITS[award.unit].amount} {in_figures_and_words(award.total, award.unit)}"
    if not has_annex(award):
        row = award.rows[0]
        return f"Đề nghị {award.help} cho {award.addressed} {row.name}, cư trú tại {row.address}, {total}."
    who = f"{award.households:02d} hộ gia đình với {award.people:02d} người"
    return f"Đề nghị {award.help} cho {who}, tổng {total}, cụ thể như sau:"


def _reasons(award: Award, lines: Sequence[DossierLine]) -> list[str]:
    """How the only amount came about, and why an amount is above the least the rule gives."""
    only = [] if has_annex(award) else [f"Căn cứ tính: {award.rows[0].ground}."]
    raised = [
        f"Mức đề nghị cho {row.name} cao hơn mức tối thiểu vì: {line.entitlement.raised_reason}."
        for row, line in zip(award.rows, lines, strict=True)
        if line.entitlement.raised_reason
    ]
    return only + raised


def _money(award: Award, dossier: Dossier) -> str:
    line = f" ({dossier.fund.budget_line})" if dossier.fund.budget_line else ""
    return f"{UNITS[award.unit].source} từ {dossier.fund.name}{line}."


def _table(award: Award) -> tuple[PaperTable, ...]:
    if not has_annex(award):
        return ()
    rows = [
        {
            "stt": str(row.stt),
            "name": row.name,
            "address": row.address,
            "ground": row.ground,
            "amount": grouped(row.amount),
        }
        for row in award.rows
    ]
    columns = (*_COLUMNS, TableColumn("amount", UNITS[award.unit].column, "number"))
    return (PaperTable(columns, tuple(rows), grouped(award.total)),)
