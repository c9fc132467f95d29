"""What one person may do on the page of a payout or a payment, read from the table of payment steps."""

from collections.abc import Iterable
from dataclasses import dataclass

from aid import clock
from aid.domain.duties import Duty
from aid.domain.payouts import PAYMENT_STEPS, PaymentState, PayMethod
from aid.domain.roles import Action, Actor
from aid.domain.transitions import Transition, steps_from
from aid.queries.banks import banks
from aid.queries.duty_rules import barred_from, held_on
from aid.queries.payments import PaymentView
from aid.queries.payouts import PayoutView
from aid.web.duty_notes import foreseen

_OF_A_PAYOUT = frozenset({"approve", "send_back", "reprepare", "pay_cash", "send", "confirm_bank"})
_OF_A_PAYMENT = frozenset({"fail", "plan_again", "hold", "release_hold", "cancel", "return"})
_ONLY_BY = {"pay_cash": PayMethod.CASH, "send": PayMethod.BANK, "confirm_bank": PayMethod.BANK}


@dataclass(frozen=True)
class Steps:
    """The steps open to a person, and the duty that a step here would need but an earlier one excludes."""

    open: frozenset[str]
    barred: Duty | None = None
    joins: str = ""
    has_sheet: bool = False
    can_add_sheet: bool = False

    def __contains__(self, step: str) -> bool:
        return step in self.open


def payout_steps(payout: PayoutView, actor: Actor, has_sheet: bool) -> Steps:
    """Return the steps of a whole payout; none in another agency."""
    if payout.agency_id != actor.agency_id:
        return Steps(frozenset())
    steps = [
        step
        for step in _known(_OF_A_PAYOUT, {row.state for row in payout.payments}, actor)
        if _ONLY_BY.get(step.step, payout.method) == payout.method
    ]
    opened, barred = _without_barred(steps, payout.dossier_id, actor)
    in_hand = payout.method is PayMethod.CASH and bool(payout.in_state(PaymentState.APPROVED))
    may_add = actor.may(Action.PAYMENT_PAY) or actor.may(Action.PAYMENT_CONTROL)
    held = held_on(payout.dossier_id, actor.user_id) if opened else []
    joins = " ".join(sorted({foreseen(step.duty, held, actor) for step in steps if step.step in opened} - {""}))
    return Steps(opened, barred, joins, has_sheet, in_hand and may_add)


def payment_steps(payment: PaymentView, actor: Actor) -> Steps:
    """Return the steps of one payment; none in another agency."""
    if payment.agency_id != actor.agency_id:
        return Steps(frozenset())
    opened, barred = _without_barred(_known(_OF_A_PAYMENT, {payment.row.state}, actor), payment.dossier_id, actor)
    if payment.line_is_free and actor.may(Action.PAYMENT_CONTROL):
        opened |= {"plan_line"}
    return Steps(opened, barred)


def transfer_note(payment: PaymentView, actor: Actor) -> str:
    """Return "code" where the cashier finds a VietQR for this payment, "bank" where its bank is not known, else ""."""
    is_cashiers = actor.may(Action.PAYMENT_PAY) and payment.agency_id == actor.agency_id
    is_ready = payment.method is PayMethod.BANK and payment.row.state is PaymentState.APPROVED
    if not (is_cashiers and is_ready and payment.unit == "VND"):
        return ""
    return "code" if banks().find(payment.row.bank) else "bank"


def _known(names: frozenset[str], states: Iterable[PaymentState], actor: Actor) -> list[Transition]:
    found = {step.step: step for state in states for step in steps_from(PAYMENT_STEPS, state)}
    return [step for name, step in sorted(found.items()) if name in names and actor.may(step.action)]


def _without_barred(steps: list[Transition], dossier_id: int, actor: Actor) -> tuple[frozenset[str], Duty | None]:
    needed = {step.duty for step in steps if step.duty is not None}
    barred = barred_from(needed, dossier_id, actor.user_id, actor.agency_id, clock.today())
    opened = frozenset(step.step for step in steps if step.duty not in barred)
    return opened, next((step.duty for step in steps if step.duty in barred), None)
