"""Reading payments: those of a payout, and one with what stands around it (amounts in the unit of its fund)."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, exists, func, select
from sqlalchemy.orm import aliased

from aid.domain.errors import Missing
from aid.domain.payouts import LIVE_STATES, PaymentState, PayMethod
from aid.extensions import db
from aid.models.cases import Case
from aid.models.decisions import Decision, DecisionLine
from aid.models.dossiers import Dossier
from aid.models.entitlements import Entitlement
from aid.models.funds import Fund
from aid.models.households import Household, Person
from aid.models.payouts import Payment, Payout
from aid.queries.areas import within


class PaymentRow(NamedTuple):
    """One payment of a payout as a table shows it."""

    id: int
    line_id: int
    position: int
    beneficiary: str
    beneficiary_identity: str
    title: str
    case_id: int
    case_code: str
    address: str
    amount: int
    payee: str
    payee_relation: str
    payee_identity: str
    payee_paper: str
    bank: str
    account: str
    state: PaymentState
    reason: str
    proof: str
    paid_on: date | None


@dataclass(frozen=True)
class PaymentView:
    """One payment with the decision, fund and payout it belongs to; `line_is_free` where it may be planned anew."""

    row: PaymentRow
    agency_id: int
    decision_id: int
    decision: str
    dossier_id: int
    fund: str
    unit: str
    payout_id: int | None
    payout: str
    method: PayMethod | None
    line_is_free: bool


def _rows(*more: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Payment.id,
            DecisionLine.id,
            DecisionLine.position,
            DecisionLine.beneficiary,
            _identity(),
            Entitlement.title,
            Case.id,
            Case.code,
            Household.address,
            Payment.amount,
            Payment.payee,
            Payment.payee_relation,
            Payment.payee_identity,
            Entitlement.payee_paper,
            Payment.bank,
            Payment.account,
            Payment.state,
            Payment.reason,
            Payment.proof,
            Payment.paid_on,
            *more,
        )
        .join(DecisionLine, Payment.decision_line_id == DecisionLine.id)
        .join(Entitlement, DecisionLine.entitlement_id == Entitlement.id)
        .join(Case, Entitlement.case_id == Case.id)
        .join(Household, Case.household_id == Household.id)
        .order_by(DecisionLine.position, Payment.id)
    )


def _identity() -> ColumnElement[str]:
    """The number of the person a line is for, or of the head where it is for the household."""
    is_head = (Person.household_id == Case.household_id) & (Person.relation == "head")
    is_meant = case((Entitlement.person_id.is_(None), is_head), else_=Person.id == Entitlement.person_id)
    known = select(func.coalesce(func.min(Person.identity_number), "")).where(is_meant).correlate(Entitlement, Case)
    return known.scalar_subquery()


def payments_of(payout_id: int) -> list[PaymentRow]:
    """Return the payments of a payout in the decision's order; one query."""
    return [PaymentRow._make(row) for row in db.session.execute(_rows().where(Payment.payout_id == payout_id))]


def shown(payment_id: int, *, area: set[int] | None) -> PaymentView:
    """Return one payment; Missing outside the area."""
    other = aliased(Payment)
    is_taken = exists().where(other.decision_line_id == Payment.decision_line_id, other.state.in_(LIVE_STATES))
    found = db.session.execute(
        _rows(
            Decision.agency_id, Decision.id, Decision.full_number, Dossier.id, Fund.name, Fund.unit, Payment.payout_id,
            func.coalesce(Payout.code, ""), Payout.method, ~is_taken,
        )
        .join(Decision, DecisionLine.decision_id == Decision.id)
        .join(Dossier, Decision.dossier_id == Dossier.id)
        .join(Fund, Dossier.fund_id == Fund.id)
        .outerjoin(Payout, Payment.payout_id == Payout.id)
        .where(Payment.id == payment_id, within(Decision.agency_id, area))
    ).first()  # fmt: skip
    if found is None:
        raise Missing(f"Payment {payment_id}")
    width = len(PaymentRow._fields)
    return PaymentView(PaymentRow._make(found[:width]), *found[width:])
