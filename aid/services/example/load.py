"""Filling an empty database with the example, once; what stands there already is left alone.

The load walks more than a thousand steps, each a transaction of its own, as in real life. Two events of the program
frame it, so that a load that was cut off is recognised and never taken for an office's own data.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select

from aid import clock
from aid.clock import OFFICE_ZONE
from aid.domain.errors import Refusal
from aid.domain.places import NEW_FROM
from aid.domain.roles import Actor
from aid.extensions import db
from aid.models.events import Event
from aid.models.households import Household
from aid.models.incidents import Incident
from aid.models.places import Place
from aid.models.users import User
from aid.services.example import donor_plans, khuong_ha_story, ward_2026_story
from aid.services.example.cast import add_offices, add_people, give_password, name_successors, place_id, shut
from aid.services.example.khuong_ha import moment
from aid.services.example.khuong_ha_money import Books
from aid.services.example.offices import (
    DISTRICT,
    OFFICES_2023,
    OFFICES_2026,
    PEOPLE_2023,
    PEOPLE_2026,
    RED_CROSS,
    SUCCEEDED,
)
from aid.services.trail import record
from aid.services.transaction import transaction
from config import DEMO_PASSWORD

BEGUN, LOADED = "demo:begun", "demo:loaded"
_REFORM = datetime(2025, 7, 1, 8, tzinfo=OFFICE_ZONE)


@dataclass(frozen=True)
class Standing:
    """Whether the example was there before."""

    was_there: bool


def load() -> Standing:
    """Load the example into an empty database, or leave it where it stands.

    Refusal `demo_cut_off` where an earlier load did not reach its end, `demo_over_real_data` where there is anything
    else (a user, an incident, a household).
    """
    if _has_event(LOADED):
        return Standing(was_there=True)
    if any(db.session.scalar(select(exists().select_from(kind))) for kind in (User, Incident, Household)):
        raise Refusal("demo_cut_off" if _has_event(BEGUN) else "demo_over_real_data")
    with clock.at(moment(1, 8, month=9)):
        _note(BEGUN)
    ward_2026_story.tell(_tell_2023())
    _note(LOADED)
    return Standing(was_there=False)


def _tell_2023() -> dict[str, Actor]:
    """Walk the fire of 2023 and the reform of 2025; return the people of the new ward."""
    with clock.at(moment(1, 8, month=9)):
        add_offices(OFFICES_2023)
        cast = add_people(PEOPLE_2023)
    acting = khuong_ha_story.who_acts(cast)
    hands = acting[DISTRICT]
    donor_plans.enter(donor_plans.OF_RED_CROSS, acting[RED_CROSS], moment(15, 14), moment(15, 16))
    incident_id, known = khuong_ha_story.tell(hands)
    books = Books(incident_id, known, acting)
    books.open()
    books.first_help()
    khuong_ha_story.late_papers(known, hands)
    books.late_help()
    khuong_ha_story.discharge(known, hands)
    books.resolution_help()
    khuong_ha_story.last_discharge(known, hands)
    books.second_round()
    khuong_ha_story.finish(incident_id, known, hands)
    with clock.at(_REFORM):
        add_offices(OFFICES_2026)
        new_cast = add_people(PEOPLE_2026)
        give_password([person.username for person in PEOPLE_2026], DEMO_PASSWORD)
        name_successors(OFFICES_2023, SUCCEEDED, actor=new_cast["quantri"])
        shut(cast.values(), actor=new_cast["quantri"])
    return new_cast


def _has_event(action: str) -> bool:
    return bool(db.session.scalar(select(exists().where(Event.action == action))))


def _note(action: str) -> None:
    ward = place_id("00364", NEW_FROM)
    with transaction() as session:
        record(session, None, action, session.get_one(Place, ward))
