"""The forms of an assessment: papers, what matters of a person, harm, damage, needs, costs, and the end of a case."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import Field, ValidationError

from aid import clock
from aid.domain import facts
from aid.domain.errors import Refusal
from aid.domain.harms import HarmEntry, faults_of_entry, only_what_fits
from aid.services.assessments import DamageValues, MemberValues, NeedValues, Papers
from aid.services.harms import CostValues
from aid.web.forms.base import Form, Needed, TooLong
from aid.web.forms.edits import EditForm
from aid.web.forms.fields import (
    CheckField,
    ChoiceField,
    CountField,
    DayField,
    MoneyField,
    RadioField,
    TextAreaField,
    TextField,
    choices_of,
    known,
)
from aid.web.forms.uploads import NeededFiles, UploadsField
from aid.web.messages import sentence

_HARM_KINDS = ("injured", "dead", "missing", "found")


class PapersForm(EditForm):
    """On which days the papers came."""

    REFUSED = {"paper_in_future": "received_on", "paper_before_incident": "received_on"}

    received_on = DayField(_l("Ngày phường nhận danh sách của tổ trưởng (Mẫu 5a, 5b)"))
    applied_on = DayField(_l("Ngày nhận đơn của hộ (Mẫu 04, 06)"))

    def values(self) -> Papers:
        return Papers(self.received_on.data, self.applied_on.data)


class MemberForm(EditForm):
    """What of a person matters in this incident only."""

    at_scene = CheckField(_l("Sống tại nơi xảy ra vụ việc"))
    pupil = CheckField(_l("Đang đi học"))
    lost_parents = RadioField(
        _l("Mất bố, mẹ trong vụ việc"),
        [Needed()],
        coerce=int,
        choices=[(0, _l("không")), (1, _l("mất bố hoặc mẹ")), (2, _l("mất cả bố và mẹ"))],
    )
    has_relatives = CheckField(_l("Có người thân thích chăm sóc"))

    def values(self) -> MemberValues:
        return MemberValues(self.at_scene.data, self.pupil.data, self.lost_parents.data or 0, self.has_relatives.data)


class HarmForm(EditForm):
    """One entry of a person's history."""

    REFUSED = {
        "harm_before_incident": "happened_on",
        "harm_after_death": "happened_on",
        "missing_already": "kind",
        "found_without_missing": "kind",
        "injured_before_found": "kind",
        "admitted_before_injury": "admitted_on",
        "discharged_without_admitted": "admitted_on",
        "discharged_before_admitted": "discharged_on",
        "treated_after_death": "discharged_on",
    }

    person_id = ChoiceField(_l("Người"), [Needed()], coerce=int)
    kind = RadioField(_l("Diễn biến"), [Needed()], choices=choices_of(_HARM_KINDS, "HarmKind"))
    happened_on = DayField(_l("Ngày xảy ra diễn biến này"), [Needed()])
    paper = TextField(_l("Giấy tờ chứng minh"), [TooLong(300)])
    severity = RadioField(_l("Mức độ thương tích"), choices=choices_of(facts.SEVERITIES, "Severity"))
    treated = CheckField(_l("Phải cấp cứu hoặc điều trị"))
    facility = TextField(_l("Cơ sở y tế"), [TooLong(200)])
    admitted_on = DayField(_l("Ngày vào viện"))
    discharged_on = DayField(_l("Ngày ra viện"))
    away_from_home = CheckField(_l("Xảy ra ngoài nơi cư trú"))
    relatives_care = CheckField(_l("Có người thân thích chăm sóc hoặc lo mai táng"))

    def __init__(self, *, people: Iterable[tuple[int, str]], incident_on: date, **given: Any) -> None:
        super().__init__(**given)
        self._incident_on = incident_on
        known(self.person_id, [("", _l("Chọn người")), *people])

    def entry(self) -> HarmEntry:
        return only_what_fits(
            HarmEntry(
                kind=self.kind.data or "injured",
                happened_on=self.happened_on.data or self._incident_on,
                facility=self.facility.data or "",
                admitted_on=self.admitted_on.data,
                discharged_on=self.discharged_on.data,
                severity=self.severity.data or "light",
                away_from_home=self.away_from_home.data,
                relatives_care=self.relatives_care.data,
                treated=self.treated.data or self.admitted_on.data is not None,
                paper=self.paper.data or "",
            )
        )

    def validate_severity(self, field: Field) -> None:
        if self.kind.data == "injured" and field.data is None:
            raise ValidationError(gettext("Hãy chọn mức độ thương tích; mức này quyết định khoản hỗ trợ."))

    def validate(self, extra_validators: Any = None) -> bool:
        is_filled = super().validate(extra_validators)
        for refusal in faults_of_entry(self.entry(), today=clock.today(), incident_on=self._incident_on):
            self.refuse(refusal)
        return is_filled and not self.errors

    def refuse(self, refusal: Refusal) -> None:
        """Show a day that has not come beside the field it was typed into."""
        if refusal.code != "harm_in_future":
            return super().refuse(refusal)
        days = (self.happened_on, self.admitted_on, self.discharged_on)
        field = next((day for day in days if day.data == refusal.facts["day"] and not day.errors), self.happened_on)
        field.errors = [*field.errors, sentence(refusal)]


