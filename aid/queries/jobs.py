"""Reading the queue of work outside requests."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from aid.extensions import db
from aid.models.jobs import Job, JobState


class JobRow(NamedTuple):
    """One job that is still open."""

    id: int
    kind: str
    subject_id: int
    tries: int
    leased_until: datetime | None
    error: str
    created_at: datetime


class Queue(NamedTuple):
    """The open jobs, oldest first, and how many there are of each state."""

    open: int
    done: int
    jobs: Sequence[JobRow]


def queue(limit: int = 200) -> Queue:
    """Return the state of the queue with the oldest open jobs."""
    counts: dict[JobState, int] = dict(db.session.execute(select(Job.state, func.count()).group_by(Job.state)).all())
    rows = db.session.scalars(select(Job).where(Job.state == JobState.OPEN).order_by(Job.id).limit(limit))
    jobs = [JobRow(j.id, j.kind, j.subject_id, j.tries, j.leased_until, j.error, j.created_at) for j in rows]
    return Queue(counts.get(JobState.OPEN, 0), counts.get(JobState.DONE, 0), jobs)
