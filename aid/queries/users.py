"""Reading people and their sign-ins."""

import hashlib
from typing import NamedTuple

from sqlalchemy import select

from aid import clock
from aid.domain.errors import Missing
from aid.domain.roles import Actor
from aid.extensions import db
from aid.models.users import Agency, User, UserRole, UserSession


class SignedIn(NamedTuple):
    """The person behind a living sign-in, and the name of the office."""

    actor: Actor
    office: str


def digest_of(token: str) -> str:
    """Return what the table keeps of a sign-in's token: its SHA-256, from which no cookie can be made."""
    return hashlib.sha256(token.encode()).hexdigest()


def username_of(user_id: int) -> str:
    """Return the name with which a person signs in, or raise Missing."""
    user = db.session.get(User, user_id)
    if user is None:
        raise Missing(f"User {user_id}")
    return user.username


def signed_in(token: str) -> SignedIn | None:
    """Return who carries this token; None once the sign-in ended or ran out, or the person was disabled."""
    wanted = (
        select(User.id, User.agency_id, User.full_name, User.title, Agency.name, UserRole.role)
        .join(UserSession, UserSession.user_id == User.id)
        .join(Agency, Agency.id == User.agency_id)
        .outerjoin(UserRole, UserRole.user_id == User.id)
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
    user_id, agency_id, name, title, office, _ = rows[0]
    roles = frozenset(row.role for row in rows if row.role is not None)
    return SignedIn(Actor(user_id, agency_id, name, title, roles), office)
