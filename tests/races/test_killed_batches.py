"""Batches whose workers are killed with SIGKILL, again and again: a small part of tests/trials/trial_batches.py."""

import os
import signal
import subprocess
import sys

import pytest

from aid.extensions import db, settings
from aid.services import batches, dossiers
from aid.services.batches import Printing
from config import ROOT
from tests.factories.dossiers import make_dossier, make_fund, make_staff
from tests.trials.batch_verdict import faults_of_issue, faults_of_print

SEED, ONE_IN = 20260915, 7


@pytest.fixture
def staff(app):
    return make_staff()


def _work_with_kills(database, bug="none"):
    """Let one worker after the other work, each until it kills itself; return how many were killed."""
    db.session.rollback()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    for killed in range(40):
        chance = str(ONE_IN if killed < 5 else 0)
        given = [database, str(settings().files), str(SEED + killed), chance, "0", bug]
        command = [sys.executable, "-m", "tests.trials.batch_worker", *given]
        ended = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, timeout=300)
        if ended.returncode == 0:
            return killed
        assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    raise AssertionError("The batch never ended.")


def test_numbers_and_papers_survive_kills(database, staff):
    fund = make_fund(staff)
    signed = [make_dossier(staff, fund, until="sign") for _ in range(7)]
    batch_id = batches.start_issue(signed, "Cấp số đợt bão", actor=staff.clerk)
    # The clerk sends one back while the batch waits for a worker.
    dossiers.return_to_officer(signed[3], reason="Thiếu giấy ra viện", actor=staff.clerk)
    assert _work_with_kills(database) >= 2
    assert faults_of_issue(batch_id, signed, returned=[signed[3]]) == []
    batch_id = batches.start_print_of(signed, "In đợt bão", Printing(10), actor=staff.clerk)
    assert _work_with_kills(database) >= 1
    assert faults_of_print(batch_id, 6) == []


def test_the_trial_sees_a_paper_that_is_missing(database, staff):
    """The seeded bug: items are settled before they are done, so a kill loses what was in hand."""
    fund = make_fund(staff)
    signed = [make_dossier(staff, fund, until="sign") for _ in range(3)]
    batch_id = batches.start_issue(signed, "Cấp số đợt bão", actor=staff.clerk)
    assert _work_with_kills(database, bug="early") >= 1
    assert "a dossier is not issued" in faults_of_issue(batch_id, signed)
