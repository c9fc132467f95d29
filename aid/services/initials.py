"""Giving an initial: the route's own person, or who stands in for that person and inherits what bars him."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.approval_routes import Approval, check_hand_of_initial, check_turn_to_initial
from aid.domain.errors import Refusal
from aid.domain.roles import Actor
from aid.models.approval_routes import DossierApproval
from aid.models.users import User
from aid.queries.initials import is_open, places_of, waits_before
from aid.queries.routed import Routed, asked_of, home_of
from aid.services.duties import held_on
from aid.services.relations import check_unrelated


def row_for(session: Session, subject: Routed, actor: Actor) -> DossierApproval | None:
    """Lock and return the open initial that falls to the actor: the own one first, then one in another's place."""
    row = DossierApproval
    wanted = select(row).where(asked_of(subject), row.approval == Approval.INITIAL, is_open())
    people = (actor.user_id, *places_of(actor, subject))
    found = session.scalars(wanted.where(row.user_id.in_(people)).order_by(row.position).with_for_update()).all()
    return min(found, key=lambda one: (one.user_id != actor.user_id, one.position), default=None)


def check_given_by(session: Session, subject: Routed, row: DossierApproval, actor: Actor) -> Actor:
    """Refuse an initial out of turn or by the wrong hand; return the actor as the one in whose place he gives it.

    Refusals `initial_out_of_turn` (names), `initial_in_one_hand`, `turn_over` (until), and `officer_related` where
    whom he stands in for is near to a receiver.
    """
    check_turn_to_initial(waits_before(session, row))
    stands_in = row.user_id != actor.user_id
    held = held_on(session, subject, actor.user_id)
    check_hand_of_initial(held, stands_in=stands_in, has_given=_has_given(session, row, actor))
    if not stands_in:
        return actor
    place = places_of(actor, subject)[row.user_id or 0]
    if place and clock.now() >= place.until:
        raise Refusal("turn_over", until=place.until)
    principal = session.get_one(User, row.user_id)
    stands_for = Actor(principal.id, principal.agency_id, principal.full_name, principal.title, frozenset())
    check_unrelated(session, home_of(subject).id, actor=stands_for)
    return actor._replace(acts_for=place)


def _has_given(session: Session, row: DossierApproval, actor: Actor) -> bool:
    other = DossierApproval
    given = select(other.id).where(
        other.dossier_id == row.dossier_id, other.round == row.round, other.approval == Approval.INITIAL,
        other.done_by == actor.user_id,
    )  # fmt: skip
    return session.scalar(given) is not None
