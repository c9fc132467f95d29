"""Planning what an issued decision has to pay: one payment per line; another only after the first came to nothing."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.payouts import PaymentState
from aid.domain.roles import Actor
from aid.models.decisions import Decision, DecisionLine
from aid.models.payouts import Payment
from aid.queries.payees import payee_of, with_payees
from aid.services import trail


def plan(session: Session, decision: Decision, *, actor: Actor) -> list[Payment]:
    """Add one planned payment per line of a decision, in the decision's order, in the unit of its fund.

    Called inside the transaction that issues the decision, which also reserves the total. The constraint gives
    `already_planned` where a line has a live payment.
    """
    lines = session.scalars(
        select(DecisionLine)
        .where(DecisionLine.decision_id == decision.id)
        .order_by(DecisionLine.position)
        .options(with_payees())
    ).all()
    planned = [add_planned(session, line, actor=actor) for line in lines]
    session.flush()
    trail.record(session, actor, "payments:planned", decision, after={"count": len(planned), "total": decision.total})
    return planned


def add_planned(session: Session, line: DecisionLine, *, actor: Actor) -> Payment:
    """Add the planned payment of one decision line; the caller flushes and records the event."""
    payment = Payment(
        decision_line_id=line.id,
        amount=line.amount,
        state=PaymentState.PLANNED,
        created_at=clock.now(),
        created_by=actor.user_id,
        **payee_of(line.entitlement)._asdict(),
    )
    session.add(payment)
    return payment
