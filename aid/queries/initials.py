"""Initials: who may give one in another's place now, and whose turn it is where they go in order."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session, aliased

from aid import clock
from aid.domain.approval_routes import Approval
from aid.domain.duties import Duty
from aid.domain.roles import MAY, Action, Actor, StandIn
from aid.extensions import db
from aid.models.approval_routes import ApprovalRoute, DossierApproval
from aid.models.decision_changes import ChangeDuty
from aid.models.delegations import TurnRole
from aid.models.dossiers import DossierDuty
from aid.models.users import User
from aid.queries.named_steps import delegated_to, deputies_of, principals_of
from aid.queries.on_call import runs
from aid.queries.routed import Routed

_ROW, _OTHER, _ROUTE = DossierApproval, aliased(DossierApproval), aliased(ApprovalRoute)


def is_open() -> ColumnElement[bool]:
    """Return the condition that what a route asks has not been given."""
    return _ROW.done_at.is_(None) & _ROW.voided_at.is_(None)


def is_due() -> ColumnElement[bool]:
    """Return the condition that it has not been given and can be: of initials in order, none before it is open."""
    return is_open() & ~exists().where(_comes_before(), _OTHER.done_at.is_(None))


def falls_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that an initial is the actor's to give: asked of the actor, or of whom he stands in for."""
    turns = _ROW.user_id.in_([turn.for_id for turn in _turns(actor)])
    prepared = _prepared(DossierDuty, _ROW.change_id.is_(None) & (DossierDuty.dossier_id == _ROW.dossier_id), actor)
    prepared |= _prepared(ChangeDuty, ChangeDuty.change_id == _ROW.change_id, actor)
    has_given = exists().where(_same_round(), _OTHER.done_by == actor.user_id)
    in_place = or_(turns, _ROW.user_id.in_(delegated_to(actor))) & ~prepared
    return or_(_ROW.user_id == actor.user_id, in_place) & ~has_given


def places_of(actor: Actor, subject: Routed) -> Mapping[int, StandIn | None]:
    """Return in whose place the actor may initial now: by user id the turn on call, None on a delegation."""
    by_delegation: dict[int, StandIn | None] = dict.fromkeys(principals_of(actor, subject))
    return by_delegation | {turn.for_id: turn for turn in _turns(actor)}


def stand_ins_of(people: Collection[int], subject: Routed) -> set[int]:
    """Return who may initial in the place of one of these people now."""
    turn = TurnRole.for_id.in_(people) & TurnRole.role.in_(MAY[Action.DOSSIER_INITIAL]) & runs(clock.now())
    on_call = db.session.scalars(select(TurnRole.user_id).where(turn))
    return set(on_call).union(*(deputies_of(one, subject) for one in people))


def waits_before(session: Session, row: DossierApproval) -> Sequence[str]:
    """Return who has to initial before this one, each with the post; nobody where the route keeps no order."""
    wanted = select(User.full_name, _OTHER.post).join(User, User.id == _OTHER.user_id)
    wanted = wanted.where(_ROW.id == row.id, _comes_before(), _OTHER.done_at.is_(None))
    return [f"{name} ({post})" for name, post in session.execute(wanted.order_by(_OTHER.position))]


def _comes_before() -> ColumnElement[bool]:
    in_order = exists().where(_ROUTE.id == _ROW.route_id, _ROUTE.in_order)
    return in_order & _same_round() & (_ROW.approval == Approval.INITIAL) & (_OTHER.position < _ROW.position)


def _same_round() -> ColumnElement[bool]:
    """Return the condition that the other is an initial asked together with it."""
    of_it = (_OTHER.dossier_id == _ROW.dossier_id) & (_OTHER.round == _ROW.round)
    return of_it & (_OTHER.approval == Approval.INITIAL)


def _prepared(kind: Any, of_it: ColumnElement[bool], actor: Actor) -> ColumnElement[bool]:
    return exists().where(of_it, kind.user_id == actor.user_id, kind.duty == Duty.PREPARE, kind.held)


def _turns(actor: Actor) -> list[StandIn]:
    return [turn for turn in sorted(actor.on_call) if turn.role in MAY[Action.DOSSIER_INITIAL]]
