"""The queue: a lease holds a job, a failure gives it back, a killed worker loses nothing."""

from datetime import timedelta

import pytest

from aid import clock as aid_clock
from aid.extensions import db
from aid.jobs import worker
from aid.models.jobs import Job, JobState
from aid.queries.jobs import queue
from aid.services import jobs
from aid.services.transaction import transaction


def make_job(kind: str = "draw", subject_id: int = 7) -> int:
    job = Job(kind=kind, subject_id=subject_id, state=JobState.OPEN, created_at=aid_clock.now())
    db.session.add(job)
    db.session.commit()
    return job.id


@pytest.fixture
def drawn(app, monkeypatch):
    """What the worker was asked to draw."""
    asked: list[int] = []
    monkeypatch.setitem(worker.HANDLERS, "draw", asked.append)
    return asked


def _job(job_id: int) -> Job:
    db.session.rollback()
    return db.session.get_one(Job, job_id)


def test_an_empty_queue_gives_nothing(app):
    assert jobs.take() is None
    assert worker.work_one() is False


def test_the_oldest_job_is_done_first_and_once(drawn):
    first, second = make_job(subject_id=1), make_job(subject_id=2)
    assert [worker.work_one() for _ in range(3)] == [True, True, False]
    assert drawn == [1, 2]
    assert {_job(job_id).state for job_id in (first, second)} == {JobState.DONE}
    assert (queue().open, queue().done) == (0, 2)


def test_a_leased_job_is_nobody_elses_until_the_lease_runs_out(app, clock):
    clock("2026-09-15T08:00+07:00")
    job_id = make_job()
    assert jobs.take().id == job_id
    assert jobs.take() is None
    clock("2026-09-15T08:10:30+07:00")
    again = jobs.take()
    assert (again.id, again.tries) == (job_id, 2)


def test_a_failed_job_waits_longer_each_time_and_tells_why(app, clock, monkeypatch):
    began = clock("2026-09-15T08:00+07:00")

    def broken(_subject_id):
        raise RuntimeError("no typeface")

    monkeypatch.setitem(worker.HANDLERS, "draw", broken)
    job_id, waits = make_job(), []
    for _ in range(12):
        assert worker.work_one()
        job = _job(job_id)
        assert (job.state, job.error) == (JobState.OPEN, "RuntimeError: no typeface")
        waits.append(round((job.leased_until - aid_clock.now()).total_seconds()))
        began = job.leased_until + timedelta(seconds=1)
        aid_clock.set_shift(began)
    assert waits == sorted(waits)
    assert waits[0] >= 15
    assert waits[-1] == 3600


def test_a_job_of_an_unknown_kind_stays_in_the_queue_with_its_error(app):
    job_id = make_job(kind="unheard")
    worker.work_one()
    assert (_job(job_id).state, _job(job_id).error) == (JobState.OPEN, "KeyError: 'unheard'")


def test_finishing_twice_changes_nothing(app):
    job_id = make_job()
    jobs.take()
    jobs.finish(job_id)
    done_at = _job(job_id).done_at
    jobs.finish(job_id)
    jobs.fail(job_id, "too late")
    assert (_job(job_id).done_at, _job(job_id).error) == (done_at, "")


def test_what_gives_way_is_free_at_once_behind_what_waited(app, clock, monkeypatch):
    clock("2026-09-15T08:00+07:00")
    turns = []

    def storm(subject_id):
        turns.append(subject_id)
        if turns.count(subject_id) < 3 and subject_id == 1:
            raise jobs.GivesWay

    monkeypatch.setitem(worker.HANDLERS, "draw", storm)
    storm_id = make_job(subject_id=1)
    for subject_id in (2, 3):
        aid_clock.set_shift(aid_clock.now() + timedelta(seconds=1))
        make_job(subject_id=subject_id)
    for _ in range(5):
        aid_clock.set_shift(aid_clock.now() + timedelta(seconds=1))
        assert worker.work_one()
    assert turns == [1, 2, 3, 1, 1]
    assert (_job(storm_id).state, _job(storm_id).error) == (JobState.DONE, "")


def test_a_database_that_is_away_does_not_end_the_worker(drawn, monkeypatch):
    make_job()
    taken = jobs.take

    def away():
        raise OSError("the database is away")

    monkeypatch.setattr(jobs, "take", away)
    assert worker.work_one() is False
    monkeypatch.setattr(jobs, "take", taken)
    assert worker.work_one() is True


@pytest.fixture
def rung(monkeypatch):
    """After how many seconds workers were told of work."""
    told: list[float] = []
    monkeypatch.setattr(jobs._Bell, "ring", staticmethod(told.append))
    return told


def test_workers_are_told_at_the_commit_and_never_of_what_was_undone(app, rung):
    with pytest.raises(RuntimeError), transaction() as session:
        jobs.queue(session, "draw", 1)
        raise RuntimeError("undone")
    assert rung == []
    with transaction() as session:
        jobs.queue(session, "draw", 1)
        jobs.queue(session, "draw", 2, begun_at_once=True)
        assert rung == []
    assert rung == [0, 10]


def test_a_failed_job_rings_again_when_its_wait_is_over(app, rung, monkeypatch):
    make_job(kind="unheard")
    worker.work_one()
    assert rung == [30.0]


def test_a_bell_that_is_broken_undoes_nothing(app, monkeypatch):
    def broken(_seconds):
        raise OSError("database is locked")

    monkeypatch.setattr(jobs._Bell, "ring", staticmethod(broken))
    with transaction() as session:
        jobs.queue(session, "draw", 7)
    assert jobs.count_free() == 1
