"""What became of an incident: the people and households recorded, the money promised, and the list of households."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, distinct, exists, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from aid.domain.cases import CaseState
from aid.domain.dossiers import DecisionState
from aid.domain.names import fold
from aid.domain.payouts import UNPAID_STATES, PaymentState
from aid.extensions import db
from aid.models.cases import Case, CaseMember, Damage, Evaluation, Harm, Need
from aid.models.decisions import Decision, DecisionLine
from aid.models.dossiers import Dossier
from aid.models.entitlements import Entitlement
from aid.models.households import Household, Person
from aid.models.payouts import Payment

_MONEY = "VND"


class Counts(NamedTuple):
    """The people and households recorded so far, withdrawn cases left out."""

    households: int
    people: int
    dead: int
    injured: int
    missing: int


class Money(NamedTuple):
    """Đồng of one incident over all its decisions: promised by decision, paid out, and still to be paid."""

    promised: int
    paid: int
    left: int


class HouseholdRow(NamedTuple):
    """One household of an incident: `missing` counts the pieces not yet recorded.

    `amount` is đồng proposed so far, without what unconfirmed policies would give; of that, `estimates` counts lines.
    """

    case_id: int
    code: str
    head_name: str
    address: str
    state: CaseState
    people: int
    harmed: int
    amount: int
    missing: int
    due_on: date | None
    estimates: int


class HouseholdList(NamedTuple):
    """One page of the households and how many there are in all."""

    rows: Sequence[HouseholdRow]
    total: int


def counts_of(incident_id: int) -> Counts:
    """Return the recorded counts; who is found or dead is no longer missing. One query."""
    live = (Case.incident_id == incident_id) & (Case.state != CaseState.WITHDRAWN)
    later = aliased(Harm)
    came_back = exists().where(
        later.case_id == Harm.case_id, later.person_id == Harm.person_id, later.kind.in_(("found", "dead"))
    )
    people = select(func.count(CaseMember.person_id)).join(Case, CaseMember.case_id == Case.id).where(live)
    harmed = select(func.count(distinct(Harm.person_id))).join(Case, Harm.case_id == Case.id).where(live)
    row = db.session.execute(
        select(
            select(func.count(Case.id)).where(live).scalar_subquery(),
            people.scalar_subquery(),
            harmed.where(Harm.kind == "dead").scalar_subquery(),
            harmed.where(Harm.kind == "injured").scalar_subquery(),
            harmed.where(Harm.kind == "missing", ~came_back).scalar_subquery(),
        )
    ).one()
    return Counts._make(row)


def money_of(incident_id: int) -> Money:
    """Return the đồng promised by decisions not revoked, paid, and planned but not yet paid. One query."""
    of_incident = (Dossier.incident_id == incident_id) & (Decision.unit == _MONEY)
    promised = (
        select(func.coalesce(func.sum(Decision.total), 0))
        .join(Dossier, Decision.dossier_id == Dossier.id)
        .where(of_incident, Decision.state != DecisionState.REVOKED)
    )
    payments = (
        select(func.coalesce(func.sum(Payment.amount), 0))
        .join(DecisionLine, Payment.decision_line_id == DecisionLine.id)
        .join(Decision, DecisionLine.decision_id == Decision.id)
        .join(Dossier, Decision.dossier_id == Dossier.id)
        .where(of_incident)
    )
    row = db.session.execute(
        select(
            promised.scalar_subquery(),
            payments.where(Payment.state == PaymentState.PAID).scalar_subquery(),
            payments.where(Payment.state.in_(UNPAID_STATES)).scalar_subquery(),
        )
    ).one()
    return Money(*(int(amount) for amount in row))


def households_of(incident_id: int, *, q: str = "", limit: int = 50, offset: int = 0) -> HouseholdList:
    """Return one page of the households, in the order they were recorded; `q` is a name or code. Two queries."""
    which = Case.incident_id == incident_id
    if q:
        which &= _holds(q)
    rows = db.session.execute(
        select(
            Case.id,
            Case.code,
            Case.head_name,
            Household.address,
            Case.state,
            _per_case(func.count(), CaseMember.case_id),
            _per_case(func.count(distinct(Harm.person_id)), Harm.case_id),
            _proposed(),
            _missing_pieces(),
            Case.due_on,
            _estimates(),
        )
        .join(Household, Case.household_id == Household.id)
        .where(which)
        .order_by(Case.id)
        .limit(limit)
        .offset(offset)
    )
    total = db.session.scalar(select(func.count(Case.id)).where(which)) or 0
    return HouseholdList([HouseholdRow._make(row) for row in rows], total)


def _holds(q: str) -> ColumnElement[bool]:
    has_member = exists().where(
        Person.household_id == Case.household_id, Person.folded.contains(fold(q), autoescape=True)
    )
    return has_member | Case.code.icontains(q, autoescape=True)


def _per_case(what: ColumnElement[int], column: InstrumentedAttribute[int]) -> ColumnElement[int]:
    return select(what).where(column == Case.id).scalar_subquery()


def _proposed() -> ColumnElement[int]:
    live = Entitlement.superseded_at.is_(None) & (Entitlement.unit == _MONEY) & Entitlement.confirmed
    return (
        select(func.coalesce(func.sum(Entitlement.amount), 0)).where(Entitlement.case_id == Case.id, live)
    ).scalar_subquery()


def _estimates() -> ColumnElement[int]:
    live = Entitlement.superseded_at.is_(None) & ~Entitlement.confirmed
    return select(func.count()).where(Entitlement.case_id == Case.id, live).scalar_subquery()


def _missing_pieces() -> ColumnElement[int]:
    """Count what every case needs and has not yet: the day of the list, damage, needs, the computed support."""
    pieces = [case((Case.received_on.is_(None), 1), else_=0)]
    for column in (Damage.case_id, Need.case_id, Evaluation.case_id):
        pieces.append(case((exists().where(column == Case.id), 0), else_=1))
    return case((Case.state == CaseState.WITHDRAWN, literal(0)), else_=sum(pieces[1:], pieces[0]))
