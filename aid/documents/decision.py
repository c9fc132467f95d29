"""The decision: Mẫu 1.2 of NĐ 30/2020 with its annexed list."""

import re
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape

from aid.documents.columns import Column, fitted
from aid.documents.engine import render
from aid.documents.head import PAGE_WIDTH, head_view, number_line, rule_width
from aid.documents.metrics import POINTS_PER_MM, balanced_lines
from aid.documents.qr import drawing
from aid.documents.text import clean
from aid.domain.decision_wording import UNITS, words
from aid.domain.decisions import AnnexRow, DecisionContent, day_words
from aid.domain.money import grouped

_SUBJECT_ROOM = PAGE_WIDTH * 0.86
_ANNEX_ROOM = (297 - 30 - 15) * POINTS_PER_MM
_CLOSING_MARKS = " ;.,"

FULL = (
    Column("stt", "STT", "centre"),
    Column("name", "Họ và tên", "flow", glance=82),
    Column("birth", "Ngày sinh", "fixed", optional=True),
    Column("identity", "Số định danh cá nhân", "fixed", optional=True),
    Column("address", "Địa chỉ", "flow", glance=64),
    Column("category", "Thuộc diện", "flow", optional=True),
    Column("ground", "Nội dung, mức hỗ trợ", "flow"),
    Column("amount", "", "number"),
    Column("payee", "Người nhận thay", "flow", glance=62, optional=True),
    Column("account", "Số tài khoản, ngân hàng", "flow", optional=True),
    Column("note", "Ghi chú", "flow"),
)
_PUBLIC_KEYS = ("stt", "name", "address", "category", "ground", "amount")
PUBLIC = tuple(column for column in FULL if column.key in _PUBLIC_KEYS)


def render_decision(content: DecisionContent, *, public: bool = False) -> bytes:
    """The PDF of a decision; `public` gives the copy without names in full, identity and account numbers.

    A decision for one receiver names that person in its articles and has no public copy: ValueError.
    """
    if public and not content.annex:
        raise ValueError("A decision for one receiver has no public copy.")
    name, values = page_of(content, public=public)
    return render(name, **values)


def page_of(content: DecisionContent, *, public: bool = False) -> tuple[str, dict[str, Any]]:
    """The template of a decision and what it is filled with."""
    values = {"content": content, **_page_view(content)}
    if not content.annex:
        return "decision.html", values
    return "decision_with_annex.html", {**values, **annex_view(content, public=public)}


def _page_view(content: DecisionContent) -> dict[str, object]:
    subject = balanced_lines(content.subject, 14, _SUBJECT_ROOM)
    return {
        "head": head_view(
            parent_agency=content.parent_agency, agency=content.agency, place=content.place, day=content.day
        ),
        "number": number_line(content.number, content.symbol),
        "subject_lines": subject,
        "subject_rule": rule_width(subject, 14),
        "grounds": marked([*content.grounds, *([content.proposal] if content.proposal else [])]),
        "recipients": marked(content.recipients),
        "check": check_view(content.verify_code, content.verify_url) if content.verify_url else None,
    }


def annex_view(content: DecisionContent, *, public: bool) -> dict[str, object]:
    """Columns, cells and totals of the list; the content itself refuses a total that its rows do not give."""
    rows = [_cells(row, public=public) for row in content.annex]
    total = grouped(content.total)
    columns = [_titled(column, content.unit) for column in (PUBLIC if public else FULL)]
    sizing = [*rows, {**{column.key: "" for column in columns}, "amount": total}]
    return {
        "columns": fitted(columns, sizing, _ANNEX_ROOM),
        "rows": rows,
        "total": total,
        "total_words": words(content.total, content.unit),
        "annex_of": _annex_of(content),
    }


def _titled(column: Column, unit: str) -> Column:
    return column if column.key != "amount" else Column("amount", UNITS[unit].column, "number")


def _cells(row: AnnexRow, *, public: bool) -> dict[str, str]:
    cells = {**vars(row), "stt": str(row.stt), "amount": grouped(row.amount)}
    return cells if not public else {key: cells[key] for key in _PUBLIC_KEYS} | {"name": initials(row.name)}


def initials(name: str) -> str:
    """ "N.V.A." for Nguyễn Văn An."""
    return "".join(f"{word[0].upper()}." for word in name.split())


def _annex_of(content: DecisionContent) -> str:
    number = content.number or f"…/{content.symbol}"
    day = day_words(content.day) if content.day else "ngày … tháng … năm …"
    return f"(Kèm theo Quyết định số {number} {day} của {content.issuer})"


def marked(lines: Sequence[str]) -> list[str]:
    """Each line with ";" at its end, the last with "." (II.6, 9b)."""
    bare = [re.sub(rf"[{re.escape(_CLOSING_MARKS)}]+$", "", line) for line in lines]
    return [f"{line};" for line in bare[:-1]] + [f"{line}." for line in bare[-1:]]


def check_view(code: str, url: str) -> dict[str, str]:
    """The QR code as a drawing inside the page, for which nothing is fetched, and the same way for one who types."""
    url = str(clean(url))
    return {
        "qr": Markup(drawing(url, border=2)),
        "code": code,
        "where": escape(url.partition("//")[2].rpartition("/")[0]),
    }
