"""A PDF read back: lines of text with place, size and face; drawn lines; what is on which page. Lengths are points."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pdfplumber

MM = 72 / 25.4


@dataclass(frozen=True)
class Line:
    """Neighbouring letters of one face and size on one baseline."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    face: str
    page: int

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def bold(self) -> bool:
        return "Bold" in self.face

    @property
    def italic(self) -> bool:
        return "Italic" in self.face


class Paper:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pdf = pdfplumber.open(io.BytesIO(data))
        self.pages = self.pdf.pages

    def lines(self, page: int = 0) -> list[Line]:
        """Runs of text, split where face, size or a gap changes."""
        words = self.pages[page].extract_words(
            keep_blank_chars=True, use_text_flow=True, x_tolerance=6, extra_attrs=["fontname", "size"]
        )
        return [_line(word, page) for word in words]

    def find(self, text: str, page: int | None = None) -> Line:
        """The first run that holds this text."""
        numbers = range(len(self.pages)) if page is None else [page]
        for number in numbers:
            for line in self.lines(number):
                if text in line.text:
                    return line
        raise AssertionError(f"The paper has no line with {text!r}")

    def rules(self, page: int = 0) -> list[dict[str, Any]]:
        """Horizontal drawn lines, thin rectangles included."""
        drawn = [*self.pages[page].rects, *self.pages[page].lines]
        return [rule for rule in drawn if rule["x1"] - rule["x0"] > 20 and rule["bottom"] - rule["top"] < 2]

    def rule_under(self, line: Line) -> dict[str, Any]:
        """The nearest drawn line below a line of text."""
        below = [r for r in self.rules(line.page) if r["top"] > line.top + 4 and r["x0"] < line.middle < r["x1"]]
        return min(below, key=lambda rule: rule["top"])

    def text(self) -> str:
        """All the text with single spaces."""
        return " ".join(" ".join(page.extract_text(use_text_flow=True) or "" for page in self.pages).split())

    def chars(self) -> Iterator[dict[str, Any]]:
        for page in self.pages:
            yield from page.chars


def _line(word: dict[str, Any], page: int) -> Line:
    return Line(
        text=word["text"].replace("\u00a0", " ").strip(),
        x0=word["x0"],
        x1=word["x1"],
        top=word["top"],
        bottom=word["bottom"],
        size=round(word["size"], 2),
        face=word["fontname"].partition("+")[2],
        page=page,
    )
