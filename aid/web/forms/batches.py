"""The forms of batches: what is printed and how, and which signed dossiers get their numbers."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from aid.domain.batches import USUAL_PAGES
from aid.services.batches import Printing
from aid.web.forms.base import Form, Needed
from aid.web.forms.fields import CheckField, ChoiceField, CountField, DayField, RadioField, known
from aid.web.labels import LABELS

_SCOPES = ("day", "incident", "papers")


class PrintForm(Form):
    """What is printed: a day's decisions not printed yet, or all of an incident."""

    REFUSED = {"batch_pages_out_of_range": "pages_per_file"}
    FAULTS_TITLE = _l("Chưa lập lô nào.")

    scope = RadioField(_l("In gì"), [Needed()], choices=[(code, LABELS["BatchScope"][code]) for code in _SCOPES])
    day = DayField(_l("Ngày của quyết định"))
    incident = ChoiceField(_l("Vụ việc"), coerce=int)
    pages_per_file = CountField(_l("Số trang mỗi tệp in"), default=USUAL_PAGES)
    own_sheet = CheckField(_l("In hai mặt: mỗi văn bản bắt đầu trên một tờ mới"))

    def __init__(self, incidents: Sequence[tuple[int, str]], **given: Any) -> None:
        super().__init__(**given)
        known(self.incident, [("", _l("Chọn vụ việc")), *incidents])

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the shape, and that the scope has what it needs."""
        is_shaped = bool(super().validate(extra_validators))
        wanted = self.day if self.scope.data == "day" else self.incident
        if self.scope.data and not wanted.data:
            wanted.errors = [*wanted.errors, _l("Hãy chọn mục này.")]
            return False
        return is_shaped

    def printing(self) -> Printing:
        """Return how it is printed."""
        return Printing(self.pages_per_file.data or USUAL_PAGES, bool(self.own_sheet.data))
