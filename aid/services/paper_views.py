"""Opening a paper: the kept PDF of a final one, the one a draft would become; each look is written down."""

from typing import NamedTuple

from aid import clock
from aid.documents import preview, storage
from aid.domain.paper_content import file_stem
from aid.domain.papers import PaperState
from aid.domain.roles import Actor
from aid.extensions import db, settings
from aid.models.events import Access
from aid.models.papers import Paper
from aid.services.paper_contents import content_now
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
    kept = paper.pdf_sha256
    data = storage.get(settings().files, kept) if kept else preview.paper_pdf(content, source)
    return OpenedPaper(data, file_stem(content, str(paper_id)), paper.state is PaperState.DRAFT)


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
