"""Opening a paper: the kept PDF of a final one, the one a draft would become; each look is written down."""

from typing import NamedTuple

from aid import clock
from aid.documents import preview, storage
from aid.documents.decision import page_of as decision_page
from aid.documents.engine import markup
from aid.documents.papers import page_of
from aid.documents.word import word_of
from aid.domain.errors import Missing, Refusal
from aid.domain.paper_content import file_stem
from aid.domain.papers import Family, PaperState, kind_of
from aid.domain.roles import Actor
from aid.domain.signatures import Subject
from aid.extensions import db, settings
from aid.models.dossiers import Dossier
from aid.models.events import Access
from aid.models.papers import Paper
from aid.models.users import Agency
from aid.services.decision_drafts import draft
from aid.services.paper_contents import content_now
from aid.services.signatures import newest
from aid.services.transaction import transaction


class OpenedPaper(NamedTuple):
    """A PDF, the name to save it under, and whether it is still a draft."""

    data: bytes
    stem: str
    is_draft: bool


def opened(paper_id: int, *, actor: Actor) -> OpenedPaper:
    """Return the PDF of a paper without writing anything. Refusals and Missing as `content_now`."""
    content, source = content_now(paper_id, actor=actor)
    paper = db.session.get_one(Paper, paper_id)
    kept = newest(paper_id, paper.pdf_sha256, of=Subject.PAPER) if paper.pdf_sha256 else None
    data = storage.get(settings().files, kept) if kept else preview.paper_pdf(content, source)
    return OpenedPaper(data, file_stem(content, str(paper_id)), paper.state is PaperState.DRAFT)


def word_copy(paper_id: int, *, actor: Actor) -> OpenedPaper:
    """Return a paper as .docx, from the same values and template as its PDF, for an office that asked for it.

    Refusal `word_not_asked` for any other; Refusals and Missing as `content_now`. Nothing is written.
    """
    content, source = content_now(paper_id, actor=actor)
    paper = db.session.get_one(Paper, paper_id)
    _check_asked(paper.agency_id)
    lying = kind_of(content.kind).family is Family.LIST
    data = word_of(page_of(content, source), lying=lying)
    return OpenedPaper(data, file_stem(content, str(paper_id)), paper.state is PaperState.DRAFT)


def word_draft(dossier_id: int, *, actor: Actor) -> bytes:
    """Return the draft of a dossier's decision as .docx. Refusal `word_not_asked`; Missing while there is none."""
    content = draft(dossier_id, actor=actor)
    if content is None:
        raise Missing(f"Draft of dossier {dossier_id}")
    _check_asked(db.session.get_one(Dossier, dossier_id).agency_id)
    name, values = decision_page(content)
    return word_of(markup(name, **values))


def asks_for_word(agency_id: int) -> bool:
    """Say whether an office edits its papers in Word before they are signed."""
    return db.session.get_one(Agency, agency_id).word_copies


def _check_asked(agency_id: int) -> None:
    if not asks_for_word(agency_id):
        raise Refusal("word_not_asked")


def looked_at(paper_id: int, *, actor: Actor) -> None:
    """Write down that the actor opens a paper: many of them bear identity and account numbers."""
    with transaction() as session:
        session.add(
            Access(
                at=clock.now(),
                user_id=actor.user_id,
                fields="identity_number, account",
                purpose=f"giấy tờ {paper_id}",
            )
        )
