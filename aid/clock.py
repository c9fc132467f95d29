"""The one clock of the program, and the calendar of the office.

Nothing else may ask the computer for the time. Instants are aware and UTC; a legal day is a day in Việt Nam, which has
kept UTC+7 without summer time since 1975, so the zone needs no table that a slim machine may lack. A demo may shift the
clock (`AID_TODAY`): from then on it runs on from the given instant, in every process that sets the same start.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache

import holidays

from aid.domain.calendar import Calendar

OFFICE_ZONE = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")

_YEARS = range(2021, 2031)
_NO_SHIFT = timedelta(0)

# Swaps that the package does not know: the day off → the weekend day worked for it.
_SWAPPED = {
    date(2026, 1, 2): date(2026, 1, 10),  # 12729/VPCP-KGVX of 25/12/2025
}

_shift = _NO_SHIFT


def now() -> datetime:
    """Return this instant, aware and in UTC."""
    return datetime.now(UTC) + _shift


def today() -> date:
    """Return the day it is in Việt Nam."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """Return an aware instant as the office's wall clock shows it."""
    if moment.tzinfo is None:
        raise ValueError("An instant without a zone has no place on the wall clock.")
    return moment.astimezone(OFFICE_ZONE)


def set_shift(start: datetime | None) -> None:
    """Let the clock of this process run on from `start`, or put it back to real time with None."""
    global _shift
    if start is not None and start.tzinfo is None:
        raise ValueError("The start of a shifted clock needs a zone.")
    _shift = _NO_SHIFT if start is None else start - datetime.now(UTC)


@contextmanager
def at(start: datetime) -> Iterator[None]:
    """Let this process live at `start` for a while, as the example does to walk days long past; never in a server."""
    global _shift
    before = _shift
    set_shift(start)
    try:
        yield
    finally:
        _shift = before


def is_shifted() -> bool:
    """Return whether this process shows another time than the real one."""
    return _shift != _NO_SHIFT


@cache
def office_calendar() -> Calendar:
    """Return the public holidays of Việt Nam from 2021 to 2030 with the days that were swapped by decree."""
    known = holidays.country_holidays("VN", years=_YEARS)
    worked = {day for day in known.weekend_workdays if day.year in _YEARS}
    return Calendar(frozenset({*known, *_SWAPPED}), frozenset({*worked, *_SWAPPED.values()}))
