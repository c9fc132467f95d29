"""What the note of a version says: kept in Vietnamese with the version, read in the language of the page."""

from typing import Any, Final, NamedTuple

from flask_babel import lazy_gettext as _l

from aid.web.i18n import language

HEAD: Final = "Sửa phần đầu văn bản"
YAML: Final = "Sửa bằng YAML"
ORDER: Final = "Đổi thứ tự các khoản"
ADDED: Final = "Thêm khoản"
CHANGED: Final = "Sửa khoản"
REMOVED: Final = "Bỏ khoản"
_SHIPPED = "Kèm theo bản phát hành của chương trình"
_LONGEST = 300

_SAYS: dict[str, Any] = {
    HEAD: _l("Sửa phần đầu văn bản"),
    YAML: _l("Sửa bằng YAML"),
    ORDER: _l("Đổi thứ tự các khoản"),
    _SHIPPED: _l("Kèm theo bản phát hành của chương trình"),
}
_OF_BENEFIT: dict[str, Any] = {
    ADDED: _l("Thêm khoản: %(title)s"),
    CHANGED: _l("Sửa khoản: %(title)s"),
    REMOVED: _l("Bỏ khoản: %(title)s"),
}


class Note(NamedTuple):
    """A note as it is read, and its language: what a person typed stays as it was typed."""

    says: str
    language: str


def of_benefit(what: str, title: str) -> str:
    """Return the note to keep of one benefit."""
    return f"{what}: {title}"[:_LONGEST]


def note_says(kept: str) -> Note:
    """Return a kept note in the language of the page."""
    what, colon, title = kept.partition(": ")
    if kept in _SAYS:
        return Note(str(_SAYS[kept]), language())
    if colon and what in _OF_BENEFIT:
        return Note(str(_OF_BENEFIT[what]) % {"title": title}, language())
    return Note(kept, "vi")
