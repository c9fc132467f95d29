"""Numbers without holes and doubles: one counter row per agency, year and book, locked while a number is taken."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from aid.domain.errors import Refusal
from aid.models.decisions import Book
from aid.services.transaction import load_for_update

_INSERT: dict[str, Callable[..., Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def take_number(session: Session, agency_id: int, book: str, day: date) -> int:
    """Return the next number of a book in the year of `day` (NĐ 30/2020 Điều 15: from 1 each year).

    The number is given back with the transaction that took it. Refusal `day_before_last_number` with `last_day`
    where a later day already stands in the book.
    """
    key = {"agency_id": agency_id, "year": day.year, "code": book}
    insert = _INSERT[session.get_bind().dialect.name]
    session.execute(insert(Book).values(**key, last_number=0).on_conflict_do_nothing())
    counter = load_for_update(session, Book, key)
    if counter.last_day is not None and day < counter.last_day:
        raise Refusal("day_before_last_number", last_day=counter.last_day, day=day)
    counter.last_number += 1
    counter.last_day = day
    session.flush()
    return counter.last_number
