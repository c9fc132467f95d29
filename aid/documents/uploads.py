"""What may be kept of what people send: photos as JPEG, PNG or WebP, and papers as PDF.

The first bytes say what a file is and its name must agree. Pictures are drawn anew, so that what hides in or behind
them is gone; a PDF is kept as it came, because a signature in it must stay true, and is refused where it is two
things at once. The file is opened in a process of its own (`screen_child.py`) with limits on memory and time.
"""

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import filetype

from aid.documents.screen_child import LONGEST_SIDE, MOST_PAGES, MOST_PIXELS, REFUSED, TEXT
from aid.domain.errors import Refusal
from aid.domain.names import clean

__all__ = ["LARGEST", "LONGEST_NAME", "LONGEST_SIDE", "Screened", "printed_text", "safe_name", "screen"]

LARGEST = 15 * 1024 * 1024
LONGEST_NAME = 200
_MEGABYTE = 1024 * 1024
_PATIENCE = 20
_CHILD = Path(__file__).with_name("screen_child.py")
_ENDINGS: dict[str, frozenset[str]] = {
    "image/jpeg": frozenset({"jpg", "jpeg", "jpe", "jfif"}),
    "image/png": frozenset({"png"}),
    "image/webp": frozenset({"webp"}),
    "application/pdf": frozenset({"pdf"}),
}
# One word of the child -> Refusal code; what is not here is a broken file.
_CODES = {
    "too_many_pixels": "file_picture_too_large",
    "too_many_pages": "file_too_many_pages",
    "locked": "file_locked",
}
_MARKUP = (b"<html", b"<script", b"<svg", b"<!doctype", b"<?xml-stylesheet")
_HEAD, _TAIL = 1024, 65_557


class Screened(NamedTuple):
    """A file that may be kept: its clean name, its true type and the bytes to keep."""

    file_name: str
    media_type: str
    data: bytes


def screen(file_name: str, data: bytes) -> Screened:
    """Return what may be kept of an upload.

    Refusal, each with `name`: `file_empty`, `file_too_large`, `file_type_not_allowed`, `file_name_disagrees`,
    `file_broken`, `file_two_in_one`, `file_picture_too_large`, `file_too_many_pages`, `file_locked`.
    """
    name = safe_name(file_name)
    if not data:
        raise Refusal("file_empty", name=name)
    if len(data) > LARGEST:
        raise Refusal("file_too_large", name=name, largest=LARGEST // _MEGABYTE)
    media_type = _true_type(name, data)
    if media_type == "application/pdf":
        _one_thing_only(name, data)
    drawn = _open_apart(name, media_type, data)
    return Screened(name, media_type, drawn or data)


def printed_text(data: bytes) -> str:
    """Return what is printed in a PDF that is kept nowhere; nothing where it cannot be read."""
    try:
        return _open_apart("", TEXT, data).decode(errors="replace")
    except Refusal:
        return ""


def safe_name(file_name: str) -> str:
    """Return a name without folders, control or direction signs, at most 200 signs long, its ending kept."""
    name = clean(file_name.replace("\\", "/").rpartition("/")[2]).strip(". ") or "khong-ten"
    stem, dot, ending = name.rpartition(".")
    return name if len(name) <= LONGEST_NAME else f"{stem[: LONGEST_NAME - 1 - len(ending)]}{dot}{ending}"


def _true_type(name: str, data: bytes) -> str:
    found = filetype.guess(data)
    media_type = found.mime if found else ""
    if media_type not in _ENDINGS:
        raise Refusal("file_type_not_allowed", name=name)
    if name.rpartition(".")[2].lower() not in _ENDINGS[media_type]:
        raise Refusal("file_name_disagrees", name=name, found=media_type.rpartition("/")[2])
    return media_type


def _one_thing_only(name: str, data: bytes) -> None:
    """Refuse a PDF that is also a web page or an archive: it starts, ends and is a PDF only."""
    head, tail = data[:_HEAD].lower(), data[-_TAIL:]
    is_also_markup = any(mark in head for mark in _MARKUP)
    after_end = tail.rpartition(b"%%EOF")[2] if b"%%EOF" in tail else b"no end"
    if is_also_markup or after_end.strip(b"\0 \r\n\t\f\x1a") or b"PK\x05\x06" in tail:
        raise Refusal("file_two_in_one" if is_also_markup or b"%%EOF" in tail else "file_broken", name=name)


def _open_apart(name: str, media_type: str, data: bytes) -> bytes:
    command = [sys.executable, "-I", str(_CHILD), media_type]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise Refusal("file_broken", name=name) from None
    if done.returncode == 0:
        return done.stdout
    word, _, number = done.stderr.decode(errors="replace").partition(" ")
    code = _CODES.get(word) if done.returncode == REFUSED else None
    if code is None:
        raise Refusal("file_broken", name=name)
    raise Refusal(code, name=name, found=int(number or 0), most=MOST_PAGES if "pages" in word else MOST_PIXELS)
