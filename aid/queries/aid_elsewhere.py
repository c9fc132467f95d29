"""What decisions in other cases gave surely the same person for the same matter: a fact of every computation.

Surely the same is who has the same identity number or is the same row; a household is its head. What no longer holds
(revoked, taken out by a later decision, called off, returned) is no aid, and neither is the draft of another office.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union_all
from sqlalchemy.orm import aliased

from aid.domain.dossiers import DecisionState, DossierState
from aid.domain.facts import Elsewhere
from aid.domain.kept_facts import counted_elsewhere
from aid.domain.payouts import LIVE_STATES, PaymentState
from aid.domain.policies import Policy
from aid.domain.prior_aid import Aid, aid_of, is_same_matter
from aid.extensions import db
from aid.models.cases import Case, CaseMember, Evaluation
from aid.models.decision_changes import ChangeLine, DecisionChange
from aid.models.decisions import Decision, DecisionLine
from aid.models.entitlements import Entitlement
from aid.models.households import Person
from aid.models.payouts import Payment
from aid.models.users import Agency
from aid.queries.policies import policies_known

_AT_ONCE = 5_000
"""Persons of one statement; a database takes only so many values."""


_T = TypeVar("_T")


class Given(NamedTuple):
    """One line in force of an issued decision, with the person it is for: of a household's line the head."""

    line_id: int
    policy: str
    benefit: str
    case_id: int
    incident_id: int
    for_household: bool
    person_id: int
    number: str
    decided_on: date
    amount: int
    unit: str
    agency: str
    payment: PaymentState | None


class _Own(NamedTuple):
    case_id: int
    incident_id: int
    person_id: int
    number: str | None
    is_head: bool
    is_member: bool


def elsewhere_of(case_ids: Collection[int]) -> dict[int, tuple[Elsewhere, ...]]:
    """Return by case what decisions in other cases gave its people; a case without such aid is left out.

    The same incident, or a death whatever the incident. At most four queries for up to some hundred cases.
    """
    own = _people_of(case_ids)
    same = _same_people(own)
    given = given_to({other for others in same.values() for other in others} | {one.person_id for one in own})
    found: dict[int, dict[int, Elsewhere]] = defaultdict(dict)
    purposes = _Purposes()
    for one in own:
        for other in (one.person_id, *same[one.person_id]):
            for line in given.get(other, ()):
                if line.case_id != one.case_id and _meets(one, line) and purposes.is_same_matter(one, line):
                    found[one.case_id].setdefault(line.line_id, _fact(one, line))
    return {case_id: tuple(rows.values()) for case_id, rows in found.items()}


