"""Reading batches: the list, one with its progress and failures, and what could be put into a new one."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, exists, func, literal, or_, select

from aid.domain.batches import BatchKind, BatchState, ItemState
from aid.domain.dossiers import DossierState
from aid.domain.errors import Missing
from aid.domain.papers import PaperState
from aid.extensions import db
from aid.models.batches import Batch, BatchFile, JobItem
from aid.models.cases import Case
from aid.models.decisions import Decision
from aid.models.dossiers import Dossier
from aid.models.incidents import Incident
from aid.models.papers import Paper
from aid.models.users import User

_MOST_FAILED = 200


class Choice(NamedTuple):
    """One thing that can become an item: what it is called in the index and what it is about."""

    subject_id: int
    label: str
    about: str


class Waiting(NamedTuple):
    """A signed dossier that waits for its number; total in the fund's unit."""

    id: int
    code: str
    title: str
    total: int
    unit: str
    due_on: date | None


class BatchRow(NamedTuple):
    """One batch of the list."""

    id: int
    kind: BatchKind
    title: str
    state: BatchState
    total: int
    settled: int
    failed: int
    who: str
    created_at: datetime


class FailedItem(NamedTuple):
    """One item that was not done: the code and facts of why."""

    position: int
    subject_id: int
    label: str
    about: str
    code: str
    facts: Mapping[str, Any]


class DoneItem(NamedTuple):
    """One item that was done; a numbered dossier has its decision and number, a printed one its place in the files."""

    subject_id: int
    label: str
    about: str
    decision_id: int | None
    number: str
    file: int
    page: int


class FileRow(NamedTuple):
    """One file of a finished batch."""

    id: int
    position: int
    name: str
    media_type: str
    sha256: str
    pages: int
    first: str
    last: str


class BatchView(NamedTuple):
    """One batch: counts by state, files, and the first of what failed."""

    id: int
    agency_id: int
    kind: BatchKind
    title: str
    state: BatchState
    total: int
    pages_per_file: int
    own_sheet: bool
    trouble: str
    created_at: datetime
    finished_at: datetime | None
    who: str
    counts: Mapping[ItemState, int]
    files: Sequence[FileRow]
    failed: Sequence[FailedItem]

    @property
    def settled(self) -> int:
        return self.total - self.counts.get(ItemState.WAITING, 0)


def listed(agency_id: int, *, limit: int, offset: int = 0) -> tuple[Sequence[BatchRow], int]:
    """Return one page of an agency's batches, the newest first, and how many there are."""
    total = db.session.scalar(select(func.count(Batch.id)).where(Batch.agency_id == agency_id)) or 0
    rows = db.session.execute(
        select(
            Batch.id, Batch.kind, Batch.title, Batch.state, Batch.total,
            _count(JobItem.state != ItemState.WAITING), _count(JobItem.state == ItemState.FAILED),
            func.coalesce(User.full_name, ""), Batch.created_at,
        )
        .outerjoin(User, User.id == Batch.created_by)
        .where(Batch.agency_id == agency_id)
        .order_by(Batch.id.desc())
        .limit(limit)
        .offset(offset)
    )  # fmt: skip
    return [BatchRow._make(row) for row in rows], total


def shown(batch_id: int, *, agency_id: int) -> BatchView:
    """Return one batch of an agency; Missing where there is none."""
    row = db.session.execute(
        select(Batch, func.coalesce(User.full_name, ""))
        .outerjoin(User, User.id == Batch.created_by)
        .where(Batch.id == batch_id, Batch.agency_id == agency_id)
    ).one_or_none()
    if row is None:
        raise Missing(f"Batch {batch_id}")
    batch, who = row
    counted = select(JobItem.state, func.count()).where(JobItem.batch_id == batch_id).group_by(JobItem.state)
    return BatchView(
        batch.id, batch.agency_id, batch.kind, batch.title, batch.state, batch.total, batch.pages_per_file,
        batch.own_sheet, batch.trouble, batch.created_at, batch.finished_at, who,
        dict(db.session.execute(counted).all()), _files(batch_id), _failed(batch_id),
    )  # fmt: skip


def done_items(batch: BatchView, *, limit: int, offset: int = 0) -> Sequence[DoneItem]:
    """Return what a batch has done so far, in its order."""
    issued = (Decision.dossier_id == JobItem.subject_id) & (literal(batch.kind) == BatchKind.ISSUE)
    columns = (JobItem.subject_id, JobItem.label, JobItem.about, Decision.id, func.coalesce(Decision.full_number, ""))
    wanted = select(*columns, JobItem.file, JobItem.page).outerjoin(Decision, issued)
    wanted = wanted.where(JobItem.batch_id == batch.id, JobItem.state == ItemState.DONE).order_by(JobItem.position)
    return [DoneItem._make(row) for row in db.session.execute(wanted.limit(limit).offset(offset))]


