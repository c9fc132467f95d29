"""Opening what a payout step decides on, always locked in the same order: decision, payout, payments, then the fund.

The locks of one order make two steps on one decision come one after the other and never wait for each other in a ring.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from aid.domain.dossiers import DecisionState
from aid.domain.errors import Missing, Refusal
from aid.domain.payouts import PAYMENT_STEPS, PaymentState
from aid.domain.roles import Actor
from aid.domain.signatures import check_signed
from aid.domain.transitions import Transition, next_state
from aid.models.decisions import Decision, DecisionLine
from aid.models.payouts import Payment, Payout
from aid.queries.payees import with_payees
from aid.queries.signing_state import unsigned_parts
from aid.services import duties, trail
from aid.services.areas import check_may, own_for_update
from aid.services.transaction import load_for_update


@dataclass(frozen=True)
class OpenPayout:
    """A payout with its decision and the payments a step is about, all locked."""

    decision: Decision
    payout: Payout
    payments: Sequence[Payment]

    @property
    def total(self) -> int:
        """The sum of these payments, in the fund's unit."""
        return sum(payment.amount for payment in self.payments)


def open_payout(session: Session, payout_id: int, *, actor: Actor, only: Collection[int] | None = None) -> OpenPayout:
    """Lock a payout of the actor's agency and its payments, or those of `only`; Missing where one is not in it."""
    decision_id = session.scalar(
        select(Payout.decision_id).where(Payout.id == payout_id, Payout.agency_id == actor.agency_id)
    )
    if decision_id is None:
        raise Missing(f"Payout {payout_id}")
    decision = own_for_update(session, Decision, decision_id, actor=actor)
    payout = load_for_update(session, Payout, payout_id)
    if only is None:
        return OpenPayout(decision, payout, _locked(session, Payment.payout_id == payout_id))
    return OpenPayout(decision, payout, chosen(session, Payment.payout_id == payout_id, only))


def open_payment(session: Session, payment_id: int, *, actor: Actor) -> tuple[Decision, Payment]:
    """Lock one payment of the actor's agency after its decision."""
    decision_id = session.scalar(
        select(DecisionLine.decision_id)
        .join(Payment, Payment.decision_line_id == DecisionLine.id)
        .where(Payment.id == payment_id)
    )
    if decision_id is None:
        raise Missing(f"Payment {payment_id}")
    decision = own_for_update(session, Decision, decision_id, actor=actor)
    return decision, _locked(session, Payment.id == payment_id)[0]


def chosen(session: Session, among: Any, payment_ids: Iterable[int]) -> Sequence[Payment]:
    """Lock the chosen payments; Refusal `nothing_chosen`, Missing where one is not `among` them."""
    wanted = set(payment_ids)
    if not wanted:
        raise Refusal("nothing_chosen")
    found = _locked(session, among & Payment.id.in_(wanted))
    if len(found) != len(wanted):
        raise Missing("Payment")
    return found


def _locked(session: Session, condition: Any) -> Sequence[Payment]:
    wanted = (
        select(Payment)
        .where(condition)
        .order_by(Payment.id)
        .options(selectinload(Payment.line).options(with_payees()))
        .with_for_update(of=Payment, key_share=True)
        .execution_options(populate_existing=True)
    )
    return session.scalars(wanted).all()


def in_state(payments: Iterable[Payment], state: PaymentState) -> list[Payment]:
    """Return the payments a step of the whole payout is about; Refusal `step_not_possible` where there are none."""
    found = [payment for payment in payments if payment.state == state]
    if not found:
        raise Refusal("step_not_possible", step="", state="")
    return found


def step(
    session: Session, dossier_id: int, payments: Sequence[Payment], name: str, *, actor: Actor, reason: str = ""
) -> Transition:
    """Move payments by one step of the table: action, duty and reason are checked, the states changed.

    Refusal `step_not_possible`, `reason_missing`, `action_not_allowed`, `duty_excluded`, `duty_taken`.
    """
    steps = [next_state(PAYMENT_STEPS, payment.state, name, reason) for payment in payments]
    check_may(actor, steps[0].action)
    if steps[0].duty is not None:
        duties.take(session, dossier_id, steps[0].duty, actor=actor)
    for payment, transition in zip(payments, steps, strict=True):
        payment.state = PaymentState(transition.target)
        if transition.needs_reason:
            payment.reason = reason.strip()
    return steps[0]


def tell(session: Session, actor: Actor, action: str, payment: Payment, before: PaymentState, **after: object) -> None:
    """Record one event about a payment that changed its state."""
    trail.record(
        session,
        actor,
        action,
        payment,
        reason=payment.reason if payment.state in REASONED else "",
        before={"payment_state": before},
        after={"payment_state": payment.state, "payee": payment.payee, "amount": payment.amount, **after},
    )


REASONED = frozenset({PaymentState.FAILED, PaymentState.HELD, PaymentState.CANCELLED, PaymentState.RETURNED})


def check_in_force(decision: Decision) -> None:
    """Refuse what was revoked: `decision_not_in_force`."""
    if decision.state is DecisionState.REVOKED:
        raise Refusal("decision_not_in_force", number=decision.full_number)


def check_payable(decision: Decision, payments: Iterable[Payment]) -> None:
    """Refuse money that may not go out now.

    `decision_not_in_force`, `payee_disputed`, `payee_missing`; `unsigned_by_signer`, `unsigned_by_agency` where a
    decision of the electronic order has its number but not its signatures.
    """
    check_in_force(decision)
    check_signed(decision.full_number, unsigned_parts(decision.id))
    for payment in payments:
        if payment.line.entitlement.payee_disputed:
            raise Refusal("payee_disputed", beneficiary=payment.line.beneficiary)
        if not payment.payee:
            raise Refusal("payee_missing", beneficiary=payment.line.beneficiary)
