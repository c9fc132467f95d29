"""Giấy tiếp nhận hồ sơ và hẹn trả kết quả: what the one-stop desk gives to who brings a paper."""

from dataclasses import dataclass
from datetime import date

from aid.documents.engine import render
from aid.documents.head import head_view


@dataclass(frozen=True)
class ReceiptContent:
    """What the receipt says; `received` and `due` are finished words, `due` is empty where no answer is owed."""

    parent_agency: str | None
    agency: tuple[str, ...]
    place: str
    day: date
    number: str
    sender: str
    subject: str
    file_code: str
    received: str
    due: str
    wanted: tuple[str, ...]
    receiver: str


def render_receipt(content: ReceiptContent) -> bytes:
    """The PDF of a receipt, one A4 page."""
    head = head_view(parent_agency=content.parent_agency, agency=content.agency, place=content.place, day=content.day)
    return render("receipt.html", content=content, head=head)
