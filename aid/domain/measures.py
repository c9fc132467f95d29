"""What tiers may be measured by."""

from collections.abc import Callable

from aid.domain.facts import SEVERITIES, CaseFacts, age_on
from aid.domain.subjects import Subject

Measure = Callable[[CaseFacts, Subject], int]


def severity_of(_facts: CaseFacts, subject: Subject) -> int:
    """Return the place of the harm's severity in SEVERITIES."""
    return SEVERITIES.index(subject.its_harm.severity)


def _inpatient_days(_facts: CaseFacts, subject: Subject) -> int:
    return subject.its_harm.inpatient_days


def _lost_parents(_facts: CaseFacts, subject: Subject) -> int:
    return subject.person.lost_parents


def _living_members(facts: CaseFacts, _subject: Subject) -> int:
    return len(facts.living())


def _members(facts: CaseFacts, _subject: Subject) -> int:
    return len(facts.members)


def _age(facts: CaseFacts, subject: Subject) -> int:
    return age_on(subject.person.birth, facts.incident.occurred_on)


MEASURES: dict[str, Measure] = {
    "inpatient_days": _inpatient_days,
    "severity": severity_of,
    "lost_parents": _lost_parents,
    "living_members": _living_members,
    "members": _members,
    "age": _age,
}

MEASURE_ABOUT = {"inpatient_days": "harm", "severity": "harm", "lost_parents": "person", "age": "person"}
"""What a subject must carry to be measured; the rest is measured in the household."""
