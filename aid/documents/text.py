"""What a value becomes on its way into a paper: clean letters, numbers that no line breaks."""

import re
import unicodedata

from markupsafe import Markup, escape

from aid.documents.metrics import LIST_SIZE, text_width

# A word of the law before a number, the number with its symbol, its unit: "khoản 1", "41/TTr-VHXH", "5.000 đồng".
_KEPT = re.compile(
    r"(?<![^\s,;()])(?:(?:Điều|khoản|điểm|[Ss]ố|ngày|tháng|năm|[Tt]ổ|Phụ lục) )?"
    r"[^\s,;()]{0,40}\d[^\s,;()]{0,40}"
    r"(?: (?:đồng|kg gạo|kg|người|hộ|tháng|triệu|tỷ)\b)?"
)
_BREAKING = frozenset("/-–—")
_KEPT_LETTERS = frozenset("\n\t\u00a0")
# What is longer than this may break, whatever it is: nothing leaves the page.
_LONGEST = 40
# The renderer breaks no word that is followed by a place to break: a long one with such places gets enough of them.
_ENDLESS = re.compile(r"(?:(?=\S{80})|(?=\S{30})(?=\S*[^\w\s.@]))\S+")
_PIECE = re.compile(r"(\S{12})(?=\S)")
_MAY_BREAK = "\u200b"
# Marks over and under a letter beyond the two that any language of ours needs would grow out of the page.
_PILED = re.compile(r"([\u0300-\u036f]{2})[\u0300-\u036f]+")


def clean(value: object) -> object:
    """A string in NFC without control, direction and half characters; anything else as it is."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    text = unicodedata.normalize("NFC", value)
    shown = "".join(letter for letter in text if letter in _KEPT_LETTERS or not _is_hidden(letter))
    return _PILED.sub(r"\1", shown)


def printable(value: object) -> object:
    """A clean string whose endless words may break; anything else as it is."""
    text = clean(value)
    if not isinstance(text, str) or isinstance(text, Markup):
        return text
    return _ENDLESS.sub(lambda word: _PIECE.sub(rf"\1{_MAY_BREAK}", word.group()), text)


def _is_hidden(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn"}


def kept(value: str, room: float | None = None) -> Markup:
    """The text with each number, its symbol and its unit held together on one line, if `room` points hold it in a list.

    A no-break space does it where it can; a box that may not be broken costs the renderer far more, and is only for
    what holds a "/" or "-", after which it would break a line.
    """
    text = str(printable(value))
    parts: list[Markup] = []
    end = 0
    for match in _KEPT.finditer(text):
        parts += [escape(text[end : match.start()]), _held(match.group(), room)]
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])


def unbroken(value: str) -> Markup:
    """The whole text on one line, unless it is too long for one."""
    text = str(printable(value))
    return escape(text) if len(text) > _LONGEST else Markup('<span class="nw">{}</span>').format(text)


def _held(piece: str, room: float | None) -> Markup:
    if _MAY_BREAK in piece or len(piece) > _LONGEST or (room is not None and text_width(piece, LIST_SIZE) > room):
        return escape(piece)
    if _BREAKING.isdisjoint(piece):
        return escape(piece.replace(" ", "\u00a0"))
    return Markup('<span class="nw">{}</span>').format(piece)
