"""Paying what a decision grants: the accountant prepares, the account holder approves, the cashier pays.

One way for every payment, the table `domain.payouts.PAYMENT_STEPS`; the states of a batch are those of its payments.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.errors import Missing, Refusal
from aid.domain.ledger import EntryKind
from aid.domain.payouts import LIVE_STATES, OUT_STATES, PaymentState, PayMethod
from aid.domain.roles import Action, Actor
from aid.models.decisions import Decision, DecisionLine
from aid.models.incidents import Attachment, Purpose
from aid.models.payouts import Payment, Payout
from aid.queries.payees import payee_of
from aid.services import payments, postings, trail
from aid.services.account_names import check_names
from aid.services.areas import check_may, own_for_update
from aid.services.change_effects import is_withdrawn
from aid.services.payout_rows import (
    OpenPayout,
    check_in_force,
    check_payable,
    chosen,
    in_state,
    open_payment,
    open_payout,
    step,
    tell,
)
from aid.services.postings import Posting
from aid.services.transaction import transaction


@dataclass(frozen=True)
class Proof:
    """What shows that money arrived: the sheet's or the bank's reference, and the day."""

    proof: str
    paid_on: date


def prepare(decision_id: int, payment_ids: Collection[int], method: PayMethod, *, actor: Actor) -> int:
    """Put planned payments of a decision in force into one payout and return its id; the accountant controls.

    Payees are read once more and frozen here. Refusal `nothing_chosen`, `step_not_possible` (not planned any more),
    `decision_not_in_force`, `payee_disputed`, `payee_missing`, `account_missing` (bank without an account number);
    `unsigned_by_signer`, `unsigned_by_agency` in the electronic order.
    """
    check_may(actor, Action.PAYMENT_CONTROL)
    with transaction() as session:
        decision = own_for_update(session, Decision, decision_id, actor=actor)
        rows = chosen(session, Payment.line.has(DecisionLine.decision_id == decision.id), payment_ids)
        payout = _new_payout(session, decision, method, actor)
        step(session, decision.dossier_id, rows, "prepare", actor=actor)
        for payment in rows:
            payment.payout_id, payment.reason = payout.id, ""
            for name, value in payee_of(payment.line.entitlement)._asdict().items():
                setattr(payment, name, value)
            if method == PayMethod.BANK and not (payment.bank and payment.account):
                raise Refusal("account_missing", payee=payment.payee)
        check_payable(decision, rows)
        total = sum(payment.amount for payment in rows)
        after = {"count": len(rows), "total": total, "method": method}
        trail.record(session, actor, "payout:prepared", payout, after=after)
        return payout.id


def approve(payout_id: int, *, actor: Actor) -> int:
    """Approve all prepared payments of a payout (duyệt chi); it may then be paid. Return the total approved.

    Refusal `step_not_possible`, those of `check_payable`, and those of the duties.
    """
    with transaction() as session:
        opened = _whole(session, payout_id, PaymentState.PREPARED, actor)
        step(session, opened.decision.dossier_id, opened.payments, "approve", actor=actor)
        check_payable(opened.decision, opened.payments)
        opened.payout.approved_at, opened.payout.approved_by = clock.now(), actor.user_id
        _tell_payout(session, actor, "payout:approved", opened)
        return opened.total


def send_back(payout_id: int, reason: str, *, actor: Actor) -> int:
    """Send a prepared payout back to the accountant: its payments are planned again. Return how many."""
    with transaction() as session:
        opened = _whole(session, payout_id, PaymentState.PREPARED, actor)
        step(session, opened.decision.dossier_id, opened.payments, "send_back", actor=actor, reason=reason)
        for payment in opened.payments:
            payment.payout_id = None
        _tell_payout(session, actor, "payout:sent_back", opened, reason)
        return len(opened.payments)


def reprepare(payout_id: int, reason: str, *, actor: Actor) -> int:
    """Take back what of an approved payout has not gone out; it needs a new approval. Return how many payments."""
    with transaction() as session:
        opened = _whole(session, payout_id, PaymentState.APPROVED, actor)
        step(session, opened.decision.dossier_id, opened.payments, "reprepare", actor=actor, reason=reason)
        if not _went_out(session, payout_id):
            opened.payout.approved_at = opened.payout.approved_by = None
        _tell_payout(session, actor, "payout:reprepared", opened, reason)
        return len(opened.payments)


def pay_cash(payout_id: int, payment_ids: Collection[int], values: Proof, *, actor: Actor) -> int:
    """Record that cash was handed over against the signed sheet, and spend it from the fund. Return the sum.

    Refusal `signed_sheet_missing`, `wrong_method`, `proof_missing`, `day_in_future`, `paid_before_decision`,
    `step_not_possible` (not approved, or paid already).
    """
    with transaction() as session:
        opened = open_payout(session, payout_id, actor=actor, only=payment_ids)
        _check_method(opened, PayMethod.CASH)
        if not _has_signed_sheet(session, payout_id):
            raise Refusal("signed_sheet_missing")
        check_payable(opened.decision, opened.payments)
        return _pay(session, opened, "pay_cash", "payment:paid", values, actor)


def send(payout_id: int, *, actor: Actor) -> int:
    """Record that the approved transfers were handed to the bank; they now only succeed or fail. Return the sum.

    Refusal `account_name_differs` where the bank shows another name for an account and nobody accepted it.
    """
    with transaction() as session:
        opened = _whole(session, payout_id, PaymentState.APPROVED, actor)
        _check_method(opened, PayMethod.BANK)
        check_names(opened.payments, payout_id)
        step(session, opened.decision.dossier_id, opened.payments, "send", actor=actor)
        check_payable(opened.decision, opened.payments)
        _tell_payout(session, actor, "payout:sent", opened)
        return opened.total


def confirm_bank(payout_id: int, payment_ids: Collection[int], values: Proof, *, actor: Actor) -> int:
    """Record the bank's word that transfers arrived, and spend them from the fund. Return the sum.

    Refusals as for `pay_cash`, without the sheet.
    """
    with transaction() as session:
        opened = open_payout(session, payout_id, actor=actor, only=payment_ids)
        _check_method(opened, PayMethod.BANK)
        return _pay(session, opened, "confirm_bank", "payment:confirmed", values, actor)


def fail(payment_id: int, reason: str, *, actor: Actor) -> int:
    """Record that the bank could not pay; the money stays promised. Return the payment's id."""
    return _one(payment_id, "fail", "payment:failed", actor, reason)


