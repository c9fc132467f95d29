"""The version of a row that an edit was made on: a second save over it is refused, and told whose it would undo."""

from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from aid.domain.errors import Refusal
from aid.models.base import Base
from aid.models.cases import Case
from aid.models.events import Event
from aid.models.households import Person
from aid.models.users import User


def check_edited_version(session: Session, row: Base, version: int | None) -> None:
    """Refuse `stale_edit` (who, at) where somebody else has saved since the page was opened; None asks for no check.

    `row` is locked and has a `version`; `who` is a full name, empty where the program itself saved, `at` an instant.
    """
    if version is None or row.version == version:  # type: ignore[attr-defined]
        return
    found = _last_saved(session, row)
    raise Refusal("stale_edit", who=found[0] if found else "", at=found[1] if found else None)


def _last_saved(session: Session, row: Base) -> tuple[str, datetime] | None:
    """Return who wrote the last event about a row, and when; a case moves with its household and people too."""
    wanted = [_about(row.__tablename__, row.id)]  # type: ignore[attr-defined]
    if isinstance(row, Case):
        people = select(Person.id).where(Person.household_id == row.household_id)
        wanted += [_about("households", row.household_id), (Event.subject == "people") & Event.subject_id.in_(people)]
    last = (
        select(User.full_name, Event.at)
        .select_from(Event)
        .outerjoin(User, User.id == Event.actor_id)
        .where(or_(*wanted))
        .order_by(Event.seq.desc())
        .limit(1)
    )
    found = session.execute(last).first()
    return (found[0] or "", found[1]) if found else None


def _about(table: str, ident: int) -> ColumnElement[bool]:
    return (Event.subject == table) & (Event.subject_id == ident)
