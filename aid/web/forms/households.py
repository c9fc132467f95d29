"""The forms of the registry: a household with its head, a person, the household itself, and the list's filter."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from aid import clock
from aid.domain import facts
from aid.domain.dates import Birth
from aid.domain.errors import Refusal
from aid.domain.households import HouseholdValues, PersonValues, faults_of_household, faults_of_person
from aid.web.forms.base import FilterForm, Form, Needed, TooLong
from aid.web.forms.edits import EditForm
from aid.web.forms.fields import (
    BirthField,
    CheckField,
    ChoiceField,
    DayField,
    IdentityField,
    PhoneField,
    RadioField,
    TextField,
    choices_of,
    known,
)

FindWard = Callable[[str], int]
_IDENTITY_STATES = ("known", "none", "unidentified")
_OF_PERSON = {
    "person_name_missing": "full_name",
    "name_too_long": "full_name",
    "birth_in_future": "birth",
    "identity_missing": "identity_number",
    "mark_missing": "mark",
    "account_incomplete": "account",
    "head_exists": "relation",
    "head_missing": "relation",
    "phone_unreadable": "person_phone",
}
_OF_HOUSEHOLD = {
    "address_missing": "address",
    "poverty_without_evidence": "poverty_evidence",
    "ward_unknown": "place",
    "ward_ambiguous": "place",
    "place_not_valid_on": "place",
    "place_in_other_province": "place",
}


class _HouseholdFields(Form):
    """What is asked of a household; `find_ward` reads what was typed as the ward."""

    place = TextField(_l("Phường, xã"), [Needed(), TooLong(200)], render_kw={"list": "wards", "autocomplete": "off"})
    address = TextField(_l("Địa chỉ"), [Needed(), TooLong(300)])
    household_phone = PhoneField(_l("Điện thoại của hộ"))
    poverty_class = ChoiceField(
        _l("Diện hộ"), [Needed()], choices=choices_of(facts.POVERTY_CLASSES[::-1], "PovertyClass")
    )
    poverty_evidence = TextField(_l("Giấy tờ chứng minh diện hộ"), [TooLong(300)])

    def __init__(self, *, find_ward: FindWard, **given: Any) -> None:
        super().__init__(**given)
        self._find_ward = find_ward
        self.place_id = 0

    def household(self) -> HouseholdValues:
        """Return what was typed about the household."""
        return HouseholdValues(
            place_id=self.place_id,
            address=self.address.data or "",
            phone=self.household_phone.data or "",
            poverty_class=self.poverty_class.data or "none",
            poverty_evidence=self.poverty_evidence.data or "",
        )

    def household_faults(self) -> Iterable[Refusal]:
        """Yield what the rules object to, the ward included."""
        if self.place.data:
            try:
                self.place_id = self._find_ward(self.place.data)
            except Refusal as refusal:
                yield refusal
        yield from (fault for fault in faults_of_household(self.household()) if fault.code != "address_missing")


class _PersonFields(Form):
    """What is asked of a person."""

    full_name = TextField(_l("Họ và tên"), [TooLong(120)])
    birth = BirthField(_l("Ngày sinh"))
    sex = RadioField(_l("Giới tính"), choices=choices_of(("f", "m"), "Sex"))
    identity_state = RadioField(
        _l("Giấy tờ tùy thân"), [Needed()], choices=choices_of(_IDENTITY_STATES, "IdentityState"), default="known"
    )
    identity_number = IdentityField(_l("Số định danh cá nhân"))
    mark = TextField(_l("Đặc điểm nhận dạng"), [TooLong(300)])
    residence = ChoiceField(_l("Cư trú"), [Needed()], choices=choices_of(facts.RESIDENCES, "Residence"))
    home_place = TextField(_l("Nơi thường trú"), [TooLong(200)])
    person_phone = PhoneField(_l("Điện thoại"))
    bank = TextField(_l("Ngân hàng"), [TooLong(64)])
    account = TextField(_l("Số tài khoản"), [TooLong(32)], render_kw={"inputmode": "numeric", "autocomplete": "off"})
    account_name = TextField(_l("Tên chủ tài khoản"), [TooLong(120)])

    def person(self, relation: str) -> PersonValues:
        """Return what was typed about the person."""
        birth = self.birth.data
        return PersonValues(
            full_name=self.full_name.data or "",
            birth_date=birth.day if birth else None,
            birth_year=birth.year if birth else None,
            sex=self.sex.data or "",
            identity_state=self.identity_state.data or "none",
            identity_number=self.identity_number.data,
            mark=self.mark.data or "",
            relation=relation,
            residence=self.residence.data or "permanent",
            home_place=self.home_place.data or "",
            phone=self.person_phone.data or "",
            bank=self.bank.data or "",
            account=(self.account.data or "").replace(" ", ""),
            account_name=self.account_name.data or "",
        )

    def faults(self) -> Iterable[Refusal]:
        """Yield what the rules object to, so that all of it is shown at once."""
        yield from faults_of_person(self.person("member"), today=clock.today())

    def validate(self, extra_validators: Any = None) -> bool:
        is_filled = super().validate(extra_validators)
        for refusal in self.faults():
            name = self.REFUSED.get(refusal.code)
            # A field that could not be read has said so already.
            if name is None or not self[name].errors:
                self.refuse(refusal)
        return is_filled and not self.errors


class RegisterForm(_HouseholdFields, _PersonFields):
    """A new household with its head, and the day the tổ trưởng's list came if it is there already."""

    REFUSED = _OF_PERSON | _OF_HOUSEHOLD

    received_on = DayField(_l("Ngày phường nhận danh sách của tổ trưởng"))

    def faults(self) -> Iterable[Refusal]:
        yield from self.household_faults()
        yield from super().faults()


class HouseholdForm(EditForm, _HouseholdFields):
    """A correction of a household."""

    REFUSED = _OF_HOUSEHOLD

    def validate(self, extra_validators: Any = None) -> bool:
        is_filled = super().validate(extra_validators)
        for refusal in self.household_faults():
            self.refuse(refusal)
        return is_filled and not self.errors


class PersonForm(_PersonFields):
    """One more person of a household."""

    REFUSED = _OF_PERSON

    relation = ChoiceField(_l("Quan hệ với chủ hộ"), [Needed()])
    more = CheckField(_l("Còn người khác trong hộ, ghi tiếp ngay sau khi lưu"))

    def __init__(self, *, is_head: bool = False, **given: Any) -> None:
        super().__init__(**given)
        relations = ("head",) if is_head else tuple(name for name in facts.RELATIONS if name != "head")
        known(self.relation, choices_of(relations, "Relation"))


class CorrectPersonForm(EditForm, PersonForm):
    """A correction of a person."""


class KnownHouseholdForm(FilterForm):
    """Whom to look for among the known households."""

    q = TextField(_l("Tên, số định danh, địa chỉ"), [TooLong(100)])


class HouseholdFilterForm(FilterForm):
    """What narrows the list of households."""

    q = TextField(_l("Tên, số định danh, địa chỉ, mã hồ sơ"), [TooLong(100)])
    poverty_class = ChoiceField(
        _l("Diện hộ"), choices=choices_of(facts.POVERTY_CLASSES, "PovertyClass", blank=_l("Tất cả"))
    )
    open_only = CheckField(_l("Chỉ hộ có hồ sơ chưa kết thúc"))


def birth_of(day: date | None, year: int | None) -> Birth | None:
    """Return a stored birth as the field shows it."""
    return None if year is None else Birth(day, year)
