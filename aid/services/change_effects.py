"""What a later decision does to the earlier one: its state, its payments, its promise, and the lines it takes out."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, selectinload

from aid import clock
from aid.domain.decision_changes import RESULT, Treatment, treatment_of
from aid.domain.dossiers import DossierState
from aid.domain.errors import Refusal
from aid.domain.ledger import EntryKind
from aid.domain.payouts import LIVE_STATES, PaymentState
from aid.domain.roles import Actor
from aid.models.cases import Case
from aid.models.decision_changes import ChangeLine, DecisionChange
from aid.models.decisions import Decision, DecisionLine
from aid.models.entitlements import Entitlement
from aid.models.payouts import Payment
from aid.services import trail
from aid.services.case_clock import recount_due
from aid.services.payout_rows import tell
from aid.services.postings import Posting, post_all


def is_withdrawn(session: Session, line_id: int) -> bool:
    """Say whether an issued change has taken a line out of its decision."""
    return bool(session.scalar(select(_withdrawn(line_id))))


def standing_lines(session: Session, decision: Decision) -> list[DecisionLine]:
    """Return the lines of a decision that no issued change has taken out, in its order."""
    wanted = (
        select(DecisionLine)
        .where(DecisionLine.decision_id == decision.id, ~_withdrawn(DecisionLine.id))
        .order_by(DecisionLine.position)
    )
    return list(session.scalars(wanted))


def put_lines(session: Session, change: DecisionChange, lines: Sequence[DecisionLine]) -> None:
    """Write down which lines are taken out and what becomes of their money as it stands now.

    Refusal `payment_at_bank` (beneficiary).
    """
    payments = payments_of(session, lines)
    known = {row.line_id: row for row in change.lines}
    for line in lines:
        payment = payments.get(line.id)
        treatment = treatment_of(payment.state if payment else None, line.beneficiary)
        row = known.pop(line.id, None) or ChangeLine(change_id=change.id, line_id=line.id, amount=line.amount)
        row.treatment = treatment
        session.add(row)
    for gone in known.values():
        session.delete(gone)
    session.flush()
    session.refresh(change, ["lines"])


def check_unmoved(session: Session, change: DecisionChange) -> None:
    """Refuse a change whose money moved since it was submitted: the signer would sign other sums.

    Refusal `change_outdated` (beneficiary), `payment_at_bank`.
    """
    payments = payments_of(session, [row.line for row in change.lines])
    for row in change.lines:
        payment = payments.get(row.line_id)
        if treatment_of(payment.state if payment else None, row.line.beneficiary) is not row.treatment:
            raise Refusal("change_outdated", beneficiary=row.line.beneficiary)


def apply(session: Session, change: DecisionChange, decision: Decision, *, actor: Actor) -> None:
    """Let an issued change take effect inside the caller's transaction, which holds the locked decision.

    Payments that have not gone out are called off and their promise released; their entitlements are free to be
    computed and decided anew. What was paid stays paid until it comes back, as an amount to return.
    """
    off = [row.line for row in change.lines if row.treatment is Treatment.CANCEL]
    released = call_off(session, decision, off, change.full_number, actor=actor)
    _free(session, [row.line for row in change.lines if row.treatment is not Treatment.RECOVER])
    before_state, decision.state = decision.state, RESULT[change.kind]
    after = {"decision_state": decision.state, "number": change.full_number, "total": released}
    was = {"decision_state": before_state}
    trail.record(session, actor, f"decision:{decision.state.value}", decision, before=was, after=after)


def call_off(session: Session, decision: Decision, lines: Sequence[DecisionLine], number: str, *, actor: Actor) -> int:
    """Call off the payments of these lines by the decision of this number, release their promise; return the sum."""
    off = list(payments_of(session, lines).values())
    for payment in off:
        before = payment.state
        payment.state, payment.reason = PaymentState.CANCELLED, f"Theo Quyết định số {number}"
        tell(session, actor, "payment:cancelled", payment, before)
    moves = [
        Posting(EntryKind.RELEASE, payment.amount, decision_id=decision.id, payment_id=payment.id, document=number)
        for payment in off
    ]
    if moves:
        post_all(session, decision.dossier.fund_id, moves, actor=actor)
    return sum(payment.amount for payment in off)


def _free(session: Session, lines: Sequence[DecisionLine]) -> None:
    ids = [line.entitlement_id for line in lines]
    wanted = select(Entitlement).where(Entitlement.id.in_(ids), Entitlement.superseded_at.is_(None))
    freed = list(session.scalars(wanted.order_by(Entitlement.id).with_for_update()))
    for entitlement in freed:
        entitlement.superseded_at = clock.now()
    session.flush()
    cases = select(Case).where(Case.id.in_({row.case_id for row in freed})).order_by(Case.id).with_for_update()
    recount_due(session, session.scalars(cases.execution_options(populate_existing=True)).all())


def payments_of(session: Session, lines: Sequence[DecisionLine]) -> dict[int, Payment]:
    """Lock and return the live payment of each line."""
    wanted = (
        select(Payment)
        .where(Payment.decision_line_id.in_([line.id for line in lines]), Payment.state.in_(LIVE_STATES))
        .order_by(Payment.id)
        .options(selectinload(Payment.line))
        .with_for_update(of=Payment, key_share=True)
        .execution_options(populate_existing=True)
    )
    return {payment.decision_line_id: payment for payment in session.scalars(wanted)}


def _withdrawn(line_id: Any) -> ColumnElement[bool]:
    return exists().where(
        ChangeLine.line_id == line_id,
        ChangeLine.change_id == DecisionChange.id,
        DecisionChange.state == DossierState.ISSUED,
    )
