"""Entering a swapped day or a day off by decree, and taking it out again; limits are counted with it from then on."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.errors import Missing, Refusal
from aid.domain.names import clean
from aid.domain.roles import Action, Actor
from aid.models.office_days import OfficeDay
from aid.services.areas import check_may
from aid.services.trail import record
from aid.services.transaction import transaction


def set_day(day: date, *, works: bool, basis: str, actor: Actor) -> None:
    """Say that a day is worked or off, with the document that says so; a second time corrects the first.

    Refusal `action_not_allowed`, `rule_basis_missing`.
    """
    check_may(actor, Action.CALENDAR_SET)
    if not clean(basis):
        raise Refusal("rule_basis_missing")
    with transaction() as session:
        row = _row(session, day) or OfficeDay(day=day, created_at=clock.now())
        row.works, row.basis, row.created_by = works, clean(basis), actor.user_id
        session.add(row)
        record(session, actor, "calendar:day_set", row, after={"day": day, "works": works, "basis": row.basis})


def clear_day(day: date, *, actor: Actor) -> None:
    """Take a day out that was entered by mistake; Missing where there is none."""
    check_may(actor, Action.CALENDAR_SET)
    with transaction() as session:
        row = _row(session, day)
        if row is None:
            raise Missing(f"Day {day}")
        record(session, actor, "calendar:day_cleared", row, before={"day": day, "works": row.works, "basis": row.basis})
        session.delete(row)


def _row(session: Session, day: date) -> OfficeDay | None:
    return session.scalars(select(OfficeDay).where(OfficeDay.day == day).with_for_update()).one_or_none()
