"""What a value becomes on its way into a paper: clean letters, numbers that no line breaks."""

import re
import unicodedata

from markupsafe import Markup, escape

# A word of the law before a number, the number with its symbol, its unit: "khoản 1", "41/TTr-VHXH", "5.000 đồng".
_KEPT = re.compile(
    r"(?<![^\s,;()])(?:(?:Điều|khoản|điểm|[Ss]ố|ngày|tháng|năm|[Tt]ổ|Phụ lục) )?"
    r"[^\s,;()]{0,40}\d[^\s,;()]{0,40}"
    r"(?: (?:đồng|kg gạo|kg|người|hộ|tháng|triệu|tỷ)\b)?"
)
_BREAKING = frozenset("/-–—")
_KEPT_LETTERS = frozenset("\n\t\u00a0")


def clean(value: object) -> object:
    """A string in NFC without control, direction and half characters; anything else as it is."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    text = unicodedata.normalize("NFC", value)
    return "".join(letter for letter in text if letter in _KEPT_LETTERS or not _is_hidden(letter))


def _is_hidden(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn"}


def kept(value: str) -> Markup:
    """The text with each number, its symbol and its unit held together on one line.

    A no-break space does it where it can; a box that may not be broken costs the renderer far more, and is only for
    what holds a "/" or "-", after which it would break a line.
    """
    text = str(clean(value))
    parts: list[Markup] = []
    end = 0
    for match in _KEPT.finditer(text):
        parts += [escape(text[end : match.start()]), _held(match.group())]
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])


def _held(piece: str) -> Markup:
    if _BREAKING.isdisjoint(piece):
        return escape(piece.replace(" ", "\u00a0"))
    return Markup('<span class="nw">{}</span>').format(piece)
