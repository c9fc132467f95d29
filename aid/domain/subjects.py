"""Whom a benefit concerns: for each word a policy may use under `who`, the subjects found in the facts.

A benefit without a subject gives neither line nor refusal. Subjects with the same key are several records about the
same person (two stays in hospital): the benefit is given at most once for them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter

from aid.domain.facts import SEVERITIES, CaseFacts, Cost, Harm, Member, age_on

CHILD_BELOW = 16
"""Luật Trẻ em, Điều 1: a child is a person under sixteen."""

FUNERAL_COSTS = ("burial", "cremation", "transport")


@dataclass(frozen=True)
class Subject:
    """A person, the household, or bills of one payee; `count` is what a rate is multiplied by."""

    noun: str
    member: Member | None = None
    harm: Harm | None = None
    costs: tuple[Cost, ...] = ()
    count: int = 1

    @property
    def person(self) -> Member:
        """The member, for rules about a person; reading a policy makes sure that its subjects are persons."""
        if self.member is None:
            raise TypeError("This rule is about a person, and the subject is none.")
        return self.member

    @property
    def its_harm(self) -> Harm:
        """The harm, for rules about one; reading a policy makes sure that its subjects have one."""
        if self.harm is None:
            raise TypeError("This rule is about a harm, and the subject has none.")
        return self.harm

    @property
    def ref(self) -> str:
        """The member's ref, or nothing where the subject is not a person."""
        return self.member.ref if self.member else ""

    @property
    def payee(self) -> str:
        """Whom the bills are paid to, or nothing where there are none."""
        return self.costs[0].payee if self.costs else ""

    @property
    def key(self) -> tuple[str, str]:
        """What makes two subjects the same: one line at most for each key."""
        return (self.ref, "" if self.member else self.payee)


_HARM_NOUNS = {"dead": "người chết", "missing": "người mất tích", "injured": "người bị thương"}


def _harmed(facts: CaseFacts, *kinds: str) -> list[Subject]:
    members = {member.ref: member for member in facts.members}
    rows = sorted((harm for harm in facts.harms if harm.kind in kinds), key=_weight)
    return [Subject(_HARM_NOUNS[harm.kind], members[harm.member], harm) for harm in rows]


def _weight(harm: Harm) -> tuple[str, str, int, int, bool, bool, bool]:
    """Order by member, the dead before the missing, the longest and gravest treatment first."""
    return (
        harm.member,
        harm.kind,
        -harm.inpatient_days,
        -SEVERITIES.index(harm.severity),
        harm.away_from_home,
        harm.relatives_care,
        not harm.treated,
    )


def _injured(facts: CaseFacts) -> list[Subject]:
    return _harmed(facts, "injured")


def _injured_away(facts: CaseFacts) -> list[Subject]:
    return [subject for subject in _injured(facts) if subject.its_harm.away_from_home]


def _dead(facts: CaseFacts) -> list[Subject]:
    return _harmed(facts, "dead")


def _bodies(facts: CaseFacts) -> dict[str, tuple[Cost, ...]]:
    """Return the costs of burying each body nobody takes responsibility for; the reader of facts made them clear."""
    only = min(facts.harmed("dead"), default="")
    bodies: dict[str, tuple[Cost, ...]] = {}
    for cost in facts.costs:
        if cost.unclaimed_body:
            ref = cost.member or only
            bodies[ref] = (*bodies.get(ref, ()), cost)
    return bodies


def _dead_or_missing(facts: CaseFacts) -> list[Subject]:
    bodies = _bodies(facts)
    return [subject for subject in _harmed(facts, "dead", "missing") if subject.ref not in bodies]


def _unclaimed_dead(facts: CaseFacts) -> list[Subject]:
    members = {member.ref: member for member in facts.members}
    return [Subject("người chết", members[ref], costs=costs) for ref, costs in sorted(_bodies(facts).items())]


def _children(subjects: Iterable[Subject], facts: CaseFacts) -> list[Subject]:
    day = facts.incident.occurred_on
    return [one for one in subjects if age_on(one.person.birth, day) < CHILD_BELOW]


def _dead_children(facts: CaseFacts) -> list[Subject]:
    return _children(_dead(facts), facts)


def _injured_children(facts: CaseFacts) -> list[Subject]:
    return _children(_injured(facts), facts)