def plan_again(payment_id: int, *, actor: Actor) -> int:
    """Plan a failed payment again, with the payee as named now; it leaves its payout. Return its id."""
    return _one(payment_id, "plan_again", "payment:planned_again", actor)


def hold(payment_id: int, reason: str, *, actor: Actor) -> int:
    """Hold a payment that has not gone out; the money stays promised. Return its id."""
    return _one(payment_id, "hold", "payment:held", actor, reason)


def release_hold(payment_id: int, *, actor: Actor) -> int:
    """Let a held payment go on: it is planned again and leaves its payout. Return its id."""
    return _one(payment_id, "release_hold", "payment:hold_released", actor)


def cancel(payment_id: int, reason: str, *, actor: Actor) -> int:
    """Give up a payment that has not gone out; its promise is released. Return its id."""
    return _one(payment_id, "cancel", "payment:cancelled", actor, reason, EntryKind.RELEASE)


def return_paid(payment_id: int, reason: str, *, actor: Actor) -> int:
    """Record that paid money came back to the fund. Return the payment's id."""
    return _one(payment_id, "return", "payment:returned", actor, reason, EntryKind.RETURN)


def plan_line(line_id: int, *, actor: Actor) -> int:
    """Plan a decision line anew after its payment was cancelled or returned; reserves again. Return the payment's id.

    Refusal `already_planned`, `decision_not_in_force`, `line_withdrawn`, `fund_too_small`.
    """
    check_may(actor, Action.PAYMENT_CONTROL)
    with transaction() as session:
        line = session.get(DecisionLine, line_id)
        if line is None:
            raise Missing(f"Line {line_id}")
        decision = own_for_update(session, Decision, line.decision_id, actor=actor)
        check_in_force(decision)
        if is_withdrawn(session, line_id):
            raise Refusal("line_withdrawn", number=decision.full_number)
        live = select(Payment.id).where(Payment.decision_line_id == line_id, Payment.state.in_(LIVE_STATES))
        if session.scalar(live) is not None:
            raise Refusal("already_planned")
        payment = payments.add_planned(session, line, actor=actor)
        session.flush()
        _post(session, decision, EntryKind.RESERVE, [payment], actor)
        after = {"payment_state": payment.state, "payee": payment.payee, "amount": payment.amount}
        trail.record(session, actor, "payment:planned_again", payment, after=after)
        return payment.id


