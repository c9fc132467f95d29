"""Working a batch: chunk after chunk until nothing is free; who settles the last item makes the files."""

import logging
from collections.abc import Sequence
from typing import Any

from sqlalchemy.exc import DBAPIError

from aid.domain.batches import BatchState, ItemState
from aid.domain.errors import Missing, Refusal
from aid.extensions import db
from aid.models.batches import Batch
from aid.queries.users import actor_of
from aid.services import batch_files, batch_items, jobs
from aid.services.batch_items import Chunk, Item
from aid.services.batch_kinds import KINDS
from aid.services.trail import plain

logger = logging.getLogger(__name__)


class Held(Exception):
    """Nothing is wrong with the items, but the disk takes no more: the job waits and tries again by itself."""


def work(batch_id: int) -> None:
    """Do what is free of a batch; safe to run twice and beside others. jobs.Stopped where the worker must end."""
    while chunk := batch_items.claim(batch_id):
        _do(batch_id, chunk)
        # An identity map that lives as long as the batch would grow with every item.
        db.session.remove()
    batch = db.session.get(Batch, batch_id, populate_existing=True)
    if batch is not None and batch.state is BatchState.OPEN and not batch_items.count_waiting(batch_id):
        try:
            batch_files.finish(batch_id)
        except OSError as error:
            _hold_up(batch_id, (), error)


def _do(batch_id: int, chunk: Chunk) -> None:
    done: list[dict[str, Any]] = []
    for place, item in enumerate(chunk.items):
        if jobs.is_stopping() or not batch_items.is_open(batch_id):
            _let_go(batch_id, done, chunk.items[place:])
            return
        try:
            done.append(_one(chunk, item))
        except OSError as error:
            batch_items.settle(batch_id, done)
            _hold_up(batch_id, chunk.items[place:], error)
    batch_items.settle(batch_id, done)


def _one(chunk: Chunk, item: Item) -> dict[str, Any]:
    """Do one item; what goes wrong with it is its own, what goes wrong with disk or database is everybody's."""
    try:
        outcome = KINDS[chunk.kind].do(item.subject_id, actor_of(chunk.user_id))
    except Refusal as refusal:
        if refusal.code == "busy":
            raise
        return _failed(item, refusal.code, plain(dict(refusal.facts)))
    except Missing:
        return _failed(item, "batch_item_gone", {})
    except (OSError, DBAPIError):
        raise
    except Exception as error:
        logger.exception("Item %s of a batch failed", item.id)
        return _failed(item, "batch_item_failed", {"what": type(error).__name__})
    return {"id": item.id, "state": ItemState.DONE, "code": "", "facts": {}, **outcome._asdict()}


def _failed(item: Item, code: str, facts: Any) -> dict[str, Any]:
    return {"id": item.id, "state": ItemState.FAILED, "code": code, "facts": facts}


def _let_go(batch_id: int, done: Sequence[dict[str, Any]], rest: Sequence[Item]) -> None:
    batch_items.settle(batch_id, done)
    batch_items.give_back(batch_id, rest)
    if jobs.is_stopping():
        raise jobs.Stopped


def _hold_up(batch_id: int, rest: Sequence[Item], error: OSError) -> None:
    batch_items.give_back(batch_id, rest, trouble="batch_disk")
    raise Held(str(error)) from error
