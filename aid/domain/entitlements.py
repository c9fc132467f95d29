"""What a case is entitled to: facts × policies × norm → lines, and refusals that say why not.

`settling` finds what comes out of each benefit; here that becomes the answer, in a fixed order, with the papers behind.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from aid.domain.amounts import UNITS, Sum
from aid.domain.calendar import Calendar, due_on
from aid.domain.conditions import Failure
from aid.domain.facts import CaseFacts
from aid.domain.norms import Norm
from aid.domain.policies import Limit, Policy, day_of, in_order
from aid.domain.reasons import Reason, tell
from aid.domain.settling import Found, Frame, settle


@dataclass(frozen=True)
class Due:
    """The limit of a line, with the paper that starts it and the day it ends."""

    days: int
    unit: str
    start: str
    due_on: date


@dataclass(frozen=True)
class Document:
    """The legal document or plan behind a line or a refusal; a plan may have no number and no day."""

    policy: str
    number: str
    signed_on: date | None
    issuer: str
    title: str
    title_en: str


@dataclass(frozen=True)
class Line:
    """One thing the case is entitled to; `rate` and `amount` in `unit` (VND, kg_rice; in_kind has amount 0).

    `grounds` are the conditions that hold, with the facts they used; `says` is `working` told in Vietnamese.
    """

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
    grounds: tuple[Reason, ...]
    working: Reason
    document: Document
    title_en: str
    text: str
    purpose: str


@dataclass(frozen=True)
class Refused:
    """One benefit that was considered and not given: the rule's code, its facts, clause and sentence.

    `says` is `reason` told in Vietnamese; the reason may know more facts than the answer shows.
    """

    policy: str
    benefit: str
    title: str
    member: str | None
    code: str
    facts: dict[str, Any]
    clause: str
    says: str
    reason: Reason
    document: Document
    title_en: str
    text: str
    purpose: str


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
    the caller's (`aid.domain.policies.choose`). Refuses `exclusions_cyclic` (policies, benefits).
    """
    known = in_order(policies)
    frame = Frame(facts, tuple(norms), province or facts.incident.place, on, known)
    covering = tuple(policy for policy in known if policy.covers(facts, frame.province, on))
    found = sorted(settle(frame, covering), key=_order)
    documents = {policy.code: _document(policy) for policy in covering}
    lines = tuple(_line(facts, calendar, one, one.outcome, documents) for one in found if isinstance(one.outcome, Sum))
    day = covering[0].day_of_reference(facts, on) if covering else on or facts.incident.occurred_on
    return Evaluation(
        on=day,
        confirmed=all(policy.confirmed for policy in covering),
        norm=frame.norm(day),
        totals=_totals(lines),
        lines=lines,
        refusals=tuple(_refused(one, one.outcome, documents) for one in found if isinstance(one.outcome, Failure)),
        policies=tuple(documents),
    )


def _order(one: Found) -> tuple[int, int, int, str, str]:
    """Order by policy, money before goods, then the policy's own order, then the person."""
    unit = UNITS.index(one.outcome.unit) if isinstance(one.outcome, Sum) else 0
    policy_place, place = one.placed.place
    return (policy_place, unit, place, *one.subject.key)


def _document(policy: Policy) -> Document:
    return Document(policy.code, policy.number, policy.signed_on, policy.issuer, policy.title, policy.title_en)


def _line(facts: CaseFacts, calendar: Calendar, one: Found, outcome: Sum, documents: dict[str, Document]) -> Line:
    policy, benefit = one.placed.policy, one.benefit
    return Line(
        policy=policy.code,
        benefit=benefit.code,
        title=benefit.title,
        member=one.subject.ref or None,
        unit=outcome.unit,
        count=outcome.count,
        times_norm=outcome.times_norm,
        rate=outcome.rate,
        months=outcome.months,
        amount=outcome.amount,
        floor=benefit.floor,
        clause=benefit.clause,
        limit=_due(facts, calendar, benefit.limit) if benefit.limit else None,
        says=tell(outcome.working),
        confirmed=policy.confirmed,
        fund_kinds=benefit.fund_kinds,
        grounds=one.grounds,
        working=outcome.working,
        document=documents[policy.code],
        title_en=benefit.title_en,
        text=benefit.text,
        purpose=benefit.purpose,
    )


def _due(facts: CaseFacts, calendar: Calendar, limit: Limit) -> Due:
    return Due(
        limit.days, limit.unit, limit.start, due_on(day_of(facts, limit.start), limit.days, limit.unit, calendar)
    )


def _refused(one: Found, failure: Failure, documents: dict[str, Document]) -> Refused:
    policy, benefit, reason = one.placed.policy, one.benefit, failure.reason
    return Refused(
        policy=policy.code,
        benefit=benefit.code,
        title=benefit.title,
        member=one.subject.ref or None,
        code=failure.code,
        facts=failure.facts,
        clause=failure.clause,
        says=tell(reason),
        reason=reason,
        document=documents[policy.code],
        title_en=benefit.title_en,
        text=benefit.text,
        purpose=benefit.purpose,
    )


def _totals(lines: Iterable[Line]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for line in lines:
        totals[line.unit] = totals.get(line.unit, 0) + line.amount
    return {unit: totals[unit] for unit in UNITS if unit in totals}
