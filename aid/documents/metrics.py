"""How wide a text is in the typeface of the papers.

The drawn lines of NĐ 30/2020 are fractions of the text above them, and columns of a list must hold a whole identity
number. Measuring here is cheaper than letting the renderer shrink boxes to their text, and allows lines of even length.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONT_FOLDER = Path("/usr/share/fonts/truetype/croscore")
REGULAR = "Tinos-Regular.ttf"
BOLD = "Tinos-Bold.ttf"
ITALIC = "Tinos-Italic.ttf"
FACES = (REGULAR, BOLD, ITALIC, "Tinos-BoldItalic.ttf")

POINTS_PER_MM = 72 / 25.4
# The letters of a list of people and amounts.
LIST_SIZE = 11.0
# No line ends between one of these and its number.
_BEFORE_A_NUMBER = frozenset({"số", "Số", "ngày", "tháng", "năm", "Điều", "khoản", "tổ"})


@cache
def _advances(face: str) -> tuple[dict[int, float], float]:
    """Advance width of each character for a size of one point, and that of an unknown one."""
    with TTFont(FONT_FOLDER / face, lazy=True) as font:
        unit = font["head"].unitsPerEm
        metrics = font["hmtx"].metrics
        widths = {point: metrics[name][0] / unit for point, name in font.getBestCmap().items()}
        return widths, metrics[".notdef"][0] / unit


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, *, face: str = REGULAR) -> float:
    """Width in points of a text set in `size` points."""
    widths, unknown = _advances(face)
    return size * sum(widths.get(ord(letter), unknown) for letter in text)


def balanced_lines(text: str, size: float, room: float, *, face: str = BOLD) -> tuple[str, ...]:
    """The text in the fewest lines that fit into `room` points, as even in length as they can be."""
    words = _held(text.split())
    fewest = _broken(words, size, room, face)
    narrow, wide = 0.0, room
    while wide - narrow > 1:
        middle = (narrow + wide) / 2
        if len(_broken(words, size, middle, face)) > len(fewest):
            narrow = middle
        else:
            wide = middle
    return tuple(" ".join(line) for line in _broken(words, size, wide, face))


def _held(words: list[str]) -> list[str]:
    """The words of a line with each number beside the word that names it: "số 04/QĐ-UBND", "tháng 9"."""
    held: list[str] = []
    for word in words:
        if held and word[0].isdigit() and held[-1] in _BEFORE_A_NUMBER:
            held[-1] = f"{held[-1]} {word}"
        else:
            held.append(word)
    return held


def _broken(words: list[str], size: float, room: float, face: str) -> list[list[str]]:
    """Greedy lines; a word wider than the room is cut into pieces that fit."""
    lines: list[list[str]] = []
    used = 0.0
    space = text_width(" ", size, face=face)
    for word in (piece for whole in words for piece in _pieces(whole, size, room, face)):
        width = text_width(word, size, face=face)
        if lines and used + space + width <= room:
            lines[-1].append(word)
            used += space + width
        else:
            lines.append([word])
            used = width
    return lines


def _pieces(word: str, size: float, room: float, face: str) -> Iterator[str]:
    """The word, or pieces of it where it is wider than the room; a piece has at least one letter."""
    begins = 0
    if text_width(word, size, face=face) <= room:
        yield word
        return
    for end in range(1, len(word) + 1):
        if end - begins > 1 and text_width(word[begins:end], size, face=face) > room:
            yield word[begins : end - 1]
            begins = end - 1
    yield word[begins:]
