"""A paper on its way: begun from a subject, filled in, made final (frozen), drawn, numbered by the register, void."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from aid import clock
from aid.documents import storage
from aid.documents.engine import renderer_version
from aid.documents.papers import render_paper
from aid.domain.errors import Missing, Refusal
from aid.domain.paper_content import content_as_data
from aid.domain.papers import PaperState, answers_for, check_draft, check_maker, kind_of, unanswered
from aid.domain.roles import Action, Actor
from aid.extensions import db, settings
from aid.models.papers import Paper
from aid.models.users import Agency
from aid.queries.papers import SUBJECTS, subject_of, template_in_force
from aid.services import jobs, trail
from aid.services.areas import check_may, own_for_update
from aid.services.edit_versions import check_edited_version
from aid.services.paper_contents import kept_content
from aid.services.paper_facts import COMPOSERS, Written, compose
from aid.services.paper_signers import check_signers
from aid.services.transaction import after_commit, load_for_update, transaction

RENDER = "render_paper"


def start(code: str, subject_id: int, answers: Mapping[str, str], *, actor: Actor) -> int:
    """Begin a paper of a kind about a subject of the own office and return its id.

    Refusals: `action_not_allowed`, `paper_not_yours`, those of the composer (`paper_facts`). Missing for an unknown
    kind or another office's subject.
    """
    kind = kind_of(code)
    _check(actor, code)
    model, column = SUBJECTS[kind.subject]
    with transaction() as session:
        subject = own_for_update(session, model, subject_id, actor=actor)
        given = answers_for(kind, dict(answers))
        _composed(session, code, subject, given, actor.agency_id)
        paper = Paper(
            agency_id=actor.agency_id,
            kind=code,
            answers=given,
            state=PaperState.DRAFT,
            created_at=clock.now(),
            created_by=actor.user_id,
            **{column: subject_id},
        )
        session.add(paper)
        _tell(session, actor, "paper:begun", paper)
        return paper.id


def change(paper_id: int, answers: Mapping[str, str], *, version: int | None = None, actor: Actor) -> None:
    """Set what was typed on a draft. Refusals as `start`; `paper_not_draft`, `stale_edit`."""
    with transaction() as session:
        paper = _open(session, paper_id, actor, version)
        kind = kind_of(paper.kind)
        given = answers_for(kind, dict(answers))
        _composed(session, paper.kind, subject_of(session, paper)[1], given, paper.agency_id)
        paper.answers = given
        paper.version += 1
        _tell(session, actor, "paper:changed", paper)


def finalise(paper_id: int, *, version: int | None = None, actor: Actor) -> None:
    """Freeze what a draft says, with the template in force, and have it drawn.

    Refusals: `paper_not_draft`, `paper_unanswered` (questions), `stale_edit`, those of the composer.
    """
    with transaction() as session:
        paper = _open(session, paper_id, actor, version)
        kind = kind_of(paper.kind)
        if left := unanswered(kind, paper.answers):
            raise Refusal("paper_unanswered", count=len(left))
        template = template_in_force(session, paper.agency_id, paper.kind)
        written = _composed(session, paper.kind, subject_of(session, paper)[1], paper.answers, paper.agency_id)
        data = content_as_data(written.content)
        paper.content, paper.content_sha256 = data, trail.digest(data)
        paper.template_id = template.id if template else None
        if written.signed_by:
            paper.signer_id, paper.signer_delegation_id = written.signed_by.user_id, written.signed_by.delegation_id
        paper.state, paper.final_at, paper.final_by = PaperState.FINAL, clock.now(), actor.user_id
        paper.version += 1
        _draw_anew(session, paper)
        _tell(session, actor, "paper:made_final", paper)


def void(paper_id: int, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Give a paper up with a reason; what it said is kept. Refusals: `paper_void`, `reason_missing`, `stale_edit`."""
    _check(actor)
    with transaction() as session:
        paper = own_for_update(session, Paper, paper_id, actor=actor)
        check_maker(kind_of(paper.kind), actor)
        check_edited_version(session, paper, version)
        if paper.state is PaperState.VOID:
            raise Refusal("paper_void")
        if not reason.strip():
            raise Refusal("reason_missing", step="void")
        paper.state, paper.void_reason = PaperState.VOID, reason.strip()
        paper.voided_at, paper.voided_by = clock.now(), actor.user_id
        paper.version += 1
        _tell(session, actor, "paper:voided", paper, reason.strip())


