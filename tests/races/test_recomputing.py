"""Two at once over the same cases: each case is computed once per run, and one run is begun."""

import pytest
from sqlalchemy import func, select

from aid.domain.errors import Refusal
from aid.domain.roles import Role
from aid.domain.runs import RunState
from aid.extensions import db
from aid.models.cases import Evaluation
from aid.models.jobs import Job
from aid.models.recomputations import Recomputation
from aid.models.trials import PolicyTrialCase
from aid.queries.trials import trial_view
from aid.services import entitlements, policy_entries, recomputing, trail, trials
from tests.factories.entitlements import khuong_dinh_family, lines_of
from tests.factories.policies import a_document
from tests.factories.users import actor


@pytest.fixture
def lan(app, monkeypatch):
    for module in (recomputing, trials):
        monkeypatch.setattr(module, "CHUNK", 2)
    return actor("lan", Role.OFFICER)


def _fine(outcomes):
    wrong = [one for one in outcomes if isinstance(one, Exception) and not isinstance(one, Refusal)]
    assert not wrong, wrong


def test_two_who_press_at_once_begin_one_run_and_two_workers_share_it(lan, together):
    families = [khuong_dinh_family() for _ in range(5)]
    # What the factory wrote is no step of a person.
    trail.forget(db.session())
    incident_id = families[0].incident_id
    begun = together(
        lambda: recomputing.start(incident_id, actor=lan), lambda: recomputing.start(incident_id, actor=lan)
    )
    assert len(set(begun)) == 1
    _fine(together(lambda: recomputing.recompute(begun[0]), lambda: recomputing.recompute(begun[0])))
    recomputing.recompute(begun[0])
    db.session.rollback()
    run = db.session.scalars(select(Recomputation)).one()
    assert (run.state, run.computed) == (RunState.DONE, 5)
    assert db.session.scalar(select(func.count(Evaluation.id))) == 5
    assert db.session.scalar(select(func.count(Job.id))) == 1


def test_a_case_page_and_the_run_over_its_incident_leave_one_set_of_lines(lan, together):
    families = [khuong_dinh_family() for _ in range(3)]
    run_id = recomputing.start(families[0].incident_id, actor=lan)
    _fine(
        together(
            lambda: recomputing.recompute(run_id),
            *(lambda made=made: entitlements.compute(made.case_id, actor=lan) for made in families),
        )
    )
    recomputing.recompute(run_id)
    db.session.rollback()
    first, *others = [{key[:2] for key in lines_of(made.case_id)} for made in families]
    assert len(first) >= 9
    assert others == [first, first]


def test_two_workers_at_one_trial_count_no_case_twice(lan, together):
    made = [khuong_dinh_family() for _ in range(5)]
    minh = actor("minh", Role.REVIEWER)
    policy_id = policy_entries.create_policy(a_document(), actor=minh, owner="law")
    trial_id = trials.start_trial(policy_id, made[0].incident_id, actor=minh)
    _fine(together(lambda: trials.run_trial(trial_id), lambda: trials.run_trial(trial_id)))
    trials.run_trial(trial_id)
    db.session.rollback()
    seen = trial_view(policy_id, trial_id, actor=minh)
    assert (seen.done, seen.benefits[0].lines, seen.amount("VND")) == (5, 5, 10_000_000)
    assert db.session.scalar(select(func.count()).select_from(PolicyTrialCase)) == 5
