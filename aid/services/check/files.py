"""Stored files: each that a row names is there and is what it was; a paper not yet drawn has its job waiting."""

from collections.abc import Iterator

from sqlalchemy import Connection, exists, select

from aid.documents import storage
from aid.domain.errors import Missing
from aid.extensions import settings
from aid.models.decisions import Decision
from aid.models.incidents import Attachment
from aid.models.jobs import Job, JobState
from aid.services.check.findings import Finding
from aid.services.check.reading import rows_of

_RENDER = "render_decision"


def check(connection: Connection) -> Iterator[Finding]:
    """Yield files that are missing or damaged, and decisions without a paper although nobody is drawing it."""
    for row in rows_of(connection, select(Attachment.id, Attachment.sha256).order_by(Attachment.id)):
        yield from _check_file("attachments", row["id"], row["sha256"])
    drawn = select(Decision.id, Decision.pdf_sha256).where(Decision.pdf_sha256.is_not(None))
    for row in rows_of(connection, drawn.order_by(Decision.id)):
        yield from _check_file("decisions", row["id"], row["pdf_sha256"])
    waits = exists().where(Job.kind == _RENDER, Job.subject_id == Decision.id, Job.state == JobState.OPEN)
    for row in rows_of(connection, select(Decision.id).where(Decision.pdf_sha256.is_(None), ~waits)):
        yield Finding("pdf_missing", "decisions", str(row["id"]), "Quyết định chưa có bản PDF và không ai đang lập.")


def _check_file(table: str, ident: int, sha256: str) -> Iterator[Finding]:
    try:
        storage.get(settings().files, sha256)
    except (Missing, ValueError):
        yield Finding("file_missing", table, str(ident), "Không tìm thấy tệp mà dòng này nêu.")
    except storage.DamagedFile:
        yield Finding("file_damaged", table, str(ident), "Tệp khác với mã băm của nó.")
