"""The life of a payment, cash or bank: one decision line has at most one that is neither cancelled nor returned."""

from enum import StrEnum

from aid.domain.duties import Duty
from aid.domain.roles import Action
from aid.domain.transitions import Transition

# How a receiver who is the person helped stands in the record and on the pay list.
THEMSELVES = "chính người được hỗ trợ"


class PaymentState(StrEnum):
    """Where a payment stands."""

    PLANNED = "planned"
    PREPARED = "prepared"
    APPROVED = "approved"
    SENT = "sent"
    PAID = "paid"
    FAILED = "failed"
    HELD = "held"
    CANCELLED = "cancelled"
    RETURNED = "returned"


class PayMethod(StrEnum):
    """How the money reaches the payee."""

    CASH = "cash"
    BANK = "bank"


_S = PaymentState
_CONTROL = (Action.PAYMENT_CONTROL, Duty.CONTROL)
_PAY = (Action.PAYMENT_PAY, Duty.PAY)
_UNPAID = (_S.PLANNED, _S.PREPARED, _S.APPROVED)

PAYMENT_STEPS: tuple[Transition, ...] = (
    Transition("prepare", _S.PLANNED, _S.PREPARED, *_CONTROL),
    Transition("approve", _S.PREPARED, _S.APPROVED, Action.PAYMENT_APPROVE, Duty.APPROVE_PAYMENT),
    Transition("send_back", _S.PREPARED, _S.PLANNED, Action.PAYMENT_APPROVE, Duty.APPROVE_PAYMENT, needs_reason=True),
    Transition("reprepare", _S.APPROVED, _S.PREPARED, *_CONTROL, needs_reason=True),
    Transition("pay_cash", _S.APPROVED, _S.PAID, *_PAY),
    Transition("send", _S.APPROVED, _S.SENT, *_PAY),
    Transition("confirm_bank", _S.SENT, _S.PAID, *_PAY),
    Transition("fail", _S.SENT, _S.FAILED, *_PAY, needs_reason=True),
    Transition("plan_again", _S.FAILED, _S.PLANNED, *_CONTROL),
    *(Transition("hold", state, _S.HELD, *_CONTROL, needs_reason=True) for state in _UNPAID),
    Transition("release_hold", _S.HELD, _S.PLANNED, *_CONTROL),
    *(Transition("cancel", state, _S.CANCELLED, *_CONTROL, needs_reason=True) for state in (*_UNPAID, _S.HELD)),
    Transition("return", _S.PAID, _S.RETURNED, *_CONTROL, needs_reason=True),
)

NOT_OUT_YET = frozenset(_UNPAID)
LIVE_STATES = frozenset(_S) - {_S.CANCELLED, _S.RETURNED}
UNPAID_STATES = frozenset({_S.PLANNED, _S.PREPARED, _S.APPROVED, _S.SENT, _S.FAILED, _S.HELD})
OUT_STATES = frozenset({_S.SENT, _S.PAID, _S.FAILED, _S.RETURNED})
