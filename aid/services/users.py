"""People and their roles; accounts are disabled, never deleted, and every change ends the person's sign-ins."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from aid import clock
from aid.domain.decisions import SIGNING_FORMS
from aid.domain.errors import Missing, Refusal
from aid.domain.names import clean, sort_key
from aid.domain.roles import Action, Actor, Role
from aid.domain.users import check_roles, username_from
from aid.models.users import Agency, User, UserRole
from aid.services import passwords
from aid.services.areas import check_may
from aid.services.sign_ins import end_all
from aid.services.trail import record
from aid.services.transaction import load_for_update, transaction


@dataclass(frozen=True)
class UserValues:
    """Who somebody is on papers: `signing_form` is a key of SIGNING_FORMS for those who sign decisions."""

    full_name: str
    title: str
    signing_form: str | None = None


@dataclass(frozen=True)
class NewUser:
    """An account to be added; without a password the person sets it with an invitation."""

    username: str
    values: UserValues
    agency_id: int
    roles: frozenset[Role]
    password: str | None = None


def add(new: NewUser, *, actor: Actor | None) -> int:
    """Add an account and return its id; actor None is the command line, which adds the first administrator.

    Refusal `username_unreadable`, `username_taken`, `roles_missing`, `administrator_stands_alone`, `name_missing`,
    `signing_form_unknown`, and those of `passwords.hashed`.
    """
    _check_manager(actor)
    check_roles(new.roles)
    username, values = username_from(new.username), _checked(new.values)
    secret = passwords.hashed(new.password, username, values.full_name) if new.password is not None else None
    with transaction() as session:
        if session.get(Agency, new.agency_id) is None:
            raise Missing(f"Agency {new.agency_id}")
        user = User(
            username=username,
            agency_id=new.agency_id,
            password_hash=secret,
            created_at=clock.now(),
            roles=[UserRole(role=role) for role in sorted(new.roles)],
            **vars(values),
        )
        session.add(user)
        record(session, actor, "user:added", user, after=vars(values) | {"roles": sorted(new.roles)})
        return user.id


def correct(user_id: int, values: UserValues, *, actor: Actor) -> None:
    """Correct the name, title or signing form. Refusal `name_missing`, `signing_form_unknown`."""
    _check_manager(actor)
    wanted = vars(_checked(values))
    with transaction() as session:
        user = load_for_update(session, User, user_id)
        before = {name: getattr(user, name) for name, value in wanted.items() if getattr(user, name) != value}
        for name, value in wanted.items():
            setattr(user, name, value)
        user.sort_key = sort_key(user.full_name)
        if before:
            record(session, actor, "user:corrected", user, before=before, after={name: wanted[name] for name in before})


def change_roles(user_id: int, roles: Iterable[Role], *, actor: Actor) -> None:
    """Give the person exactly these roles and end every sign-in, so that they hold at the next request.

    Refusal `not_yourself`, `roles_missing`, `administrator_stands_alone`.
    """
    wanted = frozenset(roles)
    _check_manager(actor)
    check_roles(wanted)
    with transaction() as session:
        user = _other(session, user_id, actor)
        before = {row.role for row in user.roles}
        if before == wanted:
            return
        user.roles = [row for row in user.roles if row.role in wanted]
        user.roles += [UserRole(role=role) for role in sorted(wanted - before)]
        end_all(session, user.id)
        record(
            session,
            actor,
            "user:roles_changed",
            user,
            before={"roles": sorted(before)},
            after={"roles": sorted(wanted)},
        )


def disable(user_id: int, *, actor: Actor) -> None:
    """Shut the account at once, on every device; twice does no harm. Refusal `not_yourself`."""
    _check_manager(actor)
    with transaction() as session:
        user = _other(session, user_id, actor)
        if user.disabled_at is None:
            user.disabled_at = clock.now()
            end_all(session, user.id)
            record(session, actor, "user:disabled", user)


def enable(user_id: int, *, actor: Actor) -> None:
    """Open a disabled account again; twice does no harm."""
    _check_manager(actor)
    with transaction() as session:
        user = _other(session, user_id, actor)
        if user.disabled_at is not None:
            user.disabled_at = None
            record(session, actor, "user:enabled", user)


def invite(user_id: int, *, actor: Actor) -> str:
    """Return the token of a link with which the person sets a password once, within 72 hours.

    Refusal `not_yourself`, `account_disabled`.
    """
    _check_manager(actor)
    with transaction() as session:
        user = _other(session, user_id, actor)
        if user.disabled_at is not None:
            raise Refusal("account_disabled")
        record(session, actor, "user:invited", user)
        return passwords.invitation_for(user)


def _check_manager(actor: Actor | None) -> None:
    if actor is not None:
        check_may(actor, Action.USER_MANAGE)


def _other(session: Session, user_id: int, actor: Actor) -> User:
    """Lock another person's account: nobody disables or empowers themselves, so one administrator always stays."""
    if user_id == actor.user_id:
        raise Refusal("not_yourself")
    return load_for_update(session, User, user_id)


def _checked(values: UserValues) -> UserValues:
    name, title = clean(values.full_name), clean(values.title)
    if not name:
        raise Refusal("name_missing")
    if values.signing_form and values.signing_form not in SIGNING_FORMS:
        raise Refusal("signing_form_unknown", form=values.signing_form)
    return UserValues(name, title, values.signing_form or None)
