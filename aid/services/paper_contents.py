"""What a paper says now: the frozen content of a final one with its number, or what a draft would be frozen with."""

from dataclasses import replace

from aid.documents.paper_sandbox import shipped_source
from aid.domain.errors import Missing
from aid.domain.paper_content import PaperContent, content_from_data
from aid.domain.roles import Action, Actor
from aid.extensions import db
from aid.models.papers import Paper
from aid.models.users import Agency
from aid.queries.areas import visible_agencies
from aid.queries.papers import subject_of, template_in_force
from aid.services.areas import check_may
from aid.services.paper_facts import COMPOSERS, compose


def kept_content(paper: Paper) -> PaperContent:
    """Return the frozen content of a final paper with the number and day of the register."""
    if paper.content is None:
        raise Missing(f"Content of paper {paper.id}")
    return replace(content_from_data(paper.content), number=paper.number, day=paper.day)


def content_now(paper_id: int, *, actor: Actor) -> tuple[PaperContent, str]:
    """Return what a paper says and the source of the template it is drawn with; nothing is written.

    Missing outside the actor's area; Refusals `action_not_allowed` and, for a draft, those of its composer.
    """
    check_may(actor, Action.PAPER_SEE)
    session = db.session()
    paper = session.get(Paper, paper_id)
    area = visible_agencies(actor)
    if paper is None or (area is not None and paper.agency_id not in area):
        raise Missing(f"Paper {paper_id}")
    if paper.content is not None:
        return kept_content(paper), paper.template.source if paper.template else shipped_source(paper.kind)
    agency = session.get_one(Agency, paper.agency_id)
    template = template_in_force(session, paper.agency_id, paper.kind)
    written = compose(session, paper.kind, subject_of(session, paper)[1], paper.answers, agency, COMPOSERS[paper.kind])
    return written.content, template.source if template else shipped_source(paper.kind)
