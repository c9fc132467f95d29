"""Numbers: in our own books 1 to n without hole or double, on days that never go back (NĐ 30/2020 Điều 15)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, RowMapping, select

from aid.models.decisions import Book, Decision
from aid.models.dossiers import Dossier
from aid.models.incidents import Incident
from aid.services import dossiers, incidents
from aid.services.check.findings import Finding
from aid.services.check.reading import key_of, rows_of


class _Last(NamedTuple):
    book: tuple[int, int, str]
    number: int = 0
    day: object = None


# Books that number our own matters and not papers; the last part of the matter's code is its number.
_RUNNING: dict[str, type[Dossier] | type[Incident]] = {dossiers.BOOK: Dossier, incidents.BOOK: Incident}
_NUMBERED = re.compile(r"-(?P<year>\d{4})-(?P<number>\d{4,})$")


def check(connection: Connection) -> Iterator[Finding]:
    """Yield holes, doubles, days that go back, and counters that do not stand at their last decision or matter."""
    yield from _decisions(connection)
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


def _decisions(connection: Connection) -> Iterator[Finding]:
    wanted = (
        select(Book.agency_id, Book.year, Book.code, Book.last_number, Book.last_day, Decision.id, Decision.number,
               Decision.issued_on)
        .outerjoin(
            Decision,
            (Decision.agency_id == Book.agency_id) & (Decision.year == Book.year) & (Decision.book == Book.code),
        )
        .where(Book.code.not_in(_RUNNING))
        .order_by(Book.agency_id, Book.year, Book.code, Decision.number, Decision.id)
    )  # fmt: skip
    last: _Last | None = None
    counter: RowMapping | None = None
    for row in rows_of(connection, wanted):
        book = (row["agency_id"], row["year"], row["code"])
        if last is None or last.book != book:
            yield from _end(last, counter)
            last, counter = _Last(book), row
        if row["number"] is not None:
            yield from _next(last, row)
            last = _Last(book, row["number"], row["issued_on"])
    yield from _end(last, counter)


def _next(last: _Last, row: RowMapping) -> Iterator[Finding]:
    key, number = str(row["id"]), row["number"]
    if number == last.number:
        yield Finding("number_double", "decisions", key, f"Số {number} được cấp hai lần trong một sổ.")
    elif number != last.number + 1:
        yield Finding("number_hole", "decisions", key, f"Sổ thiếu số từ {last.number + 1} đến {number - 1}.")
    if last.day is not None and row["issued_on"] < last.day:
        yield Finding("number_day", "decisions", key, f"Số {number} có ngày sớm hơn số liền trước.")


def _end(last: _Last | None, counter: RowMapping | None) -> Iterator[Finding]:
    if last is None or counter is None:
        return
    if counter["last_number"] != last.number:
        says = f"Sổ ghi số cuối là {counter['last_number']}, quyết định cuối mang số {last.number}."
        yield Finding("book_number", "books", key_of(*last.book), says)
    elif counter["last_day"] != last.day:
        yield Finding("book_day", "books", key_of(*last.book), "Ngày cuối của sổ khác ngày của quyết định cuối.")
