"""Reading the register of outgoing documents: a page of it, all of it for a print, one number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from aid.domain.errors import Missing
from aid.domain.outgoing import DocumentKind, EntryState, SigningOrder
from aid.domain.signatures import Part
from aid.extensions import db
from aid.models.outgoing import OutgoingDocument as Entry
from aid.models.signatures import DecisionFile
from aid.models.users import Agency, User
from aid.queries.areas import offices_with, within


@dataclass(frozen=True)
class OutgoingFilter:
    """What the register is narrowed to; nothing given is everything."""

    q: str = ""
    year: int | None = None
    kind: DocumentKind | None = None
    state: EntryState | None = None
    agency: int | None = None


class OutgoingRow(NamedTuple):
    """One line of the register; `day` stands on the paper, `numbered_at` is the moment the number was given."""

    id: int
    agency_id: int
    agency: str
    year: int
    book: str
    number: int
    full_number: str
    entered: bool
    kind: DocumentKind
    subject: str
    signer: str
    day: date
    receivers: str
    copies: int
    order: SigningOrder
    late_reason: str
    state: EntryState
    reason: str
    cancelled_at: datetime | None
    cancelled_by: str
    numbered_at: datetime
    numbered_by: str
    dossier_id: int | None
    decision_id: int | None
    is_unsigned: bool


class OutgoingList(NamedTuple):
    """One page of the register and how many numbers there are in all."""

    rows: Sequence[OutgoingRow]
    total: int


def listed(wanted: OutgoingFilter, *, area: set[int] | None, limit: int, offset: int = 0) -> OutgoingList:
    """Return one page of the register of the agencies in `area`, the latest day first."""
    which = and_(within(Entry.agency_id, area), *_narrowed(wanted))
    rows = db.session.execute(_rows().where(which).order_by(*_LATEST).limit(limit).offset(offset))
    total = db.session.scalar(select(func.count(Entry.id)).where(which)) or 0
    return OutgoingList([OutgoingRow._make(row) for row in rows], total)


def in_order(wanted: OutgoingFilter, *, area: set[int] | None, most: int) -> Sequence[OutgoingRow]:
    """Return up to `most` lines in the order of the book, the first number first, as a register is printed."""
    which = and_(within(Entry.agency_id, area), *_narrowed(wanted))
    order = (Entry.agency_id, Entry.year, Entry.book, Entry.number, Entry.id)
    return [OutgoingRow._make(row) for row in db.session.execute(_rows().where(which).order_by(*order).limit(most))]


def shown(entry_id: int, *, area: set[int] | None) -> OutgoingRow:
    """Return one number of the agencies in `area`; Missing where there is none."""
    row = db.session.execute(_rows().where(Entry.id == entry_id, within(Entry.agency_id, area))).one_or_none()
    if row is None:
        raise Missing(f"Outgoing document {entry_id}")
    return OutgoingRow._make(row)


def number_ahead(dossier_id: int) -> str:
    """Return the number a dossier holds before it is signed, of the electronic order; "" where it has none."""
    wanted = select(Entry.full_number).where(Entry.dossier_id == dossier_id, Entry.state == EntryState.NUMBERED)
    return db.session.scalar(wanted) or ""


def years(*, area: set[int] | None) -> Sequence[int]:
    """Return the years of the register, the newest first."""
    wanted = select(Entry.year).where(within(Entry.agency_id, area)).distinct().order_by(Entry.year.desc())
    return list(db.session.scalars(wanted))


def offices(*, area: set[int] | None) -> Sequence[tuple[int, str]]:
    """Return the agencies in `area` that have numbers in the register, each its own book: (id, name), by name."""
    return offices_with(Entry.agency_id, area)


_UNSIGNED = (
    (Entry.signing_order == SigningOrder.ELECTRONIC)
    & Entry.decision_id.is_not(None)
    & ~exists().where(DecisionFile.decision_id == Entry.decision_id, DecisionFile.part == Part.AGENCY)
)
_LATEST = (Entry.day.desc(), Entry.number.desc(), Entry.id.desc())


def _rows() -> Select[*tuple[object, ...]]:
    given, gone = aliased(User), aliased(User)
    return (
        select(
            Entry.id, Entry.agency_id, Agency.name, Entry.year, Entry.book, Entry.number, Entry.full_number,
            Entry.entered, Entry.kind, Entry.subject, Entry.signer, Entry.day, Entry.receivers, Entry.copies,
            Entry.signing_order, Entry.late_reason, Entry.state, Entry.reason, Entry.cancelled_at,
            func.coalesce(gone.full_name, ""), Entry.created_at, func.coalesce(given.full_name, ""),
            Entry.dossier_id, Entry.decision_id, _UNSIGNED,
        )
        .join(Agency, Agency.id == Entry.agency_id)
        .outerjoin(given, given.id == Entry.created_by)
        .outerjoin(gone, gone.id == Entry.cancelled_by)
    )  # fmt: skip


def _narrowed(wanted: OutgoingFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.q:
        columns = (Entry.full_number, Entry.subject, Entry.signer, Entry.receivers)
        found.append(or_(*(column.icontains(wanted.q, autoescape=True) for column in columns)))
    if wanted.year is not None:
        found.append(Entry.year == wanted.year)
    if wanted.kind is not None:
        found.append(Entry.kind == wanted.kind)
    if wanted.state is not None:
        found.append(Entry.state == wanted.state)
    if wanted.agency is not None:
        found.append(Entry.agency_id == wanted.agency)
    return found
