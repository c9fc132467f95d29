"""How much a benefit gives, as one table of kinds: each returns its factors, the amount and the sentence of the sum.

Amounts are whole đồng (`VND`) or whole kilograms of rice (`kg_rice`); help in kind (`in_kind`) has no amount. A sum is
always count × rate (× months), so that a paper can print it as it was computed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aid.domain.conditions import Failure
from aid.domain.facts import SEVERITIES, CaseFacts
from aid.domain.money import grouped
from aid.domain.policies import Benefit, BenefitRef, Tier
from aid.domain.subjects import Subject

UNITS = ("VND", "kg_rice", "in_kind")


@dataclass(frozen=True)
class Sum:
    """The factors of one line and their product."""

    unit: str
    count: int
    rate: int
    amount: int
    says: str
    times_norm: int | None = None
    months: int | None = None


@dataclass(frozen=True)
class Asked:
    """What an amount is computed from: `norm` in đồng, None where none is in force; `given` by other benefits."""

    facts: CaseFacts
    subject: Subject
    benefit: Benefit
    norm: int | None
    given: tuple[tuple[BenefitRef, int], ...] = ()

    @property
    def noun(self) -> str:
        """Return what is counted: the benefit's own word, or the subject's."""
        return self.benefit.noun or self.subject.noun

    def refuse(self, code: str, says: str, **facts: Any) -> Failure:
        """Return why there is nothing to give."""
        return Failure(code, facts, self.benefit.clause, says)


def dong(amount: int) -> str:
    """Return đồng as a sentence prints them, with a plain space."""
    return f"{grouped(amount)} đồng"


def compute(asked: Asked) -> Sum | Failure:
    """Return the sum of the benefit for the subject, or why there is none.

    Failure codes: `no_norm_in_force`, `below_lowest_tier`, `level_reached`.
    """
    return AMOUNTS[asked.benefit.amount.kind](asked)


def _at_rate(asked: Asked, rate: int, noun: str = "") -> Sum:
    count = asked.subject.count
    amount = count * rate
    return Sum("VND", count, rate, amount, f"{count} {noun or asked.noun} × {dong(rate)} = {dong(amount)}")


def _times_norm(asked: Asked) -> Sum | Failure:
    if asked.norm is None:
        return _no_norm(asked)
    times, count = asked.benefit.amount.times, asked.subject.count
    rate = times * asked.norm
    amount = count * rate
    says = f"{count} {asked.noun} × {times} × {dong(asked.norm)} = {dong(amount)}"
    return Sum("VND", count, rate, amount, says, times_norm=times)


def _no_norm(asked: Asked) -> Failure:
    return asked.refuse("no_norm_in_force", "Chưa có mức chuẩn trợ giúp xã hội cho ngày này")


def _fixed(asked: Asked) -> Sum:
    return _at_rate(asked, asked.benefit.amount.amount)


def _monthly(asked: Asked) -> Sum:
    rule, count = asked.benefit.amount, asked.subject.count
    amount = count * rule.amount * rule.months
    says = f"{count} {asked.noun} × {dong(rule.amount)} × {rule.months} tháng = {dong(amount)}"
    return Sum("VND", count, rule.amount, amount, says, months=rule.months)


def _tiers(asked: Asked) -> Sum | Failure:
    rule = asked.benefit.amount
    measure = MEASURES[rule.by](asked)
    reached = [tier for tier in rule.tiers if tier.least <= measure]
    if not reached:
        return asked.refuse("below_lowest_tier", "Chưa đến mức thấp nhất được hỗ trợ", **{rule.by: measure})
    tier: Tier = max(reached, key=lambda tier: tier.least)
    return _at_rate(asked, tier.amount, tier.noun)


def _actual_cost(asked: Asked) -> Sum | Failure:
    rule = asked.benefit.amount
    billed = sum(cost.amount for cost in asked.subject.costs)
    payable = _within_caps(asked)
    if not rule.at_least_times:
        says = f"Chi phí thực tế {dong(billed)}"
        says += f", trong mức tối đa {dong(payable)}" if payable < billed else ""
        return Sum("VND", 1, payable, payable, says)
    if asked.norm is None:
        return _no_norm(asked)
    times = rule.at_least_times
    least = times * asked.norm
    amount = max(payable, least)
    says = f"Chi phí thực tế {dong(billed)}; tối thiểu {times} × {dong(asked.norm)} = {dong(least)}"
    return Sum("VND", 1, amount, amount, f"{says}; được {dong(amount)}", times if payable < least else None)


def _within_caps(asked: Asked) -> int:
    """Return the bills with each capped kind at most its cap for every person who died."""
    caps = dict(asked.benefit.amount.caps)
    persons = 1 if asked.subject.member else max(1, len(asked.facts.harmed("dead")))
    totals: dict[str, int] = {}
    for cost in asked.subject.costs:
        totals[cost.kind] = totals.get(cost.kind, 0) + cost.amount
    return sum(min(total, caps[kind] * persons) if kind in caps else total for kind, total in totals.items())


def _rice(asked: Asked) -> Sum:
    rule, count = asked.benefit.amount, asked.subject.count
    wanted = asked.facts.needs.food_months
    months = min(wanted, rule.months)
    amount = count * rule.kg * months
    says = f"{count} {asked.noun} × {rule.kg} kg × {months} tháng = {grouped(amount)} kg gạo"
    says += f" (tối đa {rule.months} tháng)" if wanted > rule.months else ""
    return Sum("kg_rice", count, rule.kg, amount, says, months=months)


def _in_kind(asked: Asked) -> Sum:
    return Sum("in_kind", asked.subject.count, 0, 0, asked.benefit.amount.text)


def _up_to(asked: Asked) -> Sum | Failure:
    """Return what is missing to the level after what the named benefits of other policies give or gave."""
    level = asked.benefit.amount.amount
    given = [(ref, amount) for ref, amount in asked.given if amount]
    total = sum(amount for _, amount in given)
    if not total:
        return _at_rate(asked, level)
    parts = "".join(f" − {dong(amount)} ({ref.called or f'{ref.policy} {ref.benefit}'})" for ref, amount in given)
    if total >= level:
        return asked.refuse("level_reached", f"Đã đủ mức {dong(level)}{parts}", level=level, given=total)
    rest = level - total
    return Sum("VND", 1, rest, rest, f"1 {asked.noun}: mức {dong(level)}{parts} = {dong(rest)}")


def _inpatient_days(asked: Asked) -> int:
    return asked.subject.its_harm.inpatient_days


def _severity(asked: Asked) -> int:
    return SEVERITIES.index(asked.subject.its_harm.severity)


def _lost_parents(asked: Asked) -> int:
    return asked.subject.person.lost_parents


def _living_members(asked: Asked) -> int:
    return len(asked.facts.living())


MEASURES: dict[str, Callable[[Asked], int]] = {
    "inpatient_days": _inpatient_days,
    "severity": _severity,
    "lost_parents": _lost_parents,
    "living_members": _living_members,
}

MEASURE_ABOUT = {"inpatient_days": "harm", "severity": "harm", "lost_parents": "person"}
"""What a subject must carry to be measured; the rest is measured in the household."""

AMOUNTS: dict[str, Callable[[Asked], Sum | Failure]] = {
    "times_norm": _times_norm,
    "fixed": _fixed,
    "monthly": _monthly,
    "tiers": _tiers,
    "actual_cost": _actual_cost,
    "rice": _rice,
    "in_kind": _in_kind,
    "up_to": _up_to,
}
