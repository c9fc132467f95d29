"""Duties on one dossier and its payout, and which of them never meet in one person.

The table is the law of the house: whoever took one duty of a pair is barred from the other for ever on that
dossier, whatever roles the person holds. The database repeats it with the key (dossier, user, duty): taking a
duty inserts it as held and every duty it excludes as barred, so that a second one collides.

Beside these hard pairs there are soft ones: kept apart as well, but an office may lay down otherwise for a period
(`duty_rules.py`).
"""

from collections.abc import Collection
from enum import StrEnum

from aid.domain.errors import Refusal
from aid.domain.roles import Action


class Duty(StrEnum):
    """What a person did on a dossier or its payout."""

    PREPARE = "prepare"
    REVIEW = "review"
    SIGN = "sign"
    ISSUE = "issue"
    CONTROL = "control"
    APPROVE_PAYMENT = "approve_payment"
    PAY = "pay"


Pair = frozenset[Duty]

HARD_PAIRS: frozenset[Pair] = frozenset(
    frozenset(pair)
    for pair in (
        (Duty.PREPARE, Duty.REVIEW),
        (Duty.PREPARE, Duty.SIGN),
        (Duty.REVIEW, Duty.SIGN),
        (Duty.PREPARE, Duty.APPROVE_PAYMENT),
        (Duty.PREPARE, Duty.PAY),
        (Duty.REVIEW, Duty.PAY),
        (Duty.CONTROL, Duty.APPROVE_PAYMENT),
        (Duty.CONTROL, Duty.PAY),
        (Duty.APPROVE_PAYMENT, Duty.PAY),
        (Duty.SIGN, Duty.PAY),
    )
)

# The văn thư who is also thủ quỹ: apart unless a small office lays down that one person may do both.
SOFT_PAIRS: frozenset[Pair] = frozenset({frozenset((Duty.ISSUE, Duty.PAY))})


def excluded_by(duty: Duty) -> frozenset[Duty]:
    """Return the duties that nobody who holds `duty` may ever take on the same dossier."""
    return apart_from(duty, HARD_PAIRS)


# What somebody does who takes the duty: whoever may do it only on call takes it in another's place.
ACTION_OF: dict[Duty, Action] = {
    Duty.PREPARE: Action.DOSSIER_PREPARE,
    Duty.REVIEW: Action.DOSSIER_REVIEW,
    Duty.SIGN: Action.DOSSIER_SIGN,
    Duty.ISSUE: Action.DECISION_ISSUE,
    Duty.CONTROL: Action.PAYMENT_CONTROL,
    Duty.APPROVE_PAYMENT: Action.PAYMENT_APPROVE,
    Duty.PAY: Action.PAYMENT_PAY,
}


def apart_from(duty: Duty, pairs: Collection[Pair]) -> frozenset[Duty]:
    """Return the duties that `pairs` keep apart from one."""
    return frozenset(other for pair in pairs if duty in pair for other in pair if other is not duty)


def check_duty(duty: Duty, held: Collection[Duty], soft: Collection[Pair] = ()) -> None:
    """Refuse `duty` to somebody who holds one that is kept apart from it.

    `soft` are the pairs the office keeps apart on the day of the step (`duty_rules.kept_apart`). Refusal
    `duty_excluded` for a hard pair, `duty_kept_apart` for a soft one, both with `held` and `needed`. Holding the same
    duty already is fine: a dossier that comes back is prepared by the same officer again.
    """
    for other in sorted(excluded_by(duty) & set(held)):
        raise Refusal("duty_excluded", held=other, needed=duty)
    for other in sorted(apart_from(duty, soft) & set(held)):
        raise Refusal("duty_kept_apart", held=other, needed=duty)
