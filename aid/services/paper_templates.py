"""An office's own templates: one writes a version, another puts it in force; papers made before keep theirs."""

import hashlib

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from aid import clock
from aid.documents import preview
from aid.documents.paper_checks import check_template
from aid.documents.paper_samples import sample_content
from aid.documents.paper_sandbox import shipped_source
from aid.domain.errors import Missing, Refusal
from aid.domain.paper_content import PaperContent
from aid.domain.paper_templates import check_adopt
from aid.domain.papers import kind_of
from aid.domain.roles import Action, Actor
from aid.models.papers import PaperTemplate
from aid.queries.paper_templates import VersionRow, latest_paper, version_of
from aid.services import trail
from aid.services.areas import check_may
from aid.services.paper_contents import content_now
from aid.services.transaction import load_for_update, transaction


def save(kind: str, source: str, *, base: int, note: str = "", actor: Actor) -> int:
    """Keep a template as the office's next version of a kind and return its number; it is not in force yet.

    `base` is the newest version the writer saw. Refusals: `action_not_allowed`, `stale_edit`, `template_unchanged`,
    those of `paper_checks.check_template`, each with its line.
    """
    check_may(actor, Action.PAPER_TEMPLATE_EDIT)
    text = source.replace("\r\n", "\n").strip() + "\n"
    kind_of(kind)
    check_template(kind, text)
    with transaction() as session:
        newest = _newest(session, actor.agency_id, kind)
        if (newest.number if newest else 0) != base:
            raise Refusal("stale_edit")
        if newest is not None and newest.source == text:
            raise Refusal("template_unchanged")
        made = PaperTemplate(
            agency_id=actor.agency_id,
            kind=kind,
            number=base + 1,
            source=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            note=note,
            created_at=clock.now(),
            created_by=actor.user_id,
        )
        session.add(made)
        after = {"paper_kind": kind, "template_number": made.number}
        trail.record(session, actor, "paper_template:written", made, after=after)
        return made.number


def adopt(kind: str, number: int, *, actor: Actor) -> None:
    """Put a version in force from now on. Refusals: `action_not_allowed`, `template_in_force`,
    `template_same_person`, `template_withdrawn`."""
    check_may(actor, Action.PAPER_TEMPLATE_ADOPT)
    with transaction() as session:
        row = _locked(session, kind, number, actor)
        if row.withdrawn_at is not None:
            raise Refusal("template_withdrawn")
        check_adopt(row.created_by, actor.user_id, adopted=row.adopted_at is not None)
        row.adopted_at, row.adopted_by = clock.now(), actor.user_id
        after = {"paper_kind": kind, "template_number": number}
        trail.record(session, actor, "paper_template:adopted", row, after=after)


def withdraw(kind: str, number: int, *, actor: Actor) -> None:
    """Take a version back: the one adopted before it, or that of the program, is in force again.

    Refusals: `action_not_allowed`, `template_withdrawn`.
    """
    check_may(actor, Action.PAPER_TEMPLATE_ADOPT)
    with transaction() as session:
        row = _locked(session, kind, number, actor)
        if row.withdrawn_at is not None:
            raise Refusal("template_withdrawn")
        row.withdrawn_at, row.withdrawn_by = clock.now(), actor.user_id
        after = {"paper_kind": kind, "template_number": number}
        trail.record(session, actor, "paper_template:withdrawn", row, after=after)


def looked_at(kind: str, number: int, *, actor: Actor) -> tuple[bytes, bool]:
    """Return the PDF a version gives of the office's newest paper of the kind, and whether that paper is real.

    Without one, or where it cannot be composed any more, the sample of the program is drawn. Nothing is written.
    """
    check_may(actor, Action.PAPER_SEE)
    source = text_of(version_of(actor.agency_id, kind, number))
    content = _real(kind, actor)
    return preview.paper_pdf(content or sample_content(kind), source), content is not None


def text_of(version: VersionRow) -> str:
    """Return the text of a version; that of number 0 comes with the program."""
    return version.source or shipped_source(version.kind)


def _real(kind: str, actor: Actor) -> PaperContent | None:
    paper_id = latest_paper(actor.agency_id, kind)
    if paper_id is None:
        return None
    try:
        return content_now(paper_id, actor=actor)[0]
    except Refusal:
        return None


def _newest(session: Session, agency_id: int, kind: str) -> PaperTemplate | None:
    last = select(func.max(PaperTemplate.number)).where(
        PaperTemplate.agency_id == agency_id, PaperTemplate.kind == kind
    )
    wanted = select(PaperTemplate).where(
        PaperTemplate.agency_id == agency_id,
        PaperTemplate.kind == kind,
        PaperTemplate.number == last.scalar_subquery(),
    )
    return session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()


def _locked(session: Session, kind: str, number: int, actor: Actor) -> PaperTemplate:
    ident = session.scalar(
        select(PaperTemplate.id).where(
            PaperTemplate.agency_id == actor.agency_id, PaperTemplate.kind == kind, PaperTemplate.number == number
        )
    )
    if ident is None:
        raise Missing(f"Template {kind} {number}")
    return load_for_update(session, PaperTemplate, ident)
