"""Whose word carries a signature on a day, and which delegations cannot stand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from aid.domain.delegations import Delegation, DelegationForm, check_end, check_new, delegates_as, in_force
from aid.domain.errors import Refusal
from aid.domain.roles import Role

FIRST, LAST = date(2026, 9, 1), date(2026, 9, 30)
ONE = Delegation(1, 10, 20, DelegationForm.DEPUTY, FIRST, LAST)


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (FIRST - timedelta(days=1), False), (FIRST, True), (LAST, True), (LAST + timedelta(days=1), False),
    ],
    ids=["the day before", "the first day", "the last day", "the day after"],
)  # fmt: skip
def test_it_holds_from_its_first_to_its_last_day(day, holds):
    assert ONE.covers(day, "ND20-2021", 1) is holds


def test_its_scope_is_policies_and_an_amount():
    narrow = replace(ONE, policies=("ND20-2021",), most=50_000_000)
    assert narrow.covers(FIRST, "ND20-2021", 50_000_000)
    assert not narrow.covers(FIRST, "ND20-2021", 50_000_001)
    assert not narrow.covers(FIRST, "HN-NQ24-2023", 1)
    assert narrow.covers(FIRST, "ND20-2021", None)


def test_of_several_the_one_entered_last_carries_the_signature():
    later = replace(ONE, id=2, form=DelegationForm.BY_AUTHORITY)
    assert in_force([later, ONE], FIRST, "ND20-2021", 1) is later
    assert in_force([ONE], LAST + timedelta(days=1), "ND20-2021", 1) is None


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (replace(ONE, deputy_id=10), "delegated_to_oneself"),
        (replace(ONE, last_on=FIRST - timedelta(days=1)), "days_reversed"),
        (replace(ONE, first_on=FIRST - timedelta(days=1)), "delegation_in_the_past"),
        (replace(ONE, first_on=LAST), "delegation_overlaps"),
    ],
    ids=["to oneself", "days the wrong way", "in the past", "one day in common"],
)
def test_what_cannot_stand_is_refused(new, code):
    with pytest.raises(Refusal, match=code):
        check_new(new, [ONE], FIRST)


def test_the_day_after_another_form_and_another_person_are_free():
    after = LAST + timedelta(days=1)
    check_new(replace(ONE, first_on=after, last_on=after), [ONE], FIRST)
    check_new(replace(ONE, form=DelegationForm.ACTING), [ONE], FIRST)
    check_new(replace(ONE, deputy_id=30), [ONE], FIRST)


def test_an_end_never_reaches_into_the_past():
    check_end(ONE, FIRST, FIRST)
    with pytest.raises(Refusal, match="delegation_in_the_past"):
        check_end(ONE, FIRST - timedelta(days=1), FIRST)
    with pytest.raises(Refusal, match="delegation_over"):
        check_end(ONE, LAST, LAST + timedelta(days=1))


def test_the_head_of_the_office_delegates_as_approver_and_that_of_a_department_as_reviewer():
    assert delegates_as({Role.APPROVER, Role.REVIEWER}) is Role.APPROVER
    assert delegates_as({Role.REVIEWER}) is Role.REVIEWER


def test_a_paper_about_no_policy_is_covered_by_a_delegation_for_any():
    assert ONE.covers(FIRST, None, None)
    assert not replace(ONE, policies=("ND20-2021",)).covers(FIRST, None, None)
