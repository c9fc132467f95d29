"""What comes into a fund or goes out of it by a paper: its day and paper are there, and it stands in the books once."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from aid import clock
from aid.domain.errors import Refusal
from aid.domain.ledger import EntryKind
from aid.domain.names import clean
from aid.models.funds import Entry


@dataclass(frozen=True)
class Movement:
    """Something that came in or went out: an amount in the fund's unit, the day, and the paper that proves it."""

    amount: int
    day: date
    document: str
    note: str = ""


def check_movement(values: Movement) -> None:
    """Refuse what no paper proves yet: Refusal `day_in_future`, `document_missing`."""
    if values.day > clock.today():
        raise Refusal("day_in_future", day=values.day)
    if not clean(values.document):
        raise Refusal("document_missing")


def check_new(session: Session, fund_id: int, kind: EntryKind, values: Movement) -> None:
    """Refuse what stands in the books already: the same paper, day and amount, not reversed. The fund is locked.

    Refusal `entry_exists`.
    """
    reversal = aliased(Entry)
    same = (
        select(Entry.id)
        .outerjoin(reversal, reversal.reverses_id == Entry.id)
        .where(Entry.fund_id == fund_id, Entry.kind == kind, Entry.amount == values.amount, Entry.day == values.day)
        .where(Entry.document == clean(values.document), Entry.reverses_id.is_(None), reversal.id.is_(None))
    )
    if session.scalar(same) is not None:
        raise Refusal("entry_exists", document=clean(values.document), day=values.day)
