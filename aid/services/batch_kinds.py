"""What can be batched: one line per kind of thing, how one item is done, and how its items are found.

A new kind of printable thing needs a function that draws and keeps one paper by its SHA-256, safe to call twice.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from sqlalchemy import select

from aid.documents import storage
from aid.documents.joining import count_pages
from aid.domain.batches import BatchKind
from aid.domain.errors import Refusal
from aid.domain.roles import Actor
from aid.extensions import db, settings
from aid.models.decisions import Decision
from aid.services import decisions, papers


class Outcome(NamedTuple):
    """What one item left: the paper's SHA-256 and pages; None and 0 where nothing is printed."""

    sha256: str | None = None
    pages: int = 0


class Kind(NamedTuple):
    """How a batch of one kind works; `lanes` is how many workers may share it: 1 keeps the order of the steps."""

    do: Callable[[int, Actor], Outcome]
    prints: bool
    lanes: int


def _kept(sha256: str) -> Outcome:
    return Outcome(sha256, count_pages(storage.get(settings().files, sha256)))


def _print_decision(decision_id: int, _actor: Actor) -> Outcome:
    return _kept(decisions.render(decision_id))


def _print_paper(paper_id: int, _actor: Actor) -> Outcome:
    return _kept(papers.render(paper_id))


def _issue(dossier_id: int, actor: Actor) -> Outcome:
    """Issue one dossier, unless a killed worker, or one that overtook us, has just done so."""
    if not _is_issued(dossier_id):
        try:
            decisions.issue(dossier_id, actor=actor)
        except Refusal:
            if not _is_issued(dossier_id):
                raise
    return Outcome()


def _is_issued(dossier_id: int) -> bool:
    return db.session.scalar(select(Decision.id).where(Decision.dossier_id == dossier_id)) is not None


KINDS: Final[dict[BatchKind, Kind]] = {
    BatchKind.PRINT_DECISIONS: Kind(_print_decision, prints=True, lanes=8),
    BatchKind.PRINT_PAPERS: Kind(_print_paper, prints=True, lanes=8),
    BatchKind.ISSUE: Kind(_issue, prints=False, lanes=1),
}
