"""The files of a finished batch: papers joined for printing, and an index as PDF and as workbook."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import delete, select

from aid import clock
from aid.documents import storage
from aid.documents.joining import count_pages, join
from aid.documents.print_index import IndexContent, IndexedFile, IndexEntry, render_index
from aid.documents.workbook import register_workbook
from aid.domain.batches import BatchState, ItemState, Placed, print_plan
from aid.extensions import db, settings
from aid.models.batches import Batch, BatchFile, JobItem
from aid.models.users import Agency
from aid.services import trail
from aid.services.batch_kinds import KINDS
from aid.services.transaction import load_for_update, transaction

_PDF = "application/pdf"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEADINGS = ("STT", "Số, ký hiệu", "Nội dung", "Tệp", "Trang", "Số trang")


def finish(batch_id: int) -> None:
    """Make the files of a batch whose items are settled and close it; once more changes nothing."""
    batch = db.session.get_one(Batch, batch_id, populate_existing=True)
    items = _printed(batch_id) if KINDS[batch.kind].prints else []
    plan = print_plan([item.pages for item in items], per_file=batch.pages_per_file, own_sheet=batch.own_sheet)
    made = [*_joined(batch, items, plan), *_indexes(batch, items, plan)] if items else []
    places = {items[at.place].id: (at.file, at.page) for at in plan}
    with transaction() as session:
        batch = load_for_update(session, Batch, batch_id)
        if batch.state is not BatchState.OPEN:
            return
        session.execute(delete(BatchFile).where(BatchFile.batch_id == batch_id))
        session.add_all(BatchFile(batch_id=batch_id, **values) for values in made)
        for item in session.scalars(select(JobItem).where(JobItem.batch_id == batch_id)):
            item.file, item.page = places.get(item.id, (0, 0))
        batch.state, batch.finished_at, batch.trouble = BatchState.DONE, clock.now(), ""
        after = {"papers": len(items), "files": len(made)} if made else {}
        trail.record(session, None, "batch:finished", batch, after=after)


def _printed(batch_id: int) -> list[JobItem]:
    wanted = select(JobItem).where(JobItem.batch_id == batch_id, JobItem.state == ItemState.DONE)
    return list(db.session.scalars(wanted.order_by(JobItem.position)))


def _joined(batch: Batch, items: Sequence[JobItem], plan: Sequence[Placed]) -> list[dict[str, Any]]:
    """Join the papers file by file; only one file lies in memory at a time."""
    made = []
    for file, placed in groupby(plan, key=lambda at: at.file):
        inside = [items[at.place] for at in placed]
        data = join(
            (storage.get(settings().files, str(item.sha256)) for item in inside),
            own_sheet=batch.own_sheet,
        )
        ends = {"first": inside[0].label, "last": inside[-1].label}
        made.append(_file(file, _print_name(file), _PDF, data, count_pages(data)) | ends)
    return made


def _indexes(batch: Batch, items: Sequence[JobItem], plan: Sequence[Placed]) -> list[dict[str, Any]]:
    agency = db.session.get_one(Agency, batch.agency_id)
    printed = render_index(
        IndexContent(
            about=batch.title,
            parent_agency=agency.parent_line,
            agency=tuple(agency.letterhead.splitlines()),
            place=agency.dateline,
            files=[
                IndexedFile(_print_name(file), [_entry(items[at.place], at) for at in placed])
                for file, placed in groupby(plan, key=lambda at: at.file)
            ],
        )
    )
    lines = [_cells(number, items[at.place], at) for number, at in enumerate(plan, 1)]
    book = register_workbook("Mục lục", _HEADINGS, lines)
    return [
        _file(0, "muc-luc.pdf", _PDF, printed, count_pages(printed)),
        _file(0, "muc-luc.xlsx", _XLSX, book, 0),
    ]


def _entry(item: JobItem, at: Placed) -> IndexEntry:
    last = at.page + item.pages - 1
    return IndexEntry(str(at.page) if last <= at.page else f"{at.page}–{last}", item.label, item.about)


def _cells(number: int, item: JobItem, at: Placed) -> tuple[str, ...]:
    return str(number), item.label, item.about, str(at.file), str(at.page), str(item.pages)


def _print_name(file: int) -> str:
    return f"in-{file:03}.pdf"


def _file(position: int, name: str, media_type: str, data: bytes, pages: int) -> dict[str, Any]:
    digest = storage.put(settings().files, data)
    ends = {"first": "", "last": ""}
    return {"position": position, "name": name, "media_type": media_type, "sha256": digest, "pages": pages, **ends}
