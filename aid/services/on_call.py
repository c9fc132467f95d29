"""A turn on call that carries a role: giving it, and what bars whom somebody stands in for."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from aid import clock
from aid.domain.duties import Duty, Pair
from aid.domain.errors import Refusal
from aid.domain.on_call import Turn, check_free, check_place_held, check_turn
from aid.domain.roles import Actor, Role, StandIn
from aid.models.delegations import OnCall, TurnRole
from aid.models.users import User
from aid.queries.on_call import turns_of
from aid.services.areas import own_for_update
from aid.services.relations import check_unrelated

# Who decides on a household must not be near to it; nor may the one in whose place he decides.
_DECIDE = frozenset({Duty.REVIEW, Duty.SIGN, Duty.ISSUE})


@dataclass(frozen=True)
class Place:
    """What a turn gives beside the telephone: a role of the office, and whose place is taken."""

    role: Role
    for_id: int


def give_role(session: Session, row: OnCall, place: Place, *, actor: Actor) -> TurnRole:
    """Let a turn carry a role. Called inside the caller's transaction, with the turn written.

    Refusals of `on_call.check_turn` and `check_free`; Missing where whose place is taken is of another office.
    """
    user = session.get_one(User, row.user_id)
    principal = own_for_update(session, User, place.for_id, actor=actor)
    if principal.disabled_at is not None or user.disabled_at is not None:
        raise Refusal("account_disabled")
    turn = Turn(row.user_id, place.for_id, place.role, row.begins_at, row.ends_at)
    check_turn(turn, own=_roles(user), of_whom=_roles(principal), giver=actor.roles, giver_id=actor.user_id)
    check_free(turn, turns_of(row.user_id))
    made = {"created_at": clock.now(), "created_by": actor.user_id}
    hours = {"begins_at": row.begins_at, "ends_at": row.ends_at}
    new = TurnRole(
        on_call_id=row.id, agency_id=row.agency_id, user_id=row.user_id, for_id=place.for_id, role=place.role,
        **hours, **made,
    )  # fmt: skip
    session.add(new)
    return new


def check_place(
    session: Session, dossier_id: int, duty: Duty, held: list[Duty], apart: frozenset[Pair], place: StandIn
) -> None:
    """Refuse a duty that whom somebody stands in for could not take; `held` are that person's duties.

    Refusals `turn_over` where the turn ended meanwhile, `place_barred` (name, held), `officer_related`.
    """
    if clock.now() >= place.until:
        raise Refusal("turn_over", until=place.until)
    check_place_held(duty, held, apart, place)
    if duty in _DECIDE:
        principal = session.get_one(User, place.for_id)
        stands_for = Actor(principal.id, principal.agency_id, principal.full_name, principal.title, frozenset())
        check_unrelated(session, dossier_id, actor=stands_for)


def _roles(user: User) -> frozenset[Role]:
    return frozenset(row.role for row in user.roles)
