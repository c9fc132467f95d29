from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from aid import clock
from aid.domain.calendar import is_working_day

START = datetime.fromisoformat("2026-09-15T08:00+07:00")
A_MOMENT = timedelta(seconds=30)


@pytest.fixture(autouse=True)
def _real_time_afterwards() -> Iterator[None]:
    yield
    clock.set_shift(None)


def test_the_clock_tells_real_utc_until_it_is_shifted() -> None:
    assert not clock.is_shifted()
    assert clock.now().tzinfo is UTC
    assert abs(clock.now() - datetime.now(UTC)) < A_MOMENT  # noqa: TID251  The machine's clock is what it is compared with.


def test_a_shifted_clock_runs_on_from_its_start() -> None:
    clock.set_shift(START)
    first, second = clock.now(), clock.now()
    assert clock.is_shifted()
    assert START <= first < START + A_MOMENT
    assert first <= second < START + A_MOMENT
    assert clock.today() == date(2026, 9, 15)


def test_a_legal_day_begins_at_midnight_in_viet_nam() -> None:
    clock.set_shift(datetime(2026, 9, 14, 16, 59, tzinfo=UTC))
    assert clock.today() == date(2026, 9, 14)
    clock.set_shift(datetime(2026, 9, 14, 17, 0, tzinfo=UTC))
    assert clock.today() == date(2026, 9, 15)


def test_an_instant_is_shown_on_the_wall_clock_of_the_office() -> None:
    assert clock.local(datetime(2023, 9, 12, 16, 22, tzinfo=UTC)).strftime("%H:%M %d/%m/%Y") == "23:22 12/09/2023"


def test_the_example_lives_on_another_day_and_comes_back() -> None:
    before = clock.today()
    with pytest.raises(KeyError), clock.at(datetime(2023, 9, 12, 23, 22, tzinfo=clock.OFFICE_ZONE)):
        assert clock.today() == date(2023, 9, 12)
        raise KeyError
    assert clock.today() == before
    assert not clock.is_shifted()


def test_an_instant_without_a_zone_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        clock.local(datetime(2026, 9, 15, 8, 0))
    with pytest.raises(ValueError, match="needs a zone"):
        clock.set_shift(datetime(2026, 9, 15, 8, 0))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(date(2026, 1, 2), False, id="swapped off, unknown to the package"),
        pytest.param(date(2026, 1, 10), True, id="the Saturday worked for it"),
        pytest.param(date(2024, 5, 4), True, id="a Saturday of 2024 worked for 29/4"),
        pytest.param(date(2024, 4, 29), False, id="off in exchange"),
        pytest.param(date(2025, 4, 26), True, id="a Saturday of 2025 worked for 2/5"),
        pytest.param(date(2026, 8, 22), True, id="a Saturday of 2026 worked for 31/8"),
        pytest.param(date(2026, 8, 31), False, id="off in exchange, 2026"),
        pytest.param(date(2026, 2, 17), False, id="Tết 2026"),
        pytest.param(date(2023, 9, 4), False, id="observed National Day 2023"),
        pytest.param(date(2026, 11, 24), False, id="Vietnamese Culture Day"),
        pytest.param(date(2023, 9, 13), True, id="the day after the fire of 2023"),
        pytest.param(date(2023, 9, 16), False, id="a plain Saturday"),
    ],
)
def test_the_office_calendar_knows_holidays_and_swapped_days(day: date, works: bool) -> None:
    assert is_working_day(day, clock.office_calendar()) is works
