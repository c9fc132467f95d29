"""Days and working days of an office, and what is left of a limit.

The legal limits count from the day after the paper that starts them. NĐ 20/2021 says "02 ngày" for urgent aid (days as
they come) and "03 ngày làm việc" for the cost of a burial, so each limit carries its unit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class LimitUnit(StrEnum):
    """What a limit counts."""

    DAY = "day"
    WORKING_DAY = "working_day"


@dataclass(frozen=True)
class Calendar:
    """Days off beside Saturday and Sunday, and the weekend days that are worked in exchange for a swapped day."""

    holidays: frozenset[date] = field(default_factory=frozenset)
    worked: frozenset[date] = field(default_factory=frozenset)


def changed(calendar: Calendar, days: Mapping[date, bool]) -> Calendar:
    """Return the calendar with single days changed by decree: worked (True) or off (False)."""
    worked = {day for day, works in days.items() if works}
    off = set(days) - worked
    return Calendar((calendar.holidays - worked) | off, (calendar.worked - off) | worked)


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Return whether the office works that day; a swapped working day wins over a weekend and a holiday."""
    if day in calendar.worked:
        return True
    return day.weekday() < _SATURDAY and day not in calendar.holidays


def add_working_days(day: date, n: int, calendar: Calendar) -> date:
    """Return the n-th working day after `day`, which itself is not counted; n = 0 gives `day`."""
    if n < 0:
        raise ValueError("A limit is never negative.")
    while n:
        day += _ONE_DAY
        n -= is_working_day(day, calendar)
    return day


def due_on(start: date, limit: int, unit: str, calendar: Calendar) -> date:
    """Return the last day of a limit of days or working days that started with a paper of the day `start`."""
    if LimitUnit(unit) is LimitUnit.WORKING_DAY:
        return add_working_days(start, limit, calendar)
    return start + timedelta(days=limit)


def days_left(today: date, due: date, unit: str, calendar: Calendar) -> int:
    """Return the days or working days left after today: 0 on the due day, negative as soon as it has passed.

    A limit that ended on Friday is one working day late already on Saturday, not "0 days left".
    """
    if LimitUnit(unit) is LimitUnit.DAY:
        return (due - today).days
    if today <= due:
        return working_days_between(today, due, calendar)
    return -max(1, working_days_between(due, today, calendar))


def working_days_between(first: date, last: date, calendar: Calendar) -> int:
    """Return how many working days lie after `first` up to and with `last`."""
    days = ((first + timedelta(days=step)) for step in range(1, (last - first).days + 1))
    return sum(is_working_day(day, calendar) for day in days)
