from datetime import date, timedelta

import pytest

from aid.domain.approval_routes import Route, Sum
from aid.domain.band_splits import NEAR, Sibling, split_of

DAY = date(2026, 9, 15)
MILLION = 1_000_000
CITY = Route(date(2026, 1, 1), "Quy chế số 15", amount_from=50 * MILLION, city=True, id=2)


def sibling(total, *, days=0, shared=False, number=1):
    return Sibling(number, f"HT-1-2026-000{number}", total * MILLION, DAY + timedelta(days), shared)


def split(total, *siblings, routes=(CITY,), unit="VND"):
    return split_of(routes, DAY, "ND20-2021", Sum(total * MILLION, unit), siblings)


def test_two_dossiers_just_below_a_band_are_told_together():
    found = split(49, sibling(49))
    assert (found.total, found.route, [one.code for one in found.siblings]) == (98 * MILLION, CITY, ["HT-1-2026-0001"])


@pytest.mark.parametrize(
    ("own", "other", "is_split"), [(25, 24, False), (25, 25, True), (50, 49, False), (0, 50, True)]
)
def test_only_what_together_reaches_the_band_and_alone_does_not_is_a_split(own, other, is_split):
    assert (split(own, sibling(other)) is not None) is is_split


@pytest.mark.parametrize(("days", "shared", "is_split"), [
    (NEAR.days, False, True), (NEAR.days + 1, False, False), (-NEAR.days, False, True), (-NEAR.days - 1, False, False),
    (-90, True, True), (90, True, True),
])  # fmt: skip
def test_another_household_counts_within_the_week_and_the_same_one_always(days, shared, is_split):
    assert (split(30, sibling(30, days=days, shared=shared)) is not None) is is_split


def test_three_small_ones_are_found_where_no_two_reach_the_band():
    found = split(20, sibling(16, number=1), sibling(19, number=2), sibling(1, number=3, shared=True, days=-200))
    assert [one.dossier_id for one in found.siblings] == [3, 2, 1]
    assert found.total == 56 * MILLION


def test_a_band_that_ends_is_left_by_the_sum_and_nothing_above_it_is_no_split():
    small = Route(date(2026, 1, 1), "Quy chế số 15", amount_to=50 * MILLION, id=3)
    general = Route(date(2026, 1, 1), "Quy chế số 15", city=True, id=1)
    assert split(30, sibling(30), routes=(general, small)).route == general
    assert split(30, sibling(30), routes=(small,)) is None


def test_without_a_band_another_dossier_or_money_there_is_no_split():
    assert split(49, routes=(CITY,)) is None
    assert split(49, sibling(49), routes=()) is None
    assert split(49, sibling(49), routes=(Route(date(2026, 1, 1), "Quy chế", city=True),)) is None
    assert split(49, sibling(49), unit="KG") is None


def test_a_rule_that_is_not_in_force_on_the_day_of_submission_splits_nothing():
    later = Route(DAY + timedelta(1), "Quy chế số 16", amount_from=50 * MILLION, city=True)
    assert split(49, sibling(49), routes=(later,)) is None
