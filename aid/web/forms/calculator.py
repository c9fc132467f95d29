"""The form of the public calculator: what happened, to whom, to the house; and the same as facts of the contract."""

from calendar import isleap
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import Field, FieldList, FormField, ValidationError

from aid import clock
from aid.domain import facts
from aid.domain.dates import Birth
from aid.domain.errors import Refusal
from aid.web.forms.base import Form, Needed, TooLong
from aid.web.forms.fields import (
    BirthField,
    CheckField,
    ChoiceField,
    CountField,
    DayField,
    TextField,
    choices_of,
)

MOST_PEOPLE = 20
_FIRST_PEOPLE = 2
_OLDEST = 130
_UNHARMED = "unharmed"
_HAPPENED = [(_UNHARMED, _l("không sao")), *choices_of(facts.HARM_KINDS, "HarmKind")]
_PARENTS = [(0, _l("không")), (1, _l("mất bố hoặc mẹ")), (2, _l("mất cả bố và mẹ"))]
Plain = dict[str, Any]


class AgeField(BirthField):
    """How old a person is, or the year or day of birth."""

    attributes = {"inputmode": "numeric", "placeholder": ""}
    kind = "count"

    def read(self, text: str) -> Any:
        is_age = text.isascii() and text.isdigit() and len(text) < 4 and int(text) <= _OLDEST
        return int(text) if is_age else super().read(text)

    def show(self, value: Any) -> str:
        return str(value) if isinstance(value, int) else super().show(value)


class PersonRow(Form):
    """One person of the household; a row without an age and without harm is nobody."""

    class Meta(Form.Meta):
        csrf = False

    age = AgeField(_l("Tuổi hoặc năm sinh"))
    happened = ChoiceField(_l("Chuyện gì xảy ra"), choices=_HAPPENED, default=_UNHARMED)
    days = CountField(_l("Số ngày nằm viện"), maximum=9_999)
    severity = ChoiceField(_l("Mức độ thương tích"), choices=choices_of(facts.SEVERITIES, "Severity"), default="light")
    pupil = CheckField(_l("Đang đi học"))
    lost_parents = ChoiceField(_l("Mất bố, mẹ trong vụ việc"), coerce=int, choices=_PARENTS, default=0)
    alone = CheckField(_l("Không còn người thân thích chăm sóc"))
    away = CheckField(_l("Bị nạn ngoài nơi cư trú"))

    @property
    def is_somebody(self) -> bool:
        """Tell whether anything was said of this person."""
        named = self.age.raw_data and self.age.raw_data[0].strip()
        return bool(named or self.happened.data not in {None, _UNHARMED} or self.has_more)

    @property
    def has_more(self) -> bool:
        """Tell whether something was said in the part that is closed at first."""
        return bool(self.pupil.data or self.lost_parents.data or self.alone.data or self.away.data)

    def validate_age(self, field: Field) -> None:
        if self.is_somebody and field.data is None and not field.errors:
            raise ValidationError(gettext("Hãy ghi tuổi hoặc năm sinh của người này."))

    def member(self, ref: str, occurred_on: date) -> Plain:
        """Return the person as a member of the contract; an age is counted back from the day of the incident."""
        member: Plain = {"ref": ref, "birth_date": _birth_date(self.age.data, occurred_on)}
        if self.pupil.data:
            member["pupil"] = True
        if self.lost_parents.data:
            member["lost_parents"] = self.lost_parents.data
        return member | ({"has_relatives": False} if self.alone.data else {})

    def harms(self, ref: str) -> Iterator[Plain]:
        """Yield what happened: who died after days in hospital was injured too."""
        kind, days = self.happened.data or _UNHARMED, self.days.data or 0
        away = {"away_from_home": True} if self.away.data else {}
        uncared = {"relatives_care": False} if self.alone.data else {}
        if kind == "injured" or (kind == "dead" and days):
            severity = self.severity.data or "light"
            yield {"member": ref, "kind": "injured", "inpatient_days": days, "severity": severity, **away, **uncared}
        if kind in {"dead", "missing"}:
            yield {"member": ref, "kind": kind, **away, **uncared}


