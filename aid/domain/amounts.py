"""How much a benefit gives, as one table of kinds: each returns its factors, the amount and how it was worked out.

Amounts are whole đồng (`VND`) or whole kilograms of rice (`kg_rice`); help in kind (`in_kind`) has no amount. A sum is
always count × rate (× months), so that a paper can print it as it was computed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aid.domain.conditions import Failure
from aid.domain.fact_words import NOUNS_EN
from aid.domain.facts import SEVERITIES, CaseFacts
from aid.domain.measures import MEASURES, severity_of
from aid.domain.offsets import Part, taken_off
from aid.domain.policies import Benefit, Tier
from aid.domain.reasons import Reason
from aid.domain.subjects import Subject

UNITS = ("VND", "kg_rice", "in_kind")
UNIT_OF = {"rice": "kg_rice", "in_kind": "in_kind"}
"""The unit of the kinds of amounts that are not money."""


@dataclass(frozen=True)
class Sum:
    """The factors of one line, their product and the arithmetic."""

    unit: str
    count: int
    rate: int
    amount: int
    working: Reason
    times_norm: int | None = None
    months: int | None = None


@dataclass(frozen=True)
class Asked:
    """What an amount is computed from: `norm` in đồng, None where none is in force; `given` by other benefits."""

    facts: CaseFacts
    subject: Subject
    benefit: Benefit
    norm: int | None
    given: tuple[Part, ...] = ()

    def refuse(self, code: str, facts: dict[str, Any], more: dict[str, Any] | None = None) -> Failure:
        """Return why there is nothing to give."""
        return Failure(code, facts, self.benefit.clause, more or {})

    def work(self, code: str, tier: Tier | None = None, **facts: Any) -> Reason:
        """Return the arithmetic, with what is counted: the tier's or the benefit's own word, or the subject's."""
        own = self.subject.noun
        noun = (tier and tier.noun) or self.benefit.noun or own
        noun_en = (tier and tier.noun_en) or self.benefit.noun_en or NOUNS_EN[own]
        return Reason(code, {"noun": noun, "noun_en": noun_en, **facts}, self.benefit.clause)


def compute(asked: Asked) -> Sum | Failure:
    """Return the sum of the benefit for the subject, or why there is none.

    Failure codes: `no_norm_in_force`, `below_lowest_tier`, `above_highest_tier`, `level_reached`.
    """
    return AMOUNTS[asked.benefit.amount.kind](asked)


def _at_rate(asked: Asked, rate: int, tier: Tier | None = None) -> Sum:
    count = asked.subject.count
    amount = count * rate
    return Sum("VND", count, rate, amount, asked.work("at_rate", tier, count=count, rate=rate, amount=amount))


def _times_norm(asked: Asked) -> Sum | Failure:
    if asked.norm is None:
        return _no_norm(asked)
    times, count = asked.benefit.amount.times, asked.subject.count
    rate = times * asked.norm
    working = asked.work("times_norm", count=count, times=times, norm=asked.norm, amount=count * rate)
    return Sum("VND", count, rate, count * rate, working, times_norm=times)


def _no_norm(asked: Asked) -> Failure:
    return asked.refuse("no_norm_in_force", {})


def _fixed(asked: Asked) -> Sum:
    return _at_rate(asked, asked.benefit.amount.amount)


def _monthly(asked: Asked) -> Sum:
    rule, count = asked.benefit.amount, asked.subject.count
    amount = count * rule.amount * rule.months
    working = asked.work("monthly", count=count, rate=rule.amount, months=rule.months, amount=amount)
    return Sum("VND", count, rule.amount, amount, working, months=rule.months)


def _tiers(asked: Asked) -> Sum | Failure:
    rule = asked.benefit.amount
    measure = MEASURES[rule.by](asked.facts, asked.subject)
    tier = _grave_tier(asked) or _measured_tier(rule.tiers, measure)
    if tier:
        return _at_rate(asked, tier.amount, tier)
    is_above = any(tier.least <= measure for tier in rule.tiers if not tier.severity)
    return asked.refuse("above_highest_tier" if is_above else "below_lowest_tier", {rule.by: measure})


