"""Long trial of the batches: AID_TRIAL_DOCUMENTS dossiers numbered and printed while workers are killed at random.

Three workers share the work; each kills itself with SIGKILL at places its own dice choose, is killed from outside now
and then, and another is started. The batch is paused and goes on meanwhile, one dossier is taken back, a second print
is cancelled in its middle. At the end every document is there exactly once on both databases. Leases are so short that
living workers overrun them too; the order of the numbers is then not promised, that of the print files is.
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from aid.domain.batches import BatchState, BatchStep, ItemState
from aid.extensions import db, settings
from aid.models.batches import Batch, JobItem
from aid.models.decisions import Decision
from aid.services import batches, check, dossiers
from aid.services.batches import Printing
from config import ROOT
from tests.factories.dossiers import make_dossier, make_fund, make_staff
from tests.trials.batch_verdict import faults_of_issue, faults_of_print

DOCUMENTS = int(os.environ.get("AID_TRIAL_DOCUMENTS", "60"))
SEED = int(os.environ.get("AID_TRIAL_SEED", "0")) or random.SystemRandom().randrange(1, 10**9)
WORKERS, ONE_IN = 3, max(20, DOCUMENTS // 5)
# Short enough that what a killed one held is taken over while the trial runs, and now and then by mistake.
LEASE = "4"


class Storm:
    """Workers that come and go."""

    def __init__(self, url: str) -> None:
        self.url, self.dice = url, random.Random(SEED)
        self.started = self.killed = 0
        self.running: list[subprocess.Popen[bytes]] = []

    def work(self, batch_id: int, meanwhile: Callable[[int], None] = lambda _settled: None) -> BatchState:
        """Keep workers at work, call `meanwhile` with how many items are settled, and return how the batch ended."""
        while (state := _state(batch_id)) in {BatchState.OPEN, BatchState.PAUSED}:
            self._replace()
            meanwhile(_settled(batch_id))
            if self.dice.random() < 0.02:
                self.dice.choice(self.running).kill()
            time.sleep(0.2)
        self.end()
        return state

    def end(self) -> None:
        for worker in self.running:
            worker.kill()
            worker.wait()
        self.running = []

    def _replace(self) -> None:
        self.killed += sum(1 for worker in self.running if worker.poll() not in {None, 0})
        self.running = [worker for worker in self.running if worker.poll() is None]
        while len(self.running) < WORKERS:
            self.started += 1
            given = [self.url, str(settings().files), str(SEED + self.started), str(ONE_IN), LEASE, "none"]
            command = [sys.executable, "-m", "tests.trials.batch_worker", *given]
            self.running.append(subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL))


@pytest.fixture
def storm(database):
    storm = Storm(database)
    yield storm
    storm.end()


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_every_document_is_there_once_after_the_storm(app, database, storm):
    print(f"\nAID_TRIAL_SEED={SEED} AID_TRIAL_DOCUMENTS={DOCUMENTS} {db.engine.dialect.name}")
    staff, began = make_staff(), time.monotonic()
    fund = make_fund(staff, DOCUMENTS * 100_000_000)
    signed = [make_dossier(staff, fund, until="sign") for _ in range(DOCUMENTS)]
    batch_id = batches.start_issue(signed, "Cấp số đợt bão", actor=staff.clerk)
    dossiers.return_to_officer(signed[-1], reason="Thiếu giấy ra viện", actor=staff.clerk)
    storm.work(batch_id, _pauses_once(batch_id, staff))
    assert faults_of_issue(batch_id, signed, returned=signed[-1:], in_order=False) == []
    batch_id = batches.start_print_of(signed, "In đợt bão", Printing(50), actor=staff.clerk)
    storm.work(batch_id, _pauses_once(batch_id, staff))
    assert faults_of_print(batch_id, DOCUMENTS - 1) == []
    _cancelled_half_way(storm, signed, staff)
    print(
        f"{DOCUMENTS - 1} documents by {storm.started} workers, {storm.killed} killed, {time.monotonic() - began:.0f} s"
    )
    assert storm.killed >= 3
    assert check.run().findings == []


def _pauses_once(batch_id: int, staff) -> Callable[[int], None]:
    paused: list[int] = []

    def meanwhile(settled: int) -> None:
        if not paused and settled > DOCUMENTS // 3:
            paused.append(settled)
            batches.take_step(batch_id, BatchStep.PAUSE, actor=staff.clerk)
            time.sleep(1)
            db.session.rollback()
            batches.take_step(batch_id, BatchStep.RESUME, actor=staff.clerk)

    return meanwhile


def _cancelled_half_way(storm: Storm, signed: list[int], staff) -> None:
    """What was done stays done, what was not begun is left, and the decisions are as they were."""
    before = db.session.execute(select(Decision.id, Decision.state, Decision.pdf_sha256)).all()
    batch_id = batches.start_print_of(signed, "In lại", Printing(50), actor=staff.clerk)

    def meanwhile(settled: int) -> None:
        if settled and _state(batch_id) is BatchState.OPEN:
            batches.take_step(batch_id, BatchStep.CANCEL, actor=staff.clerk)

    assert storm.work(batch_id, meanwhile) is BatchState.CANCELLED
    db.session.rollback()
    states = set(db.session.scalars(select(JobItem.state).where(JobItem.batch_id == batch_id)))
    assert states <= {ItemState.DONE, ItemState.LEFT}
    assert db.session.execute(select(Decision.id, Decision.state, Decision.pdf_sha256)).all() == before


def _state(batch_id: int) -> BatchState:
    db.session.rollback()
    return db.session.get_one(Batch, batch_id, populate_existing=True).state


def _settled(batch_id: int) -> int:
    wanted = select(func.count(JobItem.id)).where(JobItem.batch_id == batch_id, JobItem.state != ItemState.WAITING)
    return db.session.scalar(wanted) or 0
