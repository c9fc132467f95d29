"""Opening a case for an edit: whose it is, whether it may still be edited, and what an edit does to its state.

Facts under a dossier that is on its way may not move; facts of an assessed case may, and then its computation no
longer holds, so the case goes back to recording in the same step.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from aid.domain.cases import CASE_STEPS, CaseState
from aid.domain.dossiers import DossierState
from aid.domain.errors import Refusal
from aid.domain.payouts import LIVE_STATES
from aid.domain.roles import Actor
from aid.domain.transitions import next_state
from aid.models.cases import Case
from aid.models.decisions import DecisionLine
from aid.models.dossiers import Dossier, DossierLine
from aid.models.entitlements import Entitlement
from aid.models.payouts import Payment
from aid.services.areas import own_for_update
from aid.services.trail import record


class DossierOfCase(NamedTuple):
    """The dossier that keeps a case from being changed."""

    code: str
    state: DossierState


LIVE = frozenset({CaseState.RECORDING, CaseState.ASSESSED})
_ON_ITS_WAY = (DossierState.SUBMITTED, DossierState.REVIEWED, DossierState.SIGNED)


def open_case(session: Session, case_id: int, *, actor: Actor) -> Case:
    """Lock an own case whose facts may be edited.

    Missing where it is another agency's; Refusal `case_not_open` (state) or `case_in_dossier` (dossier, state).
    """
    case = own_for_update(session, Case, case_id, actor=actor)
    if case.state not in LIVE:
        raise Refusal("case_not_open", state=case.state)
    check_no_dossier(session, case_id)
    return case


def check_no_dossier(session: Session, case_id: int, *, of_agency: int | None = None) -> None:
    """Refuse `case_in_dossier` (dossier, state) where lines of the case are being reviewed, signed or issued.

    `of_agency` looks at the dossiers of one office only.
    """
    found = in_dossiers_on_their_way(session, [case_id], of_agency=of_agency).get(case_id)
    if found is not None:
        raise Refusal("case_in_dossier", dossier=found.code, state=found.state)


def in_dossiers_on_their_way(
    session: Session, case_ids: Collection[int], *, of_agency: int | None = None
) -> dict[int, DossierOfCase]:
    """Return by case the first dossier on its way that holds a line of it; one query. Such a case must not change."""
    whose = true() if of_agency is None else Dossier.agency_id == of_agency
    rows = session.execute(
        select(Entitlement.case_id, Dossier.code, Dossier.state)
        .join(DossierLine, DossierLine.entitlement_id == Entitlement.id)
        .join(Dossier, Dossier.id == DossierLine.dossier_id)
        .where(Entitlement.case_id.in_(case_ids), DossierLine.live, Dossier.state.in_(_ON_ITS_WAY), whose)
        .order_by(Dossier.id.desc())
    )
    return {case_id: DossierOfCase(code, state) for case_id, code, state in rows}


def check_still_with_officer(dossier: Dossier) -> None:
    """Refuse `case_in_dossier` where a locked dossier was sent on after its case was looked at."""
    if dossier.state in _ON_ITS_WAY:
        raise Refusal("case_in_dossier", dossier=dossier.code, state=dossier.state)


def check_incident_in_no_dossier(session: Session, incident_id: int) -> None:
    """Refuse `incident_in_dossier` (dossier, state) where a dossier of the incident is being reviewed or signed."""
    wanted = select(Dossier.code, Dossier.state).where(
        Dossier.incident_id == incident_id, Dossier.state.in_(_ON_ITS_WAY)
    )
    found = session.execute(wanted.order_by(Dossier.id.desc()).limit(1)).first()
    if found is not None:
        raise Refusal("incident_in_dossier", dossier=found.code, state=found.state)


def check_nothing_promised(session: Session, case_id: int) -> None:
    """Refuse `already_decided` where a decision's payment to this case is planned, on its way or made."""
    wanted = (
        select(Payment.id)
        .join(DecisionLine, DecisionLine.id == Payment.decision_line_id)
        .join(Entitlement, Entitlement.id == DecisionLine.entitlement_id)
        .where(Entitlement.case_id == case_id, Payment.state.in_(LIVE_STATES))
    )
    if session.scalars(wanted.limit(1)).first() is not None:
        raise Refusal("already_decided")


def open_cases_of(session: Session, household_id: int, *, actor: Actor) -> list[Case]:
    """Lock the cases of a household that are not closed, in the order of their ids; Refusal `case_in_dossier`.

    A closed case may still be in another office's dossier, and what is known of its people is then being decided on.
    """
    ended = select(Case.id).where(Case.household_id == household_id, Case.state.not_in(LIVE)).order_by(Case.id)
    for case_id in session.scalars(ended):
        check_no_dossier(session, case_id)
    wanted = select(Case.id).where(Case.household_id == household_id, Case.state.in_(LIVE)).order_by(Case.id)
    return [open_case(session, case_id, actor=actor) for case_id in session.scalars(wanted)]


def facts_changed(session: Session, cases: Iterable[Case], *, actor: Actor) -> None:
    """Take assessed cases back to recording, and give every case a new version."""
    for case in cases:
        case.version += 1
        if case.state is not CaseState.ASSESSED:
            continue
        before = case.state
        case.state = CaseState(next_state(CASE_STEPS, before, "reopen").target)
        record(session, actor, "case:reopened", case, before={"case_state": before}, after={"case_state": case.state})


def check_version(row_version: int, version: int | None) -> None:
    """Refuse `stale_edit` where somebody else has saved since the page was opened; None asks for no check."""
    if version is not None and row_version != version:
        raise Refusal("stale_edit")
