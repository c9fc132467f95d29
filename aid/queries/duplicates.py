"""Likely duplicates inside one incident: shown to a person who decides, never merged and never blocked."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import product
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from aid.domain.cases import CaseState
from aid.domain.households import PersonKey, likely_same
from aid.extensions import db
from aid.models.cases import Case, CaseMember
from aid.models.households import DifferentPeople, Household, Person


class Duplicate(NamedTuple):
    """Somebody of this case who may be somebody of another; `why` is "number" or "name_birth_place"."""

    case_id: int
    person_id: int
    name: str
    why: str
    other_person_id: int
    other_name: str
    other_case_id: int
    other_code: str
    other_head: str


class _Found(NamedTuple):
    case_id: int
    code: str
    head: str
    person: Person
    place: int


def of_case(case_id: int) -> Sequence[Duplicate]:
    """Return who of a case may also stand in another case of the incident, or twice in this one; two queries."""
    own = _people(Case.id == case_id)
    if not own:
        return []
    numbers = [row.person.identity_number for row in own if row.person.identity_number]
    names = [row.person.folded for row in own]
    others = _people(
        Case.incident_id == _incident_of(case_id),
        Case.state != CaseState.WITHDRAWN,
        or_(Person.identity_number.in_(numbers), Person.folded.in_(names)),
    )
    return list(_pairs(own, others, _told_apart(own)))


def of_cases(incident_id: int, case_ids: Sequence[int]) -> Sequence[Duplicate]:
    """Return who of some cases of an incident may also stand in another case of it, each pair once; two queries."""
    own = _people(Case.id.in_(case_ids))
    if not own:
        return []
    by_key: dict[str, list[_Found]] = defaultdict(list)
    for other in _people(Case.incident_id == incident_id, Case.state != CaseState.WITHDRAWN):
        for key in {other.person.identity_number, other.person.folded} - {None, ""}:
            by_key[str(key)].append(other)
    decided = _told_apart(own)
    found: dict[frozenset[int], Duplicate] = {}
    for one in own:
        near = {
            row.person.id: row
            for key in (one.person.identity_number, one.person.folded)
            if key
            for row in by_key[key]
            if row.case_id != one.case_id
        }
        for pair in _pairs([one], near.values(), decided):
            found.setdefault(frozenset((pair.person_id, pair.other_person_id)), pair)
    return list(found.values())


def _incident_of(case_id: int) -> object:
    same = aliased(Case)
    return select(same.incident_id).where(same.id == case_id).scalar_subquery()


def _people(*conditions: object) -> list[_Found]:
    rows = db.session.execute(
        select(Case.id, Case.code, Case.head_name, Person, Household.place_id)
        .join(CaseMember, CaseMember.case_id == Case.id)
        .join(Person, Person.id == CaseMember.person_id)
        .join(Household, Household.id == Person.household_id)
        .where(*conditions)  # type: ignore[arg-type]
        .order_by(Case.id, Person.id)
    )
    return [_Found(*row) for row in rows]


def _pairs(own: Iterable[_Found], others: Iterable[_Found], decided: Collection[frozenset[int]]) -> Iterable[Duplicate]:
    for one, other in product(own, others):
        # One person may stand in several cases by their registry row; two of one case are told once.
        if one.person.id == other.person.id or (one.case_id == other.case_id and one.person.id > other.person.id):
            continue
        if frozenset((one.person.id, other.person.id)) in decided:
            continue
        why = likely_same(_key(one), _key(other))
        if why:
            yield Duplicate(
                one.case_id, one.person.id, one.person.full_name, why,
                other.person.id, other.person.full_name, other.case_id, other.code, other.head,
            )  # fmt: skip


def _told_apart(own: Iterable[_Found]) -> set[frozenset[int]]:
    """Return the pairs that somebody decided to be two persons, among those with one of these."""
    person_ids = {one.person.id for one in own}
    either = or_(DifferentPeople.person_id.in_(person_ids), DifferentPeople.other_id.in_(person_ids))
    rows = db.session.execute(select(DifferentPeople.person_id, DifferentPeople.other_id).where(either))
    return {frozenset((one, other)) for one, other in rows}


def _key(found: _Found) -> PersonKey:
    person = found.person
    return PersonKey(person.identity_number, person.full_name, person.birth_date, person.birth_year, found.place)