def waiting_for_number(agency_id: int) -> Sequence[Waiting]:
    """Return the signed dossiers of an agency that wait for their number, in the order of their deadlines."""
    wanted = (
        select(Dossier)
        .where(Dossier.agency_id == agency_id, Dossier.state == DossierState.SIGNED)
        .order_by(Dossier.due_on.is_(None), Dossier.due_on, Dossier.id)
    )
    return [
        Waiting(one.id, one.code, one.title, one.total, one.fund.unit, one.due_on) for one in db.session.scalars(wanted)
    ]


def incidents_with_decisions(agency_id: int) -> Sequence[tuple[int, str]]:
    """Return the incidents an agency has decided on: id, and code with title; the newest first."""
    decided = exists().where(Dossier.incident_id == Incident.id, Dossier.agency_id == agency_id)
    wanted = select(Incident.id, Incident.code, Incident.title).where(decided).order_by(Incident.id.desc())
    return [(row.id, f"{row.code}: {row.title}") for row in db.session.execute(wanted)]


def decisions_of_incident(agency_id: int, incident_id: int) -> Sequence[Choice]:
    """Return the decisions of an agency on one incident, in the order of their numbers."""
    return _choices(_decisions(agency_id).where(Dossier.incident_id == incident_id))


def decisions_of_dossiers(agency_id: int, dossier_ids: Sequence[int]) -> Sequence[Choice]:
    """Return the decisions of chosen dossiers, in the order of their numbers."""
    return _choices(_decisions(agency_id).where(Decision.dossier_id.in_(dossier_ids)))


def unprinted_decisions(agency_id: int, day: date) -> Sequence[Choice]:
    """Return the decisions of one day that no batch has printed yet, in the order of their numbers."""
    printed = exists().where(
        JobItem.subject_id == Decision.id,
        JobItem.state.in_((ItemState.DONE, ItemState.WAITING)),
        JobItem.batch_id == Batch.id,
        Batch.kind == BatchKind.PRINT_DECISIONS,
        Batch.state != BatchState.CANCELLED,
    )
    return _choices(_decisions(agency_id).where(Decision.issued_on == day, ~printed))


def papers_of_incident(agency_id: int, incident_id: int) -> Sequence[Choice]:
    """Return the final papers about an incident, its cases and its dossiers, kind by kind."""
    cases = select(Case.id).where(Case.incident_id == incident_id)
    dossiers = select(Dossier.id).where(Dossier.incident_id == incident_id)
    about = or_(Paper.incident_id == incident_id, Paper.case_id.in_(cases), Paper.dossier_id.in_(dossiers))
    wanted = select(Paper.id, Paper.number, Paper.kind).where(
        Paper.agency_id == agency_id, Paper.state == PaperState.FINAL, about
    )
    rows = db.session.execute(wanted.order_by(Paper.kind, Paper.id))
    return [Choice(row.id, row.number or "–", row.kind) for row in rows]


def _decisions(agency_id: int) -> Select[int, str, str]:
    return (
        select(Decision.id, Decision.full_number, Dossier.title)
        .join(Dossier, Dossier.id == Decision.dossier_id)
        .where(Decision.agency_id == agency_id)
        .order_by(Decision.year, Decision.book, Decision.number)
    )


def _choices(wanted: Select[int, str, str]) -> Sequence[Choice]:
    return [Choice._make(row) for row in db.session.execute(wanted)]


def _count(which: Any) -> Any:
    return select(func.count(JobItem.id)).where(JobItem.batch_id == Batch.id, which).scalar_subquery()


def _files(batch_id: int) -> Sequence[FileRow]:
    columns = (BatchFile.id, BatchFile.position, BatchFile.name, BatchFile.media_type, BatchFile.sha256)
    more = (BatchFile.pages, BatchFile.first, BatchFile.last)
    wanted = select(*columns, *more).where(BatchFile.batch_id == batch_id)
    return [FileRow._make(row) for row in db.session.execute(wanted.order_by(BatchFile.position, BatchFile.id))]


def _failed(batch_id: int) -> Sequence[FailedItem]:
    columns = (JobItem.position, JobItem.subject_id, JobItem.label, JobItem.about, JobItem.code, JobItem.facts)
    wanted = select(*columns).where(JobItem.batch_id == batch_id, JobItem.state == ItemState.FAILED)
    rows = db.session.execute(wanted.order_by(JobItem.position).limit(_MOST_FAILED))
    return [FailedItem._make(row) for row in rows]
