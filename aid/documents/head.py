"""The head of a paper: who issues it on the left, the state's name on the right, number and day below (ô 1 to 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aid.documents.metrics import BOLD, ITALIC, POINTS_PER_MM, REGULAR, balanced_lines, text_width
from aid.domain.decisions import date_line

PAGE_WIDTH = (210 - 30 - 15) * POINTS_PER_MM
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

# The left part of the head, and what is left of it beside the longest place.
_LEFT_SHARE, _LEAST_SHARE = 0.40, 0.25
_SMALLEST_PLACE = 13
_RULE_SHARE = 0.4
_BLANK = "\u00a0" * 6


@dataclass(frozen=True)
class Head:
    """Lines and lengths, ready to print; lengths in points."""

    parent: tuple[str, ...]
    agency: tuple[str, ...]
    left: float
    agency_rule: float
    motto_rule: float
    place: str
    place_size: int
    state: str = STATE
    motto: str = MOTTO


def head_view(
    *, parent_agency: str | None, agency: Sequence[str], place: str, day: date | None, width: float = PAGE_WIDTH
) -> Head:
    """The head of a paper `width` points wide; without a day its place is left to be filled by hand."""
    dated = date_line(place, day) if day else f"{place}, ngày{_BLANK}tháng{_BLANK}năm{_BLANK}"
    place_width = text_width(dated, _SMALLEST_PLACE, face=ITALIC) + 2
    room = max(width * _LEAST_SHARE, width - max(width * (1 - _LEFT_SHARE), place_width))
    lines = tuple(part for line in agency for part in balanced_lines(line, 13, room))
    return Head(
        parent=balanced_lines(parent_agency, 13, room, face=REGULAR) if parent_agency else (),
        agency=lines,
        left=round(room, 2),
        agency_rule=rule_width(lines, 13),
        motto_rule=round(text_width(MOTTO, 14, face=BOLD), 2),
        place=dated,
        place_size=14 if text_width(dated, 14, face=ITALIC) <= width - room else _SMALLEST_PLACE,
    )


def number_line(number: str | None, symbol: str) -> str:
    """ "Số: 05/QĐ-UBND", or a blank before the symbol while the clerk has given no number."""
    return f"Số: {number or _BLANK + '/' + symbol}"


def rule_width(lines: Sequence[str], size: float) -> float:
    """Length of the line under a name: between a third and a half of the text (II.2.b, II.5.b)."""
    return round(_RULE_SHARE * max(text_width(line, size, face=BOLD) for line in lines) if lines else 0, 2)
