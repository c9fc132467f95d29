"""Computing all open cases of an incident again: after a new norm or policy, or a list of thousands of households.

The work is cut into steps of some hundred cases, each a transaction that also commits how far the run has come. A
worker that is killed loses the step in hand and nothing else; the next one goes on after it. A case that `compute`
would refuse because its lines lie in a dossier on its way is left alone and listed; one that is still being recorded
waits for whoever records it.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.cases import CaseState
from aid.domain.errors import Refusal
from aid.domain.roles import Action, Actor
from aid.domain.runs import CHUNK, RunState
from aid.extensions import db
from aid.models.cases import Case, Damage, Need
from aid.models.incidents import Incident
from aid.models.recomputations import Recomputation
from aid.queries.users import actor_of
from aid.services import jobs, trail
from aid.services.areas import check_may, own_for_update
from aid.services.case_edits import LIVE, in_dossiers_on_their_way
from aid.services.computing import compute_cases
from aid.services.transaction import after_commit, load_for_update, transaction

RECOMPUTE = "recompute_incident"
_MOST_LISTED = 200


def start(incident_id: int, *, actor: Actor) -> int:
    """Begin to compute every open case of an own incident and return the run's id; one that is under way goes on.

    What fits into one step is done at once, more by the worker. Refusals: `action_not_allowed`,
    `nothing_to_compute`. Missing for another agency's incident.
    """
    check_may(actor, Action.CASE_ASSESS)
    with transaction() as session:
        incident = own_for_update(session, Incident, incident_id, actor=actor)
        under_way = select(Recomputation.id).where(
            Recomputation.incident_id == incident_id, Recomputation.state == RunState.WAITING
        )
        known = session.scalars(under_way.order_by(Recomputation.id)).first()
        if known is not None:
            return known
        run = _new_run(session, incident, actor)
        trail.record(session, actor, "incident:recompute_started", incident, after={"cases": run.total})
        jobs.queue(session, RECOMPUTE, run.id, begun_at_once=run.total <= CHUNK)
        if run.total <= CHUNK:
            after_commit(recompute, run.id)
        return run.id


def recompute(run_id: int) -> None:
    """Do what is left of a run, step by step, in the name of who began it; a finished run is left as it is."""
    while _step(run_id):
        # What was read for one step is of no use to the next.
        db.session.expunge_all()


def _new_run(session: Session, incident: Incident, actor: Actor) -> Recomputation:
    total = session.scalar(select(func.count(Case.id)).where(Case.incident_id == incident.id, *_to_compute()))
    if not total:
        raise Refusal("nothing_to_compute")
    made = {"created_at": clock.now(), "created_by": actor.user_id}
    run = Recomputation(incident_id=incident.id, state=RunState.WAITING, total=total, left_alone=[], **made)
    session.add(run)
    session.flush()
    return run


def _step(run_id: int) -> bool:
    """Compute the next cases of a run; say whether there may be more."""
    with transaction() as session:
        run = load_for_update(session, Recomputation, run_id)
        if run.state is RunState.DONE:
            return False
        actor = actor_of(run.created_by or 0)
        cases = _next_cases(session, run, actor)
        if not cases:
            _finish(session, run, actor)
            return False
        _compute(session, run, cases, actor)
        run.last_case_id = cases[-1].id
        jobs.hold(session, RECOMPUTE, run_id)
        return True


def _next_cases(session: Session, run: Recomputation, actor: Actor) -> Sequence[Case]:
    """Lock the next open cases in the order of their ids."""
    wanted = (
        select(Case)
        .where(Case.incident_id == run.incident_id, Case.agency_id == actor.agency_id, *_to_compute())
        .where(Case.id > run.last_case_id)
        .order_by(Case.id)
        .limit(CHUNK)
        .with_for_update(key_share=True)
    )
    return session.scalars(wanted.execution_options(populate_existing=True)).all()


def _to_compute() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of a case that is open and, unless it was assessed before, recorded to the end.

    Computing a case that somebody is still recording would take it off the list of what is left to record.
    """
    has_damage = select(Damage.case_id).where(Damage.case_id == Case.id).exists()
    has_need = select(Need.case_id).where(Need.case_id == Case.id).exists()
    is_whole = and_(Case.received_on.is_not(None), has_damage, has_need)
    return Case.state.in_(LIVE), or_(Case.state != CaseState.RECORDING, is_whole)


def _compute(session: Session, run: Recomputation, cases: Sequence[Case], actor: Actor) -> None:
    held = in_dossiers_on_their_way(session, [case.id for case in cases])
    stored = compute_cases(session, [case for case in cases if case.id not in held], actor=actor)
    left = [
        {"case_id": case.id, "code": case.code, "dossier": held[case.id].code, "state": held[case.id].state.value}
        for case in cases
        if case.id in held
    ]
    run.computed += len(stored)
    run.changed += sum(bool(one.outcome.added or one.outcome.superseded) for one in stored)
    run.left_count += len(left)
    run.left_alone = [*run.left_alone, *left][:_MOST_LISTED]


def _finish(session: Session, run: Recomputation, actor: Actor) -> None:
    run.state, run.finished_at = RunState.DONE, clock.now()
    jobs.close(session, RECOMPUTE, run.id)
    after = {"cases": run.computed, "changed_cases": run.changed, "left_cases": run.left_count}
    trail.record(session, actor, "incident:recomputed", session.get_one(Incident, run.incident_id), after=after)
