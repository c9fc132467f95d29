from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aid.domain.calendar import Calendar, add_working_days, days_left, due_on, is_working_day

PLAIN = Calendar()
# Friday 2/1/2026 was off and Saturday 10/1/2026 was worked for it.
SWAPPED = Calendar(frozenset({date(2026, 1, 1), date(2026, 1, 2)}), frozenset({date(2026, 1, 10)}))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(date(2025, 12, 31), True, id="a Wednesday"),
        pytest.param(date(2026, 1, 1), False, id="a holiday"),
        pytest.param(date(2026, 1, 2), False, id="the swapped day off"),
        pytest.param(date(2026, 1, 3), False, id="a Saturday"),
        pytest.param(date(2026, 1, 4), False, id="a Sunday"),
        pytest.param(date(2026, 1, 10), True, id="the Saturday worked for it"),
    ],
)
def test_the_office_works_on_weekdays_that_are_not_off(day: date, works: bool) -> None:
    assert is_working_day(day, SWAPPED) is works


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        pytest.param(date(2023, 9, 20), 3, date(2023, 9, 25), id="burial of 2023, over a weekend"),
        pytest.param(date(2026, 1, 7), 0, date(2026, 1, 7), id="none"),
        pytest.param(date(2026, 1, 7), 3, date(2026, 1, 10), id="onto the worked Saturday"),
        pytest.param(date(2025, 12, 31), 1, date(2026, 1, 5), id="over the long new year"),
        pytest.param(date(2026, 1, 3), 1, date(2026, 1, 5), id="from a Saturday"),
    ],
)
def test_working_days_are_counted_from_the_next_day(start: date, count: int, end: date) -> None:
    assert add_working_days(start, count, SWAPPED) == end


def test_a_negative_limit_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="never negative"):
        add_working_days(date(2026, 1, 5), -1, PLAIN)


@pytest.mark.parametrize(
    ("start", "limit", "unit", "due"),
    [
        (date(2023, 9, 13), 2, "day", date(2023, 9, 15)),
        (date(2023, 9, 13), 2, "working_day", date(2023, 9, 15)),
        (date(2023, 9, 15), 2, "day", date(2023, 9, 17)),
        (date(2023, 9, 15), 2, "working_day", date(2023, 9, 19)),
        (date(2023, 9, 20), 3, "working_day", date(2023, 9, 25)),
    ],
)
def test_a_limit_ends_by_its_own_unit(start: date, limit: int, unit: str, due: date) -> None:
    assert due_on(start, limit, unit, PLAIN) == due


def test_an_unknown_unit_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="fortnight"):
        due_on(date(2023, 9, 13), 2, "fortnight", PLAIN)


@pytest.mark.parametrize(
    ("today", "due", "unit", "left"),
    [
        pytest.param(date(2023, 9, 20), date(2023, 9, 25), "working_day", 3, id="all three left"),
        pytest.param(date(2023, 9, 22), date(2023, 9, 25), "working_day", 1, id="Friday before a Monday"),
        pytest.param(date(2023, 9, 24), date(2023, 9, 25), "working_day", 1, id="Sunday before a Monday"),
        pytest.param(date(2023, 9, 25), date(2023, 9, 25), "working_day", 0, id="the last day"),
        pytest.param(date(2023, 9, 26), date(2023, 9, 25), "working_day", -1, id="a day late"),
        pytest.param(date(2023, 9, 23), date(2023, 9, 22), "working_day", -1, id="late already on Saturday"),
        pytest.param(date(2023, 9, 25), date(2023, 9, 22), "working_day", -1, id="a working day late on Monday"),
        pytest.param(date(2023, 9, 26), date(2023, 9, 22), "working_day", -2, id="two working days late"),
        pytest.param(date(2023, 9, 13), date(2023, 9, 15), "day", 2, id="two days left"),
        pytest.param(date(2023, 9, 15), date(2023, 9, 15), "day", 0, id="the last day, in days"),
        pytest.param(date(2023, 9, 17), date(2023, 9, 15), "day", -2, id="two days late"),
    ],
)
def test_what_is_left_is_negative_as_soon_as_the_due_day_has_passed(
    today: date, due: date, unit: str, left: int
) -> None:
    assert days_left(today, due, unit, PLAIN) == left


@settings(max_examples=40, deadline=None)
@given(st.dates(date(2021, 1, 1), date(2030, 1, 1)), st.integers(min_value=0, max_value=40))
def test_the_days_left_at_the_start_are_the_limit(start: date, limit: int) -> None:
    for unit in ("day", "working_day"):
        due = due_on(start, limit, unit, SWAPPED)
        assert days_left(start, due, unit, SWAPPED) == limit
        assert days_left(due + timedelta(days=1), due, unit, SWAPPED) < 0
