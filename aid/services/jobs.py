"""Work outside requests: taking a job with a lease, and what becomes of it.

A worker that is killed leaves a lease that runs out; then another takes the job again. Every job is written so that
doing it twice is harmless.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import Select, Update, func, or_, select, update
from sqlalchemy.orm import Session

from aid import clock
from aid.extensions import db
from aid.models.jobs import Job, JobState
from aid.services.transaction import after_commit, load_for_update, transaction

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
_FIRST_WAIT = timedelta(seconds=15)
_LONGEST_WAIT = timedelta(hours=1)
_LONGEST_ERROR = 500
_AFTER_THE_REQUEST = 10


class GivesWay(Exception):
    """The job goes on later: the worker must end, or others have waited as long. What was not begun is given back."""

    def __init__(self, seconds: float = 0) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class _Stop:
    """How a worker is asked to end; nobody asks until a worker says where to look."""

    asked: Callable[[], bool] = staticmethod(lambda: False)


@contextmanager
def stopping_when(asked: Callable[[], bool]) -> Iterator[None]:
    """Let long jobs ask, between two items, whether the worker must end."""
    before, _Stop.asked = _Stop.asked, staticmethod(asked)
    try:
        yield
    finally:
        _Stop.asked = staticmethod(before)


def is_stopping() -> bool:
    """Say whether the worker was asked to end."""
    return _Stop.asked()


class _Bell:
    """How workers are told that a job waits; nobody is told until the job library says how."""

    ring: Callable[[float], None] = staticmethod(lambda _seconds: None)


def ring_with(ring: Callable[[float], None]) -> None:
    """Let `ring` tell the workers, so many seconds from now; a ring that fails is made up for within a minute."""
    _Bell.ring = staticmethod(ring)


def _ring(seconds: float) -> None:
    try:
        _Bell.ring(seconds)
    except Exception:
        logger.exception("The workers could not be told of a job; they find it within a minute")


class TakenJob(NamedTuple):
    """A job that is this worker's until its lease runs out."""

    id: int
    kind: str
    subject_id: int
    tries: int


def take() -> TakenJob | None:
    """Lease the job that nobody holds and that has waited longest, for ten minutes; None where there is none."""
    now = clock.now()
    wanted = _free().order_by(func.coalesce(Job.leased_until, Job.created_at), Job.id).limit(1)
    # Looking first keeps an idle worker from asking for the one write lock of SQLite every two seconds.
    if db.session.scalar(wanted.with_only_columns(Job.id)) is None:
        return None
    with transaction() as session:
        job = session.scalars(wanted.with_for_update(skip_locked=True)).one_or_none()
        if job is None:
            return None
        job.leased_until = now + LEASE
        job.tries += 1
        return TakenJob(job.id, job.kind, job.subject_id, job.tries)


def count_free() -> int:
    """Return how many open jobs nobody holds: new ones, and those whose worker was killed or whose wait is over."""
    return db.session.scalar(_free().with_only_columns(func.count(Job.id))) or 0


def _free() -> Select[Job]:
    free = or_(Job.leased_until.is_(None), Job.leased_until <= clock.now())
    return select(Job).where(Job.state == JobState.OPEN, free)


def queue(session: Session, kind: str, subject_id: int, *, begun_at_once: bool = False) -> None:
    """Add a job inside a caller's transaction, and tell a worker after the commit.

    What the request itself begins at once (`begun_at_once`) is a worker's only where that failed: it is told later.
    """
    session.add(Job(kind=kind, subject_id=subject_id, state=JobState.OPEN, created_at=clock.now()))
    after_commit(_ring, _AFTER_THE_REQUEST if begun_at_once else 0)


def hold(session: Session, kind: str, subject_id: int) -> None:
    """Lease the open job of a subject for another ten minutes, with each step of long work in its own transaction."""
    session.execute(_open(kind, subject_id).values(leased_until=clock.now() + LEASE))


def close(session: Session, kind: str, subject_id: int) -> None:
    """Note inside a caller's transaction that the work on a subject is done, whoever did it."""
    done = {"state": JobState.DONE, "done_at": clock.now(), "leased_until": None, "error": ""}
    session.execute(_open(kind, subject_id).values(**done))


def _open(kind: str, subject_id: int) -> Update:
    return update(Job).where(Job.kind == kind, Job.subject_id == subject_id, Job.state == JobState.OPEN)


def finish(job_id: int) -> None:
    """Note that a job is done; once more changes nothing."""
    with transaction() as session:
        job = load_for_update(session, Job, job_id)
        if job.state is JobState.OPEN:
            job.state, job.done_at, job.leased_until, job.error = JobState.DONE, clock.now(), None, ""


def give_back(job_id: int, seconds: float = 0) -> None:
    """Let go of a job that goes on later: free at once or after a while, behind what waited already; not failed."""
    with transaction() as session:
        job = load_for_update(session, Job, job_id)
        if job.state is JobState.OPEN:
            job.leased_until, job.tries = clock.now() + timedelta(seconds=seconds), 0
            after_commit(_ring, seconds)


def fail(job_id: int, error: str) -> None:
    """Note what went wrong; the job is tried again after a wait that doubles, from seconds up to an hour."""
    with transaction() as session:
        job = load_for_update(session, Job, job_id)
        if job.state is JobState.OPEN:
            doublings = min(job.tries, 10)
            job.error = error[:_LONGEST_ERROR]
            wait = min(_FIRST_WAIT * 2**doublings, _LONGEST_WAIT)
            job.leased_until = clock.now() + wait
            after_commit(_ring, wait.total_seconds())
