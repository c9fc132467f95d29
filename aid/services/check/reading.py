"""Reading for the check: one unchanging picture of the database, a few thousand rows at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Executable, RowMapping

from aid.extensions import db

_AT_ONCE = 1000


@contextmanager
def snapshot() -> Iterator[Connection]:
    """Open a connection that sees the database as it is now, whatever others write meanwhile."""
    engine = db.engine
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.connect() as connection:
        yield connection


def rows_of(connection: Connection, statement: Executable) -> Iterator[RowMapping]:
    """Yield the rows of a statement without ever holding all of them."""
    with connection.execution_options(yield_per=_AT_ONCE).execute(statement) as result:
        yield from result.mappings()


def key_of(*parts: Any) -> str:
    """Return a key as findings name it."""
    return "/".join(str(part) for part in parts)
