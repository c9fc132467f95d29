"""What a route asks of a dossier or a change: frozen when submitted, given before the signature, void on a return."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.approval_routes import (
    APPROVAL_STEPS,
    WITH_DOCUMENT,
    Approval,
    asked_by,
    check_city_is_another,
    check_named,
)
from aid.domain.duties import Duty
from aid.domain.errors import Missing, Refusal
from aid.domain.names import clean
from aid.domain.roles import Action, Actor
from aid.domain.transitions import next_state
from aid.models.approval_routes import DossierApproval
from aid.models.decision_changes import DecisionChange
from aid.models.dossiers import Dossier
from aid.models.users import User
from aid.queries.approval_routes import route_of
from aid.queries.approvals import area_of
from aid.queries.initials import is_open
from aid.queries.named_steps import named_of
from aid.queries.routed import Routed, asked_of, home_of, sum_of
from aid.services import initials, trail
from aid.services.areas import check_may
from aid.services.case_edits import check_version
from aid.services.delegations import signature_of
from aid.services.duties import held_on, take_on
from aid.services.relations import check_unrelated
from aid.services.transaction import load_for_update, transaction

EVENTS = {
    Approval.INITIAL: "initialled",
    Approval.SECOND: "seconded",
    Approval.CITY: "city_agreed",
}


@dataclass(frozen=True)
class Document:
    """The paper by which somebody agreed."""

    number: str = ""
    day: date | None = None


def give(
    dossier_id: int, approval: Approval, document: Document | None = None, *, version: int | None = None, actor: Actor
) -> None:
    """Give one approval the route asks for, on the dossier as the page showed it (`version`).

    Refusals: `step_not_possible`, `action_not_allowed`, `approval_not_asked` where it is asked of somebody else or
    already given, those of `initials.check_given_by`, `approval_document_missing`, `approval_day_ahead`,
    `officer_related`, `duty_excluded`, `stale_edit`, `named_signer_not_second` to whom the route names as the signer,
    `city_is_another` to the dossier's own office and to who acted on it, `no_signing_form`, `no_delegation` to who is
    a signer only on call.
    """
    with transaction() as session:
        _give(session, load_for_update(session, Dossier, dossier_id), approval, document or Document(), version, actor)


def give_on_change(
    change_id: int, approval: Approval, document: Document | None = None, *, version: int | None = None, actor: Actor
) -> None:
    """Give one approval the route asks for on a change of a decision. Refusals as `give`."""
    with transaction() as session:
        change = load_for_update(session, DecisionChange, change_id)
        _give(session, change, approval, document or Document(), version, actor)


def _give(
    session: Session, subject: Routed, approval: Approval, document: Document, version: int | None, actor: Actor
) -> None:
    area = area_of(actor, approval)
    if area is not None and subject.agency_id not in area:
        raise Missing(f"{type(subject).__name__} {subject.id}")
    step = next_state(APPROVAL_STEPS, subject.state, approval)
    check_may(actor, step.action)
    check_version(subject.version, version)
    row = _waiting(session, subject, approval, actor)
    check_unrelated(session, home_of(subject).id, actor=actor)
    _check_apart(session, subject, approval, actor)
    if step.duty:
        _check_may_agree(session, subject, actor)
        take_on(session, subject, step.duty, actor=actor)
    by = initials.check_given_by(session, subject, row, actor) if approval is Approval.INITIAL else actor
    given = _checked(approval, document)
    row.done_at, row.done_by = clock.now(), actor.user_id
    row.document_number, row.document_day = given.number, given.day
    about = "dossier" if isinstance(subject, Dossier) else "change"
    trail.record(session, by, f"{about}:{EVENTS[approval]}", subject, after=_told(session, row))


def freeze(session: Session, subject: Routed, actor: Actor) -> None:
    """Write down what the rule in force today asks of what is submitted; what was asked before is void.

    Refusal `meeting_missing` where the rule asks for the minutes of the meeting and the dossier is not urgent. A change
    of a decision needs no meeting: whom it grants anything to anew gets it by a dossier.
    """
    void(session, subject)
    home = home_of(subject)
    route = route_of(subject.agency_id, clock.today(), home.policy_code, sum_of(subject))
    subject.route_id = route.id if route else None
    last = session.scalar(select(func.max(DossierApproval.round)).where(DossierApproval.dossier_id == home.id))
    meets = isinstance(subject, Dossier) and not subject.urgent
    for position, asked in enumerate(asked_by(route, meets=meets) if route else (), start=1):
        row = DossierApproval(
            dossier_id=home.id,
            change_id=None if isinstance(subject, Dossier) else subject.id,
            route_id=route.id if route else 0,
            round=(last or 0) + 1,
            position=position,
            approval=asked.approval,
            user_id=asked.user_id,
            post=asked.post,
        )
        if asked.approval is Approval.MEETING:
            _enter_meeting(row, home, actor)
        session.add(row)


def void(session: Session, subject: Routed) -> None:
    """Let nothing stand that was asked of it, or given to it, before it went back."""
    subject.route_id = None
    for row in session.scalars(select(DossierApproval).where(asked_of(subject), DossierApproval.voided_at.is_(None))):
        row.voided_at = clock.now()


def check_reviewer(subject: Routed, actor: Actor) -> None:
    """Refuse the review to whom the route does not name, or in whose place: `route_names_reviewer` (name)."""
    place = actor.doing(Action.DOSSIER_REVIEW).acts_for
    _check_named(subject, Duty.REVIEW, (actor.user_id, place.for_id if place else None))


def check_signer(session: Session, subject: Routed, principal_id: int | None, *, actor: Actor) -> None:
    """Refuse the signature to whom agreed as second signer, and to who would sign in that one's name: two people sign.

    Refusals: `second_signer_signs`, `second_signer_principal` (name), `route_names_signer` (name).
    """
    _check_named(subject, Duty.SIGN, (actor.user_id, principal_id))
    row = DossierApproval
    agreed = (row.approval == Approval.SECOND) & row.done_by.in_((actor.user_id, principal_id))
    who = session.scalar(select(row.done_by).where(asked_of(subject), agreed, row.voided_at.is_(None)))
    if who == actor.user_id:
        raise Refusal("second_signer_signs")
    if who is not None:
        raise Refusal("second_signer_principal", name=session.get_one(User, who).full_name)


def check_initialled(session: Session, dossier: Dossier) -> None:
    """Refuse a number before the signature while the route waits for an initial: `initials_waiting` (names)."""
    row = DossierApproval
    waiting = select(User.full_name, row.post).join(User, User.id == row.user_id)
    waiting = waiting.where(asked_of(dossier), row.approval == Approval.INITIAL, is_open())
    names = [f"{name} ({post})" for name, post in session.execute(waiting.order_by(row.position))]
    if names:
        raise Refusal("initials_waiting", names=", ".join(names))


def _check_named(subject: Routed, duty: Duty, hands: tuple[int | None, ...]) -> None:
    named = named_of(subject).get(duty)
    if named is not None:
        check_named(duty, named.user_id, named.name, hands)


def _check_apart(session: Session, subject: Routed, approval: Approval, actor: Actor) -> None:
    """Let nobody speak for two: the one who is named to sign, and the ward itself for the city."""
    named = named_of(subject).get(Duty.SIGN)
    if approval is Approval.SECOND and named is not None and named.user_id == actor.user_id:
        raise Refusal("named_signer_not_second")
    if approval is Approval.CITY:
        held = held_on(session, subject, actor.user_id)
        check_city_is_another(held, same_office=actor.agency_id == subject.agency_id)


def _check_may_agree(session: Session, subject: Routed, actor: Actor) -> None:
    """On call as a signer somebody agrees only where he could sign: on a delegation in force (`signature_of`)."""
    if actor.doing(Action.DOSSIER_SIGN).acts_for:
        signature_of(session, subject, actor=actor)


def _enter_meeting(row: DossierApproval, dossier: Dossier, actor: Actor) -> None:
    if not dossier.meeting_number or dossier.meeting_on is None:
        raise Refusal("meeting_missing")
    row.document_number, row.document_day = dossier.meeting_number, dossier.meeting_on
    row.done_at, row.done_by = clock.now(), actor.user_id


def _waiting(session: Session, subject: Routed, approval: Approval, actor: Actor) -> DossierApproval:
    row = DossierApproval
    wanted = select(row).where(asked_of(subject), row.approval == approval, is_open())
    if approval is Approval.INITIAL:
        found = initials.row_for(session, subject, actor)
    else:
        found = session.scalars(wanted.order_by(row.position).with_for_update()).first()
    if found is None:
        raise Refusal("approval_not_asked", approval=approval)
    return found


def _told(session: Session, row: DossierApproval) -> dict[str, object]:
    """Return what the trail says of what was given: by which post, in whose place, by which document."""
    stood_in_for = row.user_id if row.user_id not in {None, row.done_by} else None
    place = {"initial_for": session.get_one(User, stood_in_for).full_name} if stood_in_for else {}
    paper = {"document_number": row.document_number, "document_day": row.document_day} if row.document_number else {}
    return {"post": row.post, **place, **paper}


def _checked(approval: Approval, document: Document) -> Document:
    if approval not in WITH_DOCUMENT:
        return Document()
    if not clean(document.number) or document.day is None:
        raise Refusal("approval_document_missing")
    if document.day > clock.today():
        raise Refusal("approval_day_ahead", day=document.day)
    return Document(clean(document.number), document.day)
