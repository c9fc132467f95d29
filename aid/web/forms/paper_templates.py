"""The form of a template: its text, typed or as a file."""

from flask_babel import lazy_gettext as _l

from aid.web.forms.base import Form, TooLong
from aid.web.forms.fields import FileField, IdField, TextField
from aid.web.forms.fields import TextAreaField as Area


class SourceField(Area):
    """Text that is kept as it was typed, blanks at the start of its lines included."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0] if valuelist else ""


class TemplateForm(Form):
    base = IdField()
    source = SourceField(_l("Nội dung mẫu (HTML và chỗ điền)"), render_kw={"rows": 28, "spellcheck": "false"})
    file = FileField(_l("Hoặc tải tệp mẫu lên"))
    note = TextField(_l("Đã đổi gì"), [TooLong(300)])

    def text(self) -> str:
        """Return the file where one was chosen, else what was typed."""
        chosen = self.file.data
        given = chosen.read(200_000).decode("utf-8", "replace") if chosen and chosen.filename else ""
        return given or self.source.data or ""
