"""Every row of every guarded table against the digest in the last event that wrote it."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, select

from aid.models import Base
from aid.services import trail
from aid.services.check.findings import Finding
from aid.services.check.latest import Latest
from aid.services.check.reading import rows_of

_AT_ONCE = 1000


def check(connection: Connection, known: Latest, counts: dict[str, int]) -> Iterator[Finding]:
    """Yield rows that were changed, added or removed by hand; `counts` gets how many rows each table has."""
    for name in sorted(trail.GUARDED):
        counts[name] = 0
        table = Base.metadata.tables[name]
        digests = _digests(connection, table)
        while rows := list(islice(digests, _AT_ONCE)):
            counts[name] += len(rows)
            told = known.take(name, [key for key, _digest in rows])
            for key, digest in rows:
                yield from _compare(name, key, digest, told.get(key))
    for lost in known.left():
        says = f"Dòng này có trong sự kiện {lost.seq} nhưng không còn trong bảng."
        yield Finding("row_missing", lost.table, lost.key, says)


def _digests(connection: Connection, table: Table) -> Iterator[tuple[str, str]]:
    keys = [column.name for column in table.primary_key.columns]
    for row in rows_of(connection, select(table).order_by(*table.primary_key.columns)):
        yield trail.key_text(row[name] for name in keys), trail.row_digest(table, row)


def _compare(table: str, key: str, digest: str, told: Any) -> Iterator[Finding]:
    if told is None or told.digest is None:
        yield Finding("row_without_event", table, key, "Dòng này không do một sự kiện nào ghi.")
    elif told.digest != digest:
        yield Finding("row_changed", table, key, f"Dòng này khác lúc sự kiện {told.seq} ghi nó.")
