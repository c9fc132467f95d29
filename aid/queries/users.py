"""Reading people and their sign-ins."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from aid import clock
from aid.domain.errors import Missing
from aid.domain.roles import Actor, Role
from aid.extensions import db
from aid.models.delegations import TurnRole
from aid.models.users import Agency, User, UserRole, UserSession
from aid.queries.on_call import COLUMNS, PRINCIPAL, running, runs, stand_ins


class SignedIn(NamedTuple):
    """The person behind a living sign-in, and the name of the office."""

    actor: Actor
    office: str


class UserRow(NamedTuple):
    """One account in the administrator's list."""

    id: int
    username: str
    full_name: str
    title: str
    office: str
    roles: Sequence[Role]
    disabled_at: datetime | None


@dataclass(frozen=True)
class UserView:
    """One account as its page shows it."""

    id: int
    username: str
    full_name: str
    title: str
    signing_form: str | None
    office: str
    roles: Sequence[Role]
    created_at: datetime
    disabled_at: datetime | None
    has_password: bool


@dataclass(frozen=True)
class UserFilter:
    """What the list is narrowed to; nothing given is everybody."""

    q: str = ""
    role: Role | None = None
    agency_id: int | None = None


def digest_of(token: str) -> str:
    """Return what the table keeps of a sign-in's token: its SHA-256, from which no cookie can be made."""
    return hashlib.sha256(token.encode()).hexdigest()


def username_of(user_id: int) -> str:
    """Return the name with which a person signs in, or raise Missing."""
    user = db.session.get(User, user_id)
    if user is None:
        raise Missing(f"User {user_id}")
    return user.username


def user_id_of(username: str) -> int:
    """Return the account with this name, or raise Missing."""
    user_id = db.session.scalars(select(User.id).where(User.username == username.strip().lower())).one_or_none()
    if user_id is None:
        raise Missing(f"User {username}")
    return user_id


def signed_in(token: str) -> SignedIn | None:
    """Return who carries this token; None once the sign-in ended or ran out, or the person was disabled."""
    wanted = (
        select(User.id, User.agency_id, User.full_name, User.title, Agency.name, UserRole.role, *COLUMNS)
        .join(UserSession, UserSession.user_id == User.id)
        .join(Agency, Agency.id == User.agency_id)
        .outerjoin(UserRole, UserRole.user_id == User.id)
        .outerjoin(TurnRole, (TurnRole.user_id == User.id) & (TurnRole.agency_id == User.agency_id) & runs(clock.now()))
        .outerjoin(PRINCIPAL, PRINCIPAL.id == TurnRole.for_id)
        .where(
            UserSession.token_digest == digest_of(token),
            UserSession.ended_at.is_(None),
            UserSession.expires_at > clock.now(),
            User.disabled_at.is_(None),
        )
    )
    rows = db.session.execute(wanted).all()
    if not rows:
        return None
    first, roles = rows[0], frozenset(row.role for row in rows if row.role is not None)
    actor = Actor(first.id, first.agency_id, first.full_name, first.title, roles, stand_ins(rows))
    return SignedIn(actor, first.name)


def actor_of(user_id: int) -> Actor:
    """Return a person as the one in whose name work goes on that was begun before, or raise Missing."""
    user = db.session.get(User, user_id, options=[selectinload(User.roles)])
    if user is None:
        raise Missing(f"User {user_id}")
    return Actor(user.id, user.agency_id, user.full_name, user.title, frozenset(_roles(user)), running(user.id))


def list_users(wanted: UserFilter, *, limit: int, offset: int) -> tuple[Sequence[UserRow], int]:
    """Return one page of accounts, those who may sign in first, by office and name, and how many there are."""
    which = _which(wanted)
    found = db.session.scalars(
        select(User)
        .join(User.agency)
        .where(which)
        .order_by(User.disabled_at.is_not(None), Agency.name, User.sort_key, User.id)
        .options(joinedload(User.agency), selectinload(User.roles))
        .limit(limit)
        .offset(offset)
    )
    rows = [
        UserRow(user.id, user.username, user.full_name, user.title, user.agency.name, _roles(user), user.disabled_at)
        for user in found
    ]
    return rows, db.session.scalar(select(func.count(User.id)).where(which)) or 0


def user_view(user_id: int) -> UserView:
    """Return one account, or raise Missing."""
    user = db.session.get(User, user_id, options=[joinedload(User.agency), selectinload(User.roles)])
    if user is None:
        raise Missing(f"User {user_id}")
    return UserView(
        id=user.id,
        username=user.username,
        full_name=user.full_name,
        title=user.title,
        signing_form=user.signing_form,
        office=user.agency.name,
        roles=_roles(user),
        created_at=user.created_at,
        disabled_at=user.disabled_at,
        has_password=user.password_hash is not None,
    )


def _roles(user: User) -> Sequence[Role]:
    return tuple(sorted(row.role for row in user.roles))


def _which(wanted: UserFilter) -> ColumnElement[bool]:
    which: ColumnElement[bool] = true()
    if wanted.q:
        which &= or_(*(column.icontains(wanted.q, autoescape=True) for column in (User.username, User.full_name)))
    if wanted.role is not None:
        which &= User.roles.any(UserRole.role == wanted.role)
    if wanted.agency_id is not None:
        which &= User.agency_id == wanted.agency_id
    return which
