"""The forms of the one-stop desk."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from aid import clock
from aid.domain.incoming import IncomingKind, IncomingState
from aid.queries.incoming import IncomingFilter
from aid.services.incoming import ArrivalValues
from aid.web.forms.base import Form, Needed, TooLong
from aid.web.forms.fields import (
    ChoiceField,
    DayField,
    HourField,
    IdField,
    TextAreaField,
    TextField,
    choices_of,
    known,
)
from aid.web.forms.registers import RegisterFilterForm
from aid.web.forms.uploads import UploadsField


class IncomingFilterForm(RegisterFilterForm):
    q = TextField(_l("Người gửi, số, trích yếu, mã hồ sơ, chủ hộ"))
    kind = ChoiceField(_l("Loại giấy tờ"), choices=choices_of(IncomingKind, blank=_l("Mọi loại")), coerce=IncomingKind)
    state = ChoiceField(
        _l("Tình trạng"), choices=choices_of(IncomingState, blank=_l("Mọi tình trạng")), coerce=IncomingState
    )

    def wanted(self) -> IncomingFilter:
        """Return what the list is narrowed to; a value that cannot be chosen narrows nothing."""
        self.validate()
        return IncomingFilter(
            self.q.data or "",
            None if self.year.errors else self.year.data,
            None if self.kind.errors else self.kind.data,
            None if self.state.errors else self.state.data,
            None if self.agency.errors else self.agency.data,
        )


class ArrivalForm(Form):
    """A document that comes in; the case it concerns is carried along."""

    REFUSED = {
        "day_before_last_number": "day",
        "day_in_future": "day",
        "document_after_arrival": "document_day",
        "subject_missing": "subject",
    }

    kind = ChoiceField(
        _l("Loại giấy tờ"), [Needed()], choices=[("", _l("Chọn loại")), *choices_of(IncomingKind)], coerce=IncomingKind
    )
    sender = TextField(_l("Người gửi, người nộp"), [Needed(), TooLong(200)])
    subject = TextAreaField(_l("Trích yếu"), [Needed(), TooLong(500)])
    document_number = TextField(_l("Số, ký hiệu của văn bản"), [TooLong(64)])
    document_day = DayField(_l("Ngày của văn bản"))
    day = DayField(_l("Ngày đến"))
    hour = HourField(_l("Giờ đến"))
    file_code = TextField(_l("Mã hồ sơ"), [TooLong(64)])
    case_id = IdField()
    incident_id = ChoiceField(_l("Vụ việc"), coerce=int)
    scan = UploadsField(_l("Bản quét"))

    def __init__(self, incidents: Sequence[tuple[int, str]], **given: Any) -> None:
        super().__init__(**given)
        known(self.incident_id, [("", _l("không thuộc vụ việc nào")), *incidents])

    def arrival(self) -> ArrivalValues:
        """Return what was typed; all required fields are there."""
        return ArrivalValues(
            kind=self.kind.data,
            sender=self.sender.data,
            subject=self.subject.data,
            received_at=self._moment(),
            document_number=self.document_number.data or "",
            document_day=self.document_day.data,
            file_code=self.file_code.data or "",
            incident_id=self.incident_id.data,
            case_id=self.case_id.data,
        )

    def _moment(self) -> datetime | None:
        """Return day and hour as typed; an hour alone is of today, a day alone keeps the hour of now."""
        if self.day.data is None and self.hour.data is None:
            return None
        now = clock.local(clock.now())
        day, hour = self.day.data or now.date(), self.hour.data or now.time()
        return datetime.combine(day, hour, tzinfo=clock.OFFICE_ZONE)


class MoreForm(Form):
    REFUSED = {"reason_missing": "wanted"}

    wanted = TextAreaField(_l("Cần bổ sung những gì"), [Needed(), TooLong(1000)])


class AnswerForm(Form):
    REFUSED = {"reason_missing": "words"}

    words = TextAreaField(_l("Kết quả đã trả"), [Needed(), TooLong(1000)])
