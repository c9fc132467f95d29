"""The job library only carries the news that something waits: what waits stands in our rows."""

import pickle

import pytest
from sqlalchemy import select

from aid import clock as aid_clock
from aid.extensions import db
from aid.jobs import worker
from aid.jobs.bell import Bell
from aid.models.jobs import Job, JobState
from aid.services import jobs
from aid.services.transaction import transaction


@pytest.fixture
def bell(app, monkeypatch):
    bell = Bell(app)
    monkeypatch.setattr(jobs._Bell, "ring", staticmethod(bell.ring))
    yield bell
    bell.queue.storage.close()


@pytest.fixture
def drawn(monkeypatch):
    asked = []
    monkeypatch.setitem(worker.HANDLERS, "draw", asked.append)
    return asked


def _queue(*subject_ids):
    with transaction() as session:
        for subject_id in subject_ids:
            jobs.queue(session, "draw", subject_id)


def _work(bell):
    """Do what a worker of the library does, until nothing is rung."""
    while (task := bell.queue.dequeue()) is not None:
        bell.queue.execute(task)


def test_what_is_queued_is_rung_and_done(bell, drawn):
    _queue(7, 8)
    assert bell.queue.pending_count() == 2
    _work(bell)
    assert drawn == [7, 8]
    assert set(db.session.scalars(select(Job.state))) == {JobState.DONE}


def test_a_lost_queue_loses_no_job(bell, drawn):
    _queue(7, 8)
    bell.queue.flush()
    _work(bell)
    assert drawn == []
    assert bell.ring_for_all() == 2
    assert bell.ring_for_all() == 0
    _work(bell)
    assert drawn == [7, 8]


def test_a_worker_begins_with_what_the_rows_say(bell, drawn):
    for _ in range(50):
        bell.ring()
    bell.ring(3600)
    _queue(7)
    bell.begin()
    assert (bell.queue.pending_count(), bell.queue.scheduled_count()) == (1, 0)


def test_a_ring_for_later_waits(bell, drawn):
    _queue(7)
    bell.queue.flush()
    bell.ring(3600)
    _work(bell)
    assert drawn == [] and bell.queue.scheduled_count() == 1


def test_a_ring_too_many_does_no_harm(bell, drawn):
    bell.ring()
    _queue(7)
    bell.ring()
    _work(bell)
    assert drawn == [7]


def test_a_job_in_hand_is_not_rung_again(bell, drawn):
    db.session.add(Job(kind="draw", subject_id=7, state=JobState.OPEN, created_at=aid_clock.now()))
    db.session.commit()
    assert jobs.take() is not None
    assert bell.ring_for_all() == 0


def test_what_somebody_else_wrote_into_the_queue_is_never_unpickled(bell):
    class Trap:
        def __reduce__(self):
            return (pytest.fail, ("A foreign message was unpickled.",))

    for forged in (pickle.dumps(Trap()), pickle.dumps(Trap()) + b":" + b"0" * 40):
        bell.queue.storage.enqueue(forged)
        with pytest.raises(ValueError, match=r"Signature|Separator"):
            bell.queue.dequeue()
