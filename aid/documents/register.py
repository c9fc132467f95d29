"""A register on paper: the books of documents in and out, and the list of what a dossier holds (landscape A4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aid.documents.columns import Column, fitted
from aid.documents.engine import render
from aid.documents.head import head_view
from aid.documents.metrics import POINTS_PER_MM

_WIDTH = (297 - 20 - 15) * POINTS_PER_MM

# Sổ đăng ký văn bản đi (NĐ 30/2020 Phụ lục IV); the note says why a number was cancelled or given late.
OUTGOING = (
    Column("number", "Số, ký hiệu văn bản", "fixed"),
    Column("day", "Ngày, tháng văn bản", "fixed"),
    Column("subject", "Tên loại và trích yếu nội dung văn bản", "flow", 190),
    Column("signer", "Người ký", "flow", 90),
    Column("receivers", "Nơi nhận văn bản", "flow", 110),
    Column("kept", "Đơn vị, người nhận bản lưu", "flow", 60),
    Column("copies", "Số lượng bản", "centre"),
    Column("note", "Ghi chú", "flow", 70),
)


@dataclass(frozen=True)
class RegisterLine:
    """One line of the book of outgoing documents, ready to print."""

    number: str
    day: str
    subject: str
    signer: str
    receivers: str
    kept: str
    copies: str
    note: str


@dataclass(frozen=True)
class RegisterContent:
    """One register: `about` stands under the title and may be empty; `rows` are texts under the keys of `columns`."""

    title: str
    about: str
    parent_agency: str | None
    agency: tuple[str, ...]
    place: str
    rows: tuple[object, ...]
    columns: tuple[Column, ...] = OUTGOING


def render_register(content: RegisterContent) -> bytes:
    """The PDF of a register, its heading repeated on every page."""
    rows: Sequence[Mapping[str, str]] = [vars(row) for row in content.rows]
    return render(
        "register.html",
        content=content,
        head=head_view(
            parent_agency=content.parent_agency, agency=content.agency, place=content.place, day=None, width=_WIDTH
        ),
        columns=fitted(content.columns, rows, _WIDTH),
        rows=rows,
    )


# Sổ đăng ký văn bản đến (NĐ 30/2020 Phụ lục IV).
INCOMING = (
    Column("received", "Ngày, giờ đến", "fixed"),
    Column("number", "Số đến", "centre"),
    Column("sender", "Tác giả", "flow", 100),
    Column("document", "Số, ký hiệu, ngày của văn bản", "flow", 90),
    Column("subject", "Tên loại và trích yếu nội dung văn bản", "flow", 180),
    Column("about", "Hồ sơ, người nhận xử lý", "flow", 100),
    Column("due", "Hạn trả", "fixed"),
    Column("signature", "Ký nhận", "flow", 50),
    Column("note", "Ghi chú", "flow", 70),
)

# Mục lục văn bản, tài liệu trong hồ sơ.
CONTENTS = (
    Column("stt", "STT", "centre"),
    Column("number", "Số, ký hiệu", "fixed"),
    Column("day", "Ngày, tháng văn bản", "fixed"),
    Column("subject", "Tên loại và trích yếu nội dung", "flow", 220),
    Column("author", "Tác giả", "flow", 120),
    Column("sheets", "Tờ số, trang số", "flow", 50),
    Column("note", "Ghi chú", "flow", 80),
)


@dataclass(frozen=True)
class ArrivalLine:
    """One line of the book of incoming documents, ready to print."""

    received: str
    number: str
    sender: str
    document: str
    subject: str
    about: str
    due: str
    note: str
    signature: str = ""


@dataclass(frozen=True)
class ContentsLine:
    """One document of a dossier, in the order they were filed."""

    stt: str
    number: str
    day: str
    subject: str
    author: str
    note: str
    sheets: str = ""
