"""When a treatment that goes on will change what is due: the thresholds of the policies, and the day they are met.

Who is still in hospital is no longer refused, or gets more, from a day that is known today if nothing else changes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from aid.domain.facts import CaseFacts
from aid.domain.harms import HarmEntry, inpatient_days
from aid.domain.policies import Benefit, Policy

RULE = "inpatient_days_at_least"


def day_reached(entries: Sequence[HarmEntry], needed: int, *, on: date) -> date:
    """Return the first day from `on` with `needed` days of treatment, for somebody who is in hospital and stays."""
    day = on
    while inpatient_days(entries, on=day) < needed:
        day += timedelta(days=1)
    return day


def thresholds(policies: Iterable[Policy]) -> tuple[int, ...]:
    """Return the days of treatment at which some benefit begins or grows, the fewest first."""
    return tuple(sorted({days for policy in policies for benefit in policy.benefits for days in _days_in(benefit)}))


def next_change(
    facts: CaseFacts,
    in_hospital: Mapping[str, Sequence[HarmEntry]],
    needed: Sequence[int],
    lines_of: Callable[[CaseFacts], Any],
    *,
    on: date,
) -> date | None:
    """Return the first day after `on` on which the lines differ if everybody in hospital stays; None where never.

    `in_hospital` is the history of each member who is still in, `needed` the thresholds, fewest first; `lines_of`
    gives what is compared for other facts of the case.
    """
    now = lines_of(facts)
    days = [
        day_reached(entries, least, on=on)
        for ref, entries in in_hospital.items()
        for least in needed
        if least > inpatient_days(entries, on=on) and lines_of(_after(facts, ref, least)) != now
    ]
    return min(days, default=None)


def _after(facts: CaseFacts, ref: str, days: int) -> CaseFacts:
    harms = (
        replace(harm, inpatient_days=days) if (harm.member, harm.kind) == (ref, "injured") else harm
        for harm in facts.harms
    )
    return replace(facts, harms=tuple(harms))


def _days_in(benefit: Benefit) -> list[int]:
    asked = [condition.value for condition in benefit.conditions if condition.rule == RULE]
    tiers = [tier.least for tier in benefit.amount.tiers if not tier.severity]
    found = [*asked, *(tiers if benefit.amount.by == "inpatient_days" else ())]
    return [days for days in found if isinstance(days, int)]
