"""The same form sent twice, by a second press or when the network comes back, must not register anybody twice.

Only what one person typed alike in every field that tells people apart, within minutes, is the same form; anything
less is a likely duplicate, which is shown and never merged.
"""

from datetime import timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.households import HouseholdValues, PersonValues
from aid.domain.names import fold
from aid.domain.roles import Actor
from aid.models.cases import Case
from aid.models.households import Household, Person

_WITHIN = timedelta(minutes=15)


def sent_before(
    session: Session, incident_id: int, household: HouseholdValues, head: PersonValues, *, actor: Actor
) -> int | None:
    """Return the case this very form opened minutes ago, or None."""
    wanted = (
        select(Case.id)
        .join(Household, Household.id == Case.household_id)
        .join(Person, Person.household_id == Household.id)
        .where(Case.incident_id == incident_id, Case.created_by == actor.user_id)
        .where(Case.created_at >= clock.now() - _WITHIN, Person.relation == "head")
        .where(Household.address == household.address, Household.place_id == household.place_id)
        .where(*_same(head))
        .order_by(Case.id)
    )
    return session.scalars(wanted).first()


def added_before(session: Session, household_id: int, values: PersonValues, *, actor: Actor) -> int | None:
    """Return the person this very form added to the household minutes ago, or None."""
    if not values.full_name:
        return None
    wanted = (
        select(Person.id)
        .where(Person.household_id == household_id, Person.created_by == actor.user_id)
        .where(Person.created_at >= clock.now() - _WITHIN, Person.relation == values.relation)
        .where(*_same(values))
        .order_by(Person.id)
    )
    return session.scalars(wanted).first()


def _same(values: PersonValues) -> tuple[ColumnElement[bool], ...]:
    year = values.birth_date.year if values.birth_date else values.birth_year
    return (
        Person.folded == fold(values.full_name),
        Person.birth_date == values.birth_date,
        Person.birth_year == year,
        Person.identity_number == (values.identity_number or None),
    )
