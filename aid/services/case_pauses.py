"""The clocks of a case at the one-stop desk: started once by the right paper, paused while something is awaited."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid.domain.calendar import LimitUnit, due_on
from aid.domain.incoming import CLOCK_OF, LIMIT_OF, PAUSABLE, IncomingKind, Limit, Pause, paused_due
from aid.domain.roles import Actor
from aid.models.cases import Case
from aid.models.decisions import DecisionLine
from aid.models.entitlements import Entitlement
from aid.queries.office_days import office_calendar
from aid.services.areas import own_for_update
from aid.services.case_clock import recount_due
from aid.services.case_edits import LIVE, facts_changed, in_dossiers_on_their_way
from aid.services.trail import record


def start_clock(session: Session, case: Case, name: str, day: date, *, actor: Actor) -> str:
    """Start a clock of a case with the paper that came; return its name, or "" where it runs already or cannot start.

    A case whose dossier is on its way keeps its facts; the paper is filed all the same.
    """
    if not name or getattr(case, name) is not None or case.state not in LIVE:
        return ""
    if day < case.incident.occurred_on or in_dossiers_on_their_way(session, [case.id]):
        return ""
    setattr(case, name, day)
    _count(session, case, actor=actor)
    facts_changed(session, [case], actor=actor)
    record(session, actor, "case:papers_recorded", case, before={name: None}, after={name: day})
    return name


def limits_of(session: Session, case: Case, name: str) -> Sequence[Limit]:
    """Return the limits of the undecided lines of a case that this clock counts."""
    lines = (line for line in _undecided(session, case) if line.limit_from == name and line.limit_days is not None)
    return [Limit(line.limit_days or 0, LimitUnit(line.limit_unit or "day")) for line in lines]


def may_pause(kind: IncomingKind) -> bool:
    """Say whether time may stand still for a kind of document: not for the urgent list of Điều 12."""
    return CLOCK_OF.get(kind, "applied_on") in PAUSABLE


def moved(kind: IncomingKind, due: date, asked_on: date, came_on: date) -> date | None:
    """Return the day of an answer after one pause."""
    unit = LIMIT_OF[kind].unit if kind in LIMIT_OF else LimitUnit.DAY
    return paused_due(due, unit, [Pause(asked_on, came_on)], office_calendar())


def pause(session: Session, case_id: int, request_id: int, asked_on: date, *, actor: Actor) -> None:
    """Let the clocks that may pause stand still from a day on; nothing is due while they do."""
    case = own_for_update(session, Case, case_id, actor=actor)
    case.pauses = [*(case.pauses or []), [asked_on.isoformat(), None, request_id]]
    _count(session, case, actor=actor)
    record(session, actor, "case:clock_paused", case, after={"asked_on": asked_on, "due_on": case.due_on})


def resume(session: Session, case_id: int, request_id: int, came_on: date, *, actor: Actor) -> None:
    """End the pause of one request; once nothing else is awaited the clocks run on, moved by what was waited."""
    case = own_for_update(session, Case, case_id, actor=actor)
    came = came_on.isoformat()
    case.pauses = [[asked, came if of == request_id else until, of] for asked, until, of in case.pauses or []]
    _count(session, case, actor=actor)
    record(session, actor, "case:clock_resumed", case, after={"came_on": came_on, "due_on": case.due_on})


def pauses_of(case: Case) -> list[Pause]:
    """Return the pauses of a case as values."""
    day = date.fromisoformat
    return [Pause(day(asked), day(came) if came else None) for asked, came, _request in case.pauses or []]


def due_of(case: Case, start: str | None, unit: str | None, due: date) -> date | None:
    """Return the last day of one limit of a case with its pauses; None while it stands still."""
    if start not in PAUSABLE or not case.pauses:
        return due
    return paused_due(due, unit or "day", pauses_of(case), office_calendar())


def _count(session: Session, case: Case, *, actor: Actor) -> None:
    """Set the last days of the undecided lines from the clocks as they stand now."""
    calendar = office_calendar()
    for line in _undecided(session, case):
        day = getattr(case, line.limit_from, None) if line.limit_from in ("received_on", "applied_on") else None
        if day is None or line.limit_days is None:
            continue
        due = due_on(day, line.limit_days, line.limit_unit or "day", calendar)
        line.due_on = due_of(case, line.limit_from, line.limit_unit, due)
    recount_due(session, [case])


def _undecided(session: Session, case: Case) -> list[Entitlement]:
    decided = select(DecisionLine.id).where(DecisionLine.entitlement_id == Entitlement.id).exists()
    wanted = select(Entitlement).where(Entitlement.case_id == case.id, Entitlement.superseded_at.is_(None), ~decided)
    return list(session.scalars(wanted.order_by(Entitlement.id)))
