"""Reading the dated rules of an agency: which there are, and by which one a dossier goes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from aid.domain.approval_routes import Initial, Route, Sum, route_for
from aid.domain.policy_steps import PolicyState
from aid.domain.roles import MAY, Action
from aid.extensions import db
from aid.models.approval_routes import ApprovalRoute
from aid.models.policies import Policy
from aid.models.users import User, UserRole


class Person(NamedTuple):
    """Somebody of the office who may be asked for an initial."""

    id: int
    name: str
    title: str


def routes_of(agency_id: int) -> Sequence[Route]:
    """Return the rules of an agency, the latest first."""
    wanted = select(ApprovalRoute).where(ApprovalRoute.agency_id == agency_id)
    rows = db.session.scalars(wanted.order_by(ApprovalRoute.valid_from.desc(), ApprovalRoute.id.desc()))
    return [as_value(row) for row in rows]


def route_of(agency_id: int, day: date, policy_code: str, asked: Sum) -> Route | None:
    """Return the rule a dossier of the agency submitted on a day goes by, or None."""
    return route_for(routes_of(agency_id), day, policy_code, asked)


def people_of(agency_id: int, action: Action = Action.DOSSIER_INITIAL) -> Sequence[Person]:
    """Return who of an office may be asked for an initial, or for what another action does, by name."""
    has_role = select(UserRole.user_id).where(UserRole.role.in_(MAY[action]))
    wanted = select(User.id, User.full_name, User.title).where(User.agency_id == agency_id, User.id.in_(has_role))
    return [
        Person(*row) for row in db.session.execute(wanted.where(User.disabled_at.is_(None)).order_by(User.sort_key))
    ]


def names_of(user_ids: set[int]) -> Mapping[int, str]:
    """Return the names of people, also of those who left."""
    rows = db.session.execute(select(User.id, User.full_name).where(User.id.in_(user_ids)))
    return {user_id: name for user_id, name in rows}


def policies_to_choose() -> Sequence[tuple[str, str]]:
    """Return code and title of the policies that have not ended."""
    wanted = select(Policy.code, Policy.title).where(Policy.state != PolicyState.ENDED).order_by(Policy.code)
    return [(code, title) for code, title in db.session.execute(wanted)]


def as_value(row: ApprovalRoute) -> Route:
    """Return a row as the domain takes it."""
    return Route(
        valid_from=row.valid_from,
        basis=row.basis,
        policy_code=row.policy_code,
        amount_from=row.amount_from,
        amount_to=row.amount_to,
        initials=tuple(Initial(one["user_id"], one["post"]) for one in row.initials),
        second_signer=row.second_signer,
        city=row.city,
        meeting=row.meeting,
        reviewer_id=row.reviewer_id,
        signer_id=row.signer_id,
        in_order=row.in_order,
        valid_to=row.valid_to,
        id=row.id,
    )
