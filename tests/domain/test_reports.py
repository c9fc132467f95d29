from datetime import date, datetime, time

import pytest

from aid.domain.errors import Refusal
from aid.domain.incidents import CAUSE_OF
from aid.domain.points import Point, parse_point
from aid.domain.reports import KIND_ON_PAPERS, LONGEST_TITLE, IncidentReport, faults_of, title_of

NOW = datetime(2026, 9, 15, 8, 0)


def _codes(**more):
    values = {"kind": "fire", "occurred_on": date(2026, 9, 15), "place_code": "00364"} | more
    return [refusal.code for refusal in faults_of(IncidentReport(**values), NOW)]


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, []),
        ({"occurred_on": date(2026, 9, 16)}, ["day_in_future"]),
        ({"occurred_at": time(8, 0)}, []),
        ({"occurred_at": time(8, 1)}, ["hour_in_future"]),
        ({"occurred_on": date(2026, 9, 14), "occurred_at": time(23, 59)}, []),
        ({"kind": "meteor"}, ["kind_unknown"]),
        ({"missing": -1}, ["count_negative"]),
        ({"lat": 21.0}, ["point_incomplete"]),
        ({"lat": 21.0, "lon": 105.8}, []),
        ({"lat": 105.8, "lon": 21.0}, ["point_outside"]),
        ({"lat": 8.64, "lon": 111.92}, []),
        ({"occurred_on": date(2026, 9, 16), "dead": -1}, ["day_in_future", "count_negative"]),
    ],
    ids=[
        "least", "tomorrow", "this minute", "next minute", "last night", "no such kind", "negative", "half a point",
        "Hà Nội", "turned round", "Trường Sa", "everything at once",
    ],
)  # fmt: skip
def test_every_fault_of_a_report_is_named(change, codes):
    assert _codes(**change) == codes


@pytest.mark.parametrize(
    "text",
    ["20.9968, 105.8134", "20.9968 105.8134", "20.9968;105.8134", "20,9968; 105,8134", "20,9968 105,8134",
     "(20.9968°N, 105.8134°E)"],
)  # fmt: skip
def test_a_point_is_read_as_maps_write_it(text):
    assert parse_point(text) == Point(20.9968, 105.8134)


@pytest.mark.parametrize(("text", "code"), [("20.9968", "point_incomplete"), ("ngõ 5", "point_unreadable")])
def test_what_is_no_point_is_refused(text, code):
    with pytest.raises(Refusal) as refusal:
        parse_point(text)
    assert refusal.value.code == code


def test_every_kind_has_a_name_for_papers():
    assert set(KIND_ON_PAPERS) == set(CAUSE_OF)


def test_a_name_says_what_and_where_and_has_an_end():
    assert title_of("fire", "", "Phường Khương Đình") == "Vụ cháy tại Phường Khương Đình"
    long = title_of("fire", "ngõ " * 100, "Phường Khương Đình")
    assert len(long) <= LONGEST_TITLE
    assert long.endswith("…")
