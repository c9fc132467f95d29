"""The forms of an incident: report it, correct it, dismiss it, add files, narrow the list."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from aid import clock
from aid.domain.errors import Refusal
from aid.domain.incidents import CAUSE_OF, IncidentState
from aid.domain.points import Point, parse_point
from aid.domain.reports import IncidentReport
from aid.web.forms.base import FilterForm, Form, Needed, TooLong
from aid.web.forms.edits import EditForm
from aid.web.forms.fields import (
    ChoiceField,
    CountField,
    DayField,
    HourField,
    PhoneField,
    TextAreaField,
    TextField,
    _ReadField,
    choices_of,
    known,
)
from aid.web.forms.uploads import NeededFiles, UploadsField

_NO_DAY = date.min


class PointField(_ReadField):
    """A point as maps give it: latitude, longitude."""

    attributes = {"inputmode": "text", "data-locate": "point"}
    kind = "point"

    def read(self, text: str) -> Point:
        return parse_point(text)

    def show(self, value: Point) -> str:
        return f"{value.lat:.6g}, {value.lon:.7g}"


class IncidentForm(Form):
    """What every version of the form asks; `find_ward` and `check` are the rules it asks on the way."""

    REFUSED = {
        "kind_unknown": "kind",
        "ward_unknown": "place",
        "ward_ambiguous": "place",
        "place_not_valid_on": "place",
        "place_in_other_province": "place",
        "day_in_future": "occurred_on",
        "hour_in_future": "occurred_at",
        "count_negative": "dead",
        "point_incomplete": "point",
        "point_outside": "point",
        "phone_unreadable": "reporter_phone",
    }

    kind = ChoiceField(_l("Loại vụ việc"), [Needed()])
    place = TextField(_l("Phường, xã"), [Needed(), TooLong(200)], render_kw={"list": "wards", "autocomplete": "off"})
    address = TextField(_l("Địa chỉ, địa điểm"), [TooLong(300)])
    occurred_on = DayField(_l("Ngày xảy ra"), [Needed()])
    occurred_at = HourField(_l("Giờ xảy ra"))
    dead = CountField(_l("Người chết"))
    injured = CountField(_l("Bị thương"))
    missing = CountField(_l("Mất tích"))
    description = TextAreaField(_l("Diễn biến vụ việc"), [TooLong(5_000)])
    reporter = TextField(_l("Người báo"), [TooLong(120)])
    reporter_phone = PhoneField(_l("Điện thoại người báo"))
    point = PointField(_l("Tọa độ"))

    def __init__(
        self,
        *,
        find_ward: Callable[[str, date], str],
        check: Callable[[IncidentReport], Iterable[Refusal]],
        **given: Any,
    ) -> None:
        super().__init__(**given)
        self._find_ward, self._check = find_ward, check
        self.place_code = ""
        kinds = [("", _l("Chọn loại vụ việc")), *choices_of(tuple(CAUSE_OF), "IncidentKind")]
        known(self.kind, kinds)

    def validate(self, extra_validators: Any = None) -> bool:
        is_filled = super().validate(extra_validators)
        self._ask_ward()
        for refusal in self._check(self.report()):
            if refusal.code != "kind_unknown":
                self.refuse(refusal)
        return is_filled and not self.errors

    def report(self) -> IncidentReport:
        """Return what was typed; what is not there yet is left so that the other rules can still be asked."""
        point = self.point.data or (None, None)
        return IncidentReport(
            kind=self.kind.data or "",
            occurred_on=self.occurred_on.data or _NO_DAY,
            occurred_at=self.occurred_at.data,
            place_code=self.place_code,
            address=self.address.data,
            title=self.title.data if "title" in self else "",
            lat=point[0],
            lon=point[1],
            description=self.description.data,
            dead=self.dead.data or 0,
            injured=self.injured.data or 0,
            missing=self.missing.data or 0,
            reporter=self.reporter.data,
            reporter_phone=self.reporter_phone.data or "",
        )

    def _ask_ward(self) -> None:
        """Ask for the ward of the day; without a day, only a name that never was is found fault with."""
        if not self.place.data:
            return
        try:
            self.place_code = self._find_ward(self.place.data, self.occurred_on.data or clock.today())
        except Refusal as refusal:
            if self.occurred_on.data is not None or refusal.code == "ward_unknown":
                self.refuse(refusal)


class ReportForm(IncidentForm):
    """A new incident with its first files."""

    files = UploadsField(_l("Ảnh, giấy tờ"))


class CorrectForm(EditForm, IncidentForm):
    """A correction of what was reported; `version` tells whether somebody else saved in between."""

    title = TextField(_l("Tên vụ việc"), [TooLong(200)])


class DismissForm(Form):
    """Why nothing is to be done."""

    REFUSED = {"reason_missing": "reason"}

    reason = TextAreaField(_l("Lý do"), [Needed(), TooLong(1_000)])


class FilesForm(Form):
    """More files of an incident."""

    REFUSED = {"too_many_files": "files"}

    files = UploadsField(_l("Ảnh, giấy tờ"), [NeededFiles()])


class HouseholdFilterForm(FilterForm):
    """Which of the households of one incident are shown."""

    q = TextField(_l("Tìm hộ theo tên hoặc mã"), [TooLong(100)])


class IncidentFilterForm(FilterForm):
    """What narrows the list."""

    q = TextField(_l("Tìm"), [TooLong(100)])
    state = ChoiceField(_l("Trạng thái"), choices=choices_of(IncidentState, blank=_l("Tất cả")))
    kind = ChoiceField(_l("Loại"), choices=choices_of(tuple(CAUSE_OF), "IncidentKind", blank=_l("Tất cả")))
    year = ChoiceField(_l("Năm"), coerce=int)

    def __init__(self, years: Iterable[int], **given: Any) -> None:
        super().__init__(**given)
        known(self.year, [("", _l("Tất cả")), *((year, str(year)) for year in years)])
