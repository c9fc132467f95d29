"""A turn on call that carries a role: whose place is taken, for how long, and by whom it can be given.

It gives the steps of that role in the own office while it runs, and nothing else (`roles.NEVER_ON_CALL`); who acts so
inherits what bars whom he stands in for. Signing still needs a delegation in force (`delegations.py`).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from aid.domain.duties import Duty, Pair, check_duty
from aid.domain.errors import Refusal
from aid.domain.roles import ON_CALL_ROLES, Role, StandIn

LONGEST = timedelta(days=14)
"""The days off at Tết and the storm after them; what lasts longer is a change of roles."""

# They keep the accounts or look over every shoulder, so that they take no step.
_TAKE_NO_STEP = frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.CITY, Role.PROGRAMME})


@dataclass(frozen=True)
class Turn:
    """One turn with a role: who is on call, in whose place, and from when to when."""

    user_id: int
    for_id: int
    role: Role
    begins_at: datetime
    ends_at: datetime

    def runs(self, at: datetime) -> bool:
        """Say whether it runs at an instant; its end is already outside."""
        return self.begins_at <= at < self.ends_at


def check_turn(
    turn: Turn, *, own: Collection[Role], of_whom: Collection[Role], giver: Collection[Role], giver_id: int
) -> None:
    """Refuse a turn whose role cannot be given: `own` roles on call, `of_whom` those of whom he stands in for.

    Codes: `role_not_on_call` (role), `not_on_call` for who takes no step, `stands_in_for_himself`, `role_to_oneself`
    where the giver (`giver_id`) is the one on call, `place_not_held` (role) where the other does not hold the role,
    `turn_too_long` (most, in days), `role_not_to_give` (role) where the giver neither holds it nor is a signer.
    """
    if turn.role not in ON_CALL_ROLES:
        raise Refusal("role_not_on_call", role=turn.role)
    if not _TAKE_NO_STEP.isdisjoint(own):
        raise Refusal("not_on_call")
    if turn.user_id == turn.for_id:
        raise Refusal("stands_in_for_himself")
    if turn.user_id == giver_id:
        raise Refusal("role_to_oneself")
    if turn.role not in of_whom:
        raise Refusal("place_not_held", role=turn.role)
    if turn.ends_at - turn.begins_at > LONGEST:
        raise Refusal("turn_too_long", most=LONGEST.days)
    if turn.role not in giver and Role.APPROVER not in giver:
        raise Refusal("role_not_to_give", role=turn.role)


def check_free(turn: Turn, known: Iterable[Turn]) -> None:
    """Refuse `turn_overlaps` where the same person has a turn with the same role in these hours."""
    for one in known:
        same = (one.user_id, one.role) == (turn.user_id, turn.role)
        if same and one.begins_at < turn.ends_at and turn.begins_at < one.ends_at:
            raise Refusal("turn_overlaps", first=one.begins_at, last=one.ends_at)


def check_place_held(duty: Duty, held: Collection[Duty], apart: Collection[Pair], place: StandIn) -> None:
    """Refuse a duty that whom somebody stands in for could not take: `place_barred` (name, held)."""
    try:
        check_duty(duty, held, apart)
    except Refusal as refusal:
        raise Refusal("place_barred", name=place.for_name, held=refusal.facts["held"]) from refusal