def counted_in(case_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """Return by case the refs of the aid elsewhere that its last computation knew; one query."""
    last = select(func.max(Evaluation.id)).where(Evaluation.case_id.in_(case_ids)).group_by(Evaluation.case_id)
    rows = db.session.execute(select(Evaluation.case_id, Evaluation.facts).where(Evaluation.id.in_(last)))
    return {row.case_id: counted_elsewhere(row.facts) for row in rows}


def given_to(people: Collection[int]) -> dict[int, list[Given]]:
    """Return by person the lines in force of issued decisions that are for them, the earliest decision first."""
    found: dict[int, list[Given]] = defaultdict(list)
    for some in _batches(sorted(people)):
        for row in db.session.execute(union_all(*_lines_for(some))):
            found[row.person_id].append(Given._make(row))
    for rows in found.values():
        rows.sort(key=lambda row: (row.decided_on, row.line_id))
    return found


def known_aid(policy: str, code: str, policies: Mapping[str, Policy]) -> Aid:
    """Return what the rules ask of a benefit by its codes; of one that is not known, nothing."""
    benefits = policies[policy].benefits if policy in policies else ()
    known = next((benefit for benefit in benefits if benefit.code == code), None)
    return aid_of(policy, known) if known else Aid(policy, code, "")


class _Purposes:
    """The purposes of benefits, read only where aid of another incident was found."""

    def __init__(self) -> None:
        self._policies: Mapping[str, Policy] | None = None

    def is_same_matter(self, one: _Own, line: Given) -> bool:
        if line.incident_id == one.incident_id:
            return True
        if self._policies is None:
            self._policies = {policy.code: policy for policy in policies_known()}
        purpose = known_aid(line.policy, line.benefit, self._policies).purpose
        return is_same_matter(purpose, same_incident=False)


def _people_of(case_ids: Collection[int]) -> list[_Own]:
    """Return the members of the cases, and the heads of their households."""
    columns = (
        Case.id, Case.incident_id, Person.id, Person.identity_number, Person.relation == "head",
        CaseMember.person_id.is_not(None),
    )  # fmt: skip
    is_member = and_(CaseMember.case_id == Case.id, CaseMember.person_id == Person.id)
    wanted = (
        select(*columns)
        .join(Person, Person.household_id == Case.household_id)
        .outerjoin(CaseMember, is_member)
        .where(Case.id.in_(case_ids), or_(CaseMember.person_id.is_not(None), Person.relation == "head"))
        .order_by(Case.id, Person.id)
    )
    return [_Own._make(row) for row in db.session.execute(wanted)]


def _same_people(own: Iterable[_Own]) -> dict[int, list[int]]:
    """Return by person the other rows that bear their identity number."""
    numbers = {one.person_id: one.number or "" for one in own}
    bearers: dict[str, list[int]] = defaultdict(list)
    for some in _batches(sorted({number for number in numbers.values() if number})):
        wanted = select(Person.identity_number, Person.id).where(Person.identity_number.in_(some)).order_by(Person.id)
        for row in db.session.execute(wanted):
            bearers[row.identity_number or ""].append(row.id)
    return {
        person_id: [other for other in bearers.get(number, ()) if other != person_id]
        for person_id, number in numbers.items()
    }


def _batches(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))


def _meets(one: _Own, line: Given) -> bool:
    return one.is_head if line.for_household else one.is_member


def _fact(one: _Own, line: Given) -> Elsewhere:
    return Elsewhere(
        policy=line.policy,
        benefit=line.benefit,
        amount=line.amount,
        member=None if line.for_household else str(one.person_id),
        unit=line.unit,
        ref=str(line.line_id),
        number=line.number,
        decided_on=line.decided_on,
        agency=line.agency,
    )


def _lines_for(people: Sequence[int]) -> tuple[Select[Any], Select[Any]]:
    """Return the statements of the lines for these persons, and for the households they are the heads of."""
    head = aliased(Person)
    is_head = and_(head.household_id == Case.household_id, head.relation == "head")
    own = _selected(Entitlement.person_id).where(Entitlement.person_id.in_(people))
    of_head = _selected(head.id).join(head, is_head).where(head.id.in_(people), Entitlement.person_id.is_(None))
    return own, of_head


def _selected(person: Any) -> Select[Any]:
    live, ended = aliased(Payment), aliased(Payment)
    came_back = select(ended.id).where(ended.decision_line_id == DecisionLine.id).exists()
    columns = (
        DecisionLine.id, Entitlement.policy_code, Entitlement.benefit, Case.id.label("case_id"), Case.incident_id,
        Entitlement.person_id.is_(None), person.label("person_id"), Decision.full_number, Decision.issued_on,
        DecisionLine.amount, Entitlement.unit, Agency.name, live.state.label("payment"),
    )  # fmt: skip
    return (
        select(*columns)
        .select_from(Entitlement)
        .join(Case, Case.id == Entitlement.case_id)
        .join(DecisionLine, DecisionLine.entitlement_id == Entitlement.id)
        .join(Decision, Decision.id == DecisionLine.decision_id)
        .join(Agency, Agency.id == Decision.agency_id)
        .outerjoin(live, (live.decision_line_id == DecisionLine.id) & live.state.in_(LIVE_STATES))
        .where(Decision.state != DecisionState.REVOKED, ~_taken_out(), or_(live.id.is_not(None), ~came_back))
    )


def _taken_out() -> ColumnElement[bool]:
    return (
        select(ChangeLine.line_id)
        .join(DecisionChange, DecisionChange.id == ChangeLine.change_id)
        .where(ChangeLine.line_id == DecisionLine.id, DecisionChange.state == DossierState.ISSUED)
        .exists()
    )
