"""Stored files: each that a row names is there and is what it was; a paper not yet drawn has its job waiting."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, exists, select, true

from aid.documents import storage
from aid.domain.errors import Missing
from aid.domain.papers import PaperState
from aid.extensions import settings
from aid.models.bank_files import BankFile
from aid.models.decisions import Decision
from aid.models.incidents import Attachment
from aid.models.jobs import Job, JobState
from aid.models.papers import Paper
from aid.models.signatures import DecisionFile, SignedFile
from aid.services.check.findings import Finding
from aid.services.check.reading import rows_of

# Each sort of paper: its table, the job that draws one, which must be drawn, and what is said of one that is not.
_DRAWN: tuple[tuple[str, Any, str, Any, str], ...] = (
    ("decisions", Decision, "render_decision", true(), "Quyết định chưa có bản PDF và không ai đang lập."),
    ("papers", Paper, "render_paper", Paper.state == PaperState.FINAL, "Giấy tờ đã chốt chưa có bản PDF."),
)


def check(connection: Connection) -> Iterator[Finding]:
    """Yield files that are missing or damaged, and papers without a PDF although nobody is drawing it."""
    for row in rows_of(connection, select(Attachment.id, Attachment.sha256).order_by(Attachment.id)):
        yield from _check_file("attachments", row["id"], row["sha256"])
    for kind in (BankFile, DecisionFile, SignedFile):
        for row in rows_of(connection, select(kind.id, kind.sha256).order_by(kind.id)):
            yield from _check_file(kind.__tablename__, row["id"], row["sha256"])
    for table, model, job, must, says in _DRAWN:
        drawn = select(model.id, model.pdf_sha256).where(model.pdf_sha256.is_not(None)).order_by(model.id)
        for row in rows_of(connection, drawn):
            yield from _check_file(table, row["id"], row["pdf_sha256"])
        waits = exists().where(Job.kind == job, Job.subject_id == model.id, Job.state == JobState.OPEN)
        for row in rows_of(connection, select(model.id).where(model.pdf_sha256.is_(None), must, ~waits)):
            yield Finding("pdf_missing", table, str(row["id"]), says)


def _check_file(table: str, ident: int, sha256: str) -> Iterator[Finding]:
    try:
        storage.get(settings().files, sha256)
    except (Missing, ValueError):
        yield Finding("file_missing", table, str(ident), "Không tìm thấy tệp mà dòng này nêu.")
    except storage.DamagedFile:
        yield Finding("file_damaged", table, str(ident), "Tệp khác với mã băm của nó.")