class CalculatorForm(Form):
    """One household in one incident; `find_place` gives the code of what was typed as the place."""

    FAULTS_TITLE = _l("Chưa tính được. Những gì đã nhập vẫn còn nguyên.")
    REFUSED = {"place_not_found": "place", "ward_ambiguous": "place"}

    kind = ChoiceField(
        _l("Chuyện gì đã xảy ra"),
        [Needed()],
        choices=choices_of(facts.CAUSES, "IncidentKind", blank=_l("Chọn loại vụ việc")),
    )
    occurred_on = DayField(_l("Ngày xảy ra"), [Needed()])
    place = TextField(
        _l("Ở tỉnh, thành phố nào"),
        [Needed(), TooLong(200)],
        render_kw={"list": "places", "autocomplete": "off"},
    )
    people = FieldList(FormField(PersonRow), _l("Những người trong hộ"), min_entries=_FIRST_PEOPLE)
    poverty_class = ChoiceField(
        _l("Diện hộ"), choices=choices_of(facts.POVERTY_CLASSES[::-1], "PovertyClass"), default="none"
    )
    degree = ChoiceField(_l("Nhà bị hư hỏng"), choices=choices_of(facts.DEGREES[::-1], "DamageDegree"), default="none")
    tenure = ChoiceField(_l("Nhà đang ở là của ai"), choices=choices_of(facts.TENURES, "Tenure"), default="owner")
    not_habitable = CheckField(_l("Nhà không còn ở được"))
    other_home = CheckField(_l("Có nhà ở khác"))
    relocation_order = CheckField(_l("Phải di dời khẩn cấp theo quyết định của cơ quan có thẩm quyền"))
    short_of_food = CountField(_l("Số người thiếu ăn"), maximum=99)
    food_months = CountField(_l("Thiếu trong mấy tháng"), minimum=1, maximum=12)
    essentials = CheckField(_l("Thiếu nhu yếu phẩm: lều, nước, chăn màn, xoong nồi, quần áo"))
    temporary_shelter = CheckField(_l("Cần chỗ ở tạm"))
    with_unconfirmed = CheckField(_l("Ước tính theo cả văn bản chưa xác nhận"))

    def __init__(self, *, find_place: Callable[[str, date], str], **given: Any) -> None:
        super().__init__(**given)
        self._find_place = find_place
        self.place_code = ""

    @property
    def day(self) -> date:
        """The day of the incident as far as it could be read, else today."""
        return self.occurred_on.data or clock.today()

    def add_person(self) -> None:
        """Append one empty row, up to the most one form takes."""
        if len(self.people.entries) < MOST_PEOPLE:
            self.people.append_entry()

    def validate(self, extra_validators: Any = None) -> bool:
        is_filled = super().validate(extra_validators)
        if self.place.data:
            try:
                self.place_code = self._find_place(self.place.data, self.day)
            except Refusal as refusal:
                self.refuse(refusal)
        return is_filled and not self.errors

    def validate_people(self, field: Field) -> None:
        if len(field.entries) > MOST_PEOPLE:
            raise ValidationError(gettext("Trang này tính cho nhiều nhất %(n)s người một lần.", n=MOST_PEOPLE))

    def persons(self) -> dict[str, PersonRow]:
        """Return the rows that stand for somebody by their ref, which is the number of the row on the page."""
        rows = ((str(number), entry.form) for number, entry in enumerate(self.people.entries, 1))
        return {ref: row for ref, row in rows if row.is_somebody}

    def facts(self) -> Plain:
        """Return what was typed as the JSON of `policy explain`; only for a form that is valid."""
        persons, day = self.persons(), self.day
        return {
            "incident": {"cause": self.kind.data, "occurred_on": day.isoformat(), "place": self.place_code},
            "household": {
                "poverty_class": self.poverty_class.data or "none",
                "members": [row.member(ref, day) for ref, row in persons.items()],
                "harms": [harm for ref, row in persons.items() for harm in row.harms(ref)],
                "damage": self._damage(),
                "needs": self._needs(),
            },
        }

    def _damage(self) -> Plain:
        degree = self.degree.data or "none"
        return {
            "degree": degree,
            "tenure": self.tenure.data or "owner",
            "other_home": self.other_home.data,
            "habitable": degree != "total" and not self.not_habitable.data,
            "relocation_order": self.relocation_order.data,
        }

    def _needs(self) -> Plain:
        return {
            "short_of_food": self.short_of_food.data or 0,
            "food_months": self.food_months.data or 1,
            "essentials": self.essentials.data,
            "temporary_shelter": self.temporary_shelter.data,
        }


def _birth_date(age: int | Birth | None, occurred_on: date) -> str:
    """Return a birth of the contract; somebody of 16 had the birthday on that very day, so that 16 stays 16."""
    if isinstance(age, Birth):
        return age.day.isoformat() if age.day else str(age.year)
    year = occurred_on.year - (age or 0)
    is_leap_day = (occurred_on.month, occurred_on.day) == (2, 29) and not isleap(year)
    return occurred_on.replace(year=year, day=28 if is_leap_day else occurred_on.day).isoformat()
