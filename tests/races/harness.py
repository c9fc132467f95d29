"""What must hold of a document book, however many take numbers from it at once."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from aid.extensions import db
from aid.models.decisions import Book
from aid.models.users import Agency
from aid.services import trail
from aid.services.numbers import take_number
from aid.services.transaction import transaction


def take_one(agency_id: int, day: Any) -> int:
    """Take one number, as issuing does: with an event, in a transaction of its own."""
    with transaction() as session:
        number = take_number(session, agency_id, "QĐ-UBND", day)
        trail.record(session, None, "decision:issued", session.get_one(Agency, agency_id), after={"number": number})
        return number


def check_numbers(together: Callable[..., list[Any]], take: Callable[[], int], threads: int, each: int) -> None:
    """Let `threads` take `each` numbers at once and prove that together they are 1, 2, 3 … without hole or double."""

    def work() -> list[int]:
        return [take() for _ in range(each)]

    outcomes = together(*[work] * threads)
    failures = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert not failures, failures
    given = sorted(number for outcome in outcomes for number in outcome)
    assert given == list(range(1, threads * each + 1)), "The book has a hole or a double."
    db.session.rollback()
    assert db.session.scalars(select(Book.last_number)).all() == [threads * each]
