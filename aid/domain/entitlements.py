"""What a case is entitled to: facts × policies × norm → lines, and refusals that say why not.

Benefits are considered in three passes: first those that stand for themselves, then of each group only the highest
stays, last the up-to benefits, which need to know what the others give. The order of the facts never matters.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from aid.domain.amounts import UNITS, Asked, Sum, compute
from aid.domain.calendar import Calendar, due_on
from aid.domain.conditions import Failure, judge
from aid.domain.errors import Refusal
from aid.domain.facts import CaseFacts
from aid.domain.norms import Norm, norm_on
from aid.domain.offsets import given_by_others
from aid.domain.policies import Benefit, Limit, Policy, day_of, in_order
from aid.domain.subjects import SUBJECTS, Subject


@dataclass(frozen=True)
class Due:
    """The limit of a line, with the paper that starts it and the day it ends."""

    days: int
    unit: str
    start: str
    due_on: date


@dataclass(frozen=True)
class Line:
    """One thing the case is entitled to; `rate` and `amount` in `unit` (VND, kg_rice; in_kind has amount 0)."""

    policy: str
    benefit: str
    title: str
    member: str | None
    unit: str
    count: int
    times_norm: int | None
    rate: int
    months: int | None
    amount: int
    floor: bool
    clause: str
    limit: Due | None
    says: str
    confirmed: bool
    fund_kinds: tuple[str, ...]


@dataclass(frozen=True)
class Refused:
    """One benefit that was considered and not given: the rule's code, its facts, clause and sentence."""

    policy: str
    benefit: str
    title: str
    member: str | None
    code: str
    facts: dict[str, Any]
    clause: str
    says: str


@dataclass(frozen=True)
class Evaluation:
    """The whole answer; `totals` by unit, `norm` None where none is in force, `policies` those that were evaluated."""

    on: date
    confirmed: bool
    norm: Norm | None
    totals: dict[str, int]
    lines: tuple[Line, ...]
    refusals: tuple[Refused, ...]
    policies: tuple[str, ...]


@dataclass(frozen=True)
class _Frame:
    """What stays the same while one case is evaluated."""

    facts: CaseFacts
    norms: tuple[Norm, ...]
    province: str
    calendar: Calendar
    on: date | None


@dataclass(frozen=True)
class _Found:
    """A benefit and subject with what came out; `place` keeps the order of policies and benefits."""

    place: tuple[int, int]
    policy: Policy
    benefit: Benefit
    subject: Subject
    outcome: Sum | Failure


def evaluate(
    facts: CaseFacts,
    policies: Iterable[Policy],
    norms: Collection[Norm],
    calendar: Calendar,
    on: date | None = None,
    province: str | None = None,
) -> Evaluation:
    """Return every line and refusal that `policies` give the case, in a fixed order.

    `province` is the two-digit code the place lies in (the place itself where it is one); `on` replaces the reference
    day of every policy. A policy that does not cover the incident gives nothing; choosing among unconfirmed ones is
    the caller's (`aid.domain.policies.choose`).
    """
    frame = _Frame(facts, tuple(norms), province or facts.incident.place, calendar, on)
    covering = tuple(policy for policy in in_order(policies) if policy.covers(facts, frame.province, on))
    first = _highest_of_groups(_considered(frame, covering, is_up_to=False))
    found = sorted([*first, *_considered(frame, covering, is_up_to=True, before=first)], key=_order)
    lines = tuple(_line(frame, one, one.outcome) for one in found if isinstance(one.outcome, Sum))
    day = covering[0].day_of_reference(facts, on) if covering else on or facts.incident.occurred_on
    return Evaluation(
        on=day,
        confirmed=all(policy.confirmed for policy in covering),
        norm=_norm(frame, day),
        totals=_totals(lines),
        lines=lines,
        refusals=tuple(_refused(one, one.outcome) for one in found if isinstance(one.outcome, Failure)),
        policies=tuple(policy.code for policy in covering),
    )


def _considered(
    frame: _Frame, policies: tuple[Policy, ...], *, is_up_to: bool, before: Iterable[_Found] = ()
) -> list[_Found]:
    """Return what came out of every benefit that concerns the case, once for each person or payee."""
    evaluated = {(one.policy.code, one.benefit.code, one.subject.ref): one.outcome.amount for one in before
                 if isinstance(one.outcome, Sum)}  # fmt: skip
    return [
        found
        for policy_place, policy in enumerate(policies)
        for place, benefit in enumerate(policy.benefits)
        if (benefit.amount.kind == "up_to") is is_up_to
        for found in _benefit(frame, (policy_place, place), policy, benefit, evaluated)
    ]


