"""What a paper says now: the frozen content of a final one with its number, or what a draft would be frozen with."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid.documents.paper_sandbox import shipped_source
from aid.domain.decisions import SIGNING_FORMS
from aid.domain.errors import Missing, Refusal
from aid.domain.paper_content import PaperContent, content_from_data
from aid.domain.roles import Action, Actor
from aid.extensions import db
from aid.models.papers import Paper
from aid.models.users import Agency, User
from aid.queries.areas import visible_agencies
from aid.queries.papers import subject_of, template_in_force
from aid.services.areas import check_may
from aid.services.paper_facts import COMPOSERS, compose
from aid.services.signers import Signer, lines_of, scope_of, signers_on


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
    content = compose(session, paper.kind, subject_of(session, paper)[1], paper.answers, agency, COMPOSERS[paper.kind])
    return content, template.source if template else shipped_source(paper.kind)


def check_signers(session: Session, paper: Paper, day: date) -> None:
    """Refuse a day on which the block over a name is not the one of that day: `paper_signer_not_in_force` (name, day).

    The block was frozen when the paper was made final; its number and day come with the signature, perhaps later.
    """
    agency = session.get_one(Agency, paper.agency_id)
    today = {one.user.id: one for one in signers_on(session, agency.id, day, scope_of(subject_of(session, paper)[1]))}
    signing = select(User).where(User.agency_id == agency.id, User.signing_form.is_not(None))
    users = session.scalars(signing).all()
    for one in kept_content(paper).signatures:
        for user in (user for user in users if user.full_name == one.name):
            ever = {lines for form in SIGNING_FORMS for lines in _lines(Signer(user, form), agency)}
            right = _lines(today[user.id], agency) if user.id in today else ()
            if one.lines in ever and one.lines not in right:
                raise Refusal("paper_signer_not_in_force", name=one.name, day=day)


def _lines(signer: Signer, agency: Agency) -> tuple[tuple[str, ...], ...]:
    return lines_of(signer, agency), lines_of(signer, agency, collective=True)
