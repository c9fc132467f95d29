"""Whom the route of a dossier names for its review and its signature, and who may take the step in that name."""

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

_COLUMNS = {Duty.REVIEW: ApprovalRoute.reviewer_id, Duty.SIGN: ApprovalRoute.signer_id}


class Named(NamedTuple):
    """Who alone does a step: the person, and `hands`, that person with the deputies and the one on call of now."""

    user_id: int
    name: str
    hands: frozenset[int]


def named_of(dossier: Dossier) -> Mapping[Duty, Named]:
    """Return whom a dossier's route names, by duty; nothing where it has no route or the route names nobody."""
    route = db.session.get(ApprovalRoute, dossier.route_id) if dossier.route_id else None
    if route is None:
        return {}
    found = {Duty.REVIEW: route.reviewer_id, Duty.SIGN: route.signer_id}
    return {duty: _named(user_id, duty, dossier) for duty, user_id in found.items() if user_id is not None}


def falls_to(actor: Actor, duty: Duty) -> ColumnElement[bool]:
    """Return the condition that a dossier's route names nobody for a duty, or the actor, or whom he stands in for."""
    named = _COLUMNS.get(duty)
    condition: ColumnElement[bool]
    if named is None:
        condition = Dossier.id.is_not(None)
        return condition
    place = actor.doing(ACTION_OF[duty]).acts_for
    mine: ColumnElement[bool] = named.in_([actor.user_id, *([place.for_id] if place else [])])
    if duty is Duty.SIGN:
        mine |= named.in_(delegated_to(actor))
    condition = Dossier.route_id.is_(None) | exists().where(
        ApprovalRoute.id == Dossier.route_id, or_(named.is_(None), mine)
    )
    return condition


def delegated_to(actor: Actor) -> Select[Any]:
    """Return the query of who lets the actor sign today, for whatever policy and amount."""
    today, row = clock.today(), Delegation
    return select(row.principal_id).where(row.deputy_id == actor.user_id, row.first_on <= today, row.last_on >= today)


def principals_of(actor: Actor, dossier: Dossier) -> set[int]:
    """Return who lets the actor sign a dossier today: its policy and amount are covered."""
    return {one.principal_id for one in _in_force(dossier) if one.deputy_id == actor.user_id}


def deputies_of(user_id: int, dossier: Dossier) -> set[int]:
    """Return whom somebody lets sign a dossier today."""
    return {one.deputy_id for one in _in_force(dossier) if one.principal_id == user_id}


def _in_force(dossier: Dossier) -> list[Delegated]:
    amount = dossier.total if dossier.fund.unit == "VND" else None
    day, policy = clock.today(), dossier.policy_code
    return [one for one in of_agency(dossier.agency_id) if one.covers(day, policy, amount)]


def _named(user_id: int, duty: Duty, dossier: Dossier) -> Named:
    hands = {user_id}
    hands |= deputies_of(user_id, dossier) if duty is Duty.SIGN else standing_in_for(user_id, Role.REVIEWER)
    return Named(user_id, db.session.get_one(User, user_id).full_name, frozenset(hands))
