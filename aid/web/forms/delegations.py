"""The forms of delegations and of the on-call list."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from flask_babel import lazy_gettext as _l

from aid.clock import OFFICE_ZONE
from aid.domain.delegations import DelegationForm as Kind
from aid.services.delegations import DelegationValues
from aid.web.forms.base import Form, Needed, TooLong
from aid.web.forms.fields import (
    ChoiceField,
    ChoicesField,
    DayField,
    HourField,
    MoneyField,
    PhoneField,
    TextAreaField,
    TextField,
    choices_of,
    known,
)


class DelegationForm(Form):
    """Whom the chairman lets sign, how, when and what."""

    REFUSED = {
        "days_reversed": "last_on",
        "delegated_to_oneself": "deputy",
        "delegation_in_the_past": "first_on",
        "delegation_overlaps": "first_on",
        "document_missing": "document",
        "not_a_signer": "deputy",
    }

    deputy = ChoiceField(_l("Người được giao"), [Needed()], coerce=int)
    form = ChoiceField(_l("Hình thức ký"), [Needed()], choices=choices_of(Kind), coerce=Kind)
    first_on = DayField(_l("Từ ngày"), [Needed()])
    last_on = DayField(_l("Đến hết ngày"), [Needed()])
    policies = ChoicesField(_l("Chỉ cho chính sách"))
    most = MoneyField(_l("Mỗi hồ sơ không quá"))
    document = TextField(_l("Văn bản giao quyền (số, ngày)"), [Needed(), TooLong(200)])

    def __init__(self, people: Sequence[tuple[int, str]], policies: Sequence[tuple[str, str]], **given: Any) -> None:
        super().__init__(**given)
        known(self.deputy, [("", _l("Chọn người")), *((str(ident), name) for ident, name in people)])
        known(self.policies, policies)

    def values(self) -> DelegationValues:
        """Return what was typed; all required fields are there."""
        first, last = self.first_on.data, self.last_on.data
        assert first is not None and last is not None
        return DelegationValues(
            deputy_id=self.deputy.data,
            form=self.form.data,
            first_on=first,
            last_on=last,
            document=self.document.data,
            policies=tuple(self.policies.data or ()),
            most=self.most.data,
        )


class EndDelegationForm(Form):
    REFUSED = {"delegation_in_the_past": "last_on", "reason_missing": "reason"}

    last_on = DayField(_l("Ngày cuối còn hiệu lực"), [Needed()])
    reason = TextAreaField(_l("Lý do"), [Needed(), TooLong(1000)])


class OnCallForm(Form):
    REFUSED = {"hours_reversed": "ends_at", "phone_unreadable": "phone"}

    user = ChoiceField(_l("Người trực"), [Needed()], coerce=int)
    first_on = DayField(_l("Từ ngày"), [Needed()])
    begins_at = HourField(_l("Từ giờ"), [Needed()])
    last_on = DayField(_l("Đến ngày"), [Needed()])
    ends_at = HourField(_l("Đến giờ"), [Needed()])
    phone = PhoneField(_l("Điện thoại trực"), [Needed()])

    def __init__(self, people: Sequence[tuple[int, str]], **given: Any) -> None:
        super().__init__(**given)
        known(self.user, [("", _l("Chọn người")), *((str(ident), name) for ident, name in people)])

    def begins(self) -> datetime:
        """Return when the turn begins."""
        return _instant(self.first_on.data, self.begins_at.data)

    def ends(self) -> datetime:
        """Return when the turn ends."""
        return _instant(self.last_on.data, self.ends_at.data)


def _instant(day: Any, hour: time | None) -> datetime:
    return datetime.combine(day, hour or time(), OFFICE_ZONE)
