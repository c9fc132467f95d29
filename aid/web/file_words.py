"""What is said of a file that somebody holds against a decision: a title, a sentence, and how loud."""

from typing import NamedTuple

from flask_babel import gettext as _

from aid.domain.signatures import Match, Part
from aid.services.recognising import Recognised


class FileWords(NamedTuple):
    """The answer on the page."""

    title: str
    says: str
    tone: str


def file_words(file: Recognised) -> FileWords:
    """Return what is said of a file; no name and no number of another decision is told."""
    if file.match is Match.SIGNED:
        return _signed(file)
    if file.match is Match.ORIGINAL:
        says = _("Tệp vừa chọn đúng là bản PDF của quyết định này, không thiếu và không khác một ký tự nào.")
        return FileWords(_("Đúng bản gốc"), says, "done")
    return FileWords(_("Không phải bản gốc"), _not_ours(file.match), "late")


def _signed(file: Recognised) -> FileWords:
    if Part.AGENCY in file.parts:
        says = _("Tệp vừa chọn đúng là bản quyết định này có chữ ký số của người ký và của cơ quan.")
    else:
        says = _("Tệp vừa chọn đúng là bản quyết định này có chữ ký số của người ký, chưa có của cơ quan.")
    return FileWords(_("Đúng bản đã ký số"), says, "done")


def _not_ours(match: Match) -> str:
    if match is Match.CHANGED:
        return _("Tệp mang mã của quyết định này nhưng đã bị sửa, được lưu lại hoặc chưa được cơ quan ghi nhận.")
    if match is Match.OTHER_DECISION:
        return _("Tệp vừa chọn là của một quyết định khác. Hãy tra bằng mã in trên chính tệp đó.")
    return _("Tệp vừa chọn không phải bản PDF của quyết định này: được quét lại, hoặc là tệp khác.")
