"""Documents that come in: which paper starts which clock, by when an answer is due, and what pauses it.

NĐ 20/2021: the tổ trưởng's list starts Điều 12, 13.1 and 15 (02 days); Mẫu 04 starts Điều 14 (03 working days); Mẫu 06
Điều 15.4; the hospital's letter Điều 13.2 (02 days). Urgent help after the list is never paused; what a household files
itself may wait for the papers it lacks.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from aid.domain.calendar import Calendar, LimitUnit, add_working_days, due_on, working_days_between
from aid.domain.errors import Refusal

BOOK = "VBĐ"


class IncomingKind(StrEnum):
    """What came in."""

    LIST_5 = "list_5"
    FORM_04 = "form_04"
    FORM_06 = "form_06"
    HOSPITAL_LETTER = "hospital_letter"
    POLICE_CONFIRMATION = "police_confirmation"
    OTHER = "other"


class IncomingState(StrEnum):
    """Where the answer stands."""

    OPEN = "open"
    WAITING = "waiting"
    ANSWERED = "answered"


class Limit(NamedTuple):
    """How long an answer may take."""

    days: int
    unit: LimitUnit


class Pause(NamedTuple):
    """Time that does not count: from the day more was asked to the day it came, None while it is awaited."""

    asked_on: date
    came_on: date | None


# The clock of a case that each paper starts, as the policies name it.
CLOCK_OF: dict[IncomingKind, str] = {
    IncomingKind.LIST_5: "received_on",
    IncomingKind.FORM_04: "applied_on",
    IncomingKind.FORM_06: "applied_on",
    IncomingKind.HOSPITAL_LETTER: "applied_on",
}
# What the decree gives for an answer, where no computed line says otherwise (law.md 1.3).
LIMIT_OF: dict[IncomingKind, Limit] = {
    IncomingKind.LIST_5: Limit(2, LimitUnit.DAY),
    IncomingKind.FORM_04: Limit(3, LimitUnit.WORKING_DAY),
    IncomingKind.FORM_06: Limit(2, LimitUnit.DAY),
    IncomingKind.HOSPITAL_LETTER: Limit(2, LimitUnit.DAY),
}
PAUSABLE = frozenset({"applied_on"})


def answer_day(kind: IncomingKind, received_on: date, limits: Sequence[Limit], calendar: Calendar) -> date | None:
    """Return by when an answer is due: by the shortest of the computed limits, else by the decree's; None for none."""
    known = limits or [limit for name, limit in LIMIT_OF.items() if name is kind]
    return min((due_on(received_on, limit.days, limit.unit, calendar) for limit in known), default=None)


def paused_due(due: date, unit: str, pauses: Sequence[Pause], calendar: Calendar) -> date | None:
    """Return the last day of a limit once its pauses are added; None while something is still awaited.

    Days in two pauses count once; a pause that began after the last day moves nothing.
    """
    counted = date.min
    for asked_on, came_on in sorted(pauses, key=lambda pause: pause.asked_on):
        if asked_on > due:
            break
        if came_on is None:
            return None
        first, counted = max(asked_on, counted), max(counted, came_on)
        if first >= came_on:
            continue
        if LimitUnit(unit) is LimitUnit.WORKING_DAY:
            due = add_working_days(due, working_days_between(first, came_on, calendar), calendar)
        else:
            due += timedelta(days=(came_on - first).days)
    return due


def check_days(*, received_on: date, document_day: date | None, today: date) -> None:
    """Refuse days that cannot be: Refusal `day_in_future` (day), `document_after_arrival` (day, received_on)."""
    if received_on > today:
        raise Refusal("day_in_future", day=received_on)
    if document_day is not None and document_day > received_on:
        raise Refusal("document_after_arrival", day=document_day, received_on=received_on)
