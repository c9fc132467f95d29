"""What an office lays down about soft pairs of duties, from day to day: which it keeps apart, which one person may do.

Hard pairs (`duties.HARD_PAIRS`) are kept apart for everyone and always, so that no rule can be about them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from aid.domain.duties import HARD_PAIRS, SOFT_PAIRS, Duty, Pair
from aid.domain.errors import Refusal


class PairRule(StrEnum):
    """What holds for a soft pair: the two duties in two persons, or in one."""

    APART = "apart"
    TOGETHER = "together"


@dataclass(frozen=True)
class DutyRule:
    """One rule of an office about one pair; `last_on` is the last day it holds, None until further notice."""

    id: int
    pair: Pair
    rule: PairRule
    first_on: date
    last_on: date | None
    document: str = ""
    reason: str = ""

    def holds(self, day: date) -> bool:
        """Say whether it is in force on a day."""
        return self.first_on <= day and (self.last_on is None or day <= self.last_on)


# Every pair about which an office may lay down something, in the order of the work.
OPEN_PAIRS: tuple[tuple[Duty, Duty], ...] = tuple(
    (one, other) for one, other in combinations(Duty, 2) if frozenset((one, other)) not in HARD_PAIRS
)


def rule_about(pair: Pair) -> PairRule:
    """Return what an office can lay down for a pair: the other than what holds by itself."""
    return PairRule.TOGETHER if pair in SOFT_PAIRS else PairRule.APART


def kept_apart(rules: Iterable[DutyRule], day: date) -> frozenset[Pair]:
    """Return the soft pairs that nobody may join on a day; the hard ones stand beside them."""
    holding = [rule for rule in rules if rule.holds(day)]
    apart = {rule.pair for rule in holding if rule.rule is PairRule.APART}
    together = {rule.pair for rule in holding if rule.rule is PairRule.TOGETHER}
    return (SOFT_PAIRS - together) | apart


def permitting(rules: Iterable[DutyRule], duty: Duty, held: Iterable[Duty], day: date) -> list[tuple[Duty, DutyRule]]:
    """Return each duty already held with the rule that lets the same person take `duty` beside it on a day.

    Only pairs that would be apart without the rule: what is open to everybody needs nobody's word.
    """
    allowed = {rule.pair: rule for rule in rules if rule.holds(day) and rule.rule is PairRule.TOGETHER}
    pairs = ((other, frozenset((duty, other))) for other in sorted(set(held)))
    return [(other, allowed[pair]) for other, pair in pairs if pair in SOFT_PAIRS and pair in allowed]


def check_new(new: DutyRule, known: Iterable[DutyRule], today: date) -> None:
    """Refuse a rule that cannot stand.

    Codes: `pair_is_hard` (design.md 4.5), `document_missing`, `reason_missing`, `days_reversed` (first, last),
    `duty_rule_in_the_past` (day), `duty_rule_overlaps` (first) where the pair has a rule on one of these days.
    """
    if new.pair in HARD_PAIRS:
        raise Refusal("pair_is_hard")
    if not new.document.strip():
        raise Refusal("document_missing")
    if not new.reason.strip():
        raise Refusal("reason_missing", step="duty_rule")
    if new.last_on is not None and new.last_on < new.first_on:
        raise Refusal("days_reversed", first=new.first_on, last=new.last_on)
    if new.first_on < today:
        raise Refusal("duty_rule_in_the_past", day=new.first_on)
    for one in known:
        if one.pair == new.pair and _meet(one, new):
            raise Refusal("duty_rule_overlaps", first=one.first_on)


def _meet(one: DutyRule, other: DutyRule) -> bool:
    """Say whether two rules hold on a same day; one dropped before its first day holds on none."""
    first, last = max(one.first_on, other.first_on), min(one.last_on or date.max, other.last_on or date.max)
    return first <= last


def check_end(one: DutyRule, last_on: date, today: date) -> None:
    """Refuse an end that changes the past: `duty_rule_over` (day), `duty_rule_in_the_past` (day).

    It ends with `last_on`, at the earliest today: what was done today stands. One that has not begun never does.
    """
    if one.last_on is not None and one.last_on < today:
        raise Refusal("duty_rule_over", day=one.last_on)
    if last_on < today:
        raise Refusal("duty_rule_in_the_past", day=last_on)
