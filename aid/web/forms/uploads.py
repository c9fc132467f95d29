"""Uploads that survive a refused form.

A browser never sends a chosen file again by itself. So each file is checked and stored as soon as it arrives, and the
page that comes back carries a signed line for it, ticked; to take the file out, one unticks it.
"""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from itsdangerous import BadData, URLSafeTimedSerializer
from markupsafe import Markup
from wtforms.validators import StopValidation
from wtforms.widgets import FileInput, html_params

from aid.domain.errors import Refusal
from aid.extensions import settings
from aid.services.attachments import MOST_FILES, KeptFile, Upload, keep
from aid.web.forms.base import Form
from aid.web.forms.fields import FilesField
from aid.web.messages import sentence
from aid.web.security import current_actor

HINT = _l(
    "Ảnh JPG, PNG, WebP hoặc tệp PDF; mỗi tệp tối đa 15 MB, tối đa 20 tệp và 30 MB một lần gửi. Tệp đã nhận được"
    " vẫn giữ lại nếu mục khác phải sửa."
)
_ACCEPT = "image/jpeg,image/png,image/webp,application/pdf"
_ONE_DAY = 24 * 60 * 60
_KILOBYTE = 1024


class NeededFiles:
    """At least one file must have come through."""

    field_flags = {"required": True}

    def __call__(self, form: Form, field: Any) -> None:
        if not field.data and not field.errors:
            raise StopValidation(gettext("Hãy chọn ít nhất một tệp."))


class _Widget:
    """The file input, and under it the files that were already received."""

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        chooser = FileInput(multiple=True)(field, accept=_ACCEPT, data_most_bytes=28 * _KILOBYTE**2, **attributes)
        lines = [_kept_line(field, number, file) for number, file in enumerate(field.data or [])]
        return Markup(chooser) + Markup("").join(lines)


class UploadsField(FilesField):
    """Several files; its data is a list of KeptFile, those just sent and those kept from the attempt before."""

    widget = _Widget()

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = []
        for value in valuelist[: 2 * MOST_FILES]:
            kept = _from_token(value) if isinstance(value, str) else self._receive(value)
            if kept is not None and kept not in self.data:
                self.data.append(kept)
        if len(self.data) > MOST_FILES:
            self.process_errors.append(sentence(Refusal("too_many_files", most=MOST_FILES)))
            self.data = self.data[:MOST_FILES]

    def _receive(self, sent: Any) -> KeptFile | None:
        if not getattr(sent, "filename", ""):
            return None
        try:
            return keep(Upload(sent.filename, sent.read()))
        except Refusal as refusal:
            self.process_errors.append(sentence(refusal))
            return None


def _kept_line(field: Any, number: int, file: KeptFile) -> Markup:
    name = f"{field.id}-kept-{number}"
    box = html_params(
        type="checkbox", class_="form-check-input", name=field.name, id=name, value=_token(file), checked=True
    )
    size = max(1, file.size // _KILOBYTE)
    says = gettext("Đã nhận: %(name)s (%(size)s KB)", name=file.file_name, size=size)
    return Markup('<div class="form-check"><input {}><label class="form-check-label" for="{}">{}</label></div>').format(
        Markup(box), name, says
    )


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings().secret_key, salt="kept-file")


def _token(file: KeptFile) -> str:
    signed: str = _signer().dumps([current_actor().user_id, *file])
    return signed


def _from_token(token: str) -> KeptFile | None:
    """Return the file a line stands for; a line of somebody else, changed or a day old stands for none."""
    try:
        user_id, *values = _signer().loads(token, max_age=_ONE_DAY)
    except BadData:
        return None
    return KeptFile(*values) if user_id == current_actor().user_id else None
