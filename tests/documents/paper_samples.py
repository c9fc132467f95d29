"""Papers of every kind with invented people; `proposal` has as many rows as a test wants."""

from dataclasses import replace
from typing import Any

from aid.documents.paper_samples import sample_content
from aid.domain.paper_content import PaperContent, PaperTable
from aid.domain.papers import KINDS
from tests.documents.papers import row


def sample(kind: str, **changes: Any) -> PaperContent:
    return replace(sample_content(kind), **changes)


def with_rows(kind: str, count: int, **changes: str) -> PaperContent:
    """A paper whose list has this many rows, each with these cells."""
    content = sample_content(kind)
    (table,) = content.tables
    people = [row(stt) for stt in range(1, count + 1)]
    rows = tuple(
        {**table.rows[0], "stt": str(one.stt), "name": one.name, "address": one.address, **changes} for one in people
    )
    return replace(content, tables=(PaperTable(table.columns, rows, table.total),))


SAMPLES = tuple(KINDS)
