"""What a route asks of a dossier: frozen when it is submitted, given before the signature, void once it goes back."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.approval_routes import (
    APPROVAL_STEPS,
    WITH_DOCUMENT,
    Approval,
    Sum,
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
from aid.models.dossiers import Dossier
from aid.models.users import User
from aid.queries.approval_routes import route_of
from aid.queries.approvals import area_of
from aid.queries.named_steps import named_of
from aid.services import initials, trail
from aid.services.areas import check_may
from aid.services.case_edits import check_version
from aid.services.delegations import signature_of
from aid.services.duties import duties_of, take
from aid.services.relations import check_unrelated
from aid.services.transaction import load_for_update, transaction

EVENTS = {
    Approval.INITIAL: "dossier:initialled",
    Approval.SECOND: "dossier:seconded",
    Approval.CITY: "dossier:city_agreed",
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
        dossier = load_for_update(session, Dossier, dossier_id)
        area = area_of(actor, approval)
        if area is not None and dossier.agency_id not in area:
            raise Missing(f"Dossier {dossier_id}")
        step = next_state(APPROVAL_STEPS, dossier.state, approval)
        check_may(actor, step.action)
        check_version(dossier.version, version)
        row = _waiting(session, dossier, approval, actor)
        check_unrelated(session, dossier.id, actor=actor)
        _check_apart(session, dossier, approval, actor)
        if step.duty:
            _check_may_agree(session, dossier, actor)
            take(session, dossier.id, step.duty, actor=actor)
        by = initials.check_given_by(session, dossier, row, actor) if approval is Approval.INITIAL else actor
        given = _checked(approval, document or Document())
        row.done_at, row.done_by = clock.now(), actor.user_id
        row.document_number, row.document_day = given.number, given.day
        trail.record(session, by, EVENTS[approval], dossier, after=_told(session, row))


def freeze(session: Session, dossier: Dossier, actor: Actor) -> None:
    """Write down what the rule in force today asks of a dossier that is submitted; what was asked before is void.

    Refusal `meeting_missing` where the rule asks for the minutes of the meeting and the dossier is not urgent.
    """
    void(session, dossier)
    route = route_of(dossier.agency_id, clock.today(), dossier.policy_code, Sum(dossier.total, dossier.fund.unit))
    dossier.route_id = route.id if route else None
    last = session.scalar(select(func.max(DossierApproval.round)).where(DossierApproval.dossier_id == dossier.id))
    for position, asked in enumerate(asked_by(route, urgent=dossier.urgent) if route else (), start=1):
        row = DossierApproval(
            dossier_id=dossier.id,
            route_id=route.id if route else 0,
            round=(last or 0) + 1,
            position=position,
            approval=asked.approval,
            user_id=asked.user_id,
            post=asked.post,
        )
        if asked.approval is Approval.MEETING:
            _enter_meeting(row, dossier, actor)
        session.add(row)


def void(session: Session, dossier: Dossier) -> None:
    """Let nothing stand that was asked of a dossier, or given to it, before it went back."""
    dossier.route_id = None
    live = (DossierApproval.dossier_id == dossier.id) & DossierApproval.voided_at.is_(None)
    for row in session.scalars(select(DossierApproval).where(live)):
        row.voided_at = clock.now()


def check_reviewer(dossier: Dossier, actor: Actor) -> None:
    """Refuse the review to whom the route does not name, or in whose place: `route_names_reviewer` (name)."""
    place = actor.doing(Action.DOSSIER_REVIEW).acts_for
    _check_named(dossier, Duty.REVIEW, (actor.user_id, place.for_id if place else None))


def check_signer(session: Session, dossier: Dossier, principal_id: int | None, *, actor: Actor) -> None:
    """Refuse the signature to whom agreed as second signer, and to who would sign in that one's name: two people sign.

    Refusals: `second_signer_signs`, `second_signer_principal` (name), `route_names_signer` (name).
    """
    _check_named(dossier, Duty.SIGN, (actor.user_id, principal_id))
    agreed = select(DossierApproval.done_by).where(
        DossierApproval.dossier_id == dossier.id, DossierApproval.approval == Approval.SECOND,
        DossierApproval.done_by.in_((actor.user_id, principal_id)), DossierApproval.voided_at.is_(None),
    )  # fmt: skip
    who = session.scalar(agreed)
    if who == actor.user_id:
        raise Refusal("second_signer_signs")
    if who is not None:
        raise Refusal("second_signer_principal", name=session.get_one(User, who).full_name)


def check_initialled(session: Session, dossier: Dossier) -> None:
    """Refuse a number before the signature while the route waits for an initial: `initials_waiting` (names)."""
    row = DossierApproval
    waiting = select(User.full_name, row.post).join(User, User.id == row.user_id).where(
        row.dossier_id == dossier.id, row.approval == Approval.INITIAL, row.done_at.is_(None), row.voided_at.is_(None)
    )  # fmt: skip
    names = [f"{name} ({post})" for name, post in session.execute(waiting.order_by(row.position))]
    if names:
        raise Refusal("initials_waiting", names=", ".join(names))


def _check_named(dossier: Dossier, duty: Duty, hands: tuple[int | None, ...]) -> None:
    named = named_of(dossier).get(duty)
    if named is not None:
        check_named(duty, named.user_id, named.name, hands)


def _check_apart(session: Session, dossier: Dossier, approval: Approval, actor: Actor) -> None:
    """Let nobody speak for two: the one who is named to sign, and the ward itself for the city."""
    named = named_of(dossier).get(Duty.SIGN)
    if approval is Approval.SECOND and named is not None and named.user_id == actor.user_id:
        raise Refusal("named_signer_not_second")
    if approval is Approval.CITY:
        held = [row.duty for row in duties_of(session, dossier.id, actor.user_id) if row.held]
        check_city_is_another(held, same_office=actor.agency_id == dossier.agency_id)


def _check_may_agree(session: Session, dossier: Dossier, actor: Actor) -> None:
    """On call as a signer somebody agrees only where he could sign: on a delegation in force (`signature_of`)."""
    if actor.doing(Action.DOSSIER_SIGN).acts_for:
        signature_of(session, dossier, actor=actor)


def _enter_meeting(row: DossierApproval, dossier: Dossier, actor: Actor) -> None:
    if not dossier.meeting_number or dossier.meeting_on is None:
        raise Refusal("meeting_missing")
    row.document_number, row.document_day = dossier.meeting_number, dossier.meeting_on
    row.done_at, row.done_by = clock.now(), actor.user_id


def _waiting(session: Session, dossier: Dossier, approval: Approval, actor: Actor) -> DossierApproval:
    row = DossierApproval
    wanted = select(row).where(
        row.dossier_id == dossier.id, row.approval == approval, row.done_at.is_(None), row.voided_at.is_(None)
    )
    if approval is Approval.INITIAL:
        found = initials.row_for(session, dossier, actor)
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
