"""The register of outgoing documents: in our own books 1 to n, cancelled numbers included, and each decision in it."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, RowMapping, func, select

from aid.domain.incoming import BOOK
from aid.models.decisions import Book, Decision
from aid.models.incoming import IncomingDocument as Arrival
from aid.models.outgoing import OutgoingDocument as Entry
from aid.services.check.findings import Finding
from aid.services.check.reading import key_of, rows_of


class _Last(NamedTuple):
    book: tuple[int, int, str]
    number: int = 0
    day: object = None


def check(connection: Connection, not_papers: frozenset[str]) -> Iterator[Finding]:
    """Yield holes, doubles, days that go back, counters off their last number, decisions that the register misses.

    `not_papers` are the books that number matters and not papers.
    """
    yield from _books(connection, not_papers)
    yield from _decisions(connection)
    yield from _arrivals(connection)


def _arrivals(connection: Connection) -> Iterator[Finding]:
    """Yield holes in the numbers of what came in, and counters that do not stand at the last of them."""
    wanted = (
        select(Arrival.agency_id, Arrival.year, func.count(Arrival.id).label("count"),
               func.max(Arrival.number).label("last"), func.max(Book.last_number).label("counter"))
        .outerjoin(Book, (Book.agency_id == Arrival.agency_id) & (Book.year == Arrival.year) & (Book.code == BOOK))
        .group_by(Arrival.agency_id, Arrival.year)
        .order_by(Arrival.agency_id, Arrival.year)
    )  # fmt: skip
    for row in rows_of(connection, wanted):
        key = key_of(row["agency_id"], row["year"], BOOK)
        if row["count"] != row["last"]:
            yield Finding("number_hole", "documents_in", key, "Sổ văn bản đến thiếu số.")
        if row["counter"] != row["last"]:
            says = f"Sổ ghi số đến cuối là {row['counter']}, văn bản cuối mang số {row['last']}."
            yield Finding("book_number", "books", key, says)


def _books(connection: Connection, not_papers: frozenset[str]) -> Iterator[Finding]:
    own = (Entry.agency_id == Book.agency_id) & (Entry.year == Book.year) & (Entry.book == Book.code)
    ours = own & ~Entry.entered
    wanted = (
        select(Book.agency_id, Book.year, Book.code, Book.last_number, Book.last_day, Entry.id, Entry.number, Entry.day)
        .outerjoin(Entry, ours)
        .where(Book.code.not_in({*not_papers, BOOK}))
        .order_by(Book.agency_id, Book.year, Book.code, Entry.number, Entry.id)
    )
    last: _Last | None = None
    counter: RowMapping | None = None
    for row in rows_of(connection, wanted):
        book = (row["agency_id"], row["year"], row["code"])
        if last is None or last.book != book:
            yield from _end(last, counter)
            last, counter = _Last(book), row
        if row["number"] is not None:
            yield from _next(last, row)
            last = _Last(book, row["number"], row["day"])
    yield from _end(last, counter)


def _next(last: _Last, row: RowMapping) -> Iterator[Finding]:
    key, number = str(row["id"]), row["number"]
    if number == last.number:
        yield Finding("number_double", "documents_out", key, f"Số {number} được cấp hai lần trong một sổ.")
    elif number != last.number + 1:
        says = f"Sổ thiếu số từ {last.number + 1} đến {number - 1}."
        yield Finding("number_hole", "documents_out", key, says)
    if last.day is not None and row["day"] < last.day:
        yield Finding("number_day", "documents_out", key, f"Số {number} có ngày sớm hơn số liền trước.")


def _end(last: _Last | None, counter: RowMapping | None) -> Iterator[Finding]:
    if last is None or counter is None:
        return
    if counter["last_number"] != last.number:
        says = f"Sổ ghi số cuối là {counter['last_number']}, văn bản cuối mang số {last.number}."
        yield Finding("book_number", "books", key_of(*last.book), says)
    elif counter["last_day"] != last.day:
        yield Finding("book_day", "books", key_of(*last.book), "Ngày cuối của sổ khác ngày của văn bản cuối.")


def _decisions(connection: Connection) -> Iterator[Finding]:
    wanted = (
        select(Decision.id, Decision.number, Decision.full_number, Decision.issued_on, Decision.year,
               Entry.number.label("given"), Entry.full_number.label("text"), Entry.day, Entry.year.label("of"))
        .outerjoin(Entry, Entry.decision_id == Decision.id)
        .order_by(Decision.id)
    )  # fmt: skip
    for row in rows_of(connection, wanted):
        key = str(row["id"])
        if row["given"] is None:
            yield Finding("register_missing", "decisions", key, "Quyết định này không có trong sổ văn bản đi.")
        elif (row["number"], row["full_number"], row["year"]) != (row["given"], row["text"], row["of"]):
            says = f"Quyết định ghi số {row['full_number']}, sổ văn bản đi ghi {row['text']}."
            yield Finding("register_number", "decisions", key, says)
        elif row["issued_on"] != row["day"]:
            yield Finding("register_day", "decisions", key, "Ngày của quyết định khác ngày trong sổ văn bản đi.")
