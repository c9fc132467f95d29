"""Duties on one dossier and its payout, and which of them never meet in one person.

The table is the law of the house: whoever took one duty of a pair is barred from the other for ever on that
dossier, whatever roles the person holds. The database repeats it with the key (dossier, user, duty): taking a
duty inserts it as held and every duty it excludes as barred, so that a second one collides.
"""

from collections.abc import Collection
from enum import StrEnum

from aid.domain.errors import Refusal


class Duty(StrEnum):
    """What a person did on a dossier or its payout."""

    PREPARE = "prepare"
    REVIEW = "review"
    SIGN = "sign"
    ISSUE = "issue"
    CONTROL = "control"
    APPROVE_PAYMENT = "approve_payment"
    PAY = "pay"


HARD_PAIRS: frozenset[frozenset[Duty]] = frozenset(
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


def excluded_by(duty: Duty) -> frozenset[Duty]:
    """Return the duties that nobody who holds `duty` may ever take on the same dossier."""
    return frozenset(other for pair in HARD_PAIRS if duty in pair for other in pair if other is not duty)


def check_duty(duty: Duty, held: Collection[Duty]) -> None:
    """Refuse `duty` to somebody who holds one that excludes it.

    Refusal `duty_excluded` with `held` and `needed`. Holding the same duty already is fine: a dossier that comes
    back is prepared by the same officer again.
    """
    for other in sorted(excluded_by(duty) & set(held)):
        raise Refusal("duty_excluded", held=other, needed=duty)
