"""The form of the public calculator: what happened, to whom, to the house; and the same as facts of the contract."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import Field, FieldList, FormField, ValidationError

from aid import clock
from aid.domain import facts
from aid.domain.errors import Refusal
from aid.web.forms.base import Form, Needed, TooLong
from aid.web.forms.calculator_rows import MOST_PEOPLE, CostRow, OfPerson, PersonRow, Plain, ReceivedRow
from aid.web.forms.fields import (
    CheckField,
    ChoiceField,
    Choices,
    CountField,
    DayField,
    TextField,
    choices_of,
    known,
)

_FIRST_PEOPLE = 2
_MOST_SUMS = 10
_PAPER_DAYS = ("received_on", "applied_on", "decided_on")


class CalculatorForm(Form):
    """One household in one incident; `find_place` gives the code of what was typed as the place.

    `incidents` and `benefits` are what may be chosen: incidents with a policy of their own, benefits of any policy.
    """

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
    incident = ChoiceField(_l("Vụ việc có chính sách riêng"), choices=())
    received_on = DayField(_l("Ngày UBND phường, xã nhận danh sách"))
    applied_on = DayField(_l("Ngày nộp tờ khai"))
    decided_on = DayField(_l("Ngày quyết định"))
    people = FieldList(FormField(PersonRow), _l("Những người trong hộ"), min_entries=_FIRST_PEOPLE)
    poverty_class = ChoiceField(
        _l("Diện hộ"), choices=choices_of(facts.POVERTY_CLASSES[::-1], "PovertyClass"), default="none"
    )
    degree = ChoiceField(_l("Nhà bị hư hỏng"), choices=choices_of(facts.DEGREES[::-1], "DamageDegree"), default="none")
    house_type = ChoiceField(_l("Loại nhà"), choices=choices_of(facts.HOUSE_TYPES, "HouseType", blank=_l("không ghi")))
    tenure = ChoiceField(_l("Nhà đang ở là của ai"), choices=choices_of(facts.TENURES, "Tenure"), default="owner")
    not_habitable = CheckField(_l("Nhà không còn ở được"))
    other_home = CheckField(_l("Có nhà ở khác"))
    relocation_order = CheckField(_l("Phải di dời khẩn cấp theo quyết định của cơ quan có thẩm quyền"))
    short_of_food = CountField(_l("Số người thiếu ăn"), maximum=99)
    food_months = CountField(_l("Thiếu trong mấy tháng"), minimum=1, maximum=12)
    essentials = CheckField(_l("Thiếu nhu yếu phẩm: lều, nước, chăn màn, xoong nồi, quần áo"))
    temporary_shelter = CheckField(_l("Cần chỗ ở tạm"))
    costs = FieldList(FormField(CostRow), _l("Chi phí đã trả"), min_entries=1)
    received = FieldList(FormField(ReceivedRow), _l("Đã nhận"), min_entries=1)
    with_unconfirmed = CheckField(_l("Ước tính theo cả văn bản chưa xác nhận"))

    def __init__(
        self, *, find_place: Callable[[str, date], str], incidents: Choices, benefits: Choices, **given: Any
    ) -> None:
        super().__init__(**given)
        self._find_place = find_place
        self._benefits = [("", _l("chọn một khoản")), *benefits]
        self.place_code = ""
        known(self.incident, [("", _l("không có")), *incidents])
        self._offer_benefits()

    @property
    def day(self) -> date:
        """The day of the incident as far as it could be read, else today."""
        return self.occurred_on.data or clock.today()

    def rows(self) -> dict[str, tuple[FieldList, int]]:
        """Return the lists of rows by name, each with the most it takes."""
        return {
            "people": (self.people, MOST_PEOPLE),
            "costs": (self.costs, _MOST_SUMS),
            "received": (self.received, _MOST_SUMS),
        }

    def add_row(self, name: str) -> None:
        """Append one empty row to the list of this name, up to the most it takes."""
        rows, most = self.rows().get(name, (self.people, MOST_PEOPLE))
        if len(rows.entries) < most:
            rows.append_entry()
        self._offer_benefits()

    @property
    def has_more(self) -> bool:
        """Tell whether something was said of the incident in the part that is closed at first."""
        return bool(self.incident.data or any(self[name].raw_data and self[name].raw_data[0] for name in _PAPER_DAYS))

    def says_something(self, name: str) -> bool:
        """Tell whether the list of sums of this name is to be open: it says something, or a row was just added."""
        rows = [entry.form for entry in self.rows()[name][0].entries]
        return len(rows) > 1 or any(row.is_something or row.errors for row in rows)

    def may_add(self, name: str) -> bool:
        """Tell whether the list of this name takes one more row."""
        rows, most = self.rows()[name]
        return len(rows.entries) < most

    def _offer_benefits(self) -> None:
        for entry in self.received.entries:
            known(entry.form.benefit, self._benefits)

    def validate(self, extra_validators: Any = None) -> bool:
        is_filled = super().validate(extra_validators)
        if self.place.data:
            try:
                self.place_code = self._find_place(self.place.data, self.day)
            except Refusal as refusal:
                self.refuse(refusal)
        return all((is_filled, self._names_somebody(), not self.errors))

    def _names_somebody(self) -> bool:
        """Tell whether every sum that is for a person is for one of the people above; say so beside the row."""
        persons = self.persons()
        dead = [int(ref) for ref, row in persons.items() if row.happened.data == "dead"]
        for row in self._sums():
            number = row.person.data
            if number and str(number) not in persons:
                row.person.errors = [gettext("Chưa ghi người số %(n)s ở trên.", n=number)]
            elif row.is_unclaimed and number not in dead and (number or len(dead) != 1):
                row.person.errors = [gettext("Hãy ghi số của người đã chết mà chi phí này dành cho.")]
        return not any(row.person.errors for row in self._sums())

    def _sums(self) -> list[OfPerson]:
        forms = [entry.form for entry in (*self.costs.entries, *self.received.entries)]
        return [form for form in forms if form.is_something]

    def validate_people(self, field: Field) -> None:
        if len(field.entries) > MOST_PEOPLE:
            raise ValidationError(gettext("Trang này tính cho nhiều nhất %(n)s người một lần.", n=MOST_PEOPLE))

    def validate_costs(self, field: Field) -> None:
        self._check_length(field)

    def validate_received(self, field: Field) -> None:
        self._check_length(field)

    def _check_length(self, field: Field) -> None:
        if len(field.entries) > _MOST_SUMS:
            raise ValidationError(gettext("Trang này nhận nhiều nhất %(n)s khoản một lần.", n=_MOST_SUMS))

    def persons(self) -> dict[str, PersonRow]:
        """Return the rows that stand for somebody by their ref, which is the number of the row on the page."""
        rows = ((str(number), entry.form) for number, entry in enumerate(self.people.entries, 1))
        return {ref: row for ref, row in rows if row.is_somebody}

    def facts(self) -> Plain:
        """Return what was typed as the JSON of `policy explain`; only for a form that is valid."""
        persons, day, sums = self.persons(), self.day, self._sums()
        code = {"code": self.incident.data} if self.incident.data else {}
        papers = {name: self[name].data.isoformat() for name in _PAPER_DAYS if self[name].data}
        return {
            "incident": {"cause": self.kind.data, "occurred_on": day.isoformat(), "place": self.place_code, **code},
            **papers,
            "household": {
                "poverty_class": self.poverty_class.data or "none",
                "members": [row.member(ref, day) for ref, row in persons.items()],
                "harms": [harm for ref, row in persons.items() for harm in row.harms(ref)],
                "damage": self._damage(),
                "needs": self._needs(),
                "costs": [row.cost() for row in sums if isinstance(row, CostRow)],
                "received": [row.received() for row in sums if isinstance(row, ReceivedRow)],
            },
        }

    def _damage(self) -> Plain:
        degree = self.degree.data or "none"
        return {
            "degree": degree,
            **({"house_type": self.house_type.data} if self.house_type.data else {}),
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
