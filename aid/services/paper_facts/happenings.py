"""How papers tell what happened and to whom; always Vietnamese."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from aid.domain.cases import CaseState
from aid.domain.cause_words import CAUSE_WORDS
from aid.domain.dates import show
from aid.domain.decisions import day_words
from aid.models.cases import Case
from aid.models.households import Household, Person
from aid.models.incidents import Incident

HARM_WORDS = {"dead": "chết", "missing": "mất tích", "injured": "bị thương", "found": "đã tìm thấy"}
SEX_WORDS = {"m": "Nam", "f": "Nữ", "": ""}
HAND = "(Ký, ghi rõ họ tên)"


def happened(incident: Incident) -> str:
    """Return what happened, when, where and to how many, as one sentence."""
    counts = {"chết": incident.dead, "mất tích": incident.missing, "bị thương": incident.injured}
    told = [f"{count:02d} người {what}" for what, count in counts.items() if count]
    when = day_words(incident.occurred_on).capitalize()
    where = f"{when}, tại {incident.address} xảy ra {CAUSE_WORDS[incident.kind]}"
    return f"{where}{', làm ' + ', '.join(told) if told else ''}."


def caused_by(incident: Incident) -> str:
    """Return the cause as a paper names it: "do hỏa hoạn ngày 03 tháng 01 năm 2026 tại …"."""
    return f"do {CAUSE_WORDS[incident.kind]} {day_words(incident.occurred_on)} tại {incident.address}"


def cases_of(session: Session, incident_id: int) -> Sequence[Case]:
    """Return the cases of an incident that were not withdrawn, with their people, in the order they were opened."""
    wanted = (
        select(Case)
        .where(Case.incident_id == incident_id, Case.state != CaseState.WITHDRAWN)
        .order_by(Case.id)
        .options(
            joinedload(Case.household).selectinload(Household.people),
            selectinload(Case.members),
            selectinload(Case.harms),
            joinedload(Case.need),
            joinedload(Case.damage),
        )
    )
    return session.scalars(wanted).unique().all()


def head_of(case: Case) -> Person | None:
    """Return the head of the household of a case."""
    return next((one for one in case.household.people if one.relation == "head"), None)


def speaker_of(case: Case) -> Person | None:
    """Return who speaks for the household: its head, else its first member who is neither dead nor missing."""
    last = {harm.person_id: harm.kind for harm in case.harms}
    there = [one for one in case.household.people if last.get(one.id) not in {"dead", "missing"}]
    return next((one for one in there if one.relation == "head"), there[0] if there else None)


def birth_of(person: Person | None) -> str:
    """Return a birth as a paper shows it: a day, a year, or nothing."""
    if person is None:
        return ""
    return show(person.birth_date) if person.birth_date else str(person.birth_year or "")


def born_in(person: Person | None) -> str:
    """Return the year of birth."""
    if person is None:
        return ""
    return str(person.birth_date.year if person.birth_date else person.birth_year or "")


def person_words(person: Person) -> str:
    """Return a person as a sentence names one: name, birth, identity number."""
    birth = birth_of(person)
    born = "" if not birth else f"sinh ngày {birth}" if "/" in birth else f"sinh năm {birth}"
    number = f"số định danh cá nhân {person.identity_number}" if person.identity_number else ""
    return ", ".join(part for part in (person.full_name, born, number) if part)