def _benefit(
    frame: _Frame,
    place: tuple[int, int],
    policy: Policy,
    benefit: Benefit,
    evaluated: dict[tuple[str, str, str], int],
) -> list[_Found]:
    """Return the outcome for each key: the first record that gets the benefit, else the first that does not."""
    norm = _norm(frame, policy.day_of_reference(frame.facts, frame.on))
    subjects = SUBJECTS[benefit.who](frame.facts)
    refs = sorted({subject.ref for subject in subjects})
    best: dict[tuple[str, str], _Found] = {}
    for subject in subjects:
        given = given_by_others(frame.facts, benefit, subject.ref, refs, evaluated)
        asked = Asked(frame.facts, subject, benefit, norm.amount if norm else None, given)
        judged = judge(frame.facts, subject, benefit.conditions, benefit.clause)
        found = _Found(place, policy, benefit, subject, judged if isinstance(judged, Failure) else compute(asked))
        held = best.setdefault(subject.key, found)
        if isinstance(held.outcome, Failure) and isinstance(found.outcome, Sum):
            best[subject.key] = found
    return list(best.values())


def _highest_of_groups(found: list[_Found]) -> list[_Found]:
    """Return the same with all but the highest of each group and person turned into refusals."""
    highest: dict[tuple[str, str], _Found] = {}
    for one in found:
        if one.benefit.group and isinstance(one.outcome, Sum):
            held = highest.setdefault((one.benefit.group, one.subject.ref), one)
            if isinstance(held.outcome, Sum) and one.outcome.amount > held.outcome.amount:
                highest[one.benefit.group, one.subject.ref] = one
    return [_unless_lower(one, highest.get((one.benefit.group, one.subject.ref), one)) for one in found]


def _unless_lower(one: _Found, best: _Found) -> _Found:
    if best is one or isinstance(one.outcome, Failure):
        return one
    lower = Failure(
        "lower_in_group",
        {"policy": best.policy.code, "benefit": best.benefit.code},
        one.benefit.clause,
        {"highest": best.benefit.clause},
    )
    return replace(one, outcome=lower)


def _norm(frame: _Frame, day: date) -> Norm | None:
    try:
        return norm_on(day, frame.norms, frame.province)
    except Refusal:
        return None


def _order(one: _Found) -> tuple[int, int, int, str, str]:
    """Order by policy, money before goods, then the policy's own order, then the person."""
    unit = UNITS.index(one.outcome.unit) if isinstance(one.outcome, Sum) else 0
    return (one.place[0], unit, one.place[1], *one.subject.key)


def _line(frame: _Frame, one: _Found, outcome: Sum) -> Line:
    return Line(
        policy=one.policy.code,
        benefit=one.benefit.code,
        title=one.benefit.title,
        member=one.subject.ref or None,
        unit=outcome.unit,
        count=outcome.count,
        times_norm=outcome.times_norm,
        rate=outcome.rate,
        months=outcome.months,
        amount=outcome.amount,
        floor=one.benefit.floor,
        clause=one.benefit.clause,
        limit=_due(frame, one.benefit.limit) if one.benefit.limit else None,
        says=outcome.says,
        confirmed=one.policy.confirmed,
        fund_kinds=one.benefit.fund_kinds,
    )


def _due(frame: _Frame, limit: Limit) -> Due:
    start = day_of(frame.facts, limit.start)
    return Due(limit.days, limit.unit, limit.start, due_on(start, limit.days, limit.unit, frame.calendar))


def _refused(one: _Found, failure: Failure) -> Refused:
    return Refused(
        policy=one.policy.code,
        benefit=one.benefit.code,
        title=one.benefit.title,
        member=one.subject.ref or None,
        code=failure.code,
        facts=failure.facts,
        clause=failure.clause,
        says=failure.says,
    )


def _totals(lines: Iterable[Line]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for line in lines:
        totals[line.unit] = totals.get(line.unit, 0) + line.amount
    return {unit: totals[unit] for unit in UNITS if unit in totals}
