"""The one place that commits.

A use case opens one transaction. On SQLite it begins with BEGIN IMMEDIATE, on PostgreSQL it locks the rows it
decides on (`load_for_update`). Whom its events concern is told within it (`telling`); what it recorded in the trail is
sealed into the chain just before the commit, so that no guarded row can change without an event; what it queued with
`after_commit` runs once the commit has succeeded, outside any transaction.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from aid.domain.errors import Missing, Refusal
from aid.extensions import WRITE_OPTION, db
from aid.services import telling, trail
from aid.services.constraints import refusal_of

logger = logging.getLogger(__name__)

_OPEN = "aid_open_transaction"
Row = TypeVar("Row")


@contextmanager
def transaction() -> Iterator[Session]:
    """Commit everything the block did, or none of it.

    Refusal: what the block raised, the code of the constraint it broke (`constraints.py`), `busy` where the database
    could not give the lock in time, or `disk_full` where it has no room left.
    """
    session = db.session()
    if _OPEN in session.info:
        raise RuntimeError("A use case called another use case; share a helper instead.")
    queued: list[Callable[[], object]] = []
    # The request may have read before; its snapshot must not be the one that is decided on.
    session.rollback()
    session.info[_OPEN] = queued
    try:
        session.connection(execution_options={WRITE_OPTION: True})
        yield session
        telling.tell(session)
        trail.seal(session)
        session.commit()
    except IntegrityError as error:
        session.rollback()
        raise refusal_of(error) from error
    except OperationalError as error:
        session.rollback()
        raise _told(error) from error
    except BaseException:
        session.rollback()
        raise
    finally:
        del session.info[_OPEN]
        trail.forget(session)
    for task in queued:
        _run(task)


# What a database says -> refusal code.
_SAID = (
    ("locked", "busy"),
    ("deadlock", "busy"),
    ("lock timeout", "busy"),
    ("disk is full", "disk_full"),
    ("no space left on device", "disk_full"),
)


def _told(error: OperationalError) -> Exception:
    said = str(error.orig).lower()
    code = next((code for words, code in _SAID if words in said), None)
    return error if code is None else Refusal(code)


def _run(task: Callable[[], object]) -> None:
    try:
        task()
    except Exception:
        # The matter is already decided; the job row repeats what failed here.
        logger.exception("After-commit work failed")


def after_commit(func: Callable[..., object], /, *args: object) -> None:
    """Queue a call for after the commit; it takes ids and values, never rows."""
    if any(inspect(arg, raiseerr=False) is not None for arg in args):
        raise TypeError("Pass ids, not rows: the row may have changed by then.")
    db.session().info[_OPEN].append(partial(func, *args))


def load_for_update(session: Session, kind: type[Row], ident: Any) -> Row:
    """Lock one row and read it anew, or raise Missing: a lock without reloading keeps the old values.

    The lock lets others still name the row in a foreign key: two who named a fund and then both wait to post to it
    would block each other for ever.
    """
    row = session.get(kind, ident, with_for_update={"key_share": True}, populate_existing=True)
    if row is None:
        raise Missing(f"{kind.__name__} {ident}")
    return row
