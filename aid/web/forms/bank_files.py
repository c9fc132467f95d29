"""The forms of bank files: which layout, and the names the bank shows."""

from flask import request
from flask_babel import lazy_gettext as _l

from aid.domain.bank_files import LayoutCode
from aid.web.bank_file_words import LAYOUT_NAMES
from aid.web.forms.base import Form, Needed
from aid.web.forms.fields import HiddenField, RadioField

_BOX = "holder-"


class BankFileForm(Form):
    """Which layout; `count` and `total` are what the page showed, so that nothing else is sent."""

    layout = RadioField(
        _l("Mẫu tệp"),
        [Needed()],
        choices=[(code.value, name) for code, name in LAYOUT_NAMES.items()],
        coerce=LayoutCode,
        default=LayoutCode.CSV_UTF8,
    )
    count = HiddenField()
    total = HiddenField()

    def seen(self) -> tuple[int, int]:
        """Return count and total as the page showed them; anything else than figures is nothing."""
        count, total = (str(field.data or "") for field in (self.count, self.total))
        return tuple(int(text) if text.isascii() and text.isdigit() else 0 for text in (count[:15], total[:15]))  # type: ignore[return-value]


class AccountNamesForm(Form):
    """One box for each payment, drawn by the page as a table."""

    def holders(self) -> dict[int, str]:
        """Return what was typed, by payment."""
        boxes = {name.removeprefix(_BOX): text for name, text in request.form.items() if name.startswith(_BOX)}
        return {int(ident): text for ident, text in boxes.items() if ident.isascii() and ident.isdigit()}
