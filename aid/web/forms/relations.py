"""The forms of stepping aside."""

from flask_babel import lazy_gettext as _l

from aid.web.forms.base import Form, Needed, TooLong
from aid.web.forms.fields import TextAreaField, TextField


class ContactForm(Form):
    REFUSED = {
        "identity_not_12_digits": "identity_number",
        "identity_old_card": "identity_number",
        "identity_unknown_province": "identity_number",
        "phone_unreadable": "phone",
    }

    identity_number = TextField(_l("Số định danh của tôi"), [TooLong(20)], render_kw={"inputmode": "numeric"})
    phone = TextField(_l("Điện thoại của tôi"), [TooLong(32)], render_kw={"inputmode": "tel"})
    account = TextField(_l("Số tài khoản của tôi"), [TooLong(32)], render_kw={"inputmode": "numeric"})


class DeclareForm(Form):
    REFUSED = {"reason_missing": "note"}

    note = TextAreaField(_l("Quan hệ"), [Needed(), TooLong(300)])
