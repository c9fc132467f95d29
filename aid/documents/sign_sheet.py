"""Danh sách ký nhận: the sheet that goes out with the money and comes back with signatures (documents.md 3.2)."""

from dataclasses import dataclass
from datetime import date

from aid.documents.columns import Column, fitted
from aid.documents.engine import render
from aid.documents.head import Head, head_view
from aid.documents.metrics import POINTS_PER_MM
from aid.domain.decision_wording import UNITS, words
from aid.domain.decisions import day_words
from aid.domain.money import grouped

_WIDTH = (297 - 20 - 15) * POINTS_PER_MM

COLUMNS = (
    Column("stt", "STT", "centre"),
    Column("name", "Họ và tên", "flow"),
    Column("identity", "Số định danh cá nhân", "fixed"),
    Column("address", "Địa chỉ", "flow"),
    Column("amount", "", "number"),
    Column("signed", "Ký nhận (ký, ghi rõ họ tên hoặc điểm chỉ)", "flow", 150),
    Column("payee", "Người nhận thay (họ tên, quan hệ, giấy tờ)", "flow", 130),
    Column("received_on", "Ngày nhận", "flow", 75),
)
SIGNERS = ("Người chi tiền", "Kế toán", "Người chứng kiến", "Thủ trưởng đơn vị")


@dataclass(frozen=True)
class SheetRow:
    """One receiver; `payee` names who receives instead, with relation and paper."""

    stt: int
    name: str
    identity: str
    address: str
    amount: int
    payee: str = ""


@dataclass(frozen=True)
class SheetContent:
    """What the sheet says; `total` and amounts are whole units of `unit`.

    `purpose` goes on after "Danh sách ký nhận": "tiền hỗ trợ khẩn cấp". `signer_names` follow SIGNERS and may be "".
    """

    agency: tuple[str, ...]
    place: str
    code: str
    decision_number: str
    decision_day: date
    issuer: str
    purpose: str
    unit: str
    total: int
    rows: tuple[SheetRow, ...]
    day: date | None = None
    parent_agency: str | None = None
    signer_names: tuple[str, ...] = ("", "", "", "")

    def __post_init__(self) -> None:
        if sum(row.amount for row in self.rows) != self.total:
            raise ValueError("The rows of the sheet do not add up to its total.")


def render_sheet(content: SheetContent) -> bytes:
    """The PDF of a sheet to sign, with room for a signature in every row."""
    rows = [_cells(row) for row in content.rows]
    total = grouped(content.total)
    columns = [
        column if column.key != "amount" else Column("amount", UNITS[content.unit].column, "number")
        for column in COLUMNS
    ]
    return render(
        "sign_sheet.html",
        content=content,
        head=_head(content),
        title=f"Danh sách ký nhận {content.purpose}",
        sheet_of=_sheet_of(content),
        columns=fitted(columns, [*rows, {**dict.fromkeys(rows[0], ""), "amount": total}], _WIDTH),
        rows=rows,
        total=total,
        total_words=words(content.total, content.unit),
        signers=tuple(zip(SIGNERS, content.signer_names, strict=True)),
    )


def _sheet_of(content: SheetContent) -> str:
    day = day_words(content.decision_day)
    return f"(Kèm theo Quyết định số {content.decision_number} {day} của {content.issuer})"


def _cells(row: SheetRow) -> dict[str, str]:
    return {**vars(row), "stt": str(row.stt), "amount": grouped(row.amount), "signed": "", "received_on": ""}


def _head(content: SheetContent) -> Head:
    return head_view(
        parent_agency=content.parent_agency, agency=content.agency, place=content.place, day=content.day, width=_WIDTH
    )
