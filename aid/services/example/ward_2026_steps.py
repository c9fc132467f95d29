"""What the stories of 2026 share: who acts for the ward, and a family's way from the list to its lines."""

from dataclasses import dataclass
from datetime import date, datetime

from aid import clock
from aid.domain.harms import HarmEntry
from aid.domain.reports import IncidentReport
from aid.domain.roles import Actor
from aid.services import assessments, entitlements, harms, incidents
from aid.services.assessments import Papers
from aid.services.dossiers import DossierPlan
from aid.services.example import steps
from aid.services.example.cast import Hands
from aid.services.example.households import Resident
from aid.services.example.names import Invention
from aid.services.example.steps import Registered
from aid.services.example.ward_2026 import Family
from aid.services.example.ward_2026_papers import propose

DECREE = "ND20-2021"


@dataclass(frozen=True)
class Ward:
    """Who acts for the ward and its front with which funds; `invention` gives the names."""

    hands: Hands
    deputy: Hands
    neighbourhood_head: Actor
    place: int
    budget: int
    rice: int
    front: Hands
    relief: int
    invention: Invention


def report(
    ward: Ward, values: IncidentReport, at: datetime, *, by_neighbourhood: bool = False, code: str | None = None
) -> int:
    """Report an incident, have it confirmed and return its id."""
    with clock.at(at):
        reporter = ward.neighbourhood_head if by_neighbourhood else ward.hands.officer
        incident_id = incidents.report(values, actor=reporter, code=code)
        incidents.confirm(incident_id, actor=ward.hands.reviewer)
    return incident_id


def register(
    ward: Ward,
    incident_id: int,
    family: Family,
    at: datetime,
    *,
    died_on: date | None = None,
    by_neighbourhood: bool = False,
) -> Registered:
    """Register a family and record what is known of harm, damage and needs."""
    officer = ward.hands.officer
    household = family.household(ward.place)
    with clock.at(at):
        actor = ward.neighbourhood_head if by_neighbourhood else officer
        one = steps.register(incident_id, family.home(ward.invention), household, actor=actor)
        steps.record_members(one, actor=officer)
        for person_id, person in one.people:
            for entry in _harm(person, family, died_on):
                harms.record_harm(one.case_id, person_id, entry, actor=officer)
        if family.damage is not None:
            assessments.record_damage(one.case_id, family.damage, actor=officer)
        if family.needs is not None:
            assessments.record_needs(one.case_id, family.needs, actor=officer)
    return one


def _harm(person: Resident, family: Family, died_on: date | None) -> list[HarmEntry]:
    if person.died and died_on is not None:
        return [HarmEntry("dead", died_on, paper="Giấy báo tử")]
    if not person.treated or family.admitted is None:
        return []
    return [
        HarmEntry(
            "injured",
            family.admitted,
            facility="Bệnh viện Bạch Mai",
            admitted_on=family.admitted,
            severity=person.severity,
            paper="Giấy xác nhận điều trị nội trú",
        )
    ]


def assess(ward: Ward, one: Registered, family: Family, at: datetime) -> None:
    """Record the days of a family's papers and compute what it is entitled to."""
    with clock.at(at):
        papers = Papers(received_on=family.listed, applied_on=family.applied)
        assessments.record_papers(one.case_id, papers, actor=ward.hands.officer)
        entitlements.compute(one.case_id, actor=ward.hands.officer)


def plan(ward: Ward, incident_id: int, title: str, benefit: str, number: int, *, urgent: str = "") -> DossierPlan:
    """Return the plan of a dossier with all lines of one benefit of the decree."""
    return DossierPlan(
        incident_id=incident_id,
        policy_code=DECREE,
        fund_id=ward.rice if benefit == "E12b" else ward.budget,
        entitlement_ids=steps.lines_of(incident_id, DECREE, (benefit,)),
        title=title,
        proposal_number=f"{number}/TTr-VHXH",
        urgent_reason=urgent,
    )


def issue(plan: DossierPlan, hands: Hands, submitted: datetime, signed: datetime, issued: datetime) -> int:
    """Walk a dossier from its draft to its issued decision and return the id of that."""
    dossier_id = steps.submit(plan, hands, submitted)
    steps.review(dossier_id, hands, signed)
    propose(dossier_id, plan.proposal_number, hands, signed)
    steps.sign(dossier_id, hands, signed)
    return steps.issue(dossier_id, hands, issued)
