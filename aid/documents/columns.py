"""Columns of a list on paper: which are shown, and how wide each must be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from aid.documents.metrics import BOLD, LIST_SIZE, text_width

_PADDING = 5.4
_WIDEST_WORD = 130.0


@dataclass(frozen=True)
class Column:
    """`kind` is "centre" or "fixed" (never broken), "number" (to the right) or "flow" (shares what is left).

    `wish` is the width in points that a flowing column would like to have even when its cells are empty; `glance` is
    given to it, if its longest cell needs that much, before the others share: names are read at a glance.
    """

    key: str
    title: str
    kind: str
    wish: float = 0
    glance: float = 0
    optional: bool = False
    width: float = 0
    breaks: bool = False

    @property
    def room(self) -> float:
        """What a line of its cells holds, in points."""
        return self.width - _PADDING

    @property
    def style(self) -> str:
        """The classes of its cells: what would not fit in one line may break."""
        return f"{self.kind} broken" if self.breaks else self.kind


Cells = Mapping[str, str]


def fitted(columns: Sequence[Column], rows: Sequence[Cells], room: float) -> tuple[Column, ...]:
    """The columns that have something to say, with widths in points that together fill `room`."""
    shown = [column for column in columns if not column.optional or any(row[column.key] for row in rows)]
    least = [_least(column, rows) for column in shown]
    usual = [_usual(column, rows) for column in shown]
    widths = _shared(least, usual, room)
    return tuple(
        replace(column, width=round(width, 2), breaks=not _holds(column, rows, width))
        for column, width in zip(shown, widths, strict=True)
    )


def _holds(column: Column, rows: Sequence[Cells], width: float) -> bool:
    """Whether every cell fits into one line of a column that is never broken, or may be broken anyway."""
    face = {"face": BOLD} if column.kind == "number" else {}
    return column.kind == "flow" or all(text_width(row[column.key], LIST_SIZE, **face) <= width for row in rows)


def _shared(least: Sequence[float], usual: Sequence[float], room: float) -> list[float]:
    """Widths that fill the room so that the usual cells of all flowing columns break into equally many lines."""
    few, many = 0.01, 1000.0
    for _ in range(40):
        lines = (few + many) / 2
        if sum(map(max, least, (width / lines for width in usual))) > room:
            few = lines
        else:
            many = lines
    widths = list(map(max, least, (width / many for width in usual)))
    return [width * room / sum(widths) for width in widths]


def _usual(column: Column, rows: Sequence[Cells]) -> float:
    """Width of the usual filled cell of a flowing column on one line."""
    if column.kind != "flow":
        return 0
    filled = [text_width(row[column.key], LIST_SIZE) for row in rows if row[column.key]]
    return max(column.wish, sum(filled) / len(filled) if filled else 0)


def _least(column: Column, rows: Sequence[Cells]) -> float:
    """The width below which a word of the title or a number would be broken."""
    face = {"face": BOLD} if column.kind == "number" else {}
    texts = (row[column.key] for row in rows)
    pieces = [word for text in texts for word in ([text] if column.kind != "flow" else text.split())]
    title = max(text_width(word, LIST_SIZE, face=BOLD) for word in column.title.split())
    seen = min(column.glance, max((text_width(row[column.key], LIST_SIZE) for row in rows), default=0))
    return _PADDING + max([title, seen, *(min(text_width(piece, LIST_SIZE, **face), _WIDEST_WORD) for piece in pieces)])
