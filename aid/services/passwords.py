"""Keeping and comparing passwords with argon2id, and the link with which a person sets the first one.

The administrator never knows a password: a new account gets a signed link that works once, because it names the
state of the password it replaces, and ends by itself.
"""

from datetime import datetime
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from itsdangerous import BadSignature, URLSafeSerializer

from aid import clock
from aid.domain.errors import Refusal
from aid.domain.users import INVITATION_LASTS, check_password, composed
from aid.extensions import settings
from aid.models.users import User
from aid.queries.users import digest_of
from config import DEMO_PASSWORD

_SALT = "aid-invitation"


def hashed(password: str, *names: str) -> str:
    """Return the argon2id hash of a new password.

    Refusal `password_too_short`, `password_too_long`, `password_too_simple` (also for the demo's printed password
    where this is no demo).
    """
    check_password(password, *names)
    if password == DEMO_PASSWORD and not settings().demo:
        raise Refusal("password_too_simple")
    return renewed(password)


def renewed(password: str) -> str:
    """Return the hash of a password that is already in use, with today's parameters."""
    return _hasher(settings().testing).hash(composed(password))


def matches(password_hash: str | None, password: str) -> bool:
    """Say whether the password is the one; the same work is done where there is no account or no password."""
    hasher = _hasher(settings().testing)
    try:
        is_right = hasher.verify(password_hash or _nobodys(settings().testing), composed(password))
    except (VerifyMismatchError, InvalidHashError):
        return False
    return is_right and password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Say whether the hash was made with other parameters than today's."""
    return _hasher(settings().testing).check_needs_rehash(password_hash)


def invitation_for(user: User) -> str:
    """Return the token with which this person may set a password once, within 72 hours."""
    until = clock.now() + INVITATION_LASTS
    return _signer().dumps([user.id, _state_of(user), until.isoformat()])


def invited(token: str) -> tuple[int, str]:
    """Return the id of the invited user and the state the account must still have.

    Refusal `invitation_over` where the link is broken or older than 72 hours.
    """
    try:
        user_id, state, until = _signer().loads(token)
    except BadSignature as error:
        raise Refusal("invitation_over") from error
    if clock.now() > datetime.fromisoformat(until):
        raise Refusal("invitation_over")
    return int(user_id), str(state)


def is_still(user: User, state: str) -> bool:
    """Say whether an invitation to this account was not used yet."""
    return state == _state_of(user)


def _state_of(user: User) -> str:
    return digest_of(f"{user.id} {user.password_hash or ''} {user.disabled_at or ''}")[:16]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(settings().secret_key, salt=_SALT)


@cache
def _hasher(lightest: bool) -> PasswordHasher:
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1) if lightest else PasswordHasher()


@cache
def _nobodys(lightest: bool) -> str:
    return _hasher(lightest).hash("the password of nobody")
