"""The order of signing of a decision: on paper the number follows the signature, electronically it comes before it.

An electronic decision gets its number when it is reviewed and initialled, because the signature covers it. A number
whose dossier goes back is cancelled with the reason and never used again.
"""

from datetime import date

from sqlalchemy.orm import Session

from aid import clock
from aid.domain.decisions import DecisionContent, title_in_text
from aid.domain.dossiers import DossierState
from aid.domain.duties import Duty
from aid.domain.errors import Refusal
from aid.domain.outgoing import DocumentKind, EntryState, SigningOrder
from aid.domain.roles import Action, Actor
from aid.models.dossiers import Dossier
from aid.models.outgoing import OutgoingDocument
from aid.models.users import Agency, User
from aid.queries.book_rules import rule_for
from aid.queries.office_days import office_calendar
from aid.services import trail
from aid.services.approvals import check_initialled
from aid.services.areas import check_may, own_for_update
from aid.services.case_edits import check_version
from aid.services.duties import take
from aid.services.numbering import Numbering, Paper, cancel_entry, number, number_of_dossier
from aid.services.transaction import transaction

_BEFORE_SIGNING = frozenset({DossierState.SUBMITTED, DossierState.REVIEWED})


def choose_order(
    dossier_id: int,
    order: SigningOrder,
    asked: Numbering | None = None,
    *,
    version: int | None = None,
    actor: Actor,
) -> str:
    """Set how this decision is signed; an electronic one that is reviewed gets its number now. Returns it, or "".

    Refusals: `action_not_allowed`, `step_not_possible` outside review and signing, `order_settled` where it has a
    number already, `stale_edit`, `initials_waiting` (names) where its route still waits for an initial,
    those of `numbering.number`.
    """
    check_may(actor, Action.DECISION_ISSUE)
    with transaction() as session:
        dossier = own_for_update(session, Dossier, dossier_id, actor=actor)
        check_version(dossier.version, version)
        if dossier.state not in _BEFORE_SIGNING:
            raise Refusal("step_not_possible", step="choose_order", state=dossier.state)
        if number_of_dossier(session, dossier.id) is not None:
            raise Refusal("order_settled")
        before, dossier.signing_order = dossier.signing_order, order
        dossier.version += 1
        given = ""
        if order is SigningOrder.ELECTRONIC and dossier.state is DossierState.REVIEWED:
            check_initialled(session, dossier)
            take(session, dossier.id, Duty.ISSUE, actor=actor)
            given = _give(session, dossier, asked or Numbering(), EntryState.NUMBERED, actor).full_number
        after = {"signing_order": order} | ({"number": given} if given else {})
        trail.record(session, actor, "dossier:order_chosen", dossier, before={"signing_order": before}, after=after)
        return given


def check_before_signing(session: Session, dossier: Dossier) -> None:
    """Refuse to sign an electronic decision without its number: Refusal `number_comes_first`."""
    is_electronic = order_of(dossier, clock.today()) is SigningOrder.ELECTRONIC
    if is_electronic and number_of_dossier(session, dossier.id) is None:
        raise Refusal("number_comes_first")


def number_to_issue(session: Session, dossier: Dossier, asked: Numbering, *, actor: Actor) -> OutgoingDocument:
    """Return the register's row of a decision about to be issued: given before the signature, or given now.

    Refusals: `number_given` where another number or day is asked than it already has, those of `numbering.number`.
    """
    given = number_of_dossier(session, dossier.id)
    if given is None:
        return _give(session, dossier, asked, EntryState.ISSUED, actor)
    if asked.entered not in (None, given.number) or asked.day not in (None, given.day):
        raise Refusal("number_given", number=given.full_number)
    return given


def enter_decision(entry: OutgoingDocument, decision_id: int, content: DecisionContent) -> None:
    """Write into the register what the issued decision says; its event is that of the decision."""
    entry.decision_id, entry.state = decision_id, EntryState.ISSUED
    entry.subject = content.subject
    entry.signer = f"{content.signer}, {title_in_text(content.signing[-1])}"
    entry.receivers = "; ".join(content.recipients)


def give_up(session: Session, dossier: Dossier, reason: str, *, actor: Actor) -> None:
    """Cancel the number of a dossier that goes back or is turned down; without one nothing happens."""
    given = number_of_dossier(session, dossier.id)
    if given is not None:
        cancel_entry(session, given, reason, actor=actor)


def order_of(dossier: Dossier, day: date) -> SigningOrder:
    """Return how a decision is signed: as chosen for it, else as its agency is set on that day."""
    return dossier.signing_order or rule_for(dossier.agency_id, day).order


def _give(session: Session, dossier: Dossier, asked: Numbering, state: EntryState, actor: Actor) -> OutgoingDocument:
    agency = session.get_one(Agency, dossier.agency_id)
    signer = session.get(User, dossier.signed_by) if dossier.signed_by else None
    signed_on = clock.local(dossier.signed_at).date() if dossier.signed_at else None
    paper = Paper(
        DocumentKind.DECISION,
        agency.symbol,
        dossier.title,
        signer=signer.full_name if signer else "",
        dossier_id=dossier.id,
        signed_on=signed_on,
        order=order_of(dossier, signed_on or asked.day or clock.today()),
    )
    return number(session, agency.id, paper, asked, calendar=office_calendar(), actor=actor, state=state)
