"""Dossiers and decisions, walked through the services by the people whose work it is."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from aid import clock
from aid.domain.roles import Actor, Role
from aid.extensions import db
from aid.models.dossiers import Dossier
from aid.models.entitlements import Entitlement
from aid.services import decisions, dossiers, funds
from aid.services.dossiers import DossierPlan
from tests.factories.entitlements import lines_of, make_assessed_case
from tests.factories.users import actor as make_actor
from tests.factories.users import make_agency

WAY = ("submit", "review", "sign")
POLICY = "ND20-2021"
MILLION = 1_000_000


class Staff(NamedTuple):
    """The people a dossier passes by; each is somebody else."""

    officer: Actor
    reviewer: Actor
    approver: Actor
    clerk: Actor
    accountant: Actor

    def of(self, step: str) -> Actor:
        """Who takes this step."""
        return {
            "submit": self.officer,
            "review": self.reviewer,
            "sign": self.approver,
            "issue": self.clerk,
            "reopen": self.officer,
        }[step]


def make_staff(**agency: Any) -> Staff:
    """Lan prepares, Minh reviews, Hoa signs, Tú issues, Nga keeps the accounts."""
    office = make_agency(**agency)
    return Staff(
        make_actor("lan", Role.OFFICER, agency=office),
        make_actor("minh", Role.REVIEWER, agency=office),
        make_actor("hoa", Role.APPROVER, agency=office, title="Chủ tịch", signing_form="head"),
        make_actor("tu", Role.CLERK, agency=office),
        make_actor("nga", Role.ACCOUNTANT, agency=office),
    )


def make_fund(staff: Staff, received: int = 500 * MILLION, *, code: str = "NS-PHUONG", **more: str) -> int:
    """A fund of the ward that may pay what the decree gives."""
    values = {"source": "NS_PHUONG", "unit": "VND"} | more
    fund_id = funds.open_fund(
        funds.NewFund(code, f"Nguồn ngân sách phường {code}", values["source"], values["unit"]), actor=staff.accountant
    )
    if received:
        funds.receive(fund_id, funds.Movement(received, clock.today(), "Giấy báo có 01"), actor=staff.accountant)
    return fund_id


def lines_for(case_id: int, policy: str = POLICY, unit: str = "VND") -> list[Entitlement]:
    """The live lines of a case under one policy, in one unit."""
    return [row for row in lines_of(case_id).values() if row.policy_code == policy and row.unit == unit]


def a_plan(staff: Staff, fund_id: int, *people: dict[str, Any], **more: Any) -> DossierPlan:
    """A new family with its lines of the decree, ready to go into a dossier."""
    made = make_assessed_case(staff.officer, *people)
    return plan_of([row.id for row in lines_for(made.case_id)], made.incident_id, fund_id, **more)


def plan_of(entitlement_ids: Sequence[int], incident_id: int, fund_id: int, **more: Any) -> DossierPlan:
    """A plan with these lines."""
    values = {"policy_code": POLICY, "title": "Hỗ trợ khẩn cấp các hộ bị cháy"} | more
    return DossierPlan(incident_id=incident_id, fund_id=fund_id, entitlement_ids=tuple(entitlement_ids), **values)


def make_dossier(staff: Staff, fund_id: int | None = None, *, until: str = "draft", **more: Any) -> int:
    """A dossier of one family, walked to `draft`, `submit`, `review` or `sign`."""
    plan = a_plan(staff, fund_id or make_fund(staff), **more)
    dossier_id = dossiers.prepare(plan, actor=staff.officer)
    walk(dossier_id, staff, until=until)
    return dossier_id


def walk(dossier_id: int, staff: Staff, *, until: str) -> None:
    """Take the steps of the way up to and with `until`."""
    for step in WAY[: WAY.index(until) + 1] if until in WAY else ():
        getattr(dossiers, step)(dossier_id, actor=staff.of(step))


def make_decision(staff: Staff, fund_id: int | None = None, **more: Any) -> int:
    """An issued decision of one family."""
    return decisions.issue(make_dossier(staff, fund_id, until="sign", **more), actor=staff.clerk)


def dossier_of(dossier_id: int) -> Dossier:
    """A dossier as it stands in the database now."""
    db.session.rollback()
    return db.session.get_one(Dossier, dossier_id)
