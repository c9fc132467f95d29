"""The conditions a benefit may ask, as one table: what they compare, the code and the sentence of their refusal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aid.domain.facts import (
    COST_PAYEES,
    POVERTY_CLASSES,
    RESIDENCES,
    SEVERITIES,
    TENURES,
    CaseFacts,
    age_on,
)
from aid.domain.incidents import CAUSE_OF, LegalCause
from aid.domain.policies import Condition
from aid.domain.subjects import Subject

FailureFacts = dict[str, Any]


@dataclass(frozen=True)
class Rule:
    """A named condition, about a person, a harm, a bill or (empty) the household and the incident.

    `words` are the allowed values of a list; a `whole` rule takes a number; the others take no value. `fails`
    returns nothing where the condition holds, or the facts the sentence `says` is filled with.
    """

    code: str
    fails: Callable[[CaseFacts, Subject, Any], FailureFacts | None]
    says: str
    about: str = ""
    words: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True)
class Failure:
    """The first condition that does not hold for a subject."""

    code: str
    facts: FailureFacts
    clause: str
    says: str


def first_failure(facts: CaseFacts, subject: Subject, conditions: tuple[Condition, ...], clause: str) -> Failure | None:
    """Return why the subject does not get the benefit of `clause`, by the first failing condition in their order."""
    for condition in conditions:
        rule = RULES[condition.rule]
        failed = rule.fails(facts, subject, condition.value)
        if failed is not None:
            its_clause = condition.clause or clause
            return Failure(rule.code, failed, its_clause, rule.says.format(**failed, clause=its_clause))
    return None


def _unless(holds: bool, **facts: Any) -> FailureFacts | None:
    return None if holds else facts


def _cause(facts: CaseFacts, _subject: Subject, causes: Any) -> FailureFacts | None:
    return _unless(CAUSE_OF[facts.incident.cause] in causes, cause=facts.incident.cause)


def _days(_facts: CaseFacts, subject: Subject, needed: Any) -> FailureFacts | None:
    days = subject.its_harm.inpatient_days
    return _unless(days >= needed, inpatient_days=days, needed=needed)


def _severity(_facts: CaseFacts, subject: Subject, allowed: Any) -> FailureFacts | None:
    return _unless(subject.its_harm.severity in allowed, severity=subject.its_harm.severity)


def _at_home(_facts: CaseFacts, subject: Subject, _value: Any) -> FailureFacts | None:
    return _unless(not subject.its_harm.away_from_home, away_from_home=True)


def _uncared(_facts: CaseFacts, subject: Subject, _value: Any) -> FailureFacts | None:
    return _unless(not subject.its_harm.relatives_care, relatives_care=True)


def _treated(_facts: CaseFacts, subject: Subject, _value: Any) -> FailureFacts | None:
    return _unless(subject.its_harm.treated, treated=False)


def _at_scene(_facts: CaseFacts, subject: Subject, _value: Any) -> FailureFacts | None:
    return _unless(subject.person.at_scene, at_scene=False)


def _residence(_facts: CaseFacts, subject: Subject, allowed: Any) -> FailureFacts | None:
    return _unless(subject.person.residence in allowed, residence=subject.person.residence)


def _alone(_facts: CaseFacts, subject: Subject, _value: Any) -> FailureFacts | None:
    return _unless(not subject.person.has_relatives, has_relatives=True)


def _age(facts: CaseFacts, subject: Subject, below: Any) -> FailureFacts | None:
    age = age_on(subject.person.birth, facts.incident.occurred_on)
    return _unless(age < below, age=age, below=below)


def _payee(_facts: CaseFacts, subject: Subject, allowed: Any) -> FailureFacts | None:
    return _unless(subject.payee in allowed, payee=subject.payee)


def _poverty(facts: CaseFacts, _subject: Subject, allowed: Any) -> FailureFacts | None:
    return _unless(facts.poverty_class in allowed, poverty_class=facts.poverty_class)


def _tenure(facts: CaseFacts, _subject: Subject, allowed: Any) -> FailureFacts | None:
    return _unless(facts.damage.tenure in allowed, tenure=facts.damage.tenure)


def _no_other_home(facts: CaseFacts, _subject: Subject, _value: Any) -> FailureFacts | None:
    return _unless(not facts.damage.other_home, other_home=True)


def _not_habitable(facts: CaseFacts, _subject: Subject, _value: Any) -> FailureFacts | None:
    return _unless(not facts.damage.habitable, habitable=True)


def _home_lost(facts: CaseFacts, _subject: Subject, _value: Any) -> FailureFacts | None:
    damage = facts.damage
    is_lost = damage.degree == "total" or not damage.habitable
    return _unless(is_lost, degree=damage.degree, habitable=damage.habitable)


def _living(facts: CaseFacts, _subject: Subject, needed: Any) -> FailureFacts | None:
    living = len(facts.living())
    return _unless(living >= needed, living=living, needed=needed)


_CAUSES = tuple(LegalCause)

RULES: dict[str, Rule] = {
    "cause_in": Rule(
        "cause_not_covered", _cause, "Nguyên nhân của vụ việc không thuộc các trường hợp của {clause}", words=_CAUSES
    ),
    "inpatient_days_at_least": Rule(
        "treatment_too_short",
        _days,
        "Điều trị {inpatient_days} ngày; Nghị định yêu cầu từ {needed} ngày trở lên",
        about="harm",
        whole=True,
    ),
    "severity_in": Rule(
        "severity_too_low", _severity, "Mức độ thương tích chưa đến mức được hỗ trợ", about="harm", words=SEVERITIES
    ),
    "at_home": Rule(
        "away_from_home", _at_home, "Bị thương ngoài nơi cư trú; xét theo chế độ dành cho trường hợp đó", about="harm"
    ),
    "no_relatives_care": Rule("relatives_care", _uncared, "Đã có người thân thích chăm sóc", about="harm"),
    "treated": Rule("not_treated", _treated, "Không phải cấp cứu, điều trị", about="harm"),
    "at_scene": Rule("not_at_scene", _at_scene, "Không sống tại nơi xảy ra vụ việc", about="person"),
    "residence_in": Rule(
        "residence_not_covered", _residence, "Nơi cư trú không thuộc diện hỗ trợ", about="person", words=RESIDENCES
    ),
    "no_relatives": Rule("has_relatives", _alone, "Còn người thân thích nhận chăm sóc, nuôi dưỡng", about="person"),
    "age_below": Rule("too_old", _age, "{age} tuổi; chỉ dành cho người dưới {below} tuổi", about="person", whole=True),
    "payee_in": Rule(
        "payee_not_covered",
        _payee,
        "Chỉ chi trả trực tiếp cho đơn vị cung cấp dịch vụ, theo hóa đơn",
        about="bill",
        words=COST_PAYEES,
    ),
    "poverty_in": Rule(
        "not_poor_or_difficult",
        _poverty,
        "Chỉ dành cho hộ nghèo, hộ cận nghèo, hộ có hoàn cảnh khó khăn",
        words=POVERTY_CLASSES,
    ),
    "tenure_in": Rule("not_owner", _tenure, "Nhà bị thiệt hại không thuộc sở hữu của hộ", words=TENURES),
    "no_other_home": Rule("has_other_home", _no_other_home, "Hộ còn nơi ở khác"),
    "not_habitable": Rule("still_habitable", _not_habitable, "Nhà hư hỏng nhưng còn ở được"),
    "home_lost": Rule("home_not_lost", _home_lost, "Hộ không mất nhà ở"),
    "living_members_at_least": Rule(
        "too_few_living", _living, "Hộ còn {living} người; cần từ {needed} người trở lên", whole=True
    ),
}
