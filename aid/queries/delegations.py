"""Reading delegations and the on-call list."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import aliased

from aid import clock
from aid.domain.delegations import Delegation, DelegationForm
from aid.domain.errors import Missing
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.delegations import Delegation as Row
from aid.models.delegations import OnCall, TurnRole
from aid.models.users import User, UserRole
from aid.queries.areas import within
from aid.queries.on_call import PRINCIPAL


class DelegationRow(NamedTuple):
    """One delegation as the list shows it; `most` in đồng, no policies means any."""

    id: int
    principal: str
    deputy: str
    form: DelegationForm
    first_on: date
    last_on: date
    policies: Sequence[str]
    most: int | None
    document: str
    end_reason: str


class Turn(NamedTuple):
    """One turn of being on call; with a `role` it gives that role's steps in place of `for_name`."""

    id: int
    name: str
    title: str
    phone: str
    begins_at: datetime
    ends_at: datetime
    role: Role | None
    for_name: str


def of_deputy(user_id: int, *, by: Role = Role.APPROVER) -> list[Delegation]:
    """Return every delegation to a person by somebody who holds a role: the head of the office, or of a department."""
    holds = exists().where(UserRole.user_id == Row.principal_id, UserRole.role == by)
    rows = db.session.scalars(select(Row).where(Row.deputy_id == user_id, holds).order_by(Row.id))
    return [as_value(row) for row in rows]


def of_agency(agency_id: int) -> list[Delegation]:
    """Return every delegation of an office, as the rules read it."""
    rows = db.session.scalars(select(Row).where(Row.agency_id == agency_id).order_by(Row.id))
    return [as_value(row) for row in rows]


def as_value(row: Row) -> Delegation:
    """Return a stored delegation as the rules read it."""
    return Delegation(
        row.id, row.principal_id, row.deputy_id, row.form, row.first_on, row.last_on, tuple(row.policies), row.most
    )


def listed(area: set[int] | None, *, limit: int = 200) -> Sequence[DelegationRow]:
    """Return the delegations of the offices in `area`, the latest first."""
    principal, deputy = aliased(User), aliased(User)
    found = db.session.execute(
        select(Row, principal.full_name, deputy.full_name)
        .join(principal, principal.id == Row.principal_id)
        .join(deputy, deputy.id == Row.deputy_id)
        .where(within(Row.agency_id, area))
        .order_by(Row.first_on.desc(), Row.id.desc())
        .limit(limit)
    )
    return [
        DelegationRow(row.id, by, to, row.form, row.first_on, row.last_on, row.policies, row.most, row.document,
                      row.end_reason)
        for row, by, to in found
    ]  # fmt: skip


def shown(delegation_id: int, *, agency_id: int) -> DelegationRow:
    """Return one delegation of an office, or raise Missing."""
    found = next((row for row in listed({agency_id}, limit=10_000) if row.id == delegation_id), None)
    if found is None:
        raise Missing(f"Delegation {delegation_id}")
    return found


def may_stand_in(agency_id: int, *, but: int, role: Role = Role.APPROVER) -> Sequence[tuple[int, str]]:
    """Return who of an office may sign for another: who holds the same role, also only on call, without who asks."""
    holds = exists().where(UserRole.user_id == User.id, UserRole.role == role)
    on_call_as_one = exists().where(TurnRole.user_id == User.id, TurnRole.role == role, TurnRole.ends_at > clock.now())
    wanted = (
        select(User.id, User.full_name, User.title)
        .where(User.agency_id == agency_id, User.disabled_at.is_(None), User.id != but, or_(holds, on_call_as_one))
        .order_by(User.sort_key, User.id)
    )
    return [(row.id, f"{row.full_name}, {row.title}") for row in db.session.execute(wanted)]


def people_of(agency_id: int) -> Sequence[tuple[int, str]]:
    """Return who of an office can be on call."""
    wanted = select(User.id, User.full_name, User.title).where(User.agency_id == agency_id, User.disabled_at.is_(None))
    rows = db.session.execute(wanted.order_by(User.sort_key, User.id))
    return [(row.id, f"{row.full_name}, {row.title}") for row in rows]


def turns(agency_id: int, *, since: datetime, limit: int = 60) -> Sequence[Turn]:
    """Return the turns that end after an instant, the next first."""
    columns = (User.full_name, User.title, OnCall.phone, OnCall.begins_at, OnCall.ends_at)
    found = db.session.execute(
        select(OnCall.id, *columns, TurnRole.role, func.coalesce(PRINCIPAL.full_name, ""))
        .join(User, User.id == OnCall.user_id)
        .outerjoin(TurnRole, TurnRole.on_call_id == OnCall.id)
        .outerjoin(PRINCIPAL, PRINCIPAL.id == TurnRole.for_id)
        .where(OnCall.agency_id == agency_id, OnCall.ends_at > since)
        .order_by(OnCall.begins_at, OnCall.id)
        .limit(limit)
    )
    return [Turn(*row) for row in found]


def on_call(agency_id: int, *, at: datetime) -> Sequence[Turn]:
    """Return who of an office is on call at an instant."""
    return [turn for turn in turns(agency_id, since=at) if turn.begins_at <= at]
