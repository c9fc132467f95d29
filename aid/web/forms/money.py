"""The forms of funds and payouts; a form that moves money carries `confirmed` once its page has repeated the sum."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from aid.domain.payouts import PaymentState, PayMethod
from aid.services.funds import SOURCES, UNITS, Movement, NewFund
from aid.services.payouts import Proof
from aid.web.forms.base import FilterForm, Form, Needed, TooLong
from aid.web.forms.fields import (
    ChoiceField,
    Choices,
    ChoicesField,
    CountField,
    DayField,
    HiddenField,
    MoneyField,
    RadioField,
    TextAreaField,
    TextField,
    choices_of,
    known,
)
from aid.web.forms.uploads import NeededFiles, UploadsField


class FundFilterForm(FilterForm):
    """What narrows the list of funds."""

    q = TextField(_l("Mã hoặc tên"), [TooLong(100)])
    source = ChoiceField(_l("Loại nguồn"), choices=choices_of(SOURCES, "FundSource", blank=_l("Mọi loại nguồn")))
    unit = ChoiceField(_l("Đơn vị tính"), choices=choices_of(UNITS, "Unit", blank=_l("Mọi đơn vị tính")))


class NewFundForm(Form):
    """Opening a fund."""

    REFUSED = {"fund_code_taken": "code", "fund_incomplete": "code"}
    code = TextField(_l("Mã nguồn"), [Needed(), TooLong(40)])
    name = TextField(_l("Tên nguồn"), [Needed(), TooLong(200)])
    source = ChoiceField(
        _l("Loại nguồn"), [Needed()], choices=choices_of(SOURCES, "FundSource", blank=_l("Chọn loại nguồn"))
    )
    unit = RadioField(_l("Đơn vị tính"), [Needed()], choices=choices_of(UNITS, "Unit"), default="VND")
    budget_line = TextField(_l("Mục lục ngân sách"), [TooLong(200)])
    year = CountField(_l("Năm ngân sách"), minimum=2000, maximum=2100)
    purpose = TextField(_l("Mục đích"), [TooLong(300)])
    ceiling = MoneyField(_l("Mức trần được cam kết"))

    def fund(self) -> NewFund:
        """Return what was typed."""
        return NewFund(
            self.code.data, self.name.data, self.source.data, self.unit.data, self.budget_line.data,
            self.year.data, self.purpose.data, self.ceiling.data,
        )  # fmt: skip


class _MovementForm(Form):
    """What came in or went out; `amount` is in the fund's unit."""

    REFUSED = {
        "amount_not_positive": "amount",
        "day_in_future": "day",
        "document_missing": "document",
        "entry_exists": "document",
        "fund_too_small": "amount",
        "funds_differ_in_unit": "to",
        "period_closed": "day",
        "transfer_to_itself": "to",
    }
    amount: Any
    day: Any = DayField(_l("Ngày trên chứng từ"), [Needed()])
    document = TextField(_l("Chứng từ"), [Needed(), TooLong(200)])
    note = TextField(_l("Ghi chú"), [TooLong(300)])
    to = ChoiceField(_l("Chuyển đến"), coerce=int)
    confirmed = HiddenField()

    def offer(self, others: Choices) -> None:
        """Offer the agency's other funds of the same unit; none chosen is somewhere outside its books."""
        known(self.to, [("", _l("Ra ngoài sổ của cơ quan")), *others])

    def movement(self) -> Movement:
        """Return what was typed."""
        return Movement(self.amount.data, self.day.data, self.document.data, self.note.data)


class MoneyMovementForm(_MovementForm):
    """A movement of a fund in đồng."""

    amount = MoneyField(_l("Số tiền"), [Needed()])


class RiceMovementForm(_MovementForm):
    """A movement of a fund in kilograms."""

    amount = CountField(_l("Số ki-lô-gam"), [Needed()], minimum=1, maximum=999_999_999)


def movement_form(unit: str) -> _MovementForm:
    """Return the form for a fund's unit."""
    return MoneyMovementForm() if unit == "VND" else RiceMovementForm()


class ClosingForm(Form):
    """Up to which day the books of a fund are closed."""

    REFUSED = {"closing_not_later": "last_day", "closing_not_month_end": "last_day", "closing_too_early": "last_day"}
    last_day: Any = DayField(_l("Khóa sổ đến hết ngày"), [Needed()])


class ReasonForm(Form):
    """A step that needs its reason in writing."""

    REFUSED = {"reason_missing": "reason"}
    reason = TextAreaField(_l("Lý do"), [Needed(), TooLong(1000)])


class ConfirmForm(Form):
    """A step that asks once and needs nothing else."""


class PayoutFilterForm(FilterForm):
    """What narrows the list of payouts."""

    q = TextField(_l("Mã đợt, số quyết định, người nhận"), [TooLong(100)])
    state = ChoiceField(_l("Trạng thái"), choices=choices_of(PaymentState, blank=_l("Mọi trạng thái")))
    method = ChoiceField(_l("Hình thức chi"), choices=choices_of(PayMethod, blank=_l("Mọi hình thức")))


class ChosenPaymentsForm(Form):
    """Which payments a step is about; the page draws them as a table with a box in every row."""

    payments = ChoicesField(_l("Các khoản"), coerce=int)
    confirmed = HiddenField()

    def offer(self, ids: list[int]) -> None:
        """Offer these payments, all of them ticked at first."""
        known(self.payments, [(ident, str(ident)) for ident in ids])
        if not self.is_submitted():
            self.payments.data = ids

    def validate_payments(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(gettext("Hãy đánh dấu ít nhất một khoản."))


class PrepareForm(ChosenPaymentsForm):
    """Which planned payments go into a payout, and how they are paid."""

    REFUSED = {
        "nothing_chosen": "payments",
        "account_missing": "method",
        "payee_disputed": "payments",
        "payee_missing": "payments",
        "step_not_possible": "payments",
    }
    method = RadioField(
        _l("Hình thức chi"), [Needed()], choices=choices_of(PayMethod), coerce=PayMethod, default=PayMethod.CASH
    )


class PayForm(ChosenPaymentsForm):
    """Which approved or sent payments reached their payees, and what proves it."""

    REFUSED = {
        "nothing_chosen": "payments",
        "proof_missing": "proof",
        "day_in_future": "paid_on",
        "paid_before_decision": "paid_on",
        "step_not_possible": "payments",
    }
    proof = TextField(_l("Chứng từ chi"), [Needed(), TooLong(200)])
    paid_on: Any = DayField(_l("Ngày chi"), [Needed()])

    def values(self) -> Proof:
        """Return what was typed."""
        return Proof(self.proof.data, self.paid_on.data)


class SheetForm(Form):
    """The scanned sheet with the signatures."""

    files = UploadsField(_l("Bản quét danh sách đã ký"), [NeededFiles()])
