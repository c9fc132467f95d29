"""Working a batch: chunk after chunk until nothing is free; who settles the last item makes the files."""

import logging
import time
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy.exc import DBAPIError

from aid.domain.batches import BatchState, ItemState
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Actor
from aid.extensions import db
from aid.models.batches import Batch
from aid.queries.users import actor_of
from aid.services import batch_files, batch_items, jobs
from aid.services.batch_items import Chunk, Item
from aid.services.batch_kinds import KINDS
from aid.services.trail import plain

logger = logging.getLogger(__name__)


# Shorter than a lease by far, so that nobody takes over what is still being worked on.
TURN_SECONDS: Final = 30

# What holds up the whole batch -> what its page says meanwhile.
_NOBODYS_FAULT: Final = {"busy": "", "disk_full": "batch_disk"}


class Held(Exception):
    """Nothing is wrong with the items, but nothing can be kept at the moment: the job tries again by itself."""


def work(batch_id: int) -> None:
    """Do some items of a batch, or its files when all are settled; safe to run twice and beside others.

    jobs.GivesWay where more is free: a storm of thousands holds up no other job for longer than one turn.
    """
    if chunk := batch_items.claim(batch_id):
        _do(batch_id, chunk)
        raise jobs.GivesWay
    if (seconds := batch_items.held_for(batch_id)) is not None:
        raise jobs.GivesWay(seconds)
    batch = db.session.get(Batch, batch_id, populate_existing=True)
    if batch is not None and batch.state is BatchState.OPEN and not batch_items.count_waiting(batch_id):
        try:
            batch_files.finish(batch_id)
        except Refusal as refusal:
            _hold_up(batch_id, (), refusal)


def _do(batch_id: int, chunk: Chunk) -> None:
    done: list[dict[str, Any]] = []
    ends = time.monotonic() + TURN_SECONDS
    actor = actor_of(chunk.user_id)
    for place, item in enumerate(chunk.items):
        if jobs.is_stopping() or time.monotonic() > ends or not batch_items.is_open(batch_id):
            batch_items.settle(batch_id, done)
            batch_items.give_back(batch_id, chunk.items[place:])
            return
        try:
            done.append(_one(chunk, item, actor))
        except Refusal as refusal:
            batch_items.settle(batch_id, done)
            _hold_up(batch_id, chunk.items[place:], refusal)
    batch_items.settle(batch_id, done)


def _one(chunk: Chunk, item: Item, actor: Actor) -> dict[str, Any]:
    """Do one item; what goes wrong with it is its own, what goes wrong with disk or database is everybody's."""
    try:
        outcome = KINDS[chunk.kind].do(item.subject_id, actor)
    except Refusal as refusal:
        if refusal.code in _NOBODYS_FAULT:
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


def _hold_up(batch_id: int, rest: Sequence[Item], refusal: Refusal) -> None:
    batch_items.give_back(batch_id, rest, trouble=_NOBODYS_FAULT[refusal.code])
    raise Held(refusal.code) from refusal
