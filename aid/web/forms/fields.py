"""The fields of our forms: what a person types becomes a value once, here.

A field that cannot read what was typed keeps the text, gives None and shows the sentence of the Refusal.
"""

from collections.abc import Sequence
from datetime import date, time
from enum import StrEnum
from typing import Any

from flask_babel import gettext
from wtforms import BooleanField, Field, MultipleFileField, SelectField, SelectMultipleField, StringField
from wtforms import FileField as PlainFileField
from wtforms import HiddenField as PlainHiddenField
from wtforms import PasswordField as PlainPasswordField
from wtforms import RadioField as PlainRadioField
from wtforms import TextAreaField as PlainTextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from aid import clock
from aid.domain import dates, identity
from aid.domain import money as money_rules
from aid.domain.errors import Refusal
from aid.services import phones
from aid.web.filters import day, hour, number
from aid.web.forms.base import clean
from aid.web.labels import lazy_label
from aid.web.messages import sentence

Choices = Sequence[tuple[Any, Any]]

# Longer than any column; a megabyte would be too much for a search in SQLite.
_LONGEST_LINE = 2_000


class TextField(StringField):
    """One line of text; empty is an empty text. What no line of ours can hold is cut, and then too long."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = clean(valuelist[0][:_LONGEST_LINE]) if valuelist else ""


class TextAreaField(PlainTextAreaField):
    """Several lines of text; empty is an empty text."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = clean(valuelist[0]) if valuelist else ""


class _ReadField(StringField):
    """A line of text that is read into a value; `read` and `show` are each other's way back."""

    attributes: dict[str, str] = {}

    def __init__(self, label: Any = None, validators: Any = None, **given: Any) -> None:
        given["render_kw"] = {"autocomplete": "off", **self.attributes, **(given.get("render_kw") or {})}
        super().__init__(label, validators, **given)

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def show(self, value: Any) -> str:
        return str(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = clean(valuelist[0]) if valuelist else ""
        self.data = None
        if not text:
            return
        try:
            self.data = self.read(text)
        except Refusal as refusal:
            raise ValueError(sentence(refusal)) from None

    def _value(self) -> str:
        if self.raw_data:
            return clean(self.raw_data[0])
        return "" if self.data in {None, ""} else self.show(self.data)


class MoneyField(_ReadField):
    """An amount in whole đồng."""

    attributes = {"inputmode": "numeric"}
    kind = "money"

    def read(self, text: str) -> int:
        return money_rules.parse_amount(text)

    def show(self, value: int) -> str:
        return money_rules.typed(value)


class CountField(_ReadField):
    """A whole number, not below `minimum`."""

    attributes = {"inputmode": "numeric"}
    kind = "count"

    def __init__(
        self, label: Any = None, validators: Any = None, minimum: int = 0, maximum: int = 999_999, **given: Any
    ) -> None:
        self.minimum, self.maximum = minimum, maximum
        super().__init__(label, validators, **given)

    def read(self, text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise ValueError(gettext("Hãy nhập một số nguyên, ví dụ 3."))
        if not self.minimum <= int(text) <= self.maximum:
            says = gettext("Hãy nhập số từ %(least)s đến %(most)s.", least=self.minimum, most=number(self.maximum))
            raise ValueError(says)
        return int(text)


class DayField(_ReadField):
    """A day, read as Vietnamese write it; also "hôm nay" and "hôm qua"."""

    attributes = {"inputmode": "text", "placeholder": "dd/mm/yyyy"}
    kind = "day"

    def read(self, text: str) -> date:
        return dates.parse_day(text, clock.today())

    def show(self, value: date) -> str:
        return day(value)


class HourField(_ReadField):
    """An hour of the day; unknown is left empty."""

    attributes = {"placeholder": "hh:mm"}
    kind = "hour"

    def read(self, text: str) -> time | None:
        return dates.parse_hour(text)

    def show(self, value: time) -> str:
        return hour(value)


class BirthField(_ReadField):
    """A day of birth, or only its year."""

    attributes = {"placeholder": "dd/mm/yyyy"}
    kind = "day"

    def read(self, text: str) -> dates.Birth:
        return dates.parse_birth(text)

    def show(self, value: dates.Birth) -> str:
        return str(value.year) if value.day is None else day(value.day)


class IdentityField(_ReadField):
    """A personal identity number of twelve digits."""

    attributes = {"inputmode": "numeric"}
    kind = "identity"

    def read(self, text: str) -> str:
        return identity.parse(text).number


class PhoneField(_ReadField):
    """A telephone number, kept in its international form."""

    attributes = {"inputmode": "tel"}
    kind = "phone"

    def read(self, text: str) -> str:
        return phones.normalise(text)

    def show(self, value: str) -> str:
        return phones.show(value)


class _OneChoice(SelectField):
    """What selects and radio buttons share: nothing chosen is None, and only `Needed` objects to it."""

    def __init__(
        self, label: Any = None, validators: Any = None, coerce: Any = str, choices: Choices = (), **given: Any
    ) -> None:
        def coerced(value: Any) -> Any:
            return None if value in {"", None} else coerce(value)

        super().__init__(label, validators, coerce=coerced, choices=as_choices(choices), **given)

    def pre_validate(self, form: Any) -> None:
        if self.data is not None:
            super().pre_validate(form)


class ChoiceField(_OneChoice):
    """One of a few; `choices` are (value, text), and the value "" means none."""


class RadioField(_OneChoice, PlainRadioField):
    """One of a few, all of them in sight."""


class ChoicesField(SelectMultipleField):
    """Any number of a few, as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: Any = None, validators: Any = None, choices: Choices = (), **given: Any) -> None:
        super().__init__(label, validators, choices=as_choices(choices), **given)


class CheckField(BooleanField):
    """Yes or no; what a hand-made request sent as its value is never drawn again."""

    def _value(self) -> str:
        return "y"


class FilesField(MultipleFileField):
    """Several files; an empty field gives an empty list."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = [file for file in valuelist if getattr(file, "filename", "")]


class FileField(PlainFileField):
    """One file, or None."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = next((file for file in valuelist if getattr(file, "filename", "")), None)


class PasswordField(PlainPasswordField):
    """A secret; it is never shown again and never changed in any way."""


class HiddenField(PlainHiddenField):
    """A text the page carries along."""


class IdField(_ReadField):
    """The number of a row the page carries along."""

    widget = HiddenInput()

    def read(self, text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 19):
            raise ValueError(gettext("Trang này không còn đúng. Hãy tải lại trang."))
        return int(text)


def as_choices(pairs: Choices) -> list[SelectChoice]:
    """Return pairs of value and text as WTForms wants them."""
    return [SelectChoice(value=value, label=text) for value, text in pairs]


def choices_of(kind: type[StrEnum] | Sequence[str], group: str | None = None, blank: Any = None) -> Choices:
    """Return every value with its label, in the order of the enum or list, after an empty first line if asked."""
    pairs = [(str(value), lazy_label(value, group)) for value in kind]
    return pairs if blank is None else [("", blank), *pairs]


def known(field: Field, values: Choices) -> None:
    """Give a field of a built form its choices."""
    field.choices = as_choices(values)
