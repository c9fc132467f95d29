"""The worker is killed with SIGKILL in the middle of a step; another goes on, and nobody is counted twice."""

import os
import signal
import subprocess
import sys

import pytest
from sqlalchemy import func, select

from aid.domain.roles import Role
from aid.domain.runs import RunState
from aid.extensions import db, settings
from aid.jobs import worker
from aid.models.cases import Evaluation
from aid.models.recomputations import Recomputation
from aid.models.trials import PolicyTrial, PolicyTrialCase
from aid.services import check, policy_entries, recomputing, trials
from config import ROOT
from tests.factories.entitlements import khuong_dinh_family
from tests.factories.policies import a_document
from tests.factories.users import actor

_KILLED = """
import os, signal, sys
from pathlib import Path
from aid import create_app
from aid.jobs import worker
from aid.services import recomputing, trials
from config import config_for_tests

url, files, module, name = sys.argv[1:]
work = {"trials": trials, "recomputing": recomputing}[module]
work.CHUNK = 2
real, calls = getattr(work, name), []

def dies_at_the_end_of_the_second_step(*given, **more):
    done = real(*given, **more)
    calls.append(1)
    if len(calls) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return done

setattr(work, name, dies_at_the_end_of_the_second_step)
with create_app(config_for_tests(url, Path(files))).app_context():
    worker.work_one()
"""


@pytest.fixture
def families(app, monkeypatch):
    for module in (trials, recomputing):
        monkeypatch.setattr(module, "CHUNK", 2)
    return [khuong_dinh_family() for _ in range(5)]


def _kill_a_worker(module, name):
    db.session.rollback()
    url = db.engine.url.render_as_string(hide_password=False)
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    given = [sys.executable, "-c", _KILLED, url, str(settings().files), module, name]
    ended = subprocess.run(given, env=environment, capture_output=True, timeout=120)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()


def _count(column):
    db.session.rollback()
    return db.session.scalar(select(func.count(column)))


def _work_all(clock):
    clock("2099-01-01T08:00+07:00")
    while worker.work_one():
        pass


def test_a_trial(families, clock):
    minh = actor("minh", Role.REVIEWER)
    policy_id = policy_entries.create_policy(a_document(), actor=minh, owner="law")
    trial_id = trials.start_trial(policy_id, families[0].incident_id, actor=minh)
    _kill_a_worker("trials", "_add_cases")
    assert _count(PolicyTrialCase.case_id) == 2
    _work_all(clock)
    assert _count(PolicyTrialCase.case_id) == 5
    trial = db.session.get_one(PolicyTrial, trial_id)
    assert (trial.state, trial.progress, trial.result["benefits"]["tham"]["lines"]) == (RunState.DONE, 5, 5)


def test_a_computation_of_all_cases(families, clock):
    run_id = recomputing.start(families[0].incident_id, actor=actor("lan", Role.OFFICER))
    _kill_a_worker("recomputing", "_compute")
    assert _count(Evaluation.id) == 2
    _work_all(clock)
    assert _count(Evaluation.id) == 5
    run = db.session.get_one(Recomputation, run_id)
    assert (run.state, run.computed) == (RunState.DONE, 5)
    db.session.rollback()
    assert check.run().findings == []
