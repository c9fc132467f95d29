"""Reading papers: those about one subject, and one with what its page needs."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid.domain.errors import Missing
from aid.domain.papers import PaperState, PaperSubject, kind_of
from aid.extensions import db
from aid.models.cases import Case
from aid.models.dossiers import Dossier
from aid.models.incidents import Incident
from aid.models.papers import Paper, PaperTemplate
from aid.models.payouts import Payout
from aid.queries.areas import within

# The table of each sort of subject, and the column of a paper that names its row.
SUBJECTS: Final[dict[PaperSubject, tuple[Any, str]]] = {
    PaperSubject.INCIDENT: (Incident, "incident_id"),
    PaperSubject.CASE: (Case, "case_id"),
    PaperSubject.DOSSIER: (Dossier, "dossier_id"),
    PaperSubject.PAYOUT: (Payout, "payout_id"),
}


class PaperRow(NamedTuple):
    """One paper in the section of its subject."""

    id: int
    kind: str
    state: PaperState
    number: str | None
    day: date | None
    created_at: datetime
    has_pdf: bool


class PaperView(NamedTuple):
    """One paper as its page shows it."""

    id: int
    kind: str
    state: PaperState
    version: int
    agency_id: int
    subject: PaperSubject
    subject_id: int
    subject_code: str
    answers: Mapping[str, str]
    content: Mapping[str, Any] | None
    template_number: int | None
    number: str | None
    day: date | None
    pdf_sha256: str | None
    void_reason: str
    word_copies: bool


def about(subject: PaperSubject, subject_id: int, *, area: set[int] | None) -> Sequence[PaperRow]:
    """Return the papers about one subject made by agencies of the area, newest first; the subject itself is the
    caller's to have shown."""
    column = getattr(Paper, SUBJECTS[subject][1])
    wanted = select(Paper).where(column == subject_id, within(Paper.agency_id, area)).order_by(Paper.id.desc())
    return [
        PaperRow(row.id, row.kind, row.state, row.number, row.day, row.created_at, row.pdf_sha256 is not None)
        for row in db.session.scalars(wanted)
    ]


def shown(paper_id: int, *, area: set[int] | None) -> PaperView:
    """Return one paper; Missing where there is none in the area."""
    paper = db.session.scalar(select(Paper).where(Paper.id == paper_id, within(Paper.agency_id, area)))
    if paper is None:
        raise Missing(f"Paper {paper_id}")
    subject, row = subject_of(db.session(), paper)
    return PaperView(
        id=paper.id,
        kind=paper.kind,
        state=paper.state,
        version=paper.version,
        agency_id=paper.agency_id,
        subject=subject,
        subject_id=row.id,
        subject_code=row.code,
        answers=paper.answers,
        content=paper.content,
        template_number=paper.template.number if paper.template else None,
        number=paper.number,
        day=paper.day,
        pdf_sha256=paper.pdf_sha256,
        void_reason=paper.void_reason,
        word_copies=paper.agency.word_copies,
    )


def subject_of(session: Session, paper: Paper) -> tuple[PaperSubject, Any]:
    """Return what a paper is about: the sort and the row."""
    subject = kind_of(paper.kind).subject
    model, column = SUBJECTS[subject]
    return subject, session.get_one(model, getattr(paper, column))


def template_in_force(session: Session, agency_id: int, kind: str) -> PaperTemplate | None:
    """Return the office's own template of a kind that was adopted last and not withdrawn; None for the shipped one."""
    wanted = (
        select(PaperTemplate)
        .where(
            PaperTemplate.agency_id == agency_id,
            PaperTemplate.kind == kind,
            PaperTemplate.adopted_at.is_not(None),
            PaperTemplate.withdrawn_at.is_(None),
        )
        .order_by(PaperTemplate.adopted_at.desc(), PaperTemplate.number.desc())
    )
    return session.scalars(wanted.limit(1)).first()


def own_subject(subject: PaperSubject, subject_id: int, *, agency_id: int) -> str:
    """Return the code of a subject of the own agency, for a new paper about it; Missing where it is another's."""
    model = SUBJECTS[subject][0]
    code: str | None = db.session.scalar(select(model.code).where(model.id == subject_id, model.agency_id == agency_id))
    if code is None:
        raise Missing(f"{subject} {subject_id}")
    return code
