"""What comes out of every benefit that concerns a case: a sum with its grounds, or the reason why not.

Each benefit is settled once, after those it waits for (`exclusions`): first its conditions and its amount, then what it
yields to, last, of its group, the highest. So the order of the facts and of the policies never matters.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from aid.domain.aid_elsewhere import given_once, not_beside
from aid.domain.amounts import Asked, Sum, compute
from aid.domain.conditions import Failure, judge
from aid.domain.errors import Refusal
from aid.domain.exclusions import Placed, in_settling_order, same_person
from aid.domain.fact_words import NOUNS_EN
from aid.domain.facts import CaseFacts
from aid.domain.norms import Norm, norm_on
from aid.domain.offsets import Part, given_by_others, taken_off
from aid.domain.policies import Benefit, BenefitRef, Policy
from aid.domain.reasons import Reason
from aid.domain.subjects import SUBJECTS, Subject

Given = dict[tuple[str, str, str], int]
"""What was given so far: policy, benefit, person (empty: the household) → đồng, 0 for rice and what has no price."""


@dataclass(frozen=True)
class Frame:
    """What stays the same while one case is settled; `known` are all policies at hand, covering or not."""

    facts: CaseFacts
    norms: tuple[Norm, ...]
    province: str
    on: date | None
    known: tuple[Policy, ...] = ()
    _norms_by_day: dict[date, Norm | None] = field(default_factory=dict, compare=False)

    def norm(self, day: date) -> Norm | None:
        """Return the norm of a day, or None where none is in force."""
        if day not in self._norms_by_day:
            try:
                self._norms_by_day[day] = norm_on(day, self.norms, self.province)
            except Refusal:
                self._norms_by_day[day] = None
        return self._norms_by_day[day]

    @cached_property
    def benefits(self) -> Mapping[tuple[str, str], tuple[Policy, Benefit]]:
        """The known benefits by the codes of policy and benefit."""
        return {(policy.code, one.code): (policy, one) for policy in self.known for one in policy.benefits}


@dataclass(frozen=True)
class Found:
    """A benefit and subject with what came out; the grounds are empty where it was refused."""

    placed: Placed
    subject: Subject
    outcome: Sum | Failure
    grounds: tuple[Reason, ...] = ()

    @property
    def benefit(self) -> Benefit:
        """The benefit that was considered."""
        return self.placed.benefit

    def refused(self, failure: Failure) -> "Found":
        """Return the same as not given."""
        return replace(self, outcome=failure, grounds=())


def settle(frame: Frame, policies: Iterable[Policy]) -> list[Found]:
    """Return what comes out of every benefit of `policies` that concerns the case, once for each person or payee.

    What a confirmed policy gives is settled beside confirmed ones only: an estimate takes nothing from it.
    Refuses `exclusions_cyclic` (policies, benefits).
    """
    counted: dict[bool, Given] = {True: {}, False: {}}
    found: list[Found] = []
    for cluster in in_settling_order(policies):
        for is_sure in (True, False):
            some = [placed for placed in cluster if placed.policy.confirmed is is_sure]
            settled = _settled(frame, some, counted[is_sure])
            _count(settled, counted[False])
            if is_sure:
                _count(settled, counted[True])
            found += settled
    return found


def _settled(frame: Frame, cluster: Iterable[Placed], given: Given) -> list[Found]:
    """Return what comes out of benefits that are settled together, beside what was `given` before them."""
    settled = [one for placed in cluster for one in _considered(frame, placed, given)]
    return _highest(frame, settled, given) if settled and settled[0].benefit.group else settled


def _count(settled: Iterable[Found], given: Given) -> None:
    """Add what the benefits give; rice and what has no price count as given, with no đồng."""
    for one in settled:
        if isinstance(one.outcome, Sum):
            key = (one.placed.policy.code, one.benefit.code, one.subject.ref)
            given[key] = given.get(key, 0) + (one.outcome.amount if one.outcome.unit == "VND" else 0)


def _considered(frame: Frame, placed: Placed, given: Given) -> list[Found]:
    """Return the outcome for each key: the first record that gets the benefit, else the first that does not."""
    policy, benefit = placed.policy, placed.benefit
    subjects = SUBJECTS[benefit.who](frame.facts)
    if not subjects:
        return []
    refs = sorted({subject.ref for subject in subjects})
    norm = frame.norm(policy.day_of_reference(frame.facts, frame.on))
    best: dict[tuple[str, str], Found] = {}
    for subject in subjects:
        held = best.get(subject.key)
        if held is None or isinstance(held.outcome, Failure):
            others = given_by_others(frame.facts, benefit.amount.over, subject.ref, refs, given)
            asked = Asked(frame.facts, subject, benefit, norm.amount if norm else None, others)
            found = _outcome(frame, placed, asked, norm)
            if held is None or isinstance(found.outcome, Sum):
                best[subject.key] = found
    return [_unless_excluded(frame, one, given) for one in best.values()]


def _outcome(frame: Frame, placed: Placed, asked: Asked, norm: Norm | None) -> Found:
    subject, benefit = asked.subject, placed.benefit
    judged = judge(frame.facts, subject, benefit.conditions, benefit.clause)
    if isinstance(judged, Failure):
        return Found(placed, subject, judged)
    computed = compute(asked)
    if isinstance(computed, Failure):
        return Found(placed, subject, computed)
    grounds = (_in_force(frame, placed.policy), _concerns(placed.benefit, subject), *judged)
    if norm and "norm" in computed.working.facts:
        grounds = (*grounds, _norm_used(norm))
    return Found(placed, subject, computed, grounds)


def _in_force(frame: Frame, policy: Policy) -> Reason:
    day = policy.day_of_coverage(frame.facts, frame.on)
    return Reason("in_force", {"reference": policy.coverage_day or policy.reference_day, "day": day.isoformat()})


def _concerns(benefit: Benefit, subject: Subject) -> Reason:
    nouns = {"noun": subject.noun, "noun_en": NOUNS_EN[subject.noun]}
    return Reason("concerns", {"who": benefit.who, "count": subject.count, **nouns}, benefit.clause)


def _norm_used(norm: Norm) -> Reason:
    told = {"norm": norm.amount, "scope": norm.scope, "valid_from": norm.valid_from.isoformat(), "basis": norm.basis}
    return Reason("norm", told, norm.basis)


def _unless_excluded(frame: Frame, one: Found, given: Given) -> Found:
    """Return the same, or refused where a benefit it yields to gives or gave something to the same person.

    What a decision in another case gave by the same benefit is given once, and excludes on both sides.
    """
    if isinstance(one.outcome, Failure):
        return one
    own = BenefitRef(one.placed.policy.code, one.benefit.code)
    failure = given_once(frame.facts, own, one.benefit, one.subject.ref) or not_beside(
        frame.facts, own, one.benefit, one.subject.ref, frame.benefits
    )
    if failure:
        return one.refused(failure)
    for other in one.benefit.not_with:
        key, person = (other.policy, other.benefit), one.subject.ref
        if any((policy, code) == key and same_person(ref, person) for policy, code, ref in given):
            return one.refused(_not_together(frame, "not_together", one.benefit, other))
        if any(
            (row.policy, row.benefit) == key and row.amount and same_person(row.member or "", person)
            for row in frame.facts.received
        ):
            return one.refused(_not_together(frame, "not_together_received", one.benefit, other))
    return one


def _not_together(frame: Frame, sentence: str, benefit: Benefit, other: BenefitRef) -> Failure:
    policy, found = frame.benefits.get((other.policy, other.benefit), (None, None))
    named = other.called or (found.title if found else other.benefit)
    document = (policy.number or policy.title) if policy else other.policy
    return Failure(
        "not_together",
        {"policy": other.policy, "benefit": other.benefit},
        benefit.clause,
        {"other": named, "document": document},
        sentence,
    )


def _highest(frame: Frame, found: list[Found], given: Given) -> list[Found]:
    """Return the same with all but the highest of one group refused for each person, also by what was received."""
    highest: dict[str, tuple[int, Found]] = {}
    for one in found:
        if isinstance(one.outcome, Sum):
            held = highest.get(one.subject.ref)
            if held is None or one.outcome.amount > held[0]:
                highest[one.subject.ref] = (one.outcome.amount, one)
    return [_within_group(frame, one, highest, given) for one in found]


def _within_group(frame: Frame, one: Found, highest: Mapping[str, tuple[int, Found]], given: Given) -> Found:
    if isinstance(one.outcome, Failure):
        return one
    best = highest[one.subject.ref][1]
    if best is one:
        return _beyond_others(frame, one, one.outcome, given)
    return one.refused(_lower(one, BenefitRef(best.placed.policy.code, best.benefit.code, best.benefit.clause)))


def _lower(one: Found, highest: BenefitRef, parts: Sequence[Part] = (), level: int = 0) -> Failure:
    facts = {"policy": highest.policy, "benefit": highest.benefit}
    more: dict[str, Any] = {"highest": highest.called}
    received = sum(part.received for part in parts)
    if any(part.by for part in parts):
        taken = [taken_off(part) for part in parts]
        return Failure(
            "lower_in_group", facts, one.benefit.clause, {"level": level, "parts": taken}, "highest_elsewhere"
        )
    if not received:
        return Failure("lower_in_group", facts, one.benefit.clause, more)
    return Failure("lower_in_group", facts, one.benefit.clause, more | {"received": received}, "highest_received")


def _beyond_others(frame: Frame, one: Found, computed: Sum, given: Given) -> Found:
    """Return what is left of the highest after what the others of its group gave, refused where nothing is.

    What this very benefit already gave the person in this case is its own decided line and no reason to refuse it.
    An estimate also counts what a confirmed benefit of its group was just `given`.
    """
    parts = _of_group(frame, one, given)
    total = sum(part.amount for part in parts)
    if not total:
        return one
    if total >= computed.amount:
        amounts = {part.ref: sum(other.amount for other in parts if other.ref == part.ref) for part in parts}
        return one.refused(_lower(one, max(amounts, key=lambda ref: amounts[ref]), parts, computed.amount))
    rest = computed.amount - total
    taken = [taken_off(part) for part in parts]
    working = Reason("rest_of_group", {"level": computed.amount, "parts": taken, "amount": rest}, one.benefit.clause)
    return replace(one, outcome=Sum("VND", 1, rest, rest, working))


def _of_group(frame: Frame, one: Found, given: Given) -> tuple[Part, ...]:
    """Return what each other benefit of the group gives or gave the person (đồng)."""
    if not (frame.facts.received or frame.facts.elsewhere or given):
        return ()
    own = (one.placed.policy.code, one.benefit.code)
    refs = sorted({subject.ref for subject in SUBJECTS[one.benefit.who](frame.facts)})
    others = tuple(BenefitRef(*key, called=benefit.clause) for key, (_, benefit) in frame.benefits.items()
                   if benefit.group == one.benefit.group and key != own)  # fmt: skip
    return given_by_others(frame.facts, others, one.subject.ref, refs, given)
