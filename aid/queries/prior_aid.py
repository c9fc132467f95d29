"""Earlier aid for the same purpose to the persons of some lines: any policy, fund, ward or incident, to be shown.

A person is the same by the identity number or by being the same row; the same name and birth date is "perhaps the
same", until somebody says that they are two. A household's line is for its head. Of another office's case nothing is
told but purpose, policy, number, day, sum and office. What of it the rules take off is in the facts of the computation
(`aid_elsewhere`); what they do not know yet forbids a line (`uncounted_aid`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import aliased

from aid.domain.explanations import names_decision
from aid.domain.payouts import PaymentState
from aid.domain.policies import Policy
from aid.domain.prior_aid import Standing, standing_of
from aid.extensions import db
from aid.models.cases import Case, Evaluation
from aid.models.decisions import DecisionLine
from aid.models.entitlements import Entitlement
from aid.models.households import DifferentPeople, Person
from aid.queries.aid_elsewhere import Given, counted_in, given_to, known_aid
from aid.queries.policies import policies_known


class PriorAid(NamedTuple):
    """Earlier aid beside a present line; `how` is number, row, or name (perhaps the same person).

    `amount` is in `unit`. `policy` is what the document is called, `document` the code of the present line's; `ref` is
    the decided line. `is_counted`: the present line was computed knowing it; `entitlement_id` is None where for that
    reason there is none.
    """

    entitlement_id: int | None
    case_id: int
    person_id: int
    other_id: int
    name: str
    title: str
    document: str
    how: str
    purpose: str
    policy: str
    number: str
    decided_on: date
    amount: int
    unit: str
    agency: str
    is_paid: bool
    standing: Standing
    is_counted: bool
    ref: str

    @property
    def forbids(self) -> bool:
        """Say whether the present line has to be computed again, the person being surely the same."""
        return self.how != "name" and self.standing is not Standing.BESIDE and not self.is_counted


class _Present(NamedTuple):
    id: int | None
    policy: str
    benefit: str
    title: str
    case_id: int
    incident_id: int
    for_household: bool
    person: Person


class _Known(NamedTuple):
    """The policies, and by case the aid elsewhere that its last computation knew."""

    policies: Mapping[str, Policy]
    counted: Mapping[int, frozenset[str]]


def of_case(case_id: int) -> list[PriorAid]:
    """Return the earlier aid beside the undecided lines of a case, what the rules forbid first.

    Beside them stands what was not given for its sake when the case was computed last.
    """
    return _found([*_present((Entitlement.case_id == case_id) & ~_is_decided()), *_not_given(case_id)])


def of_lines(entitlement_ids: Collection[int]) -> list[PriorAid]:
    """Return the earlier aid beside these lines, what the rules forbid first; at most six queries."""
    return _found(_present(Entitlement.id.in_(entitlement_ids))) if entitlement_ids else []


def by_decision(found: Iterable[PriorAid]) -> list[list[PriorAid]]:
    """Return the same with all that stands beside one decided line and person together, in the order of the first."""
    groups: dict[tuple[str, int, int], list[PriorAid]] = {}
    for row in found:
        groups.setdefault((row.ref, row.case_id, row.person_id), []).append(row)
    return list(groups.values())


def same_people(entitlement_ids: Collection[int]) -> Select[Any]:
    """Return the statement of the persons of these lines and of all who bear their numbers, in one order for locks."""
    subject, head = aliased(Person), aliased(Person)
    numbers, own = (
        _subjects(select(column), subject, head).where(Entitlement.id.in_(entitlement_ids))
        for column in (subject.identity_number, subject.id)
    )
    return select(Person.id).where(or_(Person.identity_number.in_(numbers), Person.id.in_(own))).order_by(Person.id)


def _found(present: Sequence[_Present]) -> list[PriorAid]:
    people = {one.person.id: one.person for one in present}
    if not people:
        return []
    matches = _matches(people.values())
    earlier = given_to({other for found in matches.values() for other in found})
    if not earlier:
        return []
    known = _Known({policy.code: policy for policy in policies_known()}, counted_in({one.case_id for one in present}))
    found = [row for one in present for row in _beside(one, matches[one.person.id], earlier, known)]
    order = list(Standing)
    return sorted(found, key=lambda row: (not row.forbids, order.index(row.standing), row.decided_on))


def _subjects(statement: Any, subject: Any, head: Any) -> Any:
    """Join the person a line is for; for a household's line its head."""
    is_head = (head.household_id == Case.household_id) & (head.relation == "head") & Entitlement.person_id.is_(None)
    return (
        statement.select_from(Entitlement)
        .join(Case, Case.id == Entitlement.case_id)
        .outerjoin(head, is_head)
        .join(subject, or_(subject.id == Entitlement.person_id, subject.id == head.id))
    )


