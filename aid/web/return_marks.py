"""What was marked when a dossier went back, in words, with the page on which each is mended; and what changed since."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from aid.domain.dossiers import DossierState
from aid.domain.return_marks import OF_DOSSIER, OF_LINE
from aid.queries.dossier_views import DossierView
from aid.queries.return_marks import MarkView
from aid.web.filters import moment
from aid.web.parts import TaskItem, TimelineItem

MARK_WORDS = {
    "amount": _l("Mức hỗ trợ"),
    "evidence": _l("Giấy tờ chứng minh"),
    "facts": _l("Dữ kiện của hộ"),
    "lines": _l("Các khoản trong hồ sơ"),
    "meeting_number": _l("Biên bản họp bình xét"),
    "payee": _l("Người nhận"),
    "proposal_number": _l("Số tờ trình"),
    "title": _l("Tên hồ sơ"),
    "urgent_reason": _l("Lý do khẩn cấp"),
}
_PAGES = {
    "amount": "/entitlements/{line}/raise",
    "evidence": "/cases/{case}/files",
    "facts": "/cases/{case}",
    "payee": "/entitlements/{line}/payee",
}


class Changed(NamedTuple):
    """One field that changed since the last look: who, when, in which step, from what to what."""

    at: datetime
    who: str
    says: str
    field: str
    before: str
    after: str


def places_of(dossier: DossierView) -> list[tuple[str, str]]:
    """Return what can be marked: the fields of the dossier, then those of each line."""
    own = [(field, str(MARK_WORDS[field])) for field in OF_DOSSIER]
    return own + [
        (f"{field}-{line.entitlement_id}", f"{line.beneficiary}, {line.title}: {MARK_WORDS[field]}")
        for line in dossier.lines
        for field in OF_LINE
    ]


def marks_in_words(marks: Iterable[MarkView], dossier: DossierView, *, may_mend: bool) -> list[TaskItem]:
    """Return each mark as a task: done once what it names was changed; the link is for whoever mends it."""
    return [_task(mark, dossier, may_mend) for mark in marks]


def _task(mark: MarkView, dossier: DossierView, may_mend: bool) -> TaskItem:
    title = str(MARK_WORDS[mark.field])
    if mark.beneficiary:
        title = f"{mark.beneficiary}, {mark.title}: {title}"
    told = f"{mark.note} ({mark.who})"
    if mark.changed_at:
        told = _("%(told)s. Đã sửa lúc %(at)s.", told=told, at=moment(mark.changed_at))
    return TaskItem(title, "done" if mark.changed_at else "todo", _page(mark, dossier) if may_mend else None, told)


def _page(mark: MarkView, dossier: DossierView) -> str:
    if mark.entitlement_id is not None:
        return _PAGES[mark.field].format(line=mark.entitlement_id, case=mark.case_id)
    step = "reopen" if dossier.state is DossierState.RETURNED else "lines"
    return f"/dossiers/{dossier.id}/{step}"


def changes_in_words(items: Iterable[TimelineItem]) -> list[Changed]:
    """Return what changed field by field; a step that names no field stands as one row."""
    return [
        Changed(item.at, item.who, item.says, *change)
        for item in items
        for change in (item.changes or [("", "", item.note)])
    ]
