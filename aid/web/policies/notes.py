"""What the note of a version says, in the language of the page."""

from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from aid.domain.policy_notes import read_note
from aid.web.i18n import language

_SAYS: dict[str, Any] = {
    "shipped": _l("Kèm theo bản phát hành của chương trình"),
    "head": _l("Sửa phần đầu văn bản"),
    "yaml": _l("Sửa bằng YAML"),
    "order": _l("Đổi thứ tự các khoản"),
    "added": _l("Thêm khoản: {title}"),
    "changed": _l("Sửa khoản: {title}"),
    "removed": _l("Bỏ khoản: {title}"),
}


class Said(NamedTuple):
    """A note as it is read, and its language: what a person typed stays as it was typed."""

    says: str
    language: str


def note_says(kept: str) -> Said:
    """Return a kept note in the language of the page."""
    note = read_note(kept)
    if not note.what:
        return Said(kept, "vi")
    return Said(str(_SAYS[note.what]).format(title=note.title), language())
