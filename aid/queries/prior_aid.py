"""Earlier aid for the same purpose to the persons of some lines: any policy, fund, ward or incident.

A person is the same by the identity number or by being the same row; the same name and birth date is "perhaps the
same", until somebody says that they are two. A household's line is for its head. Of another office's case nothing is
told but purpose, policy, day, sum and office.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import aliased

from aid.domain.dossiers import DecisionState
from aid.domain.errors import Refusal
from aid.domain.payouts import LIVE_STATES, PaymentState
from aid.domain.policies import Policy
from aid.domain.prior_aid import Aid, Standing, aid_of, standing_of
from aid.extensions import db
from aid.models.cases import Case
from aid.models.decisions import Decision, DecisionLine
from aid.models.entitlements import Entitlement
from aid.models.households import DifferentPeople, Person
from aid.models.payouts import Payment
from aid.models.users import Agency
from aid.queries.policies import policies_known

FORBIDS = frozenset({Standing.ALREADY_PAID, Standing.HIGHEST_ONLY, Standing.NOT_TOGETHER})


class PriorAid(NamedTuple):
    """Earlier aid beside a present line; `how` is number, row, or name (perhaps the same person).

    `amount` is in `unit`. `policy` is what the document is called.
    """

    entitlement_id: int
    case_id: int
    person_id: int
    other_id: int
    name: str
    title: str
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

    @property
    def forbids(self) -> bool:
        """Say whether the rules forbid the present line, the person being surely the same."""
        return self.how != "name" and self.standing in FORBIDS


class _Present(NamedTuple):
    id: int
    policy: str
    benefit: str
    title: str
    case_id: int
    incident_id: int
    for_household: bool
    person: Person


class _Earlier(NamedTuple):
    policy: str
    benefit: str
    case_id: int
    incident_id: int
    for_household: bool
    person: Person
    number: str
    decided_on: date
    amount: int
    unit: str
    agency: str
    payment: PaymentState | None


def of_case(case_id: int) -> list[PriorAid]:
    """Return the earlier aid beside the undecided lines of a case, what the rules forbid first."""
    return _found((Entitlement.case_id == case_id) & ~_is_decided())


def of_lines(entitlement_ids: Collection[int]) -> list[PriorAid]:
    """Return the earlier aid beside these lines, what the rules forbid first; at most four queries."""
    return _found(Entitlement.id.in_(entitlement_ids)) if entitlement_ids else []


def refusals_of(entitlement_ids: Collection[int]) -> dict[int, Refusal]:
    """Return by line why it cannot be proposed: `already_given_elsewhere` (beneficiary, purpose, policy, number, …)."""
    return {one.entitlement_id: _refusal(one) for one in reversed(of_lines(entitlement_ids)) if one.forbids}


def _refusal(one: PriorAid) -> Refusal:
    return Refusal(
        "already_given_elsewhere",
        beneficiary=one.name,
        policy=one.policy,
        number=one.number,
        day=one.decided_on,
        agency=one.agency,
        standing=one.standing,
    )


def same_numbers(entitlement_ids: Collection[int]) -> Select[Any]:
    """Return the statement of the persons of these lines and of all who bear their numbers, in one order for locks."""
    subject, head = aliased(Person), aliased(Person)
    numbers = _subjects(select(subject.identity_number), subject, head).where(Entitlement.id.in_(entitlement_ids))
    return select(Person.id).where(Person.identity_number.in_(numbers)).order_by(Person.id)


def _found(which: ColumnElement[bool]) -> list[PriorAid]:
    present = _present(which)
    people = {one.person.id: one.person for one in present}
    if not people:
        return []
    matches = _matches(people.values())
    earlier = _earlier({other for found in matches.values() for other in found})
    policies = {policy.code: policy for policy in policies_known()} if earlier else {}
    found = [row for one in present for row in _beside(one, matches[one.person.id], earlier, policies)]
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


def _earlier(people: Collection[int]) -> dict[int, list[_Earlier]]:
    """Return by person what decisions in force gave them; what was called off or came back is left out."""
    subject, head, live, ended = aliased(Person), aliased(Person), aliased(Payment), aliased(Payment)
    columns = (
        Entitlement.policy_code, Entitlement.benefit, Case.id, Case.incident_id, Entitlement.person_id.is_(None),
        subject, Decision.full_number, Decision.issued_on, DecisionLine.amount, Entitlement.unit, Agency.name,
        live.state,
    )  # fmt: skip
    came_back = select(ended.id).where(ended.decision_line_id == DecisionLine.id).exists()
    wanted = (
        _subjects(select(*columns), subject, head)
        .join(DecisionLine, DecisionLine.entitlement_id == Entitlement.id)
        .join(Decision, Decision.id == DecisionLine.decision_id)
        .join(Agency, Agency.id == Decision.agency_id)
        .outerjoin(live, (live.decision_line_id == DecisionLine.id) & live.state.in_(LIVE_STATES))
        .where(Decision.state != DecisionState.REVOKED, or_(live.id.is_not(None), ~came_back))
        .order_by(Decision.issued_on, Decision.id, DecisionLine.position)
    )
    found: dict[int, list[_Earlier]] = defaultdict(list)
    for row in db.session.execute(wanted.where(subject.id.in_(sorted(people)))):
        found[row[5].id].append(_Earlier._make(row))
    return found


def _beside(
    one: _Present,
    matches: Mapping[int, str],
    earlier: Mapping[int, Sequence[_Earlier]],
    policies: Mapping[str, Policy],
) -> Iterator[PriorAid]:
    present = _aid(one.policy, one.benefit, policies)
    for other, how in matches.items():
        for given in earlier.get(other, ()):
            if given.case_id == one.case_id or given.for_household != one.for_household:
                continue
            aid = _aid(given.policy, given.benefit, policies)
            standing = standing_of(present, aid, same_incident=given.incident_id == one.incident_id)
            if present.purpose == aid.purpose or standing is not Standing.BESIDE:
                yield _row(one, given, how, standing, policies, present.purpose)


def _aid(policy: str, code: str, policies: Mapping[str, Policy]) -> Aid:
    benefits = policies[policy].benefits if policy in policies else ()
    known = next((benefit for benefit in benefits if benefit.code == code), None)
    return aid_of(policy, known) if known else Aid(policy, code, "")


def _row(
    one: _Present, given: _Earlier, how: str, standing: Standing, policies: Mapping[str, Policy], purpose: str
) -> PriorAid:
    policy = policies.get(given.policy)
    return PriorAid(
        entitlement_id=one.id,
        case_id=one.case_id,
        person_id=one.person.id,
        other_id=given.person.id,
        name=one.person.full_name,
        title=one.title,
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
    )
