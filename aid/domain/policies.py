"""Policies as dated values: which policy covers an incident, and what a decision cites.

A policy is one legal document or distribution plan. Its benefits say whom they concern, under which conditions, how
much they give and by when; the words used there are explained by the tables in `subjects`, `conditions`, `amounts`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from aid.domain.errors import Refusal
from aid.domain.facts import CaseFacts
from aid.domain.norms import Norm

KINDS = ("statutory", "resolution", "distribution_plan", "visit")
REFERENCE_DAYS = ("occurred_on", "received_on", "applied_on", "decided_on")
LIMIT_UNITS = ("day", "working_day")
FUND_KINDS = (
    "NS_TRUNG_UONG", "NS_THANH_PHO", "NS_QUAN", "NS_PHUONG", "DU_TRU_QUOC_GIA", "QUY_CUU_TRO_MTTQ_TP", "BAN_VAN_DONG",
    "MTTQ_PHUONG", "CHU_THAP_DO", "QUY_BAO_TRO_TRE_EM", "QUY_PCTT", "DOAN_THE_KHAC",
)  # fmt: skip
BASIS_RANKS = ("authority", "finance", "policy", "local")


@dataclass(frozen=True)
class BenefitRef:
    """A benefit of a policy, by its codes; `called` is what a paper calls it, where codes would be strange."""

    policy: str
    benefit: str
    called: str = field(default="", compare=False)


@dataclass(frozen=True)
class Condition:
    """One rule of `conditions` with its value; `clause` only where it is not the benefit's own."""

    rule: str
    value: object
    clause: str = ""


@dataclass(frozen=True)
class Tier:
    """From this measure on (to `most`, where it is said), this amount (đồng) for this kind of subject.

    With `severity` the tier begins at that word of SEVERITIES; beside tiers of days it stands above all of them.
    """

    least: int
    amount: int
    noun: str = ""
    most: int | None = None
    severity: str = ""
    noun_en: str = ""


@dataclass(frozen=True)
class AmountRule:
    """How much: one kind of `amounts` with what that kind needs; the rest stays empty.

    `amount`, `at_least` and `at_most` are đồng; `among` is into how many equal parts `amount` is shared.
    """

    kind: str
    times: int = 0
    at_least_times: int = 0
    amount: int = 0
    months: int = 0
    kg: int = 0
    by: str = ""
    text: str = ""
    at_least: int = 0
    at_most: int = 0
    among: int = 0
    tiers: tuple[Tier, ...] = ()
    caps: tuple[tuple[str, int], ...] = ()
    over: tuple[BenefitRef, ...] = ()


@dataclass(frozen=True)
class Limit:
    """By when a decision is due: so many days or working days from the day of the paper that starts it."""

    days: int
    unit: str
    start: str


@dataclass(frozen=True)
class Benefit:
    """One support item. Of the benefits in one `group` a person gets the highest only; to one in `not_with` it yields.

    `text` is the wording of the clause or a summary of it; `purpose` is one of PURPOSES; `note` says what the text
    leaves open and a person has to confirm: it is shown with every line.
    """

    code: str
    title: str
    clause: str
    who: str
    amount: AmountRule
    conditions: tuple[Condition, ...] = ()
    noun: str = ""
    floor: bool = False
    fund_kinds: tuple[str, ...] = ()
    limit: Limit | None = None
    group: str = ""
    note: str = ""
    not_with: tuple[BenefitRef, ...] = ()
    purpose: str = ""
    text: str = ""
    title_en: str = ""
    noun_en: str = ""


@dataclass(frozen=True)
class Basis:
    """One line of a decision's legal bases, from and to the days between which a decision may cite it."""

    rank: str
    text: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Policy:
    """One legal document or plan. Empty `places`, `causes`, `incidents` stand for all of them.

    `coverage_day` decides whether it covers a case, `reference_day` (also where the former is empty) picks the norm.
    `note` says what the text leaves open and a person has to confirm.
    """

    code: str
    kind: str
    number: str
    issuer: str
    signed_on: date | None
    title: str
    valid_from: date
    valid_to: date | None
    reference_day: str
    confirmed: bool
    benefits: tuple[Benefit, ...]
    bases: tuple[Basis, ...] = ()
    places: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    note: str = ""
    title_en: str = ""
    coverage_day: str = ""

    def day_of_reference(self, facts: CaseFacts, on: date | None = None) -> date:
        """Return the day that picks the norm; `on` replaces it."""
        return on or day_of(facts, self.reference_day)

    def day_of_coverage(self, facts: CaseFacts, on: date | None = None) -> date:
        """Return the day that must lie between the policy's first and last; `on` replaces it."""
        return on or day_of(facts, self.coverage_day or self.reference_day)

    def covers(self, facts: CaseFacts, province: str, on: date | None = None) -> bool:
        """Tell whether this policy is in force for the case's incident and covers its place, cause and code."""
        incident = facts.incident
        return (
            is_between(self.day_of_coverage(facts, on), self.valid_from, self.valid_to)
            and (not self.places or not {incident.place, province}.isdisjoint(self.places))
            and (not self.causes or incident.cause in self.causes)
            and (not self.incidents or incident.code in self.incidents)
        )


def day_of(facts: CaseFacts, name: str) -> date:
    """Return the day called `name` (one of REFERENCE_DAYS) in the facts."""
    day: date = facts.incident.occurred_on if name == "occurred_on" else getattr(facts, name)
    return day


def is_between(day: date, first: date | None, last: date | None) -> bool:
    """Tell whether `day` lies between the two, both included; None is open."""
    return (first is None or first <= day) and (last is None or day <= last)


def in_order(policies: Iterable[Policy]) -> tuple[Policy, ...]:
    """Return the policies with the decrees first, then resolutions and plans, each by code."""
    return tuple(sorted(policies, key=lambda policy: (KINDS.index(policy.kind), policy.code)))


def choose(policies: Iterable[Policy], named: Iterable[str] = ()) -> tuple[Policy, ...]:
    """Return the named policies, or without names every confirmed one.

    Refuses `policy_unknown` (policy, known).
    """
    by_code = {policy.code: policy for policy in policies}
    wanted = tuple(named)
    for code in wanted:
        if code not in by_code:
            raise Refusal("policy_unknown", policy=code, known=", ".join(sorted(by_code)))
    chosen = [by_code[code] for code in set(wanted)] if wanted else [p for p in by_code.values() if p.confirmed]
    return in_order(chosen)


def legal_bases(policy: Policy, decided_on: date, norm: Norm | None = None) -> tuple[str, ...]:
    """Return the căn cứ of a decision of `decided_on`, in the order authority, finance, policy, local resolution.

    The norm's document is among them where the policy has a benefit that is a multiple of the norm. The lines have
    no punctuation at their end.
    """
    bases = [basis for basis in policy.bases if is_between(decided_on, basis.valid_from, basis.valid_to)]
    if (
        norm
        and norm.citation
        and any(benefit.amount.times or benefit.amount.at_least_times for benefit in policy.benefits)
    ):
        bases.append(Basis("local" if norm.scope == "city" else "policy", norm.citation))
    bases.sort(key=lambda basis: BASIS_RANKS.index(basis.rank))
    return tuple(dict.fromkeys(basis.text for basis in bases))
