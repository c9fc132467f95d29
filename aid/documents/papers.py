"""Papers of the process from frozen plain values: one template per kind, one layout per family."""

from collections.abc import Mapping
from typing import Any

from aid.documents.columns import Column, fitted
from aid.documents.engine import draw
from aid.documents.head import PAGE_WIDTH, head_view, number_line, rule_width
from aid.documents.metrics import POINTS_PER_MM, balanced_lines
from aid.documents.paper_sandbox import filled, shipped_source
from aid.domain.decisions import date_line, day_words
from aid.domain.paper_content import PaperContent, PaperTable
from aid.domain.papers import Family, kind_of

_LYING = (297 - 20 - 15) * POINTS_PER_MM
_SUBJECT_ROOM = PAGE_WIDTH * 0.86
_ENDS = " ;.,"

WIDTHS: dict[Family, float] = {family: PAGE_WIDTH for family in Family} | {Family.LIST: _LYING}


def render_paper(content: PaperContent, source: str | None = None) -> bytes:
    """The PDF of a paper; `source` is the office's own template. Equal values give equal bytes."""
    return draw(page_of(content, source), layout_of(content))


def layout_of(content: PaperContent) -> str:
    """The layout whose styles a paper is drawn with."""
    return f"papers/_{kind_of(content.kind).family}.html"


def page_of(content: PaperContent, source: str | None = None) -> str:
    """The page of HTML of a paper."""
    return filled(shipped_source(content.kind) if source is None else source, values_of(content))


def values_of(content: PaperContent) -> dict[str, Any]:
    """What a template is filled with: the common values, the facts of the kind, and what only layouts use (`_…`)."""
    family = kind_of(content.kind).family
    width = WIDTHS[family]
    room = min(width, PAGE_WIDTH) if family is Family.LIST else _SUBJECT_ROOM
    subject = balanced_lines(content.subject, 14, room) if content.subject else ()
    return {
        **content.facts,
        "name": content.name,
        "subject": content.subject,
        "issuer": content.issuer,
        "department": content.department,
        "addressees": content.addressees,
        "recipients": marked(content.recipients),
        "signatures": content.signatures,
        "number": content.number or "",
        "day": day_words(content.day) if content.day else "",
        "tables": [_table(table, width) for table in content.tables],
        "layout": {
            "head": head_view(
                parent_agency=content.parent_agency,
                agency=content.agency,
                place=content.place,
                day=content.day,
                width=width,
            ),
            "title": _title(content),
            "number": number_line(content.number, content.symbol) if content.symbol else "",
            "subject_lines": subject,
            "subject_rule": rule_width(subject, 14) if subject else 0,
            "dated": date_line(content.place, content.day) if content.day else "",
        },
    }


def marked(lines: tuple[str, ...]) -> list[str]:
    """Each line with ";" at its end, the last with "." (Phụ lục I, II.9)."""
    bare = [line.rstrip(_ENDS) for line in lines]
    return [f"{line};" for line in bare[:-1]] + [f"{line}." for line in bare[-1:]]


def _title(content: PaperContent) -> str:
    """The title in the PDF's properties."""
    named = content.name.capitalize() if content.name else "Công văn"
    number = f" số {content.number}" if content.number else ""
    return f"{named}{number} {content.subject[:1].lower()}{content.subject[1:]}".strip()


def _table(table: PaperTable, width: float) -> Mapping[str, Any]:
    columns = [Column(one.key, one.title, one.kind, one.wish, one.glance, one.optional) for one in table.columns]
    rows: list[Mapping[str, str]] = list(table.rows)
    number = next((column.key for column in columns if column.kind == "number"), None)
    sizing = [*rows, {**{column.key: "" for column in columns}, number: table.total}] if number else rows
    return {"columns": fitted(columns, sizing, width), "rows": rows, "total": table.total}
