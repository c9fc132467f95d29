"""Numbers: in our own books 1 to n without hole or double, on days that never go back (NĐ 30/2020 Điều 15)."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, RowMapping, select

from aid.models.decisions import Book, Decision
from aid.services.check.findings import Finding
from aid.services.check.reading import key_of, rows_of


class _Last(NamedTuple):
    book: tuple[int, int, str]
    number: int = 0
    day: object = None


def check(connection: Connection) -> Iterator[Finding]:
    """Yield holes, doubles, days that go back, and counters that do not stand at their last decision."""
    wanted = (
        select(Book.agency_id, Book.year, Book.code, Book.last_number, Book.last_day, Decision.id, Decision.number,
               Decision.issued_on)
        .outerjoin(
            Decision,
            (Decision.agency_id == Book.agency_id) & (Decision.year == Book.year) & (Decision.book == Book.code),
        )
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
