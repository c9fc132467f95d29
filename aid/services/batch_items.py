"""The items of a batch: leased by 25, settled together, given back; an expired lease is anybody's."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select, update

from aid import clock
from aid.domain.batches import BatchKind, BatchState, ItemState
from aid.extensions import db
from aid.models.batches import Batch, JobItem
from aid.services.transaction import transaction

CHUNK = 25
LEASE = timedelta(minutes=2)
WORK = "batch"


class Item(NamedTuple):
    """One item that is this worker's until its lease runs out."""

    id: int
    position: int
    subject_id: int


class Chunk(NamedTuple):
    """Items of one batch in their order, whose work it is and in whose name it is done."""

    kind: BatchKind
    user_id: int
    items: Sequence[Item]


def claim(batch_id: int) -> Chunk | None:
    """Lease the next items nobody holds, in order; None where the batch is not open or nothing is free."""
    now = clock.now()
    with transaction() as session:
        batch = session.get(Batch, batch_id, populate_existing=True)
        if batch is None or batch.state is not BatchState.OPEN or batch.created_by is None:
            return None
        free = or_(JobItem.leased_until.is_(None), JobItem.leased_until < now)
        wanted = (
            select(JobItem.id)
            .where(JobItem.batch_id == batch_id, JobItem.state == ItemState.WAITING, free)
            .order_by(JobItem.position)
            .limit(CHUNK)
            .with_for_update(skip_locked=True)
        )
        leased = session.execute(
            update(JobItem)
            .where(JobItem.id.in_(wanted.scalar_subquery()))
            .values(leased_until=now + LEASE, tries=JobItem.tries + 1)
            .returning(JobItem.id, JobItem.position, JobItem.subject_id)
            .execution_options(synchronize_session=False)
        ).all()
        items = sorted((Item(*row) for row in leased), key=lambda item: item.position)
        return Chunk(batch.kind, batch.created_by, items) if items else None


def settle(batch_id: int, done: Sequence[dict[str, Any]]) -> None:
    """Write what became of leased items: each a dict with `id`, `state` and what the item keeps."""
    if not done:
        return
    now = clock.now()
    with transaction() as session:
        for values in done:
            settled = {**values, "leased_until": None, "done_at": now}
            item = session.get_one(JobItem, settled.pop("id"))
            if item.state is ItemState.WAITING:
                for name, value in settled.items():
                    setattr(item, name, value)
        session.execute(update(Batch).where(Batch.id == batch_id, Batch.trouble != "").values(trouble=""))


def give_back(batch_id: int, items: Sequence[Item], *, trouble: str = "") -> None:
    """Let go of items that were not begun, and note what holds the batch up."""
    with transaction() as session:
        ids = [item.id for item in items]
        session.execute(update(JobItem).where(JobItem.id.in_(ids)).values(leased_until=None))
        if trouble:
            session.execute(update(Batch).where(Batch.id == batch_id).values(trouble=trouble))


def is_open(batch_id: int) -> bool:
    """Say whether the batch still goes on: neither paused nor cancelled."""
    # What the last item read is a snapshot from before the button was pressed.
    db.session.remove()
    return db.session.scalar(select(Batch.state).where(Batch.id == batch_id)) is BatchState.OPEN


def held_for(batch_id: int) -> float | None:
    """Return for how many seconds others may still hold items of an open batch; None where they hold none."""
    held = select(func.min(JobItem.leased_until)).join(Batch, Batch.id == JobItem.batch_id)
    waiting = held.where(
        JobItem.batch_id == batch_id, JobItem.state == ItemState.WAITING, Batch.state == BatchState.OPEN
    )
    until = db.session.scalar(waiting)
    return None if until is None else max(1.0, (until - clock.now()).total_seconds())


def count_waiting(batch_id: int) -> int:
    """Return how many items are neither done nor failed, leased or not."""
    waiting = select(func.count(JobItem.id)).where(JobItem.batch_id == batch_id, JobItem.state == ItemState.WAITING)
    return db.session.scalar(waiting) or 0
