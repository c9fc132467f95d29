"""What the rows know of the way to a proposal: the papers that came, and the minutes of the bình xét."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid.domain.document_names import paper_of
from aid.domain.papers import PaperState
from aid.domain.policies import Policy
from aid.domain.proposal_wording import Minutes, WayGone
from aid.models.cases import Case
from aid.models.dossiers import Dossier, DossierLine
from aid.models.papers import Paper


def way_of(session: Session, dossier: Dossier, lines: Sequence[DossierLine], policy: Policy) -> WayGone:
    """Return what can be shown of the way of a dossier's lines; the minutes it names come before those on file."""
    cases = list({line.entitlement.case_id: line.entitlement.case for line in lines}.values())
    return WayGone(
        by=paper_of(policy.number) or policy.title,
        urgent_reason=dossier.urgent_reason if dossier.urgent else "",
        minutes=_named(dossier) or _on_file(session, dossier, cases),
        lists_on=_known(case.received_on for case in cases),
        applied_on=_known(case.applied_on for case in cases),
        law_asks=policy.kind == "statutory",
    )


def _named(dossier: Dossier) -> tuple[Minutes, ...]:
    """Return the minutes that the officer entered on the dossier."""
    if not dossier.meeting_number and dossier.meeting_on is None:
        return ()
    return (Minutes(dossier.meeting_number, dossier.meeting_on),)


def _on_file(session: Session, dossier: Dossier, cases: Collection[Case]) -> tuple[Minutes, ...]:
    """Return the final minutes of the incident that were about every case of the dossier.

    Minutes list the households of the incident as they stood when they became final.
    """
    wanted = select(Paper).where(
        Paper.incident_id == dossier.incident_id,
        Paper.agency_id == dossier.agency_id,
        Paper.kind == "meeting",
        Paper.state == PaperState.FINAL,
        Paper.final_at >= max(case.created_at for case in cases),
    )
    return tuple(Minutes(one.number or "", one.day) for one in session.scalars(wanted.order_by(Paper.id)))


def _known(days: Iterable[date | None]) -> tuple[date, ...]:
    return tuple(day for day in days if day is not None)