class DamageForm(EditForm):
    """The damage to the house."""

    degree = RadioField(_l("Mức độ thiệt hại"), [Needed()], choices=choices_of(facts.DEGREES, "DamageDegree"))
    house_type = RadioField(_l("Loại nhà"), [Needed()], choices=choices_of(facts.HOUSE_TYPES, "HouseType"))
    tenure = RadioField(_l("Hộ ở với tư cách"), [Needed()], choices=choices_of(facts.TENURES, "Tenure"))
    other_home = CheckField(_l("Có nhà ở khác"))
    habitable = CheckField(_l("Nhà còn ở được"))
    relocation_order = CheckField(_l("Phải di dời khẩn cấp theo quyết định của cơ quan có thẩm quyền"))
    paper = TextField(_l("Giấy tờ chứng minh"), [TooLong(300)])

    def validate_habitable(self, field: Field) -> None:
        if field.data and self.degree.data == "total":
            raise ValidationError(
                gettext("Nhà hư hỏng hoàn toàn thì không còn ở được: hãy bỏ chọn ô này, hoặc xem lại mức độ.")
            )

    def values(self) -> DamageValues:
        return DamageValues(
            self.degree.data, self.house_type.data, self.tenure.data, self.other_home.data,
            self.habitable.data, self.relocation_order.data, self.paper.data or "",
        )  # fmt: skip


class NeedsForm(EditForm):
    """What the household needs at once."""

    REFUSED = {"more_hungry_than_members": "short_of_food", "months_of_food": "food_months"}

    short_of_food = CountField(_l("Số người thiếu lương thực"), [Needed()])
    food_months = CountField(_l("Số tháng thiếu lương thực"), [Needed()], minimum=1, maximum=3)
    essentials = CheckField(_l("Thiếu nhu yếu phẩm: lều, nước, chăn màn, xoong nồi, quần áo"))
    temporary_shelter = CheckField(_l("Cần chỗ ở tạm"))

    def values(self) -> NeedValues:
        return NeedValues(
            self.short_of_food.data or 0, self.food_months.data or 1, self.essentials.data, self.temporary_shelter.data
        )


class CostForm(Form):
    """An actual cost with its invoice."""

    REFUSED = {"amount_not_positive": "amount", "invoice_missing": "invoice", "cost_recorded_already": "invoice"}

    kind = RadioField(_l("Chi phí"), [Needed()], choices=choices_of(facts.COST_KINDS, "CostKind"))
    payee = RadioField(_l("Ai đã chi trả"), [Needed()], choices=choices_of(facts.COST_PAYEES, "Payee"))
    person_id = ChoiceField(_l("Cho người nào"), coerce=int)
    amount = MoneyField(_l("Số tiền"), [Needed()])
    invoice = TextField(_l("Số hóa đơn, chứng từ"), [Needed(), TooLong(200)])
    unclaimed_body = CheckField(_l("Người chết không có thân nhân nhận; cơ quan, tổ chức lo mai táng"))

    def __init__(self, *, people: Iterable[tuple[int, str]], **given: Any) -> None:
        super().__init__(**given)
        known(self.person_id, [("", _l("Cả hộ")), *people])

    def values(self) -> CostValues:
        return CostValues(
            self.kind.data, self.payee.data, self.amount.data or 0, self.invoice.data or "", self.person_id.data,
            self.unclaimed_body.data,
        )  # fmt: skip


class ReasonForm(Form):
    """Why something is taken back."""

    REFUSED = {"reason_missing": "reason"}

    reason = TextAreaField(_l("Lý do"), [Needed(), TooLong(1_000)])


class DifferentPeopleForm(Form):
    """How somebody knows that two persons of one name and birth date are two."""

    REFUSED = {"reason_missing": "reason"}

    reason = TextAreaField(_l("Vì sao biết là hai người khác nhau"), [Needed(), TooLong(300)])


class CaseFilesForm(Form):
    """Photos and papers of a case."""

    REFUSED = {"too_many_files": "files"}

    files = UploadsField(_l("Ảnh, giấy tờ"), [NeededFiles()])
    note = TextField(_l("Là giấy tờ gì, của ai"), [TooLong(300)])
