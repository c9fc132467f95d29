"""The notes the program itself writes to a version: Vietnamese as the rest of the trail, and known again when read."""

from typing import Final, NamedTuple

_KEPT: Final = {
    "shipped": "Kèm theo bản phát hành của chương trình",
    "head": "Sửa phần đầu văn bản",
    "yaml": "Sửa bằng YAML",
    "order": "Đổi thứ tự các khoản",
    "added": "Thêm khoản",
    "changed": "Sửa khoản",
    "removed": "Bỏ khoản",
}
_OF_BENEFIT: Final = frozenset({"added", "changed", "removed"})
_LONGEST = 300


class Note(NamedTuple):
    """A note read back: `what` was done, to the benefit of this title; of a person's own note only its `text`."""

    what: str
    title: str
    text: str


def note_of(what: str, title: str = "") -> str:
    """Return the note to keep: `what` is shipped, head, yaml, order, or of one benefit added, changed, removed."""
    return f"{_KEPT[what]}: {title}"[:_LONGEST] if what in _OF_BENEFIT else _KEPT[what]


def read_note(kept: str) -> Note:
    """Return what a kept note says; `what` is empty where a person wrote it."""
    words, colon, title = kept.partition(": ")
    for what, says in _KEPT.items():
        if what in _OF_BENEFIT and colon and words == says:
            return Note(what, title, kept)
        if what not in _OF_BENEFIT and kept == says:
            return Note(what, "", kept)
    return Note("", "", kept)
