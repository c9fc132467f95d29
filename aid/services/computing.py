"""Computing some cases inside a caller's transaction: one way for a single case and for a whole incident."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from aid import clock
from aid.domain.answers import answer_as_data
from aid.domain.cases import CASE_STEPS, CaseState
from aid.domain.explanations import explanation_as_data
from aid.domain.kept_facts import kept_facts
from aid.domain.roles import Actor
from aid.domain.transitions import next_state
from aid.models.cases import Case, Evaluation
from aid.models.households import Household
from aid.queries.evaluations import Catalogue, Evaluated, catalogue, evaluate_cases
from aid.queries.rules_used import rules_in_use
from aid.queries.treatments import days_of_change
from aid.services import trail
from aid.services.case_clock import recount_due
from aid.services.entitlement_lines import Computed, Outcome, bring_in_step


class Stored(NamedTuple):
    """A computation that was kept, and what it did to the lines of the case."""

    evaluation_id: int
    outcome: Outcome


def compute_cases(
    session: Session, cases: Sequence[Case], *, actor: Actor, rules: Catalogue | None = None
) -> list[Stored]:
    """Evaluate cases and bring their lines in step; return the computations in the same order.

    The caller has locked the cases and made sure that each is open and in no dossier on its way. `rules` is the
    catalogue where the caller has read it already. A fixed number of queries for up to some hundred cases.
    """
    before = [{"case_state": case.state, "due_on": case.due_on} for case in cases]
    rules, used = rules or catalogue(), rules_in_use()
    known = evaluate_cases([case.id for case in cases], on=clock.today(), rules=rules)
    evaluations = [_evaluation(case, known[case.id], used, actor) for case in cases]
    session.add_all(evaluations)
    session.flush()
    _read_people(session, cases)
    computed = [
        Computed(case, evaluation.id, known[case.id].answer.lines)
        for case, evaluation in zip(cases, evaluations, strict=True)
    ]
    outcomes = bring_in_step(session, computed, actor=actor)
    for case in cases:
        if case.state is CaseState.RECORDING:
            case.state = CaseState(next_state(CASE_STEPS, case.state, "assess").target)
    recount_due(session, cases)
    again = days_of_change(cases, known, rules, on=clock.today())
    for case in cases:
        case.recompute_on = again.get(case.id)
    session.flush()
    for case, was, outcome in zip(cases, before, outcomes, strict=True):
        counts = {"kept": outcome.kept, "added": outcome.added, "superseded": outcome.superseded}
        after = {"case_state": case.state, "due_on": case.due_on, **counts}
        trail.record(session, actor, "case:computed", case, before=was, after=after)
    return [Stored(evaluation.id, outcome) for evaluation, outcome in zip(evaluations, outcomes, strict=True)]


def _evaluation(case: Case, known: Evaluated, used: dict[str, Any], actor: Actor) -> Evaluation:
    return Evaluation(
        case_id=case.id,
        facts=kept_facts(known.facts),
        answer=answer_as_data(known.answer),
        refusals=[explanation_as_data(refused) for refused in known.answer.refusals],
        rules=used,
        created_at=clock.now(),
        created_by=actor.user_id,
    )


def _read_people(session: Session, cases: Sequence[Case]) -> None:
    """Read who could receive for a line, for all households at once."""
    wanted = select(Household).where(Household.id.in_([case.household_id for case in cases]))
    session.scalars(wanted.options(selectinload(Household.people))).all()
