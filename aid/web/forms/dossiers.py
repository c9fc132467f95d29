"""The forms of dossiers, decisions and their verification."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, HiddenField

from aid.domain.dossiers import DossierState
from aid.domain.return_marks import Mark
from aid.queries.dossier_choices import FundChoice, LineChoice, PolicyChoice
from aid.services.bulk_steps import Pick
from aid.web.filters import quantity
from aid.web.forms.base import FilterForm, Form, Needed, Part, TooLong
from aid.web.forms.edits import EditForm
from aid.web.forms.fields import (
    ChoiceField,
    ChoicesField,
    CountField,
    DayField,
    FileField,
    IdField,
    TextAreaField,
    TextField,
    choices_of,
    known,
)

_MOST_PICKS = 100
_MARKS = 8


class DossierFilterForm(FilterForm):
    q = TextField(_l("Mã, tên hồ sơ hoặc vụ việc"))
    state = ChoiceField(
        _l("Trạng thái"), choices=choices_of(DossierState, blank=_l("Mọi trạng thái")), coerce=DossierState
    )


class PickForm(FilterForm):
    """Which policy and which fund: the first half of a new dossier."""

    policy = ChoiceField(_l("Chính sách"))
    fund = ChoiceField(_l("Nguồn kinh phí"), coerce=int)

    def __init__(self, policies: Sequence[PolicyChoice], funds: Sequence[FundChoice], **given: Any) -> None:
        super().__init__(**given)
        known(self.policy, [("", _l("Chọn chính sách")), *((row.code, f"{row.code}: {row.title}") for row in policies)])
        named = [(fund.id, f"{fund.name} ({quantity(fund.available, fund.unit)})") for fund in funds]
        known(self.fund, [("", _l("Chọn nguồn")), *named])


class LinesForm(Form):
    """Which lines go into a dossier."""

    REFUSED = {"dossier_empty": "lines", "line_in_other_dossier": "lines"}

    lines = ChoicesField(_l("Các khoản"), coerce=int)

    def __init__(self, choices: Sequence[LineChoice], **given: Any) -> None:
        super().__init__(**given)
        fitting = [
            (line.entitlement_id, f"{line.beneficiary}: {line.title}") for line in choices if line.refusal is None
        ]
        known(self.lines, fitting)
        if not self.is_submitted() and self.lines.data is None:
            self.lines.data = [ident for ident, _ in fitting]


class NewDossierForm(LinesForm):
    REFUSED = {**LinesForm.REFUSED, "urgent_not_for_this": "urgent_reason"}

    title = TextField(_l("Tên hồ sơ"), [Needed(), TooLong(300)])
    proposal_number = TextField(_l("Số tờ trình"), [TooLong(64)])
    urgent_reason = TextAreaField(_l("Lý do giải quyết khẩn cấp"), [TooLong(1000)])
    meeting_number = TextField(_l("Số biên bản họp bình xét"), [TooLong(64)])
    meeting_on = DayField(_l("Ngày biên bản họp bình xét"))


class ChangeDossierForm(EditForm, NewDossierForm):
    """A correction of a draft: its lines and what it is called."""


class StepForm(Form):
    """A step that needs nothing but a yes, to the dossier as the page showed it."""

    version = IdField()


class ReasonForm(StepForm):
    REFUSED = {"reason_missing": "reason"}

    reason = TextAreaField(_l("Lý do"), [Needed(), TooLong(1000)])


class MarkPart(Part):
    """One thing to be mended: which field of which line, or of the dossier itself, and what is wrong."""

    where = ChoiceField(_l("Ở đâu"))
    note = TextField(_l("Cần sửa gì"), [TooLong(500)])


class ReturnForm(ReasonForm):
    """A dossier goes back with a reason, and with as many marks as are filled in."""

    REFUSED = {**ReasonForm.REFUSED}

    marks = FieldList(FormField(MarkPart), min_entries=_MARKS, max_entries=_MARKS)

    def offer(self, places: Sequence[tuple[str, str]]) -> None:
        """Give each row the fields that can be marked."""
        for row in self.marks.entries:
            known(row.form.where, [("", _l("Không đánh dấu")), *places])

    def marks_of(self) -> list[Mark]:
        """Return the rows that name a field; `where` is "field" or "field-line"."""
        found = ((row.form.where.data, row.form.note.data or "") for row in self.marks.entries)
        return [_mark(where, note) for where, note in found if where]


def _mark(where: str, note: str) -> Mark:
    field, _dash, line = where.partition("-")
    return Mark(field, note, int(line) if line else None)


class PicksForm(Form):
    """Many dossiers, each as `id-version`; what cannot be read is left out, for the page shows what is chosen."""

    FAULTS_TITLE = _l("Chưa có hồ sơ nào chuyển bước.")

    picks = FieldList(HiddenField())

    def versions(self) -> dict[int, int]:
        """Return the picked dossiers with the version that the page showed."""
        found = (str(entry.data or "").split("-") for entry in self.picks.entries[:_MOST_PICKS])
        return {int(parts[0]): int(parts[1]) for parts in found if len(parts) == 2 and all(map(_is_number, parts))}

    def picks_of(self) -> list[Pick]:
        """Return the picks as the service takes them."""
        return [Pick(*pair) for pair in self.versions().items()]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


class IssueForm(StepForm):
    REFUSED = {
        "number_needed": "number",
        "number_taken": "number",
        "number_is_ours": "number",
        "day_before_last_number": "day",
        "number_given": "day",
        "paper_day_ahead": "day",
        "paper_day_before_signing": "day",
        "paper_day_late": "late_reason",
    }

    number = CountField(_l("Số quyết định trong hệ thống văn bản"), minimum=1)
    day = DayField(_l("Ngày ghi trên quyết định"))
    late_reason = TextField(_l("Lý do cấp số muộn"), [TooLong(300)])


class PaperNumberForm(IssueForm):
    number = CountField(_l("Số trong hệ thống văn bản"), minimum=1)
    day = DayField(_l("Ngày ghi trên văn bản"))


class DecisionFilterForm(FilterForm):
    q = TextField(_l("Số, tên hồ sơ hoặc người được hỗ trợ"))
    year = ChoiceField(_l("Năm"), coerce=int)

    def __init__(self, years: Sequence[int], **given: Any) -> None:
        super().__init__(**given)
        known(self.year, [("", _l("Mọi năm")), *((year, str(year)) for year in years)])


class CodeForm(FilterForm):
    code = TextField(_l("Mã kiểm tra in trên quyết định"), [Needed()])


class CompareForm(Form):
    FAULTS_TITLE = _l("Chưa so được tệp.")

    file = FileField(_l("Tệp PDF của quyết định"), [Needed()])
