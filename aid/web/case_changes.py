"""Old and new lines of a case side by side, as its page draws them before anybody computes again."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from aid.domain.explanations import tell_data
from aid.domain.reasons import tell
from aid.queries.case_changes import Change
from aid.web.change_words import causes_in_words
from aid.web.filters import quantity
from aid.web.i18n import language

_THEN = {
    "new": (_l("Thêm khoản này"), "info"),
    "changed": (_l("Đổi mức"), "info"),
    "gone": (_l("Không còn được hưởng"), "late"),
    "confirmed": (_l("Tình trạng xác nhận của chính sách đã đổi"), "soon"),
    "further": (_l("Đề nghị bổ sung {difference} bằng một hồ sơ, quyết định khác"), "info"),
    "too_much": (
        _l(
            "Đã quyết định nhiều hơn {difference}. Quyết định giữ nguyên, không tự thu hồi; hãy báo người có thẩm quyền"
            " xem xét, sửa bằng một quyết định khác nếu cần"
        ),
        "late",
    ),
}


class ChangeRow(NamedTuple):
    """One line on both sides, why it moved, and what computing again will do."""

    title: str
    before: str
    says_before: str
    after: str
    says_after: str
    is_told: bool
    why: Sequence[str]
    then: str
    tone: str


def rows_of(changes: Iterable[Change], names: Mapping[str, str]) -> list[ChangeRow]:
    """Return the rows in the order of the lines; `names` of the household by person id as text."""
    return [_row(change, names) for change in changes]


def _row(change: Change, names: Mapping[str, str]) -> ChangeRow:
    then, tone = _THEN[change.kind]
    why = causes_in_words(change.causes, names)
    told = tell_data(change.explanation, language()) if change.explanation else None
    title = told.title if told else _title(change)
    return ChangeRow(
        title=f"{title}: {change.beneficiary}" if change.beneficiary else title,
        before=_amount(change.before, change.unit),
        says_before=told.says if told else change.says_before,
        after=_amount(change.after, change.unit),
        says_after=tell(change.line.working, language()) if change.line else "",
        is_told=told is not None or change.line is not None,
        why=why or [_("Cách tính hoặc tình trạng của chính sách đã thay đổi")],
        then=str(then).format(difference=_amount(abs(change.difference), change.unit)),
        tone=tone,
    )


def _title(change: Change) -> str:
    english = change.line.title_en if change.line and language() == "en" else ""
    return english or change.title


def _amount(value: int | None, unit: str) -> str:
    if value is None:
        return _("không có")
    return _("hiện vật") if unit == "in_kind" else quantity(value, unit)
