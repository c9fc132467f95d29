"""The rows of the public calculator: the people of a household, what was paid, what was received already."""

from calendar import isleap
from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import Field, ValidationError

from aid.domain import facts
from aid.domain.dates import Birth
from aid.domain.errors import Refusal
from aid.web.forms.base import Form
from aid.web.forms.fields import BirthField, CheckField, ChoiceField, CountField, MoneyField, choices_of

MOST_PEOPLE = 20
_OLDEST = 130
_UNHARMED = "unharmed"
_HAPPENED = [(_UNHARMED, _l("không sao")), *choices_of(facts.HARM_KINDS, "HarmKind")]
_PARENTS = [(0, _l("không")), (1, _l("mất bố hoặc mẹ")), (2, _l("mất cả bố và mẹ"))]
_RELATIONS = choices_of(tuple(sorted(facts.RELATIONS, key="member".__ne__)), "Relation")
Plain = dict[str, Any]


class Row(Form):
    """A part of the form that repeats; the token is the whole form's."""

    class Meta(Form.Meta):
        csrf = False


class AgeField(BirthField):
    """How old a person is, or the year or day of birth."""

    attributes = {"inputmode": "numeric", "placeholder": ""}
    kind = "count"

    def read(self, text: str) -> Any:
        is_age = text.isascii() and text.isdigit() and len(text) < 4 and int(text) <= _OLDEST
        if is_age:
            return int(text)
        try:
            return super().read(text)
        except Refusal:
            says = gettext("Không đọc được “%(text)s”. Hãy ghi tuổi, ví dụ 43, hoặc năm sinh.", text=text[:40])
            raise ValueError(says) from None

    def show(self, value: Any) -> str:
        return str(value) if isinstance(value, int) else super().show(value)


class PersonRow(Row):
    """One person of the household; a row without an age and without harm is nobody."""

    age = AgeField(_l("Tuổi hoặc năm sinh"))
    happened = ChoiceField(_l("Chuyện gì xảy ra"), choices=_HAPPENED, default=_UNHARMED)
    days = CountField(_l("Số ngày nằm viện"), maximum=9_999)
    severity = ChoiceField(_l("Mức độ thương tích"), choices=choices_of(facts.SEVERITIES, "Severity"), default="light")
    pupil = CheckField(_l("Đang đi học"))
    lost_parents = ChoiceField(_l("Mất bố, mẹ trong vụ việc"), coerce=int, choices=_PARENTS, default=0)
    alone = CheckField(_l("Không còn người thân thích chăm sóc"))
    relation = ChoiceField(_l("Quan hệ với chủ hộ"), choices=_RELATIONS, default="member")
    sex = ChoiceField(_l("Giới tính"), choices=choices_of(facts.SEXES, "Sex", blank=_l("không ghi")))
    residence = ChoiceField(_l("Cư trú"), choices=choices_of(facts.RESIDENCES, "Residence"), default="permanent")
    elsewhere = CheckField(_l("Không sống tại nơi xảy ra vụ việc"))
    away = CheckField(_l("Bị nạn ngoài nơi cư trú"))
    untreated = CheckField(_l("Bị thương nhưng không phải cấp cứu, điều trị"))

    @property
    def is_somebody(self) -> bool:
        """Tell whether anything was said of this person."""
        named = self.age.raw_data and self.age.raw_data[0].strip()
        return bool(named or self.happened.data not in {None, _UNHARMED} or self.has_more)

    @property
    def has_more(self) -> bool:
        """Tell whether something was said in the part that is closed at first."""
        return any(field.data not in {None, False, field.default} for field in self.details())

    def details(self) -> tuple[Field, ...]:
        """Return the fields that few people need, in the order of the page."""
        return (
            self.pupil, self.lost_parents, self.alone, self.relation, self.sex, self.residence, self.elsewhere,
            self.away, self.untreated,
        )  # fmt: skip

    def validate_age(self, field: Field) -> None:
        if self.is_somebody and field.data is None and not field.errors:
            raise ValidationError(gettext("Hãy ghi tuổi hoặc năm sinh của người này."))

    def member(self, ref: str, occurred_on: date) -> Plain:
        """Return the person as a member of the contract; an age is counted back from the day of the incident."""
        said: Plain = {
            "sex": self.sex.data,
            "relation": self.relation.data,
            "residence": self.residence.data,
            "at_scene": False if self.elsewhere.data else None,
            "pupil": self.pupil.data or None,
            "lost_parents": self.lost_parents.data or None,
            "has_relatives": False if self.alone.data else None,
        }
        usual = {"relation": "member", "residence": "permanent"}
        told = {key: value for key, value in said.items() if value is not None and usual.get(key) != value}
        return {"ref": ref, "birth_date": _birth_date(self.age.data, occurred_on), **told}

    def harms(self, ref: str) -> Iterator[Plain]:
        """Yield what happened: who died after days in hospital was injured too."""
        kind, days = self.happened.data or _UNHARMED, self.days.data or 0
        away = {"away_from_home": True} if self.away.data else {}
        uncared = {"relatives_care": False} if self.alone.data else {}
        if kind == "injured" or (kind == "dead" and days):
            severity = self.severity.data or "light"
            treated = {"treated": False} if self.untreated.data else {}
            hurt = {"member": ref, "kind": "injured", "inpatient_days": days, "severity": severity}
            yield {**hurt, **away, **uncared, **treated}
        if kind in {"dead", "missing"}:
            yield {"member": ref, "kind": kind, **away, **uncared}


