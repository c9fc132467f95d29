"""Soft pairs of duties: what holds by itself, what an office lays down for a period, and what nobody can lay down."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from aid.domain.duties import HARD_PAIRS, SOFT_PAIRS, Duty, check_duty
from aid.domain.duty_rules import (
    OPEN_PAIRS,
    DutyRule,
    PairRule,
    check_end,
    check_new,
    kept_apart,
    permitting,
    rule_about,
)
from aid.domain.errors import Refusal

FIRST, LAST = date(2026, 9, 1), date(2026, 9, 30)
DAY = timedelta(days=1)
CLERK_PAYS = frozenset((Duty.ISSUE, Duty.PAY))
CHECKS = frozenset((Duty.REVIEW, Duty.CONTROL))
ONE = DutyRule(1, CLERK_PAYS, PairRule.TOGETHER, FIRST, LAST, "QĐ 15", "Phường có một văn thư")
STRICT = DutyRule(2, CHECKS, PairRule.APART, FIRST, None, "QĐ 16", "Kiểm soát nội bộ")


def test_a_clerk_does_not_pay_unless_the_office_says_so():
    assert kept_apart([], FIRST) == SOFT_PAIRS == {CLERK_PAYS}
    with pytest.raises(Refusal, match="duty_kept_apart") as refusal:
        check_duty(Duty.PAY, [Duty.ISSUE], kept_apart([], FIRST))
    assert refusal.value.facts == {"held": Duty.ISSUE, "needed": Duty.PAY}
    check_duty(Duty.PAY, [Duty.ISSUE], kept_apart([ONE], FIRST))
    check_duty(Duty.PAY, [Duty.PAY], kept_apart([], FIRST))


@pytest.mark.parametrize(
    ("day", "may"),
    [
        (FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False),
    ],
    ids=["the day before", "the first day", "the last day", "the day after"],
)  # fmt: skip
def test_a_rule_holds_from_its_first_to_its_last_day(day, may):
    assert (CLERK_PAYS not in kept_apart([ONE], day)) is may
    assert bool(permitting([ONE], Duty.PAY, [Duty.ISSUE], day)) is may


def test_an_office_may_be_stricter_until_further_notice():
    assert kept_apart([STRICT], FIRST - DAY) == SOFT_PAIRS
    assert kept_apart([STRICT], date(2099, 1, 1)) == SOFT_PAIRS | {CHECKS}


def test_the_rule_that_lets_one_person_do_both_is_named_and_only_where_it_matters():
    assert permitting([ONE, STRICT], Duty.PAY, [Duty.PAY, Duty.ISSUE], FIRST) == [(Duty.ISSUE, ONE)]
    assert permitting([ONE], Duty.CONTROL, [Duty.ISSUE], FIRST) == []
    assert permitting([replace(ONE, pair=CHECKS)], Duty.CONTROL, [Duty.REVIEW], FIRST) == []


def test_the_hard_pairs_are_no_matter_of_rules():
    assert len(OPEN_PAIRS) + len(HARD_PAIRS) == 21
    assert HARD_PAIRS.isdisjoint(map(frozenset, OPEN_PAIRS))
    for pair in HARD_PAIRS:
        with pytest.raises(Refusal, match="pair_is_hard"):
            check_new(replace(ONE, pair=pair), [], FIRST)
        one, other = pair
        with pytest.raises(Refusal, match="duty_excluded"):
            check_duty(one, [other], kept_apart([replace(ONE, pair=pair)], FIRST))


def test_an_office_lays_down_the_other_than_what_holds_by_itself():
    found = {pair: rule_about(frozenset(pair)) for pair in OPEN_PAIRS}
    assert [pair for pair, rule in found.items() if rule is PairRule.TOGETHER] == [(Duty.ISSUE, Duty.PAY)]


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (replace(ONE, document=" "), "document_missing"),
        (replace(ONE, reason=" "), "reason_missing"),
        (replace(ONE, last_on=FIRST - DAY), "days_reversed"),
        (replace(ONE, first_on=FIRST - DAY), "duty_rule_in_the_past"),
        (replace(ONE, first_on=LAST, last_on=None), "duty_rule_overlaps"),
    ],
)
def test_a_rule_that_cannot_stand_is_refused(new, code):
    with pytest.raises(Refusal, match=code):
        check_new(new, [STRICT, ONE], FIRST)


def test_a_rule_follows_one_that_ended_or_never_began():
    check_new(replace(ONE, first_on=LAST + DAY, last_on=None), [ONE, STRICT], FIRST)
    check_new(ONE, [replace(ONE, last_on=FIRST - DAY)], FIRST)


def test_it_ends_with_today_at_the_earliest():
    check_end(ONE, FIRST, FIRST)
    check_end(STRICT, FIRST, FIRST)
    check_end(ONE, FIRST - DAY, FIRST - DAY)
    with pytest.raises(Refusal, match="duty_rule_in_the_past"):
        check_end(ONE, FIRST - DAY, FIRST)
    with pytest.raises(Refusal, match="duty_rule_over"):
        check_end(ONE, LAST + DAY, LAST + DAY)
