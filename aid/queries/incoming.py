"""Reading the register of incoming documents: a page of it, all of it for a print, one document, those of a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select

from aid.domain.errors import Missing
from aid.domain.incoming import IncomingKind, IncomingState
from aid.extensions import db
from aid.models.cases import Case
from aid.models.incidents import Incident
from aid.models.incoming import DocumentRequest
from aid.models.incoming import IncomingDocument as Arrival
from aid.models.users import Agency, User
from aid.queries.areas import offices_with, within


@dataclass(frozen=True)
class IncomingFilter:
    """What the register is narrowed to; nothing given is everything."""

    q: str = ""
    year: int | None = None
    kind: IncomingKind | None = None
    state: IncomingState | None = None
    agency: int | None = None


class IncomingRow(NamedTuple):
    """One line of the register; `starts` is the clock of the case it started, `is_paused`: that clock stands still."""

    id: int
    agency_id: int
    agency: str
    year: int
    number: int
    received_on: date
    received_at: datetime
    kind: IncomingKind
    sender: str
    document_number: str
    document_day: date | None
    subject: str
    file_code: str
    incident_id: int | None
    incident: str
    case_id: int | None
    head_name: str
    starts: str
    due_on: date | None
    state: IncomingState
    answer: str
    answered_on: date | None
    file_name: str
    received_by: str
    lacks: str
    is_paused: bool


class IncomingList(NamedTuple):
    """One page of the register and how many documents there are in all."""

    rows: Sequence[IncomingRow]
    total: int


class RequestRow(NamedTuple):
    """What was asked for to complete a document."""

    asked_on: date
    wanted: str
    pauses: bool
    came_on: date | None


def listed(wanted: IncomingFilter, *, area: set[int] | None, limit: int, offset: int = 0) -> IncomingList:
    """Return one page: what must be answered first stands first, then what waits for more, then what was answered."""
    which = and_(within(Arrival.agency_id, area), *_narrowed(wanted))
    rank = case({state: place for place, state in enumerate(IncomingState)}, value=Arrival.state)
    order = (rank, Arrival.due_on.is_(None), Arrival.due_on, Arrival.received_at.desc(), Arrival.id.desc())
    rows = db.session.execute(_rows().where(which).order_by(*order).limit(limit).offset(offset))
    total = db.session.scalar(select(func.count(Arrival.id)).where(which)) or 0
    return IncomingList([IncomingRow._make(row) for row in rows], total)


def in_order(wanted: IncomingFilter, *, area: set[int] | None, most: int) -> Sequence[IncomingRow]:
    """Return up to `most` lines in the order of the book, the first số đến first."""
    which = and_(within(Arrival.agency_id, area), *_narrowed(wanted))
    order = (Arrival.agency_id, Arrival.year, Arrival.number, Arrival.id)
    return [IncomingRow._make(row) for row in db.session.execute(_rows().where(which).order_by(*order).limit(most))]


def shown(document_id: int, *, area: set[int] | None) -> IncomingRow:
    """Return one document of the agencies in `area`; Missing where there is none."""
    wanted = _rows().where(Arrival.id == document_id, within(Arrival.agency_id, area))
    row = db.session.execute(wanted).one_or_none()
    if row is None:
        raise Missing(f"Incoming document {document_id}")
    return IncomingRow._make(row)


def of_cases(case_ids: Sequence[int]) -> Sequence[IncomingRow]:
    """Return the documents that concern these cases, the earliest first."""
    wanted = _rows().where(Arrival.case_id.in_(case_ids)).order_by(Arrival.received_at, Arrival.id)
    return [IncomingRow._make(row) for row in db.session.execute(wanted)]


def requests_of(document_id: int) -> Sequence[RequestRow]:
    """Return what was asked for, the first request first."""
    wanted = (
        select(DocumentRequest.asked_on, DocumentRequest.wanted, DocumentRequest.pauses, DocumentRequest.came_on)
        .where(DocumentRequest.document_id == document_id)
        .order_by(DocumentRequest.id)
    )
    return [RequestRow._make(row) for row in db.session.execute(wanted)]


def years(*, area: set[int] | None) -> Sequence[int]:
    """Return the years of the register, the newest first."""
    wanted = select(Arrival.year).where(within(Arrival.agency_id, area)).distinct().order_by(Arrival.year.desc())
    return list(db.session.scalars(wanted))


def offices(*, area: set[int] | None) -> Sequence[tuple[int, str]]:
    """Return the agencies in `area` that have documents in the register, each its own book: (id, name), by name."""
    return offices_with(Arrival.agency_id, area)


def paused() -> ColumnElement[bool]:
    """Return the condition that a document waits for papers and its clock stands still meanwhile."""
    open_request = (DocumentRequest.document_id == Arrival.id) & DocumentRequest.came_on.is_(None)
    return exists().where(open_request, DocumentRequest.pauses)


def _rows() -> Select[*tuple[object, ...]]:
    lacks = (
        select(DocumentRequest.wanted)
        .where(DocumentRequest.document_id == Arrival.id, DocumentRequest.came_on.is_(None))
        .order_by(DocumentRequest.id.desc())
        .limit(1)
        .correlate(Arrival)
        .scalar_subquery()
    )
    return (
        select(
            Arrival.id, Arrival.agency_id, Agency.name, Arrival.year, Arrival.number, Arrival.received_on,
            Arrival.received_at, Arrival.kind, Arrival.sender, Arrival.document_number, Arrival.document_day,
            Arrival.subject, Arrival.file_code, Arrival.incident_id, func.coalesce(Incident.title, ""),
            Arrival.case_id, func.coalesce(Case.head_name, ""), Arrival.starts, Arrival.due_on, Arrival.state,
            Arrival.answer, Arrival.answered_on, func.coalesce(Arrival.file_name, ""),
            func.coalesce(User.full_name, ""), func.coalesce(lacks, ""), paused(),
        )
        .join(Agency, Agency.id == Arrival.agency_id)
        .outerjoin(Incident, Incident.id == Arrival.incident_id)
        .outerjoin(Case, Case.id == Arrival.case_id)
        .outerjoin(User, User.id == Arrival.created_by)
    )  # fmt: skip


def _narrowed(wanted: IncomingFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.q:
        columns = (Arrival.sender, Arrival.document_number, Arrival.subject, Arrival.file_code)
        named = Arrival.case_id.in_(select(Case.id).where(Case.head_name.icontains(wanted.q, autoescape=True)))
        found.append(or_(named, *(column.icontains(wanted.q, autoescape=True) for column in columns)))
    if wanted.year is not None:
        found.append(Arrival.year == wanted.year)
    if wanted.kind is not None:
        found.append(Arrival.kind == wanted.kind)
    if wanted.state is not None:
        found.append(Arrival.state == wanted.state)
    if wanted.agency is not None:
        found.append(Arrival.agency_id == wanted.agency)
    return found


def case_named(case_id: int, *, area: set[int] | None) -> str:
    """Return a case as a sentence names it, of the agencies in `area`; Missing where there is none."""
    wanted = select(Case.head_name, Case.code).where(Case.id == case_id, within(Case.agency_id, area))
    found = db.session.execute(wanted).one_or_none()
    if found is None:
        raise Missing(f"Case {case_id}")
    return f"{found.head_name}, {found.code}"


def incidents_open(*, area: set[int] | None) -> Sequence[tuple[int, str]]:
    """Return the incidents a paper may belong to, the latest first: (id, title)."""
    wanted = (
        select(Incident.id, Incident.title)
        .where(within(Incident.agency_id, area), Incident.state.in_(("reported", "confirmed")))
        .order_by(Incident.occurred_on.desc(), Incident.id.desc())
        .limit(200)
    )
    return [(ident, title) for ident, title in db.session.execute(wanted)]
