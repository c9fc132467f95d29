"""The forms of the register of outgoing documents, of the order of signing and of the rules of a book."""

from flask_babel import lazy_gettext as _l

from aid.domain.outgoing import BookRule, BookRun, DocumentKind, EntryState, SigningOrder
from aid.queries.outgoing import OutgoingFilter
from aid.services.numbering import Numbering
from aid.services.outgoing import DocumentValues
from aid.web.forms.base import Form, Needed, TooLong
from aid.web.forms.fields import (
    ChoiceField,
    CountField,
    DayField,
    RadioField,
    TextAreaField,
    TextField,
    choices_of,
)
from aid.web.forms.registers import RegisterFilterForm

_DAYS = {
    "day_before_last_number": "day",
    "paper_day_ahead": "day",
    "paper_day_before_signing": "day",
    "paper_day_late": "late_reason",
}
_NUMBERS = {"number_needed": "number", "number_taken": "number", "number_is_ours": "number", "number_form": "number"}


class OutgoingFilterForm(RegisterFilterForm):
    q = TextField(_l("Số, trích yếu, người ký, nơi nhận"))
    kind = ChoiceField(_l("Loại văn bản"), choices=choices_of(DocumentKind, blank=_l("Mọi loại")), coerce=DocumentKind)
    state = ChoiceField(_l("Tình trạng"), choices=choices_of(EntryState, blank=_l("Mọi tình trạng")), coerce=EntryState)

    def wanted(self) -> OutgoingFilter:
        """Return what the list is narrowed to; a value that cannot be chosen narrows nothing."""
        self.validate()
        return OutgoingFilter(
            self.q.data or "",
            None if self.year.errors else self.year.data,
            None if self.kind.errors else self.kind.data,
            None if self.state.errors else self.state.data,
            None if self.agency.errors else self.agency.data,
        )


class DocumentForm(Form):
    """A document that is no decision of a dossier gets its number."""

    REFUSED = {**_DAYS, **_NUMBERS, "subject_missing": "subject", "symbol_form": "symbol"}

    kind = ChoiceField(
        _l("Loại văn bản"), [Needed()], choices=[("", _l("Chọn loại")), *choices_of(DocumentKind)], coerce=DocumentKind
    )
    symbol = TextField(_l("Ký hiệu"), [Needed(), TooLong(32)])
    subject = TextAreaField(_l("Trích yếu"), [Needed(), TooLong(500)])
    signer = TextField(_l("Người ký"), [Needed(), TooLong(240)])
    receivers = TextAreaField(_l("Nơi nhận"), [TooLong(500)])
    copies = CountField(_l("Số lượng bản"), minimum=1, maximum=9_999)
    number = TextField(_l("Số trong hệ thống văn bản"), [TooLong(64)])
    signed_on = DayField(_l("Ngày ký"))
    day = DayField(_l("Ngày ghi trên văn bản"))
    late_reason = TextField(_l("Lý do cấp số muộn"), [TooLong(300)])
    order = ChoiceField(
        _l("Trình tự ký"),
        choices=choices_of(SigningOrder, blank=_l("như cơ quan đã đặt")),
        coerce=SigningOrder,
    )

    def document(self) -> DocumentValues:
        """Return what was typed; all required fields are there."""
        return DocumentValues(
            kind=self.kind.data,
            symbol=self.symbol.data,
            subject=self.subject.data,
            signer=self.signer.data,
            receivers=self.receivers.data or "",
            copies=self.copies.data or 1,
            signed_on=self.signed_on.data,
            order=self.order.data,
        )

    def asked(self, entered: int | None) -> Numbering:
        """Return what was said about number and day."""
        return Numbering(entered, self.day.data, self.late_reason.data or "")


class CancelForm(Form):
    REFUSED = {"reason_missing": "reason"}

    reason = TextAreaField(_l("Lý do hủy số"), [Needed(), TooLong(1000)])


class OrderForm(Form):
    """How one decision is signed, and its number where that comes first."""

    REFUSED = {**_NUMBERS, "order_settled": "order", "day_before_last_number": "order"}

    order = RadioField(_l("Trình tự ký của văn bản này"), [Needed()], choices=choices_of(SigningOrder))
    number = CountField(_l("Số quyết định trong hệ thống văn bản"), minimum=1)


class BookRuleForm(Form):
    """How an agency numbers and signs from a day on."""

    REFUSED = {
        "rule_backdated": "valid_from",
        "rule_exists": "valid_from",
        "run_changes_at_new_year": "run",
        "rule_basis_missing": "basis",
    }

    valid_from = DayField(_l("Áp dụng từ ngày"), [Needed()])
    run = RadioField(_l("Dãy số"), [Needed()], choices=choices_of(BookRun), coerce=BookRun)
    order = RadioField(_l("Trình tự ký"), [Needed()], choices=choices_of(SigningOrder), coerce=SigningOrder)
    basis = TextField(_l("Văn bản quy định"), [Needed(), TooLong(200)])

    def rule(self) -> BookRule:
        """Return what was typed; all fields are there."""
        assert self.valid_from.data is not None
        return BookRule(self.valid_from.data, self.run.data, self.order.data, self.basis.data)


class OfficeDayForm(Form):
    """One day worked or off by decree."""

    REFUSED = {"rule_basis_missing": "basis"}

    day = DayField(_l("Ngày"), [Needed()])
    works = RadioField(
        _l("Ngày này"),
        [Needed()],
        choices=[("off", _l("nghỉ")), ("works", _l("đi làm, kể cả khi là thứ bảy, chủ nhật"))],
    )
    basis = TextField(_l("Văn bản quy định"), [Needed(), TooLong(200)])
