"""Giving a final paper its number from the register of outgoing documents, and the paper that bears it."""

from aid.domain.decisions import title_in_text
from aid.domain.errors import Refusal
from aid.domain.outgoing import KIND_CODES, DocumentKind, EntryState
from aid.domain.paper_content import Signature, content_from_data
from aid.domain.papers import KINDS, PaperState
from aid.domain.roles import Action, Actor
from aid.models.papers import Paper
from aid.queries.office_days import office_calendar
from aid.services import numbering, papers, trail
from aid.services.areas import check_may, own_for_update
from aid.services.numbering import Numbering
from aid.services.transaction import transaction

_KINDS = {code: kind for kind, code in KIND_CODES.items()}


def number_paper(paper_id: int, asked: Numbering, *, actor: Actor) -> str:
    """Number a final paper, in the register and on the paper, and return the number.

    Refusals: `action_not_allowed`, `paper_not_final`, `paper_numbered`, `paper_without_number` for a form or a list,
    those of `numbering.number`. Missing for another office's paper.
    """
    check_may(actor, Action.DOCUMENT_NUMBER)
    with transaction() as session:
        paper = own_for_update(session, Paper, paper_id, actor=actor)
        if not KINDS[paper.kind].is_numbered:
            raise Refusal("paper_without_number")
        if paper.state is not PaperState.FINAL or paper.content is None:
            raise Refusal("paper_not_final")
        if paper.number is not None:
            raise Refusal("paper_numbered", number=paper.number)
        content = content_from_data(paper.content)
        signer = _signer(content.signatures[-1]) if content.signatures else ""
        entry = numbering.number(
            session,
            paper.agency_id,
            numbering.Paper(
                _KINDS.get(KINDS[paper.kind].abbreviation, DocumentKind.LETTER),
                content.symbol,
                content.subject or content.name.capitalize(),
                signer=signer,
                receivers="; ".join(content.recipients),
                dossier_id=paper.dossier_id,
            ),
            asked,
            calendar=office_calendar(),
            actor=actor,
            state=EntryState.ISSUED,
        )
        trail.record(session, actor, "document:numbered", entry, after={"number": entry.full_number, "day": entry.day})
        papers.give_number(session, paper, entry.full_number, entry.day, actor=actor)
        return entry.full_number


def _signer(signature: Signature) -> str:
    """Return who signs as the register writes it: name and title; a name written by hand is left out."""
    return f"{signature.name}, {title_in_text(signature.lines[-1])}" if signature.name else ""
