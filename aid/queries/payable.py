"""What of a decision waits for a payout: its planned payments, and what keeps one of them back.

Every amount is in the unit of the fund (whole đồng, whole kilograms).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from aid.domain.dossiers import DecisionState
from aid.domain.errors import Missing
from aid.domain.payouts import PaymentState
from aid.extensions import db
from aid.models.decisions import Decision, DecisionLine
from aid.models.dossiers import Dossier
from aid.models.funds import Fund
from aid.models.payouts import Payment
from aid.queries.areas import within
from aid.queries.payees import payee_of, with_payees


class ToPay(NamedTuple):
    """A planned payment; `blocked` is "" or the Refusal code that keeps it from being prepared."""

    id: int
    position: int
    beneficiary: str
    title: str
    amount: int
    payee: str
    payee_relation: str
    bank: str
    account: str
    blocked: str


@dataclass(frozen=True)
class PayableDecision:
    """What of a decision waits for a payout, with the figures of its fund."""

    id: int
    number: str
    issued_on: date
    agency_id: int
    state: DecisionState
    title: str
    total: int
    unit: str
    fund_id: int
    fund: str
    reserved: int
    available: int
    payments: Sequence[ToPay]


def to_pay(decision_id: int, *, area: set[int] | None) -> PayableDecision:
    """Return a decision with its planned payments, payees as named now; Missing outside the area."""
    row = db.session.execute(
        select(Decision, Dossier, Fund)
        .join(Dossier, Decision.dossier_id == Dossier.id)
        .join(Fund, Dossier.fund_id == Fund.id)
        .where(Decision.id == decision_id, within(Decision.agency_id, area))
    ).first()
    if row is None:
        raise Missing(f"Decision {decision_id}")
    decision, dossier, fund = row
    return PayableDecision(
        id=decision.id,
        number=decision.full_number,
        issued_on=decision.issued_on,
        agency_id=decision.agency_id,
        state=decision.state,
        title=dossier.title,
        total=decision.total,
        unit=fund.unit,
        fund_id=fund.id,
        fund=fund.name,
        reserved=fund.reserved,
        available=fund.received - fund.reserved - fund.advanced - fund.spent + fund.returned,
        payments=_planned(decision_id),
    )


def _planned(decision_id: int) -> list[ToPay]:
    rows = db.session.execute(
        select(Payment.id, DecisionLine)
        .join(DecisionLine, Payment.decision_line_id == DecisionLine.id)
        .where(DecisionLine.decision_id == decision_id, Payment.state == PaymentState.PLANNED)
        .order_by(DecisionLine.position)
        .options(with_payees())
    )
    return [_to_pay(payment_id, line) for payment_id, line in rows]


def _to_pay(payment_id: int, line: DecisionLine) -> ToPay:
    payee = payee_of(line.entitlement)
    blocked = "payee_disputed" if line.entitlement.payee_disputed else "" if payee.payee else "payee_missing"
    return ToPay(
        id=payment_id,
        position=line.position,
        beneficiary=line.beneficiary,
        title=line.entitlement.title,
        amount=line.amount,
        payee=payee.payee,
        payee_relation=payee.payee_relation,
        bank=payee.bank,
        account=payee.account,
        blocked=blocked,
    )