def set_number(paper_id: int, number: str, day: date, *, actor: Actor) -> None:
    """Give a final paper its number ("41/TTr-VHXH") and day, once, as the outgoing register says; it is drawn anew.

    Refusals: `action_not_allowed`, `paper_not_final`, `paper_numbered`, `paper_signer_not_in_force` (name, day).
    """
    check_may(actor, Action.DECISION_ISSUE)
    with transaction() as session:
        give_number(session, own_for_update(session, Paper, paper_id, actor=actor), number, day, actor=actor)


def give_number(session: Session, paper: Paper, number: str, day: date, *, actor: Actor) -> None:
    """Do the same inside a caller's transaction, which has locked the paper."""
    if paper.state is not PaperState.FINAL:
        raise Refusal("paper_not_final")
    if paper.number is not None:
        raise Refusal("paper_numbered", number=paper.number)
    check_signers(session, paper, day)
    paper.number, paper.day = number, day
    paper.pdf_sha256, paper.renderer, paper.rendered_at = None, "", None
    paper.version += 1
    _draw_anew(session, paper)
    trail.record(session, actor, "paper:numbered", paper, after={"paper_number": number, "day": day})


def render(paper_id: int) -> str:
    """Draw a final paper, keep it by its SHA-256 and return that; one already kept is left alone."""
    paper = db.session.get(Paper, paper_id, populate_existing=True)
    if paper is None:
        raise Missing(f"Paper {paper_id}")
    if paper.pdf_sha256:
        return paper.pdf_sha256
    content = kept_content(paper)
    digest = storage.put(settings().files, render_paper(content, paper.template.source if paper.template else None))
    with transaction() as session:
        locked = load_for_update(session, Paper, paper_id)
        # The register may have given the number meanwhile; then its own job draws the paper that bears it.
        if not locked.pdf_sha256 and locked.number == content.number:
            locked.pdf_sha256, locked.renderer, locked.rendered_at = digest, renderer_version(), clock.now()
            trail.record(session, None, "paper:rendered", locked, after={"sha256": digest})
            jobs.close(session, RENDER, paper_id)
        return locked.pdf_sha256 or digest


def _draw_anew(session: Session, paper: Paper) -> None:
    jobs.queue(session, RENDER, paper.id, begun_at_once=True)
    after_commit(render, paper.id)


def _tell(session: Session, actor: Actor, action: str, paper: Paper, reason: str = "") -> None:
    """Record what a maker of this kind did; on call, in whose place."""
    maker = actor.working_as(kind_of(paper.kind).makers)
    trail.record(session, maker, action, paper, reason=reason, after={"paper_kind": paper.kind})


def _check(actor: Actor, code: str | None = None) -> None:
    check_may(actor, Action.PAPER_MAKE)
    if code is not None:
        check_maker(kind_of(code), actor)


def _open(session: Session, paper_id: int, actor: Actor, version: int | None) -> Paper:
    _check(actor)
    paper = own_for_update(session, Paper, paper_id, actor=actor)
    check_maker(kind_of(paper.kind), actor)
    check_edited_version(session, paper, version)
    check_draft(paper.state)
    return paper


def _composed(session: Session, code: str, subject: Any, answers: Mapping[str, str], agency_id: int) -> Written:
    return compose(session, code, subject, answers, session.get_one(Agency, agency_id), COMPOSERS[code])
