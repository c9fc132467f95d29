"""Signing in and out: only failures are counted, nothing is locked for ever, and every sign-in can be ended here."""

import logging
import secrets
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.errors import Refusal
from aid.domain.roles import Actor
from aid.domain.users import ATTEMPTS_PER_ACCOUNT, ATTEMPTS_PER_ADDRESS, ATTEMPTS_WINDOW, SIGN_IN_LASTS
from aid.models.users import LoginAttempt, User, UserSession
from aid.queries.users import digest_of, username_of
from aid.services import passwords
from aid.services.trail import record
from aid.services.transaction import load_for_update, transaction

logger = logging.getLogger(__name__)

_LONGEST_ADDRESS = 64


def sign_in(username: str, password: str, *, address: str) -> str:
    """Return the random token of a new sign-in, which ends after 12 hours.

    Refusal `sign_in_wrong` (never telling which of the two was wrong), `too_many_attempts` with `minutes` to wait:
    10 failures of one account or 30 from one address within 15 minutes. The attempt is counted before the password
    is compared and taken back when it was right, so that many at once cannot slip past the limit.
    """
    proof = _proved(username, password, address)
    with transaction() as session:
        user = _accepted(session, proof)
        if passwords.is_outdated(proof.password_hash):
            user.password_hash = passwords.renewed(password)
        return open_for(session, user.id)


def change_password(current: str, new: str, *, actor: Actor, address: str) -> str:
    """Change the actor's own password, end every sign-in, and return the token of a fresh one for this device.

    Refusal `password_wrong` where the current one is not right, `too_many_attempts`, and those of
    `passwords.hashed`.
    """
    try:
        proof = _proved(username_of(actor.user_id), current, address)
    except Refusal as refusal:
        raise Refusal("password_wrong") if refusal.code == "sign_in_wrong" else refusal from refusal
    with transaction() as session:
        user = _accepted(session, proof)
        store_password(session, user, new, actor=actor)
        return open_for(session, user.id)


def accept_invitation(token: str, password: str) -> None:
    """Set the password of the invited account and end its sign-ins.

    Refusal `invitation_over` (broken, used, too old, or the account is disabled) and those of `passwords.hashed`.
    """
    user_id, state = passwords.invited(token)
    with transaction() as session:
        user = load_for_update(session, User, user_id)
        if user.disabled_at is not None or not passwords.is_still(user, state):
            raise Refusal("invitation_over")
        person = Actor(user.id, user.agency_id, user.full_name, user.title, frozenset())
        store_password(session, user, password, actor=person)


def set_password(user_id: int, password: str) -> None:
    """Set a password from the command line and end the person's sign-ins. Refusals of `passwords.hashed`."""
    with transaction() as session:
        store_password(session, load_for_update(session, User, user_id), password, actor=None)


def store_password(session: Session, user: User, password: str, *, actor: Actor | None) -> None:
    """Keep the hash of a new password and end the person's sign-ins, inside the caller's transaction."""
    user.password_hash = passwords.hashed(password, user.username, user.full_name)
    end_all(session, user.id)
    record(session, actor, "user:password_set", user)


def sign_out(token: str) -> None:
    """End this one sign-in; a token that is already ended stays so."""
    with transaction() as session:
        _end(session, UserSession.token_digest == digest_of(token))


def sign_out_everywhere(*, actor: Actor) -> None:
    """End every sign-in of the actor, on every device."""
    with transaction() as session:
        end_all(session, actor.user_id)


def open_for(session: Session, user_id: int) -> str:
    """Open a sign-in inside the caller's transaction; its token is told only here, the table keeps the digest."""
    token = secrets.token_urlsafe(32)
    began = clock.now()
    session.add(
        UserSession(token_digest=digest_of(token), user_id=user_id, created_at=began, expires_at=began + SIGN_IN_LASTS)
    )
    session.flush()
    return token


def end_all(session: Session, user_id: int) -> None:
    """End every sign-in of a person inside the caller's transaction."""
    _end(session, UserSession.user_id == user_id)


def _end(session: Session, which: Any) -> None:
    session.execute(update(UserSession).where(which, UserSession.ended_at.is_(None)).values(ended_at=clock.now()))


class _Proof(NamedTuple):
    """A password that was right: the attempt to be taken back, and the hash it was compared with."""

    attempt_id: int
    user_id: int
    password_hash: str


def _proved(username: str, password: str, address: str) -> _Proof:
    """Compare the password outside any transaction: it takes its time, also for a name that nobody has."""
    attempt_id, user_id, password_hash = _count(username.strip().lower(), address[:_LONGEST_ADDRESS])
    is_right = passwords.matches(password_hash, password)
    if not is_right or user_id is None or password_hash is None:
        logger.warning("Wrong password for user %s", user_id)
        raise Refusal("sign_in_wrong")
    return _Proof(attempt_id, user_id, password_hash)


def _accepted(session: Session, proof: _Proof) -> User:
    """Take the attempt back and return the account, unless it changed while the password was compared."""
    user = load_for_update(session, User, proof.user_id)
    if user.disabled_at is not None or user.password_hash != proof.password_hash:
        raise Refusal("sign_in_wrong")
    session.execute(delete(LoginAttempt).where(LoginAttempt.id == proof.attempt_id))
    return user


def _count(name: str, address: str) -> tuple[int, int | None, str | None]:
    """Write this attempt down and return its id with the account's id and hash, if there is such an account."""
    with transaction() as session:
        user = session.scalars(
            select(User).where(User.username == name, User.disabled_at.is_(None)).with_for_update()
        ).one_or_none()
        # Somebody may have typed the password into the wrong field: an unknown name is not kept as it was typed.
        known_as = name if user else digest_of(name)
        _check_limits(session, known_as, address)
        attempt = LoginAttempt(username=known_as, address=address, at=clock.now())
        session.add(attempt)
        session.flush()
        return attempt.id, (user.id if user else None), (user.password_hash if user else None)


def _check_limits(session: Session, username: str, address: str) -> None:
    by_name, by_address = LoginAttempt.username == username, LoginAttempt.address == address
    since = clock.now() - ATTEMPTS_WINDOW
    session.execute(delete(LoginAttempt).where(or_(by_name, by_address), LoginAttempt.at <= since))
    free_at = [
        _free_at(session, by_name, ATTEMPTS_PER_ACCOUNT),
        _free_at(session, by_address, ATTEMPTS_PER_ADDRESS),
    ]
    waits = [moment - clock.now() for moment in free_at if moment is not None]
    if waits:
        raise Refusal("too_many_attempts", minutes=max(1, -(-max(waits) // timedelta(minutes=1))))


def _free_at(session: Session, which: Any, most: int) -> datetime | None:
    """Return when the next attempt is free again; None where one is free now."""
    latest = select(LoginAttempt.at).where(which).order_by(LoginAttempt.at.desc(), LoginAttempt.id.desc())
    oldest_of_full = session.scalars(latest.offset(most - 1).limit(1)).one_or_none()
    return None if oldest_of_full is None else oldest_of_full + ATTEMPTS_WINDOW
