"""One worker of the batches trial: works what is free, and kills itself with SIGKILL at places its dice choose.

Run as `python -m tests.trials.batch_worker URL FILES SEED CHANCE LEASE BUG`: one in CHANCE of the places where a
process may die, which are before and after an item, and before and after the items of a turn are settled, is its last;
0 never dies. Leases last LEASE seconds. It ends when no job is open. BUG "early" is the seeded one: items are
settled before they are done.
"""

import os
import random
import signal
import sys
import time
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select, update

from aid import create_app
from aid.domain.batches import ItemState
from aid.extensions import db
from aid.jobs import worker
from aid.models.batches import JobItem
from aid.models.jobs import Job, JobState
from aid.services import batch_items, batch_kinds, jobs
from aid.services.transaction import transaction
from config import config_for_tests

CHUNK = 5


def main(url: str, files: str, seed: str, chance: str, lease: str, bug: str) -> None:
    """Work until no job is open, or until the dice say to die."""
    dice, one_in = random.Random(int(seed)), int(chance)

    def may_die() -> None:
        if one_in and dice.randrange(one_in) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    batch_items.CHUNK = CHUNK
    # As in the program, a job is held for longer than its items.
    batch_items.LEASE, jobs.LEASE = timedelta(seconds=float(lease)), timedelta(seconds=2 * float(lease))
    jobs._FIRST_WAIT = timedelta(0)
    _let_die(may_die)
    if bug == "early":
        _settle_early()
    with create_app(config_for_tests(url, Path(files))).app_context():
        while _open_jobs():
            if not worker.work_one():
                time.sleep(0.1)


def _let_die(may_die) -> None:
    settle = batch_items.settle

    def settled(*given):
        may_die()
        settle(*given)
        may_die()

    batch_items.settle = settled
    for kind, how in batch_kinds.KINDS.items():

        def done(subject_id, actor, do=how.do):
            may_die()
            outcome = do(subject_id, actor)
            may_die()
            return outcome

        batch_kinds.KINDS[kind] = how._replace(do=done)


def _settle_early() -> None:
    claim = batch_items.claim

    def claimed(batch_id):
        chunk = claim(batch_id)
        if chunk is not None:
            with transaction() as session:
                wanted = [item.id for item in chunk.items]
                session.execute(update(JobItem).where(JobItem.id.in_(wanted)).values(state=ItemState.DONE))
        return chunk

    batch_items.claim = claimed


def _open_jobs() -> int:
    found = db.session.scalar(select(func.count(Job.id)).where(Job.state == JobState.OPEN)) or 0
    db.session.rollback()
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
