"""The forms of signing in and of one's own password."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import Field, ValidationError

from aid.web.forms.base import Form, Needed
from aid.web.forms.fields import PasswordField, TextField

_NEW = {"autocomplete": "new-password"}


class SignInForm(Form):
    FAULTS_TITLE = _l("Chưa đăng nhập được.")

    username = TextField(
        _l("Tên đăng nhập"),
        [Needed()],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(_l("Mật khẩu"), [Needed()], render_kw={"autocomplete": "current-password"})


class _CurrentPassword(Form):
    current = PasswordField(_l("Mật khẩu hiện tại"), [Needed()], render_kw={"autocomplete": "current-password"})


class NewPasswordForm(Form):
    FAULTS_TITLE = _l("Mật khẩu chưa thay đổi.")
    REFUSED = {
        "password_too_short": "password",
        "password_too_long": "password",
        "password_too_simple": "password",
        "password_wrong": "current",
    }

    password = PasswordField(_l("Mật khẩu mới"), [Needed()], render_kw=_NEW)
    again = PasswordField(_l("Gõ lại mật khẩu mới"), [Needed()], render_kw=_NEW)

    def validate_again(self, field: Field) -> None:
        if field.data and self.password.data and field.data != self.password.data:
            raise ValidationError(gettext("Hai lần gõ mật khẩu mới chưa giống nhau."))


class ChangePasswordForm(NewPasswordForm, _CurrentPassword):
    """One's own password: the current one first, as on the page."""
