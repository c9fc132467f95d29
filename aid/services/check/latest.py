"""The digest each row had in the last event that wrote it, kept in a file of its own so that memory stays flat."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from tempfile import TemporaryDirectory
from typing import NamedTuple

_AT_ONCE = 400


class Written(NamedTuple):
    """A row the trail says is there, or None as its digest where the trail says it is gone."""

    table: str
    key: str
    digest: str | None
    seq: int


class Latest:
    """Table and key -> digest and event; later events replace earlier ones."""

    def __init__(self, file: sqlite3.Connection) -> None:
        self._file = file
        file.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            "CREATE TABLE latest (tab TEXT, row TEXT, digest TEXT, seq INTEGER, PRIMARY KEY (tab, row)) WITHOUT ROWID"
        )

    def note(self, seq: int, rows: Mapping[str, Mapping[str, str | None]]) -> None:
        """Keep what one event wrote."""
        told = [(table, key, digest, seq) for table, found in rows.items() for key, digest in found.items()]
        self._file.executemany("INSERT OR REPLACE INTO latest VALUES (?, ?, ?, ?)", told)

    def take(self, table: str, keys: Sequence[str]) -> dict[str, Written]:
        """Return what the trail says about these rows, and strike them off."""
        found: dict[str, Written] = {}
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            wanted = f"FROM latest WHERE tab = ? AND row IN ({marks})"
            for row in self._file.execute(f"SELECT tab, row, digest, seq {wanted}", (table, *some)):
                found[row[1]] = Written(*row)
            self._file.execute(f"DELETE {wanted}", (table, *some))
        return found

    def left(self) -> Iterable[Written]:
        """Return the rows that nobody took although the trail says they are there."""
        wanted = "SELECT tab, row, digest, seq FROM latest WHERE digest IS NOT NULL ORDER BY tab, row"
        return (Written(*row) for row in self._file.execute(wanted))


@contextmanager
def latest() -> Iterator[Latest]:
    """Open an empty store that goes when it is closed."""
    with TemporaryDirectory(prefix="aid-check-") as folder, closing(sqlite3.connect(f"{folder}/latest.db")) as file:
        yield Latest(file)