class OfPerson(Row):
    """A row about money that may name one of the people above by the number of that row."""

    person = CountField(_l("Cho người số mấy"), minimum=1, maximum=MOST_PEOPLE)

    @property
    def is_unclaimed(self) -> bool:
        """Tell whether it is for somebody whose body nobody takes."""
        return False

    @property
    def is_something(self) -> bool:
        """Tell whether this row says anything."""
        return self.amount.data is not None or bool(self.amount.raw_data and self.amount.raw_data[0].strip())

    def validate_amount(self, field: Field) -> None:
        if field.data == 0:
            raise ValidationError(gettext("Hãy ghi số tiền lớn hơn 0, hoặc để trống."))

    def _for(self) -> Plain:
        return {"member": str(self.person.data)} if self.person.data else {}


class CostRow(OfPerson):
    """One actual cost; a row without an amount is none."""

    kind = ChoiceField(_l("Chi cho việc gì"), choices=choices_of(facts.COST_KINDS, "CostKind"), default="treatment")
    amount = MoneyField(_l("Số tiền"))
    payee = ChoiceField(_l("Ai đã chi trả"), choices=choices_of(facts.COST_PAYEES, "Payee"), default="household")
    unclaimed_body = CheckField(_l("Người chết không có thân nhân nhận"))

    @property
    def is_unclaimed(self) -> bool:
        """Tell whether it is for somebody whose body nobody takes."""
        return bool(self.unclaimed_body.data)

    def cost(self) -> Plain:
        """Return the cost of the contract, in đồng."""
        unclaimed = {"unclaimed_body": True} if self.unclaimed_body.data else {}
        return {
            "kind": self.kind.data or "treatment",
            "amount": self.amount.data,
            "payee": self.payee.data or "household",
            **unclaimed,
            **self._for(),
        }


class ReceivedRow(OfPerson):
    """One sum that was received already; a row without an amount is none."""

    benefit = ChoiceField(_l("Khoản nào"), choices=())
    amount = MoneyField(_l("Số tiền"))

    def validate_benefit(self, field: Field) -> None:
        if self.is_something and not field.data and not field.errors:
            raise ValidationError(gettext("Hãy chọn khoản đã nhận."))

    def received(self) -> Plain:
        """Return the sum of the contract, in đồng."""
        policy, benefit = (self.benefit.data or "/").split("/", 1)
        return {"policy": policy, "benefit": benefit, "amount": self.amount.data, **self._for()}


def _birth_date(age: int | Birth | None, occurred_on: date) -> str:
    """Return a birth of the contract; somebody of 16 had the birthday on that very day, so that 16 stays 16."""
    if isinstance(age, Birth):
        return age.day.isoformat() if age.day else str(age.year)
    year = occurred_on.year - (age or 0)
    is_leap_day = (occurred_on.month, occurred_on.day) == (2, 29) and not isleap(year)
    return occurred_on.replace(year=year, day=28 if is_leap_day else occurred_on.day).isoformat()