def _one(
    payment_id: int, name: str, action: str, actor: Actor, reason: str = "", posts: EntryKind | None = None
) -> int:
    with transaction() as session:
        decision, payment = open_payment(session, payment_id, actor=actor)
        before = payment.state
        step(session, decision.dossier_id, [payment], name, actor=actor, reason=reason)
        if payment.state == PaymentState.PLANNED:
            payment.payout_id, payment.reason = None, ""
        if posts is not None:
            _post(session, decision, posts, [payment], actor)
        tell(session, actor, action, payment, before)
        return payment.id


def _pay(session: Session, opened: OpenPayout, name: str, action: str, values: Proof, actor: Actor) -> int:
    proof = values.proof.strip()
    _check_proof(opened.decision, proof, values.paid_on)
    before = opened.payments[0].state
    step(session, opened.decision.dossier_id, opened.payments, name, actor=actor)
    for payment in opened.payments:
        payment.proof, payment.paid_on, payment.paid_by = proof, values.paid_on, actor.user_id
    _post(session, opened.decision, EntryKind.SPEND, opened.payments, actor, values)
    for payment in opened.payments:
        tell(session, actor, action, payment, before, proof=proof, paid_on=values.paid_on)
    _tell_payout(session, actor, "payout:paid", opened)
    return opened.total


def _check_proof(decision: Decision, proof: str, paid_on: date) -> None:
    if not proof:
        raise Refusal("proof_missing")
    if paid_on > clock.today():
        raise Refusal("day_in_future", day=paid_on)
    if paid_on < decision.issued_on:
        raise Refusal("paid_before_decision", day=paid_on, issued_on=decision.issued_on)


def _post(
    session: Session, decision: Decision, kind: EntryKind, rows: Sequence[Payment], actor: Actor,
    values: Proof | None = None,
) -> None:  # fmt: skip
    day, document = (values.paid_on, values.proof.strip()) if values else (None, "")
    moves = [
        Posting(kind, payment.amount, day, decision_id=decision.id, payment_id=payment.id, document=document)
        for payment in rows
    ]
    postings.post_all(session, decision.dossier.fund_id, moves, actor=actor)


def _whole(session: Session, payout_id: int, state: PaymentState, actor: Actor) -> OpenPayout:
    opened = open_payout(session, payout_id, actor=actor)
    return OpenPayout(opened.decision, opened.payout, in_state(opened.payments, state))


def _new_payout(session: Session, decision: Decision, method: PayMethod, actor: Actor) -> Payout:
    """The locked decision lets its payouts be counted without a double."""
    made = session.scalar(select(func.count()).select_from(Payout).where(Payout.decision_id == decision.id)) or 0
    payout = Payout(
        code=f"DC-{decision.id}-{made + 1}",
        agency_id=decision.agency_id,
        decision_id=decision.id,
        fund_id=decision.dossier.fund_id,
        method=method,
        created_at=clock.now(),
        created_by=actor.user_id,
    )
    session.add(payout)
    session.flush()
    return payout


def _check_method(opened: OpenPayout, method: PayMethod) -> None:
    if opened.payout.method != method:
        raise Refusal("wrong_method", method=opened.payout.method)


def _has_signed_sheet(session: Session, payout_id: int) -> bool:
    wanted = select(Attachment.id).where(Attachment.payout_id == payout_id, Attachment.purpose == Purpose.SIGNED_SHEET)
    return session.scalar(wanted.limit(1)) is not None


def _went_out(session: Session, payout_id: int) -> bool:
    """Say whether some of a payout's money is out already: that approval stays on record."""
    out = select(Payment.id).where(Payment.payout_id == payout_id, Payment.state.in_(OUT_STATES))
    return session.scalar(out.limit(1)) is not None


def _tell_payout(session: Session, actor: Actor, action: str, opened: OpenPayout, reason: str = "") -> None:
    after = {"count": len(opened.payments), "total": opened.total}
    trail.record(session, actor, action, opened.payout, reason=reason.strip(), after=after)
