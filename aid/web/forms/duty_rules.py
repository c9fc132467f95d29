"""The forms of what an office lays down about soft pairs of duties."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from aid.domain.duties import Duty
from aid.domain.duty_rules import OPEN_PAIRS, rule_about
from aid.services.duty_rules import DutyRuleValues
from aid.web.forms.base import Form, Needed, TooLong
from aid.web.forms.fields import ChoiceField, DayField, TextAreaField, TextField, known
from aid.web.labels import label


class DutyRuleForm(Form):
    """Which two duties, from when to when, by which document and why."""

    REFUSED = {
        "days_reversed": "last_on",
        "document_missing": "document",
        "duty_rule_in_the_past": "first_on",
        "duty_rule_overlaps": "first_on",
        "pair_is_hard": "pair",
        "reason_missing": "reason",
    }

    agency_id = ChoiceField(_l("Cơ quan"), [Needed()], coerce=int)
    pair = ChoiceField(_l("Hai phần việc"), [Needed()])
    first_on = DayField(_l("Từ ngày"), [Needed()])
    last_on = DayField(_l("Đến hết ngày"))
    document = TextField(_l("Văn bản của người đứng đầu (số, ngày)"), [Needed(), TooLong(200)])
    reason = TextAreaField(_l("Lý do"), [Needed(), TooLong(1000)])

    def __init__(self, offices: Sequence[tuple[int, str]], **given: Any) -> None:
        super().__init__(**given)
        known(self.agency_id, [("", _l("Chọn cơ quan")), *((str(ident), name) for ident, name in offices)])
        known(self.pair, [("", _l("Chọn hai phần việc")), *((f"{a}/{b}", in_words(a, b)) for a, b in OPEN_PAIRS)])

    def values(self) -> DutyRuleValues:
        """Return what was typed; all required fields are there."""
        one, _slash, other = self.pair.data.partition("/")
        first = self.first_on.data
        assert first is not None
        return DutyRuleValues(
            duties=(Duty(one), Duty(other)),
            first_on=first,
            last_on=self.last_on.data,
            document=self.document.data,
            reason=self.reason.data,
        )


class EndDutyRuleForm(Form):
    REFUSED = {"duty_rule_in_the_past": "last_on", "reason_missing": "reason"}

    last_on = DayField(_l("Ngày cuối còn hiệu lực"), [Needed()])
    reason = TextAreaField(_l("Lý do"), [Needed(), TooLong(1000)])


def in_words(one: Duty, other: Duty) -> str:
    """Return a pair with what a rule about it says: "phát hành + chi tiền: một người làm được cả hai"."""
    return f"{label(one)} + {label(other)}: {label(rule_about(frozenset((one, other))))}"
