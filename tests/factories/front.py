"""The front of the ward: another legal person with its own people and fund, which pays lines of the ward's cases."""

from typing import Any, NamedTuple

from aid import clock
from aid.domain.agencies import AgencyKind
from aid.domain.roles import Actor, Role
from aid.services import decisions, dossiers, entitlements, funds
from aid.services.dossiers import DossierPlan
from tests.factories.dossiers import lines_for, plan_of
from tests.factories.users import actor, make_agency

MILLION = 1_000_000
FIRST_ROUND = "MTTQ-KH-2023-1"
TITLE = {"policy_code": FIRST_ROUND, "title": "Phân phối tiền ủng hộ, đợt 1"}


class Front(NamedTuple):
    """Four people of the front share the seven duties, none of them two that exclude each other."""

    officer: Actor
    accountant: Actor
    head: Actor


def make_front() -> Front:
    """The front of the ward with its people."""
    office = make_agency("mttq-khuong-dinh", kind=AgencyKind.FRONT, name="Ủy ban MTTQ phường Khương Đình")
    return Front(
        actor("cuc", Role.OFFICER, Role.CLERK, agency=office),
        actor("oanh", Role.REVIEWER, Role.ACCOUNTANT, agency=office),
        actor("toan", Role.APPROVER, Role.ACCOUNT_HOLDER, agency=office, title="Chủ tịch", signing_form="head"),
    )


def make_relief(front: Front) -> int:
    """The front's relief fund with 500 triệu in it."""
    fund_id = funds.open_fund(funds.NewFund("MTTQ", "Quỹ cứu trợ phường", "MTTQ_PHUONG"), actor=front.accountant)
    funds.receive(fund_id, funds.Movement(500 * MILLION, clock.today(), "Phiếu thu 01"), actor=front.accountant)
    return fund_id


def residents(made: Any) -> list[Any]:
    """The 40 triệu of the ward's front, one line for each of the three residents."""
    return [row for row in lines_for(made.case_id, FIRST_ROUND) if row.benefit == "resident"]


def donated(made: Any, fund_id: int) -> DossierPlan:
    """The plan of a dossier of the first round."""
    return plan_of([row.id for row in residents(made)], made.incident_id, fund_id, **TITLE)


def name_who_receives(made: Any) -> None:
    """Nobody receives for the dead father before the family agreed on it."""
    payee = entitlements.PayeeValues("Trần Văn Ba", "anh trai", "Văn bản thỏa thuận của thân nhân")
    officer = actor(f"lan{made.case_id}", Role.OFFICER)
    for row in residents(made):
        if not row.payee_name:
            entitlements.name_payee(row.id, payee, actor=officer)


def issue_of_front(dossier_id: int, front: Front) -> int:
    """Walk a dossier through the people of the front and issue its decision."""
    dossiers.submit(dossier_id, actor=front.officer)
    dossiers.review(dossier_id, actor=front.accountant)
    dossiers.sign(dossier_id, actor=front.head)
    return decisions.issue(dossier_id, actor=front.officer)
