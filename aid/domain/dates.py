"""Days and hours as Vietnamese offices write them: the day first, always; the month is never first.

One text field takes every usual spelling of a day. What cannot be one day, and only one, is refused with its own
reason, so that the sentence beside the field says what to mend.
"""

import re
from datetime import date, time, timedelta
from typing import NamedTuple

from aid.domain.errors import Refusal
from aid.domain.names import clean, fold

EARLIEST_YEAR = 1900
LATEST_YEAR = 2100
_YEARS_AHEAD = 10

_WORDS = {"hom nay": 0, "today": 0, "hom qua": 1, "yesterday": 1, "hom kia": 2}
_DAY_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<d>[0-9]{1,2})(?P<mark>[/.-])(?P<m>[0-9]{1,2})(?P=mark)(?P<y>[0-9]{4}|[0-9]{2})",
        r"(?P<d>[0-9]{1,2}) (?P<m>[0-9]{1,2}) (?P<y>[0-9]{4})",
        r"(?P<d>[0-9]{2})(?P<m>[0-9]{2})(?P<y>[0-9]{4}|[0-9]{2})",
        r"(?P<y>[0-9]{4})(?P<mark>[/.-])(?P<m>[0-9]{1,2})(?P=mark)(?P<d>[0-9]{1,2})",
        r"(?:ngay )?(?P<d>[0-9]{1,2}) thang (?P<m>[0-9]{1,2}) nam (?P<y>[0-9]{4})",
    )
)
_WITHOUT_YEAR = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}|(?:ngay )?[0-9]{1,2} thang [0-9]{1,2}")
_YEAR_ONLY = re.compile(r"(?:(?:00|--|__)[/.-](?:00|--|__)[/.-])?(?P<y>[0-9]{4})")
_HOUR = re.compile(r"(?P<h>[0-9]{1,2}) ?(?:[:h]|gio|g) ?(?P<min>[0-9]{2})?(?: ?(?:phut|p|m))?")


class Birth(NamedTuple):
    """When a person was born: the day if it is known, and the year always."""

    day: date | None
    year: int


def parse_day(text: str, today: date) -> date:
    """Return the day: 5/1/26, 05-01-2026, 5.1.2026, 05012026, 2026-01-05, "hôm nay", "hôm qua" are understood.

    A year of two figures is the latest one that is at most ten years ahead of `today`.
    Refuses `date_unreadable`, `date_without_year`, `date_impossible` (31/2, a 13th month, a year before 1900).
    """
    typed = _typed(text)
    if typed in _WORDS:
        return today - timedelta(days=_WORDS[typed])
    parts = _day_parts(typed, text)
    year = int(parts["y"])
    if len(parts["y"]) == 2:
        year += 2000 if 2000 + year <= today.year + _YEARS_AHEAD else 1900
    return _day(text, year, parts)


def parse_birth(text: str) -> Birth:
    """Return a birth day or a birth year alone: 5/1/1980, 05011980, 1980, 00/00/1980.

    Refuses what `parse_day` refuses, and `birth_year_needs_4_digits`: in a birth, 26 may be 1926 or 2026.
    """
    typed = _typed(text)
    if year_only := _YEAR_ONLY.fullmatch(typed):
        year = int(year_only["y"])
        _check_year(text, year)
        return Birth(None, year)
    parts = _day_parts(typed, text)
    if len(parts["y"]) == 2:
        raise Refusal("birth_year_needs_4_digits", text=text)
    day = _day(text, int(parts["y"]), parts)
    return Birth(day, day.year)


def parse_hour(text: str) -> time | None:
    """Return the time of day of 23:22, 23h22, 23h or "23 giờ 22"; None for an empty text. Refuses `hour_unreadable`."""
    typed = _typed(text)
    if not typed:
        return None
    match = _HOUR.fullmatch(typed)
    if match is None or int(match["h"]) > 23 or int(match["min"] or 0) > 59:
        raise Refusal("hour_unreadable", text=text)
    return time(int(match["h"]), int(match["min"] or 0))


def show(day: date) -> str:
    """Return the day as every screen shows it: 05/01/2026."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def _typed(text: str) -> str:
    """Return small letters without marks, and no spaces around the marks between figures."""
    return re.sub(r" ?([/.-]) ?", r"\1", fold(clean(text)))


def _day_parts(typed: str, text: str) -> re.Match[str]:
    for form in _DAY_FORMS:
        if match := form.fullmatch(typed):
            return match
    raise Refusal("date_without_year" if _WITHOUT_YEAR.fullmatch(typed) else "date_unreadable", text=text)


def _check_year(text: str, year: int) -> None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Refusal("date_impossible", text=text)


def _day(text: str, year: int, parts: re.Match[str]) -> date:
    _check_year(text, year)
    try:
        return date(year, int(parts["m"]), int(parts["d"]))
    except ValueError as impossible:
        raise Refusal("date_impossible", text=text) from impossible
