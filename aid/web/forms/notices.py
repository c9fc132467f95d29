"""The forms of notices and of e-mail."""

from flask_babel import lazy_gettext as _l

from aid.domain.notices import MailChoice
from aid.web.forms.base import Form, TooLong
from aid.web.forms.fields import IdField, RadioField, TextField, choices_of


class ReadForm(Form):
    """The newest notice that the page showed: what came since stays new."""

    upto = IdField()


class MailForm(Form):
    REFUSED = {"address_unreadable": "address"}

    address = TextField(
        _l("Địa chỉ thư điện tử"),
        [TooLong(254)],
        render_kw={"autocomplete": "email", "inputmode": "email", "autocapitalize": "none", "spellcheck": "false"},
    )
    choice = RadioField(_l("Nhận thư"), choices=choices_of(MailChoice), coerce=MailChoice)
