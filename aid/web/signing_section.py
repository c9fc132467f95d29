"""The section "Chữ ký số" on the page of a change or a paper: its signed files, and the signature that is due."""

from collections.abc import Sequence
from typing import NamedTuple

from aid.domain.errors import Missing
from aid.domain.roles import Action, Actor
from aid.domain.signatures import Part, Subject, turn
from aid.queries.signables import Signable, signable
from aid.queries.signatures import FileView
from aid.services.signatures import is_signer

_WHERE = {Subject.CHANGE: ("changes", "change_id"), Subject.PAPER: ("papers", "paper_id")}


class SigningSection(NamedTuple):
    """What the section shows; `next` is the signature this person may put on it now."""

    prefix: str
    where: dict[str, int]
    files: Sequence[FileView]
    next: Part | None


def signing_of(subject: Subject, ident: int, actor: Actor) -> SigningSection:
    """Return the section of a paper the actor has been shown."""
    prefix, name = _WHERE[subject]
    try:
        paper = signable(subject, ident)
    except Missing:
        return SigningSection(prefix, {name: ident}, (), None)
    return SigningSection(prefix, {name: ident}, paper.files, _next(paper, actor))


def _next(paper: Signable, actor: Actor) -> Part | None:
    is_ready = paper.pdf_sha256 is not None and bool(paper.number or not paper.needs_number)
    part = turn(paper.done, paper.order)
    if part is None or not is_ready or paper.agency_id != actor.agency_id:
        return None
    mine = {
        Part.SIGNER: actor.may(paper.may_sign) and is_signer(paper, actor),
        Part.AGENCY: actor.may(Action.DECISION_ISSUE),
    }
    return part if mine[part] else None
