"""The forms of decisions that amend, revoke or replace an earlier one."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from aid.domain.decision_changes import ChangeKind
from aid.queries.decision_changes import LineChoice
from aid.queries.replacements import Choice as PaidLine
from aid.services.decision_changes import ChangePlan
from aid.services.replacements import ReplacementPlan
from aid.web.filters import quantity
from aid.web.forms.base import Form, Needed, TooLong
from aid.web.forms.fields import ChoicesField, IdField, RadioField, TextAreaField, choices_of, known


class ChangeForm(Form):
    REFUSED = {
        "reason_missing": "reason",
        "change_empty": "wording",
        "change_is_revocation": "lines",
        "payment_at_bank": "lines",
    }

    kind = RadioField(_l("Việc cần làm"), [Needed()], choices=choices_of(ChangeKind), coerce=ChangeKind)
    reason = TextAreaField(_l("Lý do"), [Needed(), TooLong(1000)])
    wording = TextAreaField(_l("Nội dung sửa đổi, bổ sung"), [TooLong(2000)])
    lines = ChoicesField(_l("Các khoản không hỗ trợ nữa"), coerce=int)
    version = IdField()

    def __init__(self, lines: Sequence[LineChoice], unit: str, **given: Any) -> None:
        super().__init__(**given)
        known(self.lines, [(line.line_id, _line(line, unit)) for line in lines])

    def plan(self) -> ChangePlan:
        """Return what was typed."""
        return ChangePlan(self.kind.data, self.reason.data, self.wording.data or "", tuple(self.lines.data or ()))


class ReplaceForm(Form):
    REFUSED = {"reason_missing": "reason", "payment_at_bank": "recover", "nothing_to_recover": "recover"}

    reason = TextAreaField(_l("Lý do"), [Needed(), TooLong(1000)])
    recover = ChoicesField(_l("Khoản đã chi sai, phải thu hồi"), coerce=int)
    version = IdField()

    def __init__(self, paid: Sequence[PaidLine], unit: str, **given: Any) -> None:
        super().__init__(**given)
        known(self.recover, [(line.line_id, _line(line, unit)) for line in paid])

    def plan(self) -> ReplacementPlan:
        """Return what was typed."""
        return ReplacementPlan(self.reason.data, tuple(self.recover.data or ()))


def _line(line: LineChoice | PaidLine, unit: str) -> str:
    return f"{line.beneficiary}: {quantity(line.amount, unit)}"