def _grave_tier(asked: Asked) -> Tier | None:
    """Return the highest tier of severity that is reached; such a tier stands above those of days."""
    graves = [tier for tier in asked.benefit.amount.tiers if tier.severity]
    if not graves:
        return None
    grave = severity_of(asked.facts, asked.subject)
    reached = [tier for tier in graves if SEVERITIES.index(tier.severity) <= grave]
    return max(reached, key=lambda tier: SEVERITIES.index(tier.severity), default=None)


def _measured_tier(tiers: tuple[Tier, ...], measure: int) -> Tier | None:
    fitting = [
        tier
        for tier in tiers
        if not tier.severity and tier.least <= measure and (tier.most is None or measure <= tier.most)
    ]
    return max(fitting, key=lambda tier: tier.least, default=None)


def _actual_cost(asked: Asked) -> Sum | Failure:
    rule = asked.benefit.amount
    billed = sum(cost.amount for cost in asked.subject.costs)
    payable = _within_caps(asked)
    code = "actual_cost_capped" if payable < billed else "actual_cost"
    told = {"billed": billed, "payable": payable}
    if rule.at_least_times:
        if asked.norm is None:
            return _no_norm(asked)
        least = rule.at_least_times * asked.norm
        told |= {"times": rule.at_least_times, "norm": asked.norm, "least": least}
        code += "_at_least_norm"
    elif rule.at_least:
        least = rule.at_least
        told |= {"least": least}
        code += "_at_least"
    else:
        least = 0
    amount = max(payable, least)
    times = rule.at_least_times if rule.at_least_times and payable < least else None
    return Sum("VND", 1, amount, amount, asked.work(code, None, **told, amount=amount), times)


def _within_caps(asked: Asked) -> int:
    """Return the bills with each capped kind at most its cap for every person who died, and all at most `at_most`."""
    rule = asked.benefit.amount
    caps = dict(rule.caps)
    persons = 1 if asked.subject.member else max(1, len(asked.facts.harmed("dead")))
    totals: dict[str, int] = {}
    for cost in asked.subject.costs:
        totals[cost.kind] = totals.get(cost.kind, 0) + cost.amount
    payable = sum(min(total, caps[kind] * persons) if kind in caps else total for kind, total in totals.items())
    return min(payable, rule.at_most) if rule.at_most else payable


def _rice(asked: Asked) -> Sum:
    rule, count = asked.benefit.amount, asked.subject.count
    wanted = asked.facts.needs.food_months
    months = min(wanted, rule.months)
    amount = count * rule.kg * months
    working = asked.work(
        "rice_capped" if wanted > rule.months else "rice",
        count=count, kg=rule.kg, months=months, amount=amount, most=rule.months,
    )  # fmt: skip
    return Sum("kg_rice", count, rule.kg, amount, working, months=months)


def _in_kind(asked: Asked) -> Sum:
    return Sum("in_kind", asked.subject.count, 0, 0, asked.work("in_kind", text=asked.benefit.amount.text))


def _share(asked: Asked) -> Sum:
    """Return one equal part for each; what cannot be shared evenly stays in the fund."""
    rule, count = asked.benefit.amount, asked.subject.count
    rate, remainder = divmod(rule.amount, rule.among)
    working = asked.work(
        "share_remainder" if remainder else "share",
        count=count, sum=rule.amount, among=rule.among, amount=count * rate, remainder=remainder,
    )  # fmt: skip
    return Sum("VND", count, rate, count * rate, working)


def _up_to(asked: Asked) -> Sum | Failure:
    """Return what is missing to the level after what the named benefits of other policies give or gave."""
    rate = asked.benefit.amount.amount
    parts = [taken_off(part) for part in asked.given]
    total = sum(part.amount for part in asked.given)
    if not total:
        return _at_rate(asked, rate)
    level = rate * asked.subject.count
    if total >= level:
        return asked.refuse("level_reached", {"level": level, "given": total}, {"parts": parts})
    rest = level - total
    return Sum("VND", 1, rest, rest, asked.work("up_to", count=1, level=level, parts=parts, amount=rest))


AMOUNTS: dict[str, Callable[[Asked], Sum | Failure]] = {
    "times_norm": _times_norm,
    "fixed": _fixed,
    "monthly": _monthly,
    "tiers": _tiers,
    "actual_cost": _actual_cost,
    "rice": _rice,
    "in_kind": _in_kind,
    "share": _share,
    "up_to": _up_to,
}
