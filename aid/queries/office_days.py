"""The calendar of the office: public holidays and swaps of the program, then what people entered by decree."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.calendar import Calendar, changed
from aid.extensions import db
from aid.models.office_days import OfficeDay
from aid.models.users import User

_KEPT = "aid_office_calendar"


class OfficeDayRow(NamedTuple):
    """One day somebody entered."""

    day: date
    works: bool
    basis: str
    entered_by: str


def office_calendar() -> Calendar:
    """Return the calendar by which limits are counted here; one query per transaction, however often asked."""
    session = db.session()
    if _KEPT not in session.info:
        entered = session.execute(select(OfficeDay.day, OfficeDay.works))
        days = {day: works for day, works in entered}
        session.info[_KEPT] = changed(clock.office_calendar(), days) if days else clock.office_calendar()
    calendar: Calendar = session.info[_KEPT]
    return calendar


def listed() -> Sequence[OfficeDayRow]:
    """Return the days that were entered, the latest first."""
    wanted = (
        select(OfficeDay.day, OfficeDay.works, OfficeDay.basis, User.full_name)
        .outerjoin(User, User.id == OfficeDay.created_by)
        .order_by(OfficeDay.day.desc())
    )
    return [OfficeDayRow(day, works, basis, who or "") for day, works, basis, who in db.session.execute(wanted)]


@event.listens_for(Session, "after_transaction_end")
def _forget(session: Session, _transaction: object) -> None:
    session.info.pop(_KEPT, None)
