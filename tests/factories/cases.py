"""Households, people and what happened to them, recorded through the services."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from aid.domain.harms import HarmEntry
from aid.domain.households import HouseholdValues, PersonValues
from aid.domain.roles import Actor, Role
from aid.extensions import db
from aid.models.cases import Case, CaseMember
from aid.models.incidents import Incident
from aid.models.users import Agency, User
from aid.services import assessments, households
from aid.services import harms as harm_service
from tests.factories.users import actor_of, make_user

IDENTITY = "001180012389"


def a_household(incident_id: int, **more: Any) -> HouseholdValues:
    """A home in the ward of the incident."""
    place_id = db.session.scalars(select(Incident.place_id).where(Incident.id == incident_id)).one()
    return HouseholdValues(**({"place_id": place_id, "address": "số 4 ngõ 5 phố Thử Nghiệm"} | more))


def a_person(full_name: str = "Nguyễn Thị Mẫu", **more: Any) -> PersonValues:
    """A grown-up woman without a number yet."""
    values: dict[str, Any] = {"full_name": full_name, "sex": "f", "birth_date": date(1980, 5, 1)}
    if isinstance(more.get("birth_date"), date):
        more["birth_year"] = more["birth_date"].year
    if more.get("identity_number"):
        more["identity_state"] = "known"
    if "birth_year" in more and "birth_date" not in more:
        more["birth_date"] = None
    return PersonValues(**(values | {"birth_year": 1980} | more))


def injured(on: date, **more: Any) -> HarmEntry:
    """Somebody hurt on a day, with the hospital's letter."""
    return HarmEntry(**({"kind": "injured", "happened_on": on, "paper": "Giấy ra viện số 12"} | more))


def dead(on: date, **more: Any) -> HarmEntry:
    """Somebody who died on a day, with the death certificate."""
    return HarmEntry(**({"kind": "dead", "happened_on": on, "paper": "Giấy báo tử số 7"} | more))


def make_case(
    incident_id: int,
    *,
    actor: Actor | None = None,
    head: PersonValues | None = None,
    members: Iterable[PersonValues] = (),
    harms: Sequence[tuple[int, HarmEntry]] = (),
    damage: assessments.DamageValues | None = None,
    needs: assessments.NeedValues | None = None,
    papers: assessments.Papers | None = None,
    **home: Any,
) -> int:
    """Register a household and record what is given; a harm names its person by place, the head is 0."""
    officer = actor or officer_of(incident_id)
    case_id = households.register(incident_id, a_household(incident_id, **home), head or a_person(), actor=officer)
    for values in members:
        households.add_person(case_id, values, actor=officer)
    for place, entry in harms:
        record_harm(case_id, people_of(case_id)[place], entry, actor=officer)
    if damage:
        assessments.record_damage(case_id, damage, actor=officer)
    if needs:
        assessments.record_needs(case_id, needs, actor=officer)
    if papers:
        assessments.record_papers(case_id, papers, actor=officer)
    return case_id


def record_harm(case_id: int, person_id: int, entry: HarmEntry, *, actor: Actor) -> int:
    """Record one entry of a person's history."""
    return harm_service.record_harm(case_id, person_id, entry, actor=actor)


def people_of(case_id: int) -> list[int]:
    """The people of a case, the head first."""
    return list(
        db.session.scalars(
            select(CaseMember.person_id).where(CaseMember.case_id == case_id).order_by(CaseMember.person_id)
        )
    )


def household_of(case_id: int) -> int:
    """The household of a case."""
    return db.session.scalars(select(Case.household_id).where(Case.id == case_id)).one()


def officer_of(incident_id: int) -> Actor:
    """An officer of the incident's office: somebody who is there already, else a new one."""
    incident = db.session.get_one(Incident, incident_id)
    for user in db.session.scalars(select(User).where(User.agency_id == incident.agency_id).order_by(User.id)):
        if actor_of(user).roles & {Role.OFFICER}:
            return actor_of(user)
    agency = db.session.get_one(Agency, incident.agency_id)
    return actor_of(make_user(f"officer{incident_id}", Role.OFFICER, agency=agency))
