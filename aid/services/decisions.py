"""Issuing a decision: number, frozen content, money and planned payments in one transaction, then the paper."""

import secrets
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.documents import storage
from aid.documents.decision import render_decision
from aid.documents.engine import renderer_version
from aid.domain.decisions import content_as_data, content_from_data
from aid.domain.dossiers import DecisionState
from aid.domain.errors import Missing
from aid.domain.ledger import EntryKind
from aid.domain.roles import Actor
from aid.extensions import db, settings
from aid.models.decisions import Decision, DecisionLine
from aid.models.dossiers import Dossier
from aid.models.jobs import Job, JobState
from aid.models.outgoing import OutgoingDocument
from aid.models.users import User
from aid.services import dossier_lines, jobs, numbers_ahead, payments, replaced_lines, trail
from aid.services.case_clock import recount_due_after
from aid.services.decision_content import Given, compose
from aid.services.dossiers import begin_step, check_gates, finish_step
from aid.services.numbering import Numbering
from aid.services.postings import Posting, post
from aid.services.transaction import after_commit, load_for_update, transaction

RENDER = "render_decision"
_CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_CODE_GROUPS, _GROUP_LENGTH = 4, 4


def issue(
    dossier_id: int,
    *,
    actor: Actor,
    entered_number: int | None = None,
    day: date | None = None,
    late_reason: str = "",
    version: int | None = None,
) -> int:
    """Issue the decision of a signed dossier and return its id; its money is reserved and its payments planned.

    The number is ours (next of the book, NĐ 30/2020 Điều 15), entered, or the one given before it was signed. The day
    on the paper is `day`, else today in Việt Nam; the moment of the click is kept beside it. Refusals:
    `step_not_possible`, `duty_excluded`, `fund_too_small`, `stale_edit` (see `dossiers.submit`), those of a line, and
    those of `numbering.number`.
    """
    with transaction() as session:
        dossier, step = begin_step(session, dossier_id, "issue", actor, version=version)
        dossier_lines.check_all(session, dossier)
        asked = Numbering(entered_number, day, late_reason)
        check_gates(session, dossier, actor)
        decision = _decide(session, dossier, numbers_ahead.number_to_issue(session, dossier, asked, actor=actor), actor)
        decision.replaces_id = replaced_lines.apply(session, dossier, decision.full_number, actor=actor)
        _freeze_lines(session, decision)
        recount_due_after(session, decision.id)
        promise = Posting(EntryKind.RESERVE, decision.total, decision_id=decision.id, document=decision.full_number)
        post(session, dossier.fund_id, promise, actor=actor)
        payments.plan(session, decision, actor=actor)
        jobs.queue(session, RENDER, decision.id, begun_at_once=True)
        trail.record(
            session, actor, "decision:issued", decision, after={"number": decision.full_number, "total": decision.total}
        )
        finish_step(session, dossier, step, actor)
        after_commit(render, decision.id)
        return decision.id


def render(decision_id: int) -> str:
    """Draw the paper of a decision, keep it by its SHA-256 and return that; a paper already kept is left alone."""
    kept = db.session.get(Decision, decision_id, populate_existing=True)
    if kept is None:
        raise Missing(f"Decision {decision_id}")
    if kept.pdf_sha256:
        return kept.pdf_sha256
    digest = storage.put(settings().files, render_decision(content_from_data(kept.content)))
    with transaction() as session:
        decision = load_for_update(session, Decision, decision_id)
        if not decision.pdf_sha256:
            decision.pdf_sha256, decision.renderer = digest, renderer_version()
            decision.rendered_at = clock.now()
            trail.record(session, None, "decision:rendered", decision, after={"sha256": digest})
        wanted = select(Job).where(Job.kind == RENDER, Job.subject_id == decision_id, Job.state == JobState.OPEN)
        for job in session.scalars(wanted):
            job.state, job.done_at = JobState.DONE, clock.now()
        return decision.pdf_sha256 or digest


def _decide(session: Session, dossier: Dossier, entry: OutgoingDocument, actor: Actor) -> Decision:
    code = new_code()
    signer = session.get_one(User, dossier.signed_by)
    content = compose(session, dossier, Given(entry.number, entry.day, code), signer=signer)
    data = content_as_data(content)
    decision = Decision(
        dossier_id=dossier.id,
        agency_id=dossier.agency_id,
        year=entry.year,
        book=content.symbol,
        number=entry.number,
        full_number=content.number or "",
        issued_on=entry.day,
        signed_by=signer.id,
        total=content.total,
        unit=content.unit,
        content=data,
        content_sha256=trail.digest(data),
        verify_code=code,
        state=DecisionState.IN_FORCE,
        created_at=clock.now(),
        created_by=actor.user_id,
    )
    session.add(decision)
    session.flush()
    numbers_ahead.enter_decision(entry, decision.id, content)
    return decision


def _freeze_lines(session: Session, decision: Decision) -> None:
    for line in dossier_lines.live_lines(session, decision.dossier_id):
        named = line.entitlement.person.full_name if line.entitlement.person else line.entitlement.case.head_name
        session.add(
            DecisionLine(
                decision_id=decision.id,
                entitlement_id=line.entitlement_id,
                position=line.position,
                beneficiary=named,
                amount=line.amount,
            )
        )
    session.flush()


def new_code() -> str:
    """Return an unguessable short code (80 bits) in groups, without letters that look alike."""
    groups = ("".join(secrets.choice(_CODE_LETTERS) for _ in range(_GROUP_LENGTH)) for _ in range(_CODE_GROUPS))
    return "-".join(groups)
