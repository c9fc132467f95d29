"""Phiếu chi, or the slip for rice handed over: one household on one A5 page (documents.md 3.2).

It carries what Điều 16 of the Luật Kế toán asks for and no "Mẫu số": units have designed their own vouchers since 2025.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aid.documents.engine import render
from aid.domain.decision_wording import figures, words
from aid.domain.decisions import day_words

TITLES = {"VND": "PHIẾU CHI", "kg_rice": "PHIẾU CẤP PHÁT GẠO"}
AMOUNTS = {"VND": "Số tiền", "kg_rice": "Số lượng"}
RECEIVERS = {"VND": "Họ và tên người nhận tiền", "kg_rice": "Họ và tên người nhận gạo"}
SIGNERS = {
    "VND": ("Thủ trưởng đơn vị", "Kế toán trưởng", "Người lập phiếu", "Thủ quỹ", "Người nhận tiền"),
    "kg_rice": ("Thủ trưởng đơn vị", "Kế toán trưởng", "Người lập phiếu", "Thủ kho", "Người nhận gạo"),
}


@dataclass(frozen=True)
class SlipContent:
    """What one slip says. `number` is None before it has one; `signer_names` follow SIGNERS[unit] and may be ""."""

    unit_name: str
    unit_code: str
    number: str | None
    day: date | None
    receiver: str
    identity: str
    address: str
    reason: str
    unit: str
    amount: int
    enclosed: str
    signer_names: tuple[str, ...] = ("", "", "", "", "")


def render_slip(content: SlipContent) -> bytes:
    """The PDF of one slip."""
    return render_slips([content])


def render_slips(contents: Sequence[SlipContent]) -> bytes:
    """One PDF with a page for each slip, in the order given."""
    return render(
        "slip.html", slips=[_view(content) for content in contents], title=TITLES[contents[0].unit].capitalize()
    )


def _view(content: SlipContent) -> dict[str, object]:
    return {
        "content": content,
        "title": TITLES[content.unit],
        "day": day_words(content.day) if content.day else "ngày …… tháng …… năm ………",
        "receiver_label": RECEIVERS[content.unit],
        "amount_label": AMOUNTS[content.unit],
        "figures": figures(content.amount, content.unit),
        "words": words(content.amount, content.unit),
        "signers": tuple(zip(SIGNERS[content.unit], content.signer_names, strict=True)),
    }
