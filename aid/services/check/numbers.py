"""Numbers: in our own books 1 to n without hole or double, on days that never go back (NĐ 30/2020 Điều 15)."""

import re
from collections.abc import Iterator

from sqlalchemy import Connection, select

from aid.models.decisions import Book
from aid.models.dossiers import Dossier
from aid.models.incidents import Incident
from aid.services import dossiers, incidents
from aid.services.check import register
from aid.services.check.findings import Finding
from aid.services.check.reading import key_of, rows_of

# Books that number our own matters and not papers; the last part of the matter's code is its number.
_RUNNING: dict[str, type[Dossier] | type[Incident]] = {dossiers.BOOK: Dossier, incidents.BOOK: Incident}
_NUMBERED = re.compile(r"-(?P<year>\d{4})-(?P<number>\d{4,})$")


def check(connection: Connection) -> Iterator[Finding]:
    """Yield holes, doubles, days that go back, and counters that do not stand at their last document or matter."""
    yield from register.check(connection, frozenset(_RUNNING))
    yield from _running(connection)


def _running(connection: Connection) -> Iterator[Finding]:
    highest: dict[tuple[int, int, str], int] = {}
    for code, kind in _RUNNING.items():
        wanted = select(kind.agency_id, kind.code).where(kind.code.startswith(f"{code}-")).order_by(kind.id)
        for row in rows_of(connection, wanted):
            if numbered := _NUMBERED.search(row["code"]):
                key = (row["agency_id"], int(numbered["year"]), code)
                highest[key] = max(highest.get(key, 0), int(numbered["number"]))
    counters = select(Book.agency_id, Book.year, Book.code, Book.last_number).where(Book.code.in_(_RUNNING))
    for row in rows_of(connection, counters.order_by(Book.agency_id, Book.year, Book.code)):
        key = (row["agency_id"], row["year"], row["code"])
        if row["last_number"] != highest.get(key, 0):
            says = f"Sổ ghi số cuối là {row['last_number']}, mã cuối mang số {highest.get(key, 0)}."
            yield Finding("book_number", "books", key_of(*key), says)
