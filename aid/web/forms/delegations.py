"""The forms of delegations and of the on-call list."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms.validators import StopValidation

from aid.clock import OFFICE_ZONE
from aid.domain.delegations import DelegationForm as Kind
from aid.domain.roles import ON_CALL_ROLES, Role
from aid.services.delegations import DelegationValues
from aid.services.on_call import Place
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
from aid.web.labels import label


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
    REFUSED = {
        "account_disabled": "user",
        "hours_reversed": "ends_at",
        "not_on_call": "user",
        "phone_unreadable": "phone",
        "place_not_held": "stands_for",
        "role_not_on_call": "role",
        "role_not_to_give": "role",
        "role_to_oneself": "user",
        "stands_in_for_himself": "stands_for",
        "turn_overlaps": "begins_at",
        "turn_too_long": "last_on",
    }

    user = ChoiceField(_l("Người trực"), [Needed()], coerce=int)
    first_on = DayField(_l("Từ ngày"), [Needed()])
    begins_at = HourField(_l("Từ giờ"), [Needed()])
    last_on = DayField(_l("Đến ngày"), [Needed()])
    ends_at = HourField(_l("Đến giờ"), [Needed()])
    phone = PhoneField(_l("Điện thoại trực"), [Needed()])
    role = ChoiceField(_l("Được làm các bước của"), coerce=Role)
    stands_for = ChoiceField(_l("Làm thay"), coerce=int)

    def __init__(self, people: Sequence[tuple[int, str]], **given: Any) -> None:
        super().__init__(**given)
        everybody = [(str(ident), name) for ident, name in people]
        known(self.user, [("", _l("Chọn người")), *everybody])
        known(
            self.role, [("", _l("Không, chỉ trực điện thoại")), *((r.value, label(r)) for r in sorted(ON_CALL_ROLES))]
        )
        known(self.stands_for, [("", _l("Không thay ai")), *everybody])

    def validate_stands_for(self, field: Field) -> None:
        """A role is taken in somebody's place."""
        if self.role.data and field.data is None and not field.errors:
            raise StopValidation(gettext("Hãy chọn người được làm thay."))

    def place(self) -> Place | None:
        """Return the role the turn carries and whose place is taken, None where it is a telephone only."""
        return Place(self.role.data, self.stands_for.data) if self.role.data else None

    def begins(self) -> datetime:
        """Return when the turn begins."""
        return _instant(self.first_on.data, self.begins_at.data)

    def ends(self) -> datetime:
        """Return when the turn ends."""
        return _instant(self.last_on.data, self.ends_at.data)


def _instant(day: Any, hour: time | None) -> datetime:
    return datetime.combine(day, hour or time(), OFFICE_ZONE)
