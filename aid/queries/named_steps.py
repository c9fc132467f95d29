"""Whom the route of a dossier or a change names for review and signature, and who may take the step in that name."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, exists, or_, select

from aid import clock
from aid.domain.delegations import Delegation as Delegated
from aid.domain.duties import ACTION_OF, Duty
from aid.domain.roles import Actor, Role
from aid.extensions import db
from aid.models.approval_routes import ApprovalRoute
from aid.models.delegations import Delegation
from aid.models.dossiers import Dossier
from aid.models.users import User
from aid.queries.delegations import of_agency
from aid.queries.on_call import standing_in_for
from aid.queries.routed import Routed, Table, home_of, in_dong

_COLUMNS = {Duty.REVIEW: ApprovalRoute.reviewer_id, Duty.SIGN: ApprovalRoute.signer_id}


class Named(NamedTuple):
    """Who alone does a step: the person, and `hands`, that person with the deputies and the one on call of now."""

    user_id: int
    name: str
    hands: frozenset[int]


def named_of(subject: Routed) -> Mapping[Duty, Named]:
    """Return whom the route names, by duty; nothing where there is no route or it names nobody."""
    route = db.session.get(ApprovalRoute, subject.route_id) if subject.route_id else None
    if route is None:
        return {}
    found = {Duty.REVIEW: route.reviewer_id, Duty.SIGN: route.signer_id}
    return {duty: _named(user_id, duty, subject) for duty, user_id in found.items() if user_id is not None}


def falls_to(actor: Actor, duty: Duty, of: Table = Dossier) -> ColumnElement[bool]:
    """Return the condition that the route names nobody for a duty, or the actor, or whom he stands in for."""
    named = _COLUMNS.get(duty)
    condition: ColumnElement[bool]
    if named is None:
        condition = of.id.is_not(None)
        return condition
    place = actor.doing(ACTION_OF[duty]).acts_for
    mine: ColumnElement[bool] = named.in_([actor.user_id, *([place.for_id] if place else [])])
    if duty is Duty.SIGN:
        mine |= named.in_(delegated_to(actor))
    condition = of.route_id.is_(None) | exists().where(ApprovalRoute.id == of.route_id, or_(named.is_(None), mine))
    return condition


def delegated_to(actor: Actor) -> Select[Any]:
    """Return the query of who lets the actor sign today, for whatever policy and amount."""
    today, row = clock.today(), Delegation
    return select(row.principal_id).where(row.deputy_id == actor.user_id, row.first_on <= today, row.last_on >= today)


def principals_of(actor: Actor, subject: Routed) -> set[int]:
    """Return who lets the actor sign it today: its policy and amount are covered."""
    return {one.principal_id for one in _in_force(subject) if one.deputy_id == actor.user_id}


def deputies_of(user_id: int, subject: Routed) -> set[int]:
    """Return whom somebody lets sign it today."""
    return {one.deputy_id for one in _in_force(subject) if one.principal_id == user_id}


def _in_force(subject: Routed) -> list[Delegated]:
    day, policy, amount = clock.today(), home_of(subject).policy_code, in_dong(subject)
    return [one for one in of_agency(subject.agency_id) if one.covers(day, policy, amount)]


def _named(user_id: int, duty: Duty, subject: Routed) -> Named:
    hands = {user_id}
    hands |= deputies_of(user_id, subject) if duty is Duty.SIGN else standing_in_for(user_id, Role.REVIEWER)
    return Named(user_id, db.session.get_one(User, user_id).full_name, frozenset(hands))
