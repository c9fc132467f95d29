"""The forms of digital signatures: signing, bringing a signed file, keys and pictures."""

from flask_babel import lazy_gettext as _l

from aid.web.forms.base import Form, Needed, TooLong
from aid.web.forms.fields import CountField, FileField, PasswordField, TextField

_SECRET = {"autocomplete": "off"}
_PDF = {"accept": "application/pdf"}
_KEY = {"accept": ".p12,.pfx,application/x-pkcs12"}
_PNG = {"accept": "image/png"}


class SignForm(Form):
    FAULTS_TITLE = _l("Chưa ký. Văn bản giữ nguyên.")
    REFUSED = {
        "key_password_wrong": "secret",
        "signing_secret_needed": "secret",
        "token_pin_locked": "secret",
        "token_pin_wrong": "secret",
    }

    secret = PasswordField(_l("Mật khẩu tệp khóa hoặc mã PIN"), render_kw=_SECRET)


class SignedFileForm(Form):
    FAULTS_TITLE = _l("Tệp chưa được nhận. Văn bản giữ nguyên.")

    file = FileField(_l("Tệp PDF đã ký"), [Needed()], render_kw=_PDF)


class KeyFileForm(Form):
    FAULTS_TITLE = _l("Chưa ghi nhận khóa. Hãy chọn lại tệp và gõ lại mật khẩu.")
    REFUSED = {"key_password_wrong": "password", "key_file_damaged": "file"}

    file = FileField(_l("Tệp khóa (.p12, .pfx)"), [Needed()], render_kw=_KEY)
    password = PasswordField(_l("Mật khẩu của tệp khóa"), [Needed()], render_kw=_SECRET)


class TokenForm(Form):
    REFUSED = {
        "token_key_missing": "label",
        "token_missing": "token",
        "token_pin_locked": "pin",
        "token_pin_wrong": "pin",
    }

    token = TextField(_l("Tên thiết bị"), [Needed(), TooLong(64)])
    label = TextField(_l("Tên khóa trên thiết bị"), [Needed(), TooLong(120)])
    pin = PasswordField(_l("Mã PIN"), [Needed()], render_kw=_SECRET)


class SignaturePictureForm(Form):
    FAULTS_TITLE = _l("Chưa lưu ảnh. Hãy chọn lại tệp.")

    picture = FileField(_l("Ảnh chữ ký (PNG nền trong suốt, mực xanh)"), [Needed()], render_kw=_PNG)


class SealPictureForm(Form):
    FAULTS_TITLE = _l("Chưa lưu ảnh. Hãy chọn lại tệp.")
    REFUSED = {"seal_width_unlikely": "width_mm"}

    picture = FileField(_l("Ảnh con dấu (PNG nền trong suốt, màu đỏ)"), [Needed()], render_kw=_PNG)
    width_mm = CountField(_l("Bề rộng con dấu thật (mm)"), [Needed()], minimum=1)
