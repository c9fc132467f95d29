"""Trying a policy out on the real cases of an incident before it is confirmed: figures only, no line changes.

The newest version of the policy stands in for the one in use. The work goes in steps of some hundred cases, each a
transaction that commits the sums so far; a killed worker loses the step in hand and nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.cases import CaseState
from aid.domain.errors import Missing, Refusal
from aid.domain.policies import Policy as PolicyValue
from aid.domain.policy_documents import read_policy
from aid.domain.roles import Action, Actor
from aid.domain.runs import CHUNK, RunState
from aid.domain.trial_sums import DecidedKey, Tried, case_sums, with_case
from aid.extensions import db
from aid.models.cases import Case
from aid.models.decisions import DecisionLine
from aid.models.entitlements import Entitlement
from aid.models.incidents import Incident
from aid.models.policies import Policy
from aid.models.trials import PolicyTrial, PolicyTrialCase
from aid.queries.areas import matters_of
from aid.queries.case_facts import facts_of_many
from aid.queries.evaluations import Catalogue, catalogue, evaluate_facts
from aid.queries.policy_versions import document_of, live_versions
from aid.services import jobs
from aid.services.areas import check_may
from aid.services.transaction import after_commit, load_for_update, transaction

TRY = "try_policy"


def start_trial(policy_id: int, incident_id: int, *, actor: Actor) -> int:
    """Begin to compute the newest version of a policy for every case of an incident; return the trial's id.

    Closed cases count, withdrawn ones do not. What fits into one step is done at once, more by the worker. Refusals:
    `action_not_allowed`, `nothing_to_try`. Missing for a policy or an incident that is not there or not in the area.
    """
    check_may(actor, Action.POLICY_TRY)
    area = matters_of(actor)
    with transaction() as session:
        incident = session.get(Incident, incident_id)
        if session.get(Policy, policy_id) is None or incident is None:
            raise Missing(f"Policy {policy_id}, incident {incident_id}")
        if area is not None and incident.agency_id not in area:
            raise Missing(f"Incident {incident_id}")
        trial = _new_trial(session, policy_id, incident_id, actor)
        jobs.queue(session, TRY, trial.id, begun_at_once=trial.total <= CHUNK)
        if trial.total <= CHUNK:
            after_commit(run_trial, trial.id)
        return trial.id


def run_trial(trial_id: int) -> None:
    """Do what is left of a trial, step by step; a finished trial is left as it is."""
    while _step(trial_id):
        # What was read for one step is of no use to the next.
        db.session.expunge_all()


def _new_trial(session: Session, policy_id: int, incident_id: int, actor: Actor) -> PolicyTrial:
    wanted = select(func.count(Case.id)).where(Case.incident_id == incident_id, Case.state != CaseState.WITHDRAWN)
    total = session.scalar(wanted)
    if not total:
        raise Refusal("nothing_to_try")
    trial = PolicyTrial(
        policy_id=policy_id,
        version=live_versions(policy_id)[-1].number,
        incident_id=incident_id,
        state=RunState.WAITING,
        total=total,
        result={},
        created_at=clock.now(),
        created_by=actor.user_id,
    )
    session.add(trial)
    session.flush()
    return trial


def _step(trial_id: int) -> bool:
    """Add the next cases to the sums; say whether there may be more."""
    with transaction() as session:
        trial = load_for_update(session, PolicyTrial, trial_id)
        if trial.state is RunState.DONE:
            return False
        cases = _next_cases(session, trial)
        if not cases:
            trial.state, trial.finished_at = RunState.DONE, clock.now()
            jobs.close(session, TRY, trial_id)
            return False
        _add_cases(session, trial, cases)
        trial.progress += len(cases)
        trial.last_case_id = cases[-1]
        jobs.hold(session, TRY, trial_id)
        return True


def _next_cases(session: Session, trial: PolicyTrial) -> Sequence[int]:
    wanted = (
        select(Case.id)
        .where(Case.incident_id == trial.incident_id, Case.state != CaseState.WITHDRAWN, Case.id > trial.last_case_id)
        .order_by(Case.id)
        .limit(CHUNK)
    )
    return session.scalars(wanted).all()


def _add_cases(session: Session, trial: PolicyTrial, cases: Sequence[int]) -> None:
    tried_policy = read_policy(document_of(trial.policy_id, trial.version))
    now, then = _rules(trial.policy, tried_policy)
    decided = _decided(session, tried_policy.code, cases)
    sums = trial.result
    for case_id, known in facts_of_many(cases, on=clock.today()).items():
        after = evaluate_facts(known, then).answer
        before = evaluate_facts(known, now).answer
        given = decided.get(case_id, {})
        tried = Tried(after.lines, after.refusals, before.lines, given, len(known.facts.members))
        sums = with_case(sums, tried_policy.code, tried)
        row = PolicyTrialCase(trial_id=trial.id, case_id=case_id, **asdict(case_sums(tried_policy.code, tried)))
        session.add(row)
    trial.result = sums


def _rules(row: Policy, tried: PolicyValue) -> tuple[Catalogue, Catalogue]:
    """Return the rules in use, and those as if the tried version had been confirmed in the place of its policy.

    A policy that was never confirmed is not in use, whatever estimates it gives.
    """
    known = catalogue()
    others = tuple(policy for policy in known.policies if policy.code != tried.code)
    in_use = known if row.is_confirmed else known._replace(policies=others)
    return in_use, known._replace(policies=(*others, replace(tried, confirmed=True)))


def _decided(session: Session, code: str, cases: Sequence[int]) -> Mapping[int, Mapping[DecidedKey, int]]:
    """Return by case what decisions gave of a policy, by benefit and person, in the unit of the benefit."""
    rows = session.execute(
        select(Entitlement.case_id, Entitlement.benefit, Entitlement.person_id, func.sum(Entitlement.amount))
        .join(DecisionLine, DecisionLine.entitlement_id == Entitlement.id)
        .where(Entitlement.case_id.in_(cases), Entitlement.policy_code == code)
        .group_by(Entitlement.case_id, Entitlement.benefit, Entitlement.person_id)
    )
    found: dict[int, dict[DecidedKey, int]] = {}
    for case_id, benefit, person_id, amount in rows:
        found.setdefault(case_id, {})[(benefit, str(person_id or ""))] = int(amount)
    return found
