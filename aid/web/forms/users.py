"""The forms with which the administrator keeps people and agencies."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, ValidationError

from aid.domain.agencies import AgencyKind, NumberSource
from aid.domain.decisions import SIGNING_FORMS
from aid.domain.errors import Refusal
from aid.domain.roles import Role
from aid.domain.users import username_from
from aid.web.forms.base import FilterForm, Form, Needed, TooLong
from aid.web.forms.fields import (
    CheckField,
    ChoiceField,
    Choices,
    ChoicesField,
    DayField,
    TextAreaField,
    TextField,
    choices_of,
    known,
)
from aid.web.messages import sentence

_SIGNING = {
    "head": _l("người đứng đầu (CHỦ TỊCH)"),
    "deputy": _l("ký thay (KT.)"),
    "acting": _l("quyền (Q.)"),
    "by_order": _l("thừa lệnh (TL.)"),
    "by_authority": _l("thừa ủy quyền (TUQ.)"),
    "collective": _l("thay mặt tập thể (TM.)"),
    "collective_deputy": _l("thay mặt tập thể, ký thay (TM., KT.)"),
}


class UserFilterForm(FilterForm):
    q = TextField(_l("Tên hoặc tên đăng nhập"))
    role = ChoiceField(_l("Vai trò"), choices=choices_of(Role, blank=_l("Mọi vai trò")), coerce=Role)


class RolesForm(Form):
    REFUSED = {"roles_missing": "roles", "administrator_stands_alone": "roles", "not_yourself": "roles"}

    roles = ChoicesField(_l("Vai trò"), [Needed()], choices=choices_of(Role), coerce=Role)


class PersonForm(Form):
    REFUSED = {"name_missing": "full_name"}

    full_name = TextField(_l("Họ tên"), [Needed(), TooLong(120)])
    title = TextField(_l("Chức danh trên văn bản"), [TooLong(120)])
    signing_form = ChoiceField(
        _l("Thể thức ký"),
        choices=[("", _l("không ký quyết định")), *((form, _SIGNING[form]) for form in SIGNING_FORMS)],
    )


class NewUserForm(PersonForm):
    REFUSED = {
        **PersonForm.REFUSED,
        **RolesForm.REFUSED,
        "username_unreadable": "username",
        "username_taken": "username",
    }

    username = TextField(
        _l("Tên đăng nhập"), [Needed(), TooLong(64)], render_kw={"autocapitalize": "none", "autocomplete": "off"}
    )
    agency_id = ChoiceField(_l("Cơ quan"), [Needed()], coerce=int)
    roles = ChoicesField(_l("Vai trò"), [Needed()], choices=choices_of(Role), coerce=Role)

    def __init__(self, agencies: Choices, **given: Any) -> None:
        super().__init__(**given)
        known(self.agency_id, [("", _l("Chọn cơ quan")), *agencies])

    def validate_username(self, field: Field) -> None:
        if field.data:
            try:
                username_from(field.data)
            except Refusal as refusal:
                raise ValidationError(sentence(refusal)) from refusal


class AgencyForm(Form):
    REFUSED = {
        "agency_exists": "code",
        "days_reversed": "valid_to",
        "own_successor": "successor_id",
        "place_unknown": "place_code",
    }

    code = TextField(_l("Mã cơ quan"), [Needed(), TooLong(32)])
    name = TextField(_l("Tên cơ quan"), [Needed(), TooLong(200)])
    kind = ChoiceField(_l("Loại"), [Needed()], choices=choices_of(AgencyKind), coerce=AgencyKind)
    place_code = TextField(_l("Mã đơn vị hành chính"), [Needed(), TooLong(8)])
    valid_from = DayField(_l("Hoạt động từ ngày"), [Needed()])
    valid_to = DayField(_l("Đến ngày"))
    successor_id = ChoiceField(_l("Cơ quan kế thừa"), coerce=int)
    parent_line = TextField(_l("Cơ quan chủ quản (dòng trên)"), [TooLong(200)])
    letterhead = TextAreaField(_l("Tên cơ quan ban hành trên văn bản"), [Needed()])
    authority = TextField(_l("Thẩm quyền ban hành"), [Needed(), TooLong(200)])
    dateline = TextField(_l("Địa danh"), [Needed(), TooLong(120)])
    head_title = TextField(_l("Chức vụ người đứng đầu"), [Needed(), TooLong(120)])
    symbol = TextField(_l("Ký hiệu quyết định"), [Needed(), TooLong(32)])
    archive = TextField(_l("Nơi lưu"), [Needed(), TooLong(64)])
    proposer = TextField(_l("Người đề nghị"), [Needed(), TooLong(200)])
    executors = TextAreaField(_l("Nơi thi hành"), [Needed()])
    payer = TextField(_l("Đơn vị chi trả"), [TooLong(200)])
    department = TextField(_l("Phòng chuyên môn phối hợp"), [TooLong(200)])
    recipients = TextAreaField(_l("Nơi nhận khác"))
    word_copies = CheckField(_l("Cho tải bản Word (.docx) của dự thảo, giấy tờ để sửa trước khi ký"))
    number_source = ChoiceField(_l("Số quyết định"), [Needed()], choices=choices_of(NumberSource), coerce=NumberSource)

    def __init__(self, agencies: Choices, **given: Any) -> None:
        super().__init__(**given)
        known(self.successor_id, [("", _l("chưa có")), *agencies])
