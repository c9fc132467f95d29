"""The conditions a benefit may ask, as one table over all that was assessed; their sentences are in `reason_words`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aid.domain.facts import (
    COST_PAYEES,
    DEGREES,
    HARM_KINDS,
    HOUSE_TYPES,
    POVERTY_CLASSES,
    RELATIONS,
    RESIDENCES,
    SEVERITIES,
    SEXES,
    TENURES,
    CaseFacts,
    age_on,
)
from aid.domain.incidents import CAUSE_OF, LegalCause
from aid.domain.policies import Condition
from aid.domain.reasons import Reason
from aid.domain.subjects import Subject

UsedFacts = dict[str, Any]
Test = Callable[[CaseFacts, Subject, Any], tuple[bool, UsedFacts]]
Look = Callable[[CaseFacts, Subject], Any]


@dataclass(frozen=True)
class Rule:
    """A named condition, about a person, a harm, a bill or (empty) the household and the incident.

    `words` are the allowed values of a list; a `whole` rule takes a number between `least` and `most`; the others take
    no value. `test` returns whether the condition holds and the facts it looked at; `code` names the refusal where it
    does not hold.
    """

    code: str
    test: Test
    about: str = ""
    words: tuple[str, ...] = ()
    whole: bool = False
    least: int = 0
    most: int = 999


@dataclass(frozen=True)
class Failure:
    """Why a subject does not get a benefit: the facts that decided, and `more` that only the sentence needs."""

    code: str
    facts: UsedFacts
    clause: str
    more: UsedFacts = field(default_factory=dict)
    sentence: str = ""

    @property
    def reason(self) -> Reason:
        """The same with everything its sentence needs; `sentence` is its code where that is not `code`."""
        return Reason(self.sentence or self.code, self.facts | self.more, self.clause)


def judge(
    facts: CaseFacts, subject: Subject, conditions: tuple[Condition, ...], clause: str
) -> Failure | tuple[Reason, ...]:
    """Return why the subject gets the benefit of `clause`, or the first condition in their order that fails."""
    grounds = []
    for condition in conditions:
        rule = RULES[condition.rule]
        holds, used = rule.test(facts, subject, condition.value)
        if not holds:
            return Failure(rule.code, used, condition.clause or clause)
        grounds.append(Reason(condition.rule, used, condition.clause or clause))
    return tuple(grounds)


def _is(name: str, wanted: bool, look: Look) -> Test:
    def test(facts: CaseFacts, subject: Subject, _value: Any) -> tuple[bool, UsedFacts]:
        found = look(facts, subject)
        return found is wanted, {name: found}

    return test


def _among(name: str, look: Look) -> Test:
    def test(facts: CaseFacts, subject: Subject, allowed: Any) -> tuple[bool, UsedFacts]:
        found = look(facts, subject)
        return found in allowed, {name: found or "unknown"}

    return test


def _at_least(name: str, look: Look) -> Test:
    def test(facts: CaseFacts, subject: Subject, needed: Any) -> tuple[bool, UsedFacts]:
        found = look(facts, subject)
        return found >= needed, {name: found, "needed": needed}

    return test


def _at_most(name: str, look: Look) -> Test:
    def test(facts: CaseFacts, subject: Subject, most: Any) -> tuple[bool, UsedFacts]:
        found = look(facts, subject)
        return found <= most, {name: found, "most": most}

    return test


def _cause(facts: CaseFacts, _subject: Subject, causes: Any) -> tuple[bool, UsedFacts]:
    return CAUSE_OF[facts.incident.cause] in causes, {"cause": facts.incident.cause}


def _age_below(facts: CaseFacts, subject: Subject, below: Any) -> tuple[bool, UsedFacts]:
    age = _age(facts, subject)
    return age < below, {"age": age, "below": below}


def _home_lost(facts: CaseFacts, _subject: Subject, _value: Any) -> tuple[bool, UsedFacts]:
    damage = facts.damage
    return damage.degree == "total" or not damage.habitable, {"degree": damage.degree, "habitable": damage.habitable}


def _living(facts: CaseFacts, subject: Subject, _value: Any) -> tuple[bool, UsedFacts]:
    is_living = subject.ref not in facts.gone
    return is_living, {"living": is_living}


def _household_has(facts: CaseFacts, _subject: Subject, kinds: Any) -> tuple[bool, UsedFacts]:
    counts = {kind: len(facts.harmed(kind)) for kind in HARM_KINDS if kind in kinds}
    return any(counts.values()), counts


def _hungry(facts: CaseFacts, _subject: Subject, _value: Any) -> tuple[bool, UsedFacts]:
    return facts.needs.short_of_food > 0, {"short_of_food": facts.needs.short_of_food}


def _age(facts: CaseFacts, subject: Subject) -> int:
    return age_on(subject.person.birth, facts.incident.occurred_on)


def _days(_facts: CaseFacts, subject: Subject) -> int:
    return subject.its_harm.inpatient_days


def _lost_parents(_facts: CaseFacts, subject: Subject) -> int:
    return subject.person.lost_parents


def _members(facts: CaseFacts, _subject: Subject) -> int:
    return len(facts.members)


def _living_members(facts: CaseFacts, _subject: Subject) -> int:
    return len(facts.living())


RULES: dict[str, Rule] = {
    # the incident
    "cause_in": Rule("cause_not_covered", _cause, words=tuple(LegalCause)),
    # a harm
    "inpatient_days_at_least": Rule("treatment_too_short", _at_least("inpatient_days", _days), "harm", whole=True),
    "severity_in": Rule(
        "severity_too_low", _among("severity", lambda _, one: one.its_harm.severity), "harm", SEVERITIES
    ),
    "at_home": Rule("away_from_home", _is("away_from_home", False, lambda _, one: one.its_harm.away_from_home), "harm"),
    "no_relatives_care": Rule(
        "relatives_care", _is("relatives_care", False, lambda _, one: one.its_harm.relatives_care), "harm"
    ),
    "treated": Rule("not_treated", _is("treated", True, lambda _, one: one.its_harm.treated), "harm"),
    # a person
    "at_scene": Rule("not_at_scene", _is("at_scene", True, lambda _, one: one.person.at_scene), "person"),
    "residence_in": Rule(
        "residence_not_covered", _among("residence", lambda _, one: one.person.residence), "person", RESIDENCES
    ),
    "no_relatives": Rule("has_relatives", _is("has_relatives", False, lambda _, o: o.person.has_relatives), "person"),
    "age_below": Rule("too_old", _age_below, "person", whole=True, least=1, most=150),
    "age_at_least": Rule("too_young", _at_least("age", _age), "person", whole=True, most=150),
    "sex_in": Rule("sex_not_covered", _among("sex", lambda _, one: one.person.sex), "person", SEXES),
    "relation_in": Rule(
        "relation_not_covered", _among("relation", lambda _, one: one.person.relation), "person", RELATIONS
    ),
    "pupil": Rule("not_pupil", _is("pupil", True, lambda _, one: one.person.pupil), "person"),
    "lost_parents_at_least": Rule(
        "too_few_parents_lost", _at_least("lost_parents", _lost_parents), "person", whole=True, most=2
    ),
    "lost_parents_at_most": Rule(
        "too_many_parents_lost", _at_most("lost_parents", _lost_parents), "person", whole=True, most=2
    ),
    "living": Rule("not_living", _living, "person"),
    # bills
    "payee_in": Rule("payee_not_covered", _among("payee", lambda _, one: one.payee), "bill", COST_PAYEES),
    # the household
    "poverty_in": Rule(
        "not_poor_or_difficult", _among("poverty_class", lambda facts, _: facts.poverty_class), words=POVERTY_CLASSES
    ),
    "members_at_least": Rule("too_few_members", _at_least("members", _members), whole=True),
    "members_at_most": Rule("too_many_members", _at_most("members", _members), whole=True),
    "living_members_at_least": Rule("too_few_living", _at_least("living", _living_members), whole=True),
    "living_members_at_most": Rule("too_many_living", _at_most("living", _living_members), whole=True),
    "household_has": Rule("household_unharmed", _household_has, words=HARM_KINDS),
    # the house
    "degree_in": Rule("degree_not_covered", _among("degree", lambda facts, _: facts.damage.degree), words=DEGREES),
    "house_type_in": Rule(
        "house_type_not_covered", _among("house_type", lambda facts, _: facts.damage.house_type), words=HOUSE_TYPES
    ),
    "tenure_in": Rule("not_owner", _among("tenure", lambda facts, _: facts.damage.tenure), words=TENURES),
    "no_other_home": Rule("has_other_home", _is("other_home", False, lambda facts, _: facts.damage.other_home)),
    "habitable": Rule("not_habitable", _is("habitable", True, lambda facts, _: facts.damage.habitable)),
    "not_habitable": Rule("still_habitable", _is("habitable", False, lambda facts, _: facts.damage.habitable)),
    "home_lost": Rule("home_not_lost", _home_lost),
    "relocation_ordered": Rule(
        "no_relocation_order", _is("relocation_order", True, lambda facts, _: facts.damage.relocation_order)
    ),
    # needs
    "short_of_food": Rule("not_short_of_food", _hungry),
    "essentials": Rule("essentials_not_lacking", _is("essentials", True, lambda facts, _: facts.needs.essentials)),
    "temporary_shelter": Rule(
        "shelter_not_needed", _is("temporary_shelter", True, lambda facts, _: facts.needs.temporary_shelter)
    ),
}
