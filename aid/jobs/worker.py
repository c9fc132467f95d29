"""What a worker does when it is called: one job, as far as it goes in one turn; and what it tends once a minute."""

import logging
from collections.abc import Callable
from typing import Final

from aid.extensions import db
from aid.jobs import periodic
from aid.services import batch_items, batch_work, decision_changes, decisions, jobs, papers, recomputing, trials

logger = logging.getLogger(__name__)

HANDLERS: Final[dict[str, Callable[[int], object]]] = {
    batch_items.WORK: batch_work.work,
    decision_changes.RENDER: decision_changes.render,
    decisions.RENDER: decisions.render,
    papers.RENDER: papers.render,
    recomputing.RECOMPUTE: recomputing.recompute,
    trials.TRY: trials.run_trial,
}


def work_one() -> bool:
    """Take one job and do it; say whether there was one. A job that fails waits for its next turn."""
    return _safely(_work_one)


def tend() -> None:
    """Do what is due once a minute."""
    _safely(periodic.tend)


def _work_one() -> bool:
    job = jobs.take()
    if job is None:
        return False
    try:
        HANDLERS[job.kind](job.subject_id)
        jobs.finish(job.id)
    except jobs.GivesWay as later:
        jobs.give_back(job.id, later.seconds)
    except Exception as error:
        logger.exception("Job %s (%s %s) failed", job.id, job.kind, job.subject_id)
        jobs.fail(job.id, f"{type(error).__name__}: {error}")
    return True


def work_waiting() -> int:
    """Work until nothing waits or the worker is asked to stop, and return how many jobs were taken."""
    taken = 0
    while not jobs.is_stopping() and work_one():
        taken += 1
    return taken


def _safely(do: Callable[[], bool | None]) -> bool:
    """Do one piece of work; a database that is away for a while must not end the worker."""
    try:
        return bool(do())
    except Exception:
        logger.exception("The queue could not be read")
        return False
    finally:
        # An identity map that lives for days would grow with every job.
        db.session.remove()