def _present(which: ColumnElement[bool]) -> list[_Present]:
    subject, head = aliased(Person), aliased(Person)
    columns = (
        Entitlement.id, Entitlement.policy_code, Entitlement.benefit, Entitlement.title, Case.id, Case.incident_id,
        Entitlement.person_id.is_(None), subject,
    )  # fmt: skip
    wanted = _subjects(select(*columns), subject, head)
    rows = db.session.execute(wanted.where(which, Entitlement.superseded_at.is_(None)).order_by(Entitlement.id))
    return [_Present._make(row) for row in rows]


def _not_given(case_id: int) -> list[_Present]:
    """Return what the last computation refused for the sake of a decision elsewhere, as if it were a line."""
    row = db.session.execute(
        select(Evaluation.refusals, Case.incident_id, Case.household_id)
        .join(Case, Case.id == Evaluation.case_id)
        .where(Evaluation.case_id == case_id)
        .order_by(Evaluation.id.desc())
        .limit(1)
    ).one_or_none()
    refused = [one for one in (row.refusals or ()) if names_decision(one)] if row else []
    if row is None or not refused:
        return []
    people: dict[str | None, Person] = {}
    for person in db.session.scalars(select(Person).where(Person.household_id == row.household_id)):
        people[str(person.id)] = person
        if person.relation == "head":
            people[None] = person
    told = ((one["policy"], one["benefit"], one["title"], one["member"]) for one in refused if one["member"] in people)
    return [
        _Present(None, policy, benefit, title, case_id, row.incident_id, member is None, people[member])
        for policy, benefit, title, member in told
    ]


def _is_decided() -> ColumnElement[bool]:
    return select(DecisionLine.id).where(DecisionLine.entitlement_id == Entitlement.id).exists()


def _matches(people: Iterable[Person]) -> dict[int, dict[int, str]]:
    """Return by person the rows that are the same or perhaps the same, with how they are."""
    own = list(people)
    by_key: dict[Any, dict[int, Any]] = defaultdict(dict)
    for row in db.session.execute(_alike(own)):
        for key in (row.identity_number, (row.folded, row.birth_date)):
            by_key[key][row.id] = row
    found: dict[int, dict[int, str]] = {person.id: {person.id: "row"} for person in own}
    for person in own:
        near = {**by_key[person.identity_number], **by_key[person.folded, person.birth_date]}
        known = {other.id: _how(person, other) for other in near.values() if other.id != person.id}
        found[person.id] |= {ident: how for ident, how in known.items() if how}
    if any("name" in how.values() for how in found.values()):
        for one, other in _told_apart([person.id for person in own]):
            found.get(one, {}).pop(other, None)
            found.get(other, {}).pop(one, None)
    return found


def _alike(own: Sequence[Person]) -> Any:
    numbers = [person.identity_number for person in own if person.identity_number]
    names = [person.folded for person in own if person.birth_date]
    births = [person.birth_date for person in own if person.birth_date]
    same_name = and_(Person.folded.in_(names), Person.birth_date.in_(births))
    columns = (Person.id, Person.identity_number, Person.folded, Person.birth_date)
    return select(*columns).where(or_(Person.identity_number.in_(numbers), same_name))


def _how(person: Person, other: Any) -> str:
    if person.identity_number and other.identity_number:
        return "number" if person.identity_number == other.identity_number else ""
    is_alike = person.birth_date and (person.folded, person.birth_date) == (other.folded, other.birth_date)
    return "name" if is_alike else ""


def _told_apart(person_ids: Sequence[int]) -> set[tuple[int, int]]:
    one, other = DifferentPeople.person_id, DifferentPeople.other_id
    return {
        (row.person_id, row.other_id)
        for row in db.session.execute(select(one, other).where(or_(one.in_(person_ids), other.in_(person_ids))))
    }


def _beside(
    one: _Present, matches: Mapping[int, str], earlier: Mapping[int, Sequence[Given]], known: _Known
) -> Iterator[PriorAid]:
    present = known_aid(one.policy, one.benefit, known.policies)
    for other, how in matches.items():
        for given in earlier.get(other, ()):
            if given.case_id == one.case_id:
                continue
            aid = known_aid(given.policy, given.benefit, known.policies)
            standing = standing_of(present, aid, same_incident=given.incident_id == one.incident_id)
            is_alike = present.purpose == aid.purpose and given.for_household == one.for_household
            if standing is not Standing.BESIDE or (is_alike and one.id is not None):
                yield _row(one, given, how, standing, known, aid.purpose)


def _row(one: _Present, given: Given, how: str, standing: Standing, known: _Known, purpose: str) -> PriorAid:
    policy = known.policies.get(given.policy)
    return PriorAid(
        entitlement_id=one.id,
        case_id=one.case_id,
        person_id=one.person.id,
        other_id=given.person_id,
        name=one.person.full_name,
        title=one.title,
        document=one.policy,
        how=how,
        purpose=purpose,
        policy=policy.title if policy else given.policy,
        number=given.number,
        decided_on=given.decided_on,
        amount=given.amount,
        unit=given.unit,
        agency=given.agency,
        is_paid=given.payment is PaymentState.PAID,
        standing=standing,
        is_counted=str(given.line_id) in known.counted.get(one.case_id, ()),
        ref=str(given.line_id),
    )
