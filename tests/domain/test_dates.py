from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aid.domain.dates import Birth, parse_birth, parse_day, parse_hour, show
from aid.domain.errors import Refusal

TODAY = date(2026, 9, 15)
FIFTH = date(2026, 1, 5)

READ = [
    ("5/1/26", FIFTH),
    ("05/01/26", FIFTH),
    ("5/1/2026", FIFTH),
    ("05/01/2026", FIFTH),
    ("05-01-2026", FIFTH),
    ("5-1-26", FIFTH),
    ("5.1.2026", FIFTH),
    ("05.01.26", FIFTH),
    ("05012026", FIFTH),
    ("050126", FIFTH),
    ("5 1 2026", FIFTH),
    ("5 / 1 / 2026", FIFTH),
    ("  5/1/2026 ", FIFTH),
    ("2026-01-05", FIFTH),
    ("2026-1-5", FIFTH),
    ("2026/01/05", FIFTH),
    ("ngày 5 tháng 1 năm 2026", FIFTH),
    ("Ngày 05 tháng 01 năm 2026", FIFTH),
    ("5 tháng 1 năm 2026", FIFTH),
    ("hôm nay", TODAY),
    ("Hôm nay", TODAY),
    ("HÔM NAY", TODAY),
    ("hom nay", TODAY),
    ("today", TODAY),
    ("hôm qua", date(2026, 9, 14)),
    ("hom qua", date(2026, 9, 14)),
    ("yesterday", date(2026, 9, 14)),
    ("hôm kia", date(2026, 9, 13)),
    ("12/9/2023", date(2023, 9, 12)),
    ("9/12/2023", date(2023, 12, 9)),
    ("29/2/2024", date(2024, 2, 29)),
    ("31/12/99", date(1999, 12, 31)),
    ("1/1/36", date(2036, 1, 1)),
    ("1/1/37", date(1937, 1, 1)),
    ("1/1/00", date(2000, 1, 1)),
    ("1/1/1900", date(1900, 1, 1)),
    ("31/12/2100", date(2100, 12, 31)),
]

REFUSED = [
    ("", "date_unreadable"),
    ("mai", "date_unreadable"),
    ("thứ hai", "date_unreadable"),
    ("5", "date_unreadable"),
    ("2026", "date_unreadable"),
    ("5126", "date_unreadable"),
    ("5/1/026", "date_unreadable"),
    ("5/1/6", "date_unreadable"),
    ("5/1/20260", "date_unreadable"),
    ("5/1-2026", "date_unreadable"),
    ("5//1/2026", "date_unreadable"),
    ("-5/1/2026", "date_unreadable"),
    ("5/1/2026 10:00", "date_unreadable"),
    ("Jan 5, 2026", "date_unreadable"),
    ("5 Jan 2026", "date_unreadable"),
    ("005/01/2026", "date_unreadable"),
    ("5/1", "date_without_year"),
    ("05-01", "date_without_year"),
    ("5 tháng 1", "date_without_year"),
    ("1/13/2026", "date_impossible"),
    ("09/15/2026", "date_impossible"),
    ("31/2/2026", "date_impossible"),
    ("29/2/2023", "date_impossible"),
    ("31/4/2026", "date_impossible"),
    ("0/1/2026", "date_impossible"),
    ("5/0/2026", "date_impossible"),
    ("32/1/2026", "date_impossible"),
    ("20260105", "date_impossible"),
    ("2026-13-01", "date_impossible"),
    ("5/1/1899", "date_impossible"),
    ("5/1/2101", "date_impossible"),
    ("5/1/0026", "date_impossible"),
]


@pytest.mark.parametrize(("text", "day"), READ)
def test_a_day_is_read_with_the_day_first(text: str, day: date) -> None:
    assert parse_day(text, TODAY) == day


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_what_is_not_one_day_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_day(text, TODAY)
    assert (refused.value.code, refused.value.facts) == (code, {"text": text})


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_what_the_program_shows_it_also_reads(day: date) -> None:
    assert parse_day(show(day), TODAY) == parse_day(day.isoformat(), TODAY) == day
    assert parse_birth(show(day)) == Birth(day, day.year)


def test_a_short_year_is_at_most_ten_years_ahead() -> None:
    read = [parse_day(f"1/1/{year:02d}", TODAY) for year in range(100)]
    assert max(read) <= TODAY + timedelta(days=366 * 10)
    assert len({day.year for day in read}) == 100


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("1980", Birth(None, 1980)),
        (" 1980 ", Birth(None, 1980)),
        ("00/00/1980", Birth(None, 1980)),
        ("--/--/1980", Birth(None, 1980)),
        ("5/1/1980", Birth(date(1980, 1, 5), 1980)),
        ("05011980", Birth(date(1980, 1, 5), 1980)),
        ("1980-01-05", Birth(date(1980, 1, 5), 1980)),
    ],
)
def test_a_birth_is_a_day_or_a_year(text: str, birth: Birth) -> None:
    assert parse_birth(text) == birth


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5/1/26", "birth_year_needs_4_digits"),
        ("050126", "birth_year_needs_4_digits"),
        ("80", "date_unreadable"),
        ("00/05/1980", "date_impossible"),
        ("1899", "date_impossible"),
        ("2101", "date_impossible"),
        ("31/2/1980", "date_impossible"),
        ("5/1", "date_without_year"),
        ("hôm nay", "date_unreadable"),
        ("", "date_unreadable"),
    ],
)
def test_a_birth_that_may_be_two_days_or_none_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_birth(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("23:22", time(23, 22)),
        ("23h22", time(23, 22)),
        ("23H22", time(23, 22)),
        ("23 giờ 22", time(23, 22)),
        ("23 giờ 22 phút", time(23, 22)),
        ("23g22", time(23, 22)),
        ("23h", time(23, 0)),
        ("9 giờ", time(9, 0)),
        ("9:05", time(9, 5)),
        ("00:00", time(0, 0)),
        ("", None),
        ("   ", None),
    ],
)
def test_an_hour_is_read_and_may_be_unknown(text: str, hour: time | None) -> None:
    assert parse_hour(text) == hour


@pytest.mark.parametrize("text", ["24:00", "23:60", "2322", "9:5", "23", "-1:00", "tối", "11:22 PM", "1:2:3"])
def test_an_hour_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_hour(text)
    assert refused.value.code == "hour_unreadable"