def _members(facts: CaseFacts, noun: str, holds: Callable[[Member], bool]) -> list[Subject]:
    living = sorted(facts.living(), key=attrgetter("ref"))
    return [Subject(noun, member) for member in living if holds(member)]


def _pupils(facts: CaseFacts) -> list[Subject]:
    return _members(facts, "học sinh, sinh viên", lambda member: member.pupil)


def _bereaved(facts: CaseFacts) -> list[Subject]:
    return _members(facts, "trẻ mồ côi", lambda member: member.lost_parents > 0)


def _orphans(facts: CaseFacts) -> list[Subject]:
    return _members(facts, "trẻ mồ côi cả cha và mẹ", lambda member: member.lost_parents == 2)


def _residents(facts: CaseFacts) -> list[Subject]:
    return _members(facts, "người dân", lambda member: member.at_scene)


def _residents_and_dead(facts: CaseFacts) -> list[Subject]:
    """Return everybody who lived at the scene; a missing person is one of the living or of the dead, so counts too."""
    there = sorted((member for member in facts.members if member.at_scene), key=attrgetter("ref"))
    return [Subject("người dân", member) for member in there]


def _everybody(facts: CaseFacts) -> list[Subject]:
    return _members(facts, "người", lambda member: True)


def _living_children(facts: CaseFacts) -> list[Subject]:
    day = facts.incident.occurred_on
    return _members(facts, "trẻ em", lambda member: age_on(member.birth, day) < CHILD_BELOW)


def _buildings(facts: CaseFacts) -> list[Subject]:
    damage = facts.damage
    return [Subject("ngôi nhà")] if damage.degree != "none" and damage.tenure == "owner" else []


def _nobody(_facts: CaseFacts) -> list[Subject]:
    """Return no subject: rice at Tết (Điều 12) and job creation (Điều 17) are decided outside one incident."""
    return []


def _household(holds: Callable[[CaseFacts], bool]) -> Callable[[CaseFacts], list[Subject]]:
    return lambda facts: [Subject("hộ")] if holds(facts) else []


def _hungry(facts: CaseFacts) -> list[Subject]:
    count = facts.needs.short_of_food
    return [Subject("người", count=count)] if count else []


def _billed(*kinds: str) -> Callable[[CaseFacts], list[Subject]]:
    def subjects(facts: CaseFacts) -> list[Subject]:
        bills = [cost for cost in facts.costs if cost.kind in kinds and not cost.unclaimed_body]
        payees = sorted({cost.payee for cost in bills})
        return [Subject("khoản", costs=tuple(cost for cost in bills if cost.payee == payee)) for payee in payees]

    return subjects


SUBJECTS: dict[str, Callable[[CaseFacts], list[Subject]]] = {
    "injured": _injured,
    "injured_away": _injured_away,
    "injured_child": _injured_children,
    "dead": _dead,
    "dead_child": _dead_children,
    "dead_or_missing": _dead_or_missing,
    "unclaimed_dead": _unclaimed_dead,
    "pupil": _pupils,
    "bereaved_child": _bereaved,
    "orphan": _orphans,
    "hungry": _hungry,
    "without_essentials": _household(lambda facts: facts.needs.essentials),
    "without_shelter": _household(lambda facts: facts.needs.temporary_shelter),
    "house_destroyed": _household(lambda facts: facts.damage.degree == "total"),
    "house_damaged": _household(lambda facts: facts.damage.degree in ("very_severe", "severe")),
    "relocated": _household(lambda facts: facts.damage.relocation_order),
    "treatment_bill": _billed("treatment"),
    "funeral_bill": _billed(*FUNERAL_COSTS),
    "resident": _residents,
    "resident_or_dead": _residents_and_dead,
    "person": _everybody,
    "child": _living_children,
    "household": _household(lambda facts: True),
    "building": _buildings,
    "decided_elsewhere": _nobody,
}

HARMED = frozenset({"injured", "injured_away", "injured_child", "dead", "dead_child", "dead_or_missing"})
PERSONS = HARMED | {
    "unclaimed_dead", "pupil", "bereaved_child", "orphan", "resident", "resident_or_dead", "person", "child",
}  # fmt: skip
BILLS = frozenset({"unclaimed_dead", "treatment_bill", "funeral_bill"})
WHO_CARRIES = {"person": PERSONS, "harm": HARMED, "bill": BILLS}
"""Which words of SUBJECTS have a person, a harm, a bill, for rules and measures that need one."""
