"""Entering and ending delegations and turns on call, and finding in whose name somebody signs."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from aid import clock
from aid.domain.delegations import OWN_FORMS, Delegation, DelegationForm, check_end, check_new, delegates_as
from aid.domain.duties import Duty, check_duty
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Action, Actor, Role
from aid.models.delegations import Delegation as Row
from aid.models.delegations import OnCall, TurnRole
from aid.models.users import User
from aid.queries.delegations import as_value, may_stand_in, of_agency
from aid.queries.duty_rules import apart_on
from aid.queries.routed import Routed, home_of
from aid.services import phones, trail
from aid.services.areas import check_may, own_for_update
from aid.services.duties import held_on
from aid.services.on_call import Place, give_role
from aid.services.relations import check_unrelated
from aid.services.signers import scope_of, signs_as
from aid.services.transaction import load_for_update, transaction


@dataclass(frozen=True)
class DelegationValues:
    """What the chairman lays down: to whom, in which form, for which days, policies and amounts, by which document."""

    deputy_id: int
    form: DelegationForm
    first_on: date
    last_on: date
    document: str
    policies: tuple[str, ...] = ()
    most: int | None = None


class Signature(NamedTuple):
    """How somebody signs: the form of the lines over the name, and for whom."""

    form: str
    principal_id: int | None


def enter(values: DelegationValues, *, actor: Actor) -> int:
    """Delegate the actor's own signature and return the delegation's id; only who signs for himself can.

    The head of the office delegates to who approves, the head of a department to who reviews. Refusals:
    `action_not_allowed`, `only_the_head_delegates`, `document_missing`, `not_a_signer` (the deputy), and those of
    `delegations.check_new`. Basis: NĐ 30/2020 Điều 13.
    """
    check_may(actor, Action.DELEGATION_ENTER)
    if not values.document.strip():
        raise Refusal("document_missing")
    with transaction() as session:
        principal = load_for_update(session, User, actor.user_id)
        if (principal.signing_form or "") not in OWN_FORMS:
            raise Refusal("only_the_head_delegates")
        _check_deputy(session, values.deputy_id, actor)
        new = Delegation(0, actor.user_id, values.deputy_id, values.form, values.first_on, values.last_on)
        check_new(new, of_agency(actor.agency_id), clock.today())
        row = Row(
            agency_id=actor.agency_id,
            principal_id=actor.user_id,
            deputy_id=values.deputy_id,
            form=values.form,
            first_on=values.first_on,
            last_on=values.last_on,
            policies=list(values.policies),
            most=values.most,
            document=values.document.strip(),
            created_at=clock.now(),
            created_by=actor.user_id,
        )
        session.add(row)
        told = {"form": row.form, "first_on": row.first_on, "last_on": row.last_on, "document": row.document}
        trail.record(session, actor, "delegation:entered", row, after=told)
        return row.id


def end(delegation_id: int, last_on: date, reason: str, *, actor: Actor) -> None:
    """End a delegation early with its last day, today at the earliest: what was signed before stands.

    Refusals: `action_not_allowed`, `reason_missing`, `delegation_of_another`, `delegation_over`,
    `delegation_in_the_past`.
    """
    check_may(actor, Action.DELEGATION_ENTER)
    if not reason.strip():
        raise Refusal("reason_missing", step="end_delegation")
    with transaction() as session:
        row = own_for_update(session, Row, delegation_id, actor=actor)
        if row.principal_id != actor.user_id and Role.APPROVER not in actor.roles:
            raise Refusal("delegation_of_another")
        check_end(as_value(row), last_on, clock.today())
        before = {"last_on": row.last_on}
        row.last_on, row.end_reason = min(row.last_on, last_on), reason.strip()
        after = {"last_on": row.last_on}
        trail.record(session, actor, "delegation:ended", row, reason=reason.strip(), before=before, after=after)


def put_on_call(
    user_id: int, begins_at: datetime, ends_at: datetime, phone: str, *, place: Place | None = None, actor: Actor
) -> int:
    """Put somebody of the office on call, with the steps of a role where a `place` is taken, and return the turn's id.

    Refusals: `action_not_allowed`, `hours_reversed`, `phone_unreadable`, those of `on_call.give_role`.
    """
    check_may(actor, Action.ON_CALL_SET)
    if ends_at <= begins_at:
        raise Refusal("hours_reversed")
    number = phones.normalise(phone)
    with transaction() as session:
        own_for_update(session, User, user_id, actor=actor)
        made = {"created_at": clock.now(), "created_by": actor.user_id}
        row = OnCall(
            agency_id=actor.agency_id, user_id=user_id, begins_at=begins_at, ends_at=ends_at, phone=number, **made
        )
        session.add(row)
        session.flush()
        after: dict[str, object] = {"begins_at": begins_at, "ends_at": ends_at}
        if place is not None:
            give_role(session, row, place, actor=actor)
            after |= {"on_call_role": place.role, "on_call_for": session.get_one(User, place.for_id).full_name}
        trail.record(session, actor, "on_call:set", row, after=after)
        return row.id


def take_off_call(on_call_id: int, *, actor: Actor) -> None:
    """Take a turn out of the list, and with it what it gives, at once.

    Refusal `action_not_allowed`; Missing where it is another office's.
    """
    check_may(actor, Action.ON_CALL_SET)
    with transaction() as session:
        row = own_for_update(session, OnCall, on_call_id, actor=actor)
        if role := session.get(TurnRole, on_call_id):
            session.delete(role)
        trail.record(session, actor, "on_call:taken_out", row, before={"begins_at": row.begins_at})
        session.delete(row)


def signature_of(session: Session, subject: Routed, *, actor: Actor) -> Signature:
    """Return how the actor signs a dossier or a change today: by himself, or on the delegation in force.

    Refusals: `no_signing_form`, `no_delegation` (day), and what bars whom he stands in for: `principal_barred` (held),
    `officer_related` (names).
    """
    user = session.get_one(User, actor.user_id)
    if not user.signing_form:
        raise Refusal("no_signing_form")
    signer = signs_as(user, clock.today(), scope_of(subject))
    if signer is None:
        raise Refusal("no_delegation", day=clock.today())
    if signer.principal_id is not None:
        _check_principal(session, subject, session.get_one(User, signer.principal_id))
    return Signature(signer.form, signer.principal_id)


def _check_principal(session: Session, subject: Routed, principal: User) -> None:
    """A stand-in inherits the conflicts of whom he stands in for."""
    held = held_on(session, subject, principal.id)
    try:
        check_duty(Duty.SIGN, held, apart_on(principal.agency_id, clock.today()))
    except Refusal as refusal:
        raise Refusal("principal_barred", name=principal.full_name, held=refusal.facts["held"]) from refusal
    stands_for = Actor(principal.id, principal.agency_id, principal.full_name, principal.title, frozenset())
    check_unrelated(session, home_of(subject).id, actor=stands_for)


def _check_deputy(session: Session, deputy_id: int, actor: Actor) -> None:
    deputy = session.get(User, deputy_id)
    if deputy is None or deputy.agency_id != actor.agency_id:
        raise Missing(f"User {deputy_id}")
    role = delegates_as(actor.roles)
    if deputy_id not in {ident for ident, _name in may_stand_in(actor.agency_id, but=actor.user_id, role=role)}:
        raise Refusal("not_a_signer", name=deputy.full_name)
