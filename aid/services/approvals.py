"""What a route asks of a dossier: frozen when it is submitted, given before the signature, void once it goes back."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.approval_routes import APPROVAL_STEPS, WITH_DOCUMENT, Approval, Sum, asked_by
from aid.domain.errors import Missing, Refusal
from aid.domain.names import clean
from aid.domain.roles import Actor
from aid.domain.transitions import next_state
from aid.models.approval_routes import DossierApproval
from aid.models.dossiers import Dossier
from aid.queries.approval_routes import route_of
from aid.queries.approvals import area_of
from aid.services import trail
from aid.services.areas import check_may
from aid.services.case_edits import check_version
from aid.services.duties import take
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
    already given, `approval_document_missing`, `approval_day_ahead`, `officer_related`, `duty_excluded`, `stale_edit`.
    """
    with transaction() as session:
        dossier = load_for_update(session, Dossier, dossier_id)
        area = area_of(actor, approval)
        if area is not None and dossier.agency_id not in area:
            raise Missing(f"Dossier {dossier_id}")
        step = next_state(APPROVAL_STEPS, dossier.state, approval)
        check_may(actor, step.action)
        check_version(dossier.version, version)
        row = _waiting(session, dossier.id, approval, actor)
        check_unrelated(session, dossier.id, actor=actor)
        if step.duty:
            take(session, dossier.id, step.duty, actor=actor)
        given = _checked(approval, document or Document())
        row.done_at, row.done_by = clock.now(), actor.user_id
        row.document_number, row.document_day = given.number, given.day
        paper = {"document_number": given.number, "document_day": given.day} if given.number else {}
        trail.record(session, actor, EVENTS[approval], dossier, after={"post": row.post, **paper})


def freeze(session: Session, dossier: Dossier, actor: Actor) -> None:
    """Write down what the rule in force today asks of a dossier that is submitted; what was asked before is void.

    Refusal `meeting_missing` where the rule asks for the minutes of the meeting and the dossier is not urgent.
    """
    void(session, dossier)
    route = route_of(dossier.agency_id, clock.today(), dossier.policy_code, Sum(dossier.total, dossier.fund.unit))
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
    """Let nothing stand that was given to a dossier before it went back."""
    live = (DossierApproval.dossier_id == dossier.id) & DossierApproval.voided_at.is_(None)
    for row in session.scalars(select(DossierApproval).where(live)):
        row.voided_at = clock.now()


def check_other_signer(session: Session, dossier: Dossier, actor: Actor) -> None:
    """Refuse the signature to whom agreed as second signer: `second_signer_signs`; two people sign."""
    agreed = select(DossierApproval.id).where(
        DossierApproval.dossier_id == dossier.id, DossierApproval.approval == Approval.SECOND,
        DossierApproval.done_by == actor.user_id, DossierApproval.voided_at.is_(None),
    )  # fmt: skip
    if session.scalar(agreed) is not None:
        raise Refusal("second_signer_signs")


def _enter_meeting(row: DossierApproval, dossier: Dossier, actor: Actor) -> None:
    if not dossier.meeting_number or dossier.meeting_on is None:
        raise Refusal("meeting_missing")
    row.document_number, row.document_day = dossier.meeting_number, dossier.meeting_on
    row.done_at, row.done_by = clock.now(), actor.user_id


def _waiting(session: Session, dossier_id: int, approval: Approval, actor: Actor) -> DossierApproval:
    row = DossierApproval
    wanted = select(row).where(
        row.dossier_id == dossier_id, row.approval == approval, row.done_at.is_(None), row.voided_at.is_(None)
    )
    if approval is Approval.INITIAL:
        wanted = wanted.where(row.user_id == actor.user_id)
    found = session.scalars(wanted.order_by(row.position).with_for_update()).first()
    if found is None:
        raise Refusal("approval_not_asked", approval=approval)
    return found


def _checked(approval: Approval, document: Document) -> Document:
    if approval not in WITH_DOCUMENT:
        return Document()
    if not clean(document.number) or document.day is None:
        raise Refusal("approval_document_missing")
    if document.day > clock.today():
        raise Refusal("approval_day_ahead", day=document.day)
    return Document(clean(document.number), document.day)
