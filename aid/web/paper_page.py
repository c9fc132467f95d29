"""The section "Giấy tờ" of a subject's page, and what one person may do with one paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import url_for

from aid.domain.papers import PaperState, PaperSubject, kind_of, kinds_about
from aid.domain.roles import Action, Actor
from aid.queries import papers
from aid.queries.areas import visible_agencies
from aid.queries.papers import PaperRow, PaperView

# The page of each sort of subject, the address of a new paper about it, and the name of their parameter.
PLACES: dict[PaperSubject, tuple[str, str]] = {
    PaperSubject.INCIDENT: ("incidents.show", "incident_id"),
    PaperSubject.CASE: ("cases.show", "case_id"),
    PaperSubject.DOSSIER: ("dossiers.show", "dossier_id"),
    PaperSubject.PAYOUT: ("payouts.show", "payout_id"),
}


class NewPaper(NamedTuple):
    """A kind that may be made here."""

    kind: str
    href: str


@dataclass(frozen=True)
class PaperSection:
    """The papers about a subject, and which more the person may make."""

    rows: Sequence[PaperRow]
    offers: Sequence[NewPaper]


@dataclass(frozen=True)
class PaperSteps:
    """What the person may do with one paper."""

    can_edit: bool
    can_finalise: bool
    can_void: bool


def section_of(subject: PaperSubject, subject_id: int, agency_id: int, actor: Actor) -> PaperSection | None:
    """Return the papers of a subject the actor has been shown; None for who may not see papers."""
    if not actor.may(Action.PAPER_SEE):
        return None
    rows = papers.about(subject, subject_id, area=visible_agencies(actor))
    makes = actor.may(Action.PAPER_MAKE) and actor.agency_id == agency_id
    kinds = [kind for kind in kinds_about(subject) if makes and not actor.working_roles.isdisjoint(kind.makers)]
    return PaperSection(rows, [NewPaper(kind.code, new_address(subject, subject_id, kind.code)) for kind in kinds])


def new_address(subject: PaperSubject, subject_id: int, kind: str) -> str:
    """Return where a new paper of a kind is filled in."""
    values: dict[str, Any] = {PLACES[subject][1]: subject_id, "kind": kind}
    return url_for(f"papers.new_of_{subject.value}", **values)


def place_of(paper: PaperView) -> str:
    """Return the page of what a paper is about."""
    endpoint, name = PLACES[paper.subject]
    values: dict[str, Any] = {name: paper.subject_id}
    return url_for(endpoint, **values)


def steps_of(paper: PaperView, actor: Actor) -> PaperSteps:
    """Return what the actor may do with a paper of the own office."""
    own = actor.agency_id == paper.agency_id and actor.may(Action.PAPER_MAKE)
    mine = own and not actor.working_roles.isdisjoint(kind_of(paper.kind).makers)
    is_draft = paper.state is PaperState.DRAFT
    return PaperSteps(
        can_edit=mine and is_draft and bool(kind_of(paper.kind).asks),
        can_finalise=mine and is_draft,
        can_void=mine and paper.state is not PaperState.VOID,
    )
