"""What every form shares: clean text, all faults at once, refusals shown where the person is looking.

WTForms carries no Vietnamese messages, so the few of its texts that can reach a page are translated here.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, NamedTuple
from unicodedata import category, normalize

from flask import request
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, FileField, FormField, SelectField, ValidationError
from wtforms import Form as PlainForm
from wtforms.validators import StopValidation

from aid.domain.errors import Refusal
from aid.web.messages import sentence

_OWN_WORDS = {
    "Not a valid choice.": lazy_gettext("Hãy chọn một mục trong danh sách."),
    "Not a valid choice": lazy_gettext("Hãy chọn một mục trong danh sách."),
    "Invalid Choice: could not coerce.": lazy_gettext("Hãy chọn một mục trong danh sách."),
    "Invalid choice(s): one or more data inputs could not be coerced.": lazy_gettext("Hãy chọn lại các mục."),
    "'%(value)s' is not a valid choice for this field.": lazy_gettext("Hãy chọn lại các mục."),
    "'%(value)s' are not valid choices for this field.": lazy_gettext("Hãy chọn lại các mục."),
    "The CSRF token is missing.": lazy_gettext("Trang này mở đã lâu. Hãy bấm gửi lại một lần nữa."),
    "The CSRF tokens do not match.": lazy_gettext("Trang này mở đã lâu. Hãy bấm gửi lại một lần nữa."),
    "The CSRF session token is missing.": lazy_gettext("Trang này mở đã lâu. Hãy bấm gửi lại một lần nữa."),
}


class _Words:
    """The translations object that WTForms asks."""

    def gettext(self, text: str) -> str:
        return str(_OWN_WORDS.get(text, text))

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if n == 1 else many)


def clean(text: str | None) -> str:
    """Return text without blanks at its ends or signs nobody sees, with composed letters, as it is kept."""
    seen = (sign for sign in text or "" if sign in "\n\t" or category(sign)[0] != "C")
    return normalize("NFC", "".join(seen)).strip()


class Form(FlaskForm):
    """The base of every form; `REFUSED` maps Refusal codes to the field they belong to."""

    REFUSED: ClassVar[Mapping[str, str]] = {}
    form_errors: list[Any]
    FAULTS_TITLE: ClassVar[Any] = lazy_gettext("Chưa lưu được. Những gì đã nhập vẫn còn nguyên.")

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: PlainForm) -> _Words:
            return _Words()

    def refuse(self, refusal: Refusal) -> None:
        """Show a rule's answer beside the field it concerns, else above the form."""
        says = sentence(refusal)
        name = self.REFUSED.get(refusal.code)
        if name is None:
            self.form_errors = [*self.form_errors, says]
        else:
            self[name].errors = [*self[name].errors, says]


class Part(PlainForm):
    """A group of fields inside a form."""

    form_errors: list[Any]

    class Meta(PlainForm.Meta):
        def get_translations(self, form: PlainForm) -> _Words:
            return _Words()


class FilterForm(Form):
    """A form that only narrows a list: it reads the address and writes nothing."""

    class Meta(Form.Meta):
        csrf = False

    def __init__(self, **given: Any) -> None:
        super().__init__(formdata=request.args, **given)


class Needed:
    """The field must be filled in; a value that could not be read keeps its own message."""

    field_flags = {"required": True}

    def __init__(self, message: str | None = None) -> None:
        self.message = message

    def __call__(self, form: PlainForm, field: Field) -> None:
        if field.errors:
            raise StopValidation
        if not _is_given(field):
            raise StopValidation(str(self.message or _asked(field)))


def _asked(field: Field) -> str:
    name = field.label.text
    if isinstance(field, SelectField | FileField):
        return str(gettext("Hãy chọn: %(name)s.", name=name))
    return str(gettext("Hãy điền: %(name)s.", name=name))


class TooLong:
    """The text has at most `longest` characters."""

    def __init__(self, longest: int) -> None:
        self.longest = longest

    def __call__(self, form: PlainForm, field: Field) -> None:
        if len(field.data or "") > self.longest:
            says = gettext("%(name)s dài quá %(longest)s ký tự.", name=field.label.text, longest=self.longest)
            raise ValidationError(says)


class Fault(NamedTuple):
    """One line of the error summary; `field` is the id of the control, or empty for the whole form."""

    field: str
    says: str


def faults(form: PlainForm) -> list[Fault]:
    """Return every fault of a form in the order of the page."""
    own = [Fault("", str(says)) for says in form.form_errors]
    return own + [fault for field in form for fault in _faults_of(field)]


def _faults_of(field: Field) -> Iterator[Fault]:
    if isinstance(field, FormField):
        yield from faults(field.form)
    elif isinstance(field, FieldList):
        for entry in field.entries:
            yield from _faults_of(entry)
    if not isinstance(field, FormField):
        for says in _texts(field.errors):
            yield Fault("" if is_hidden(field) else field.id, says)


def is_hidden(field: Field) -> bool:
    """Say whether a field has no control to look at."""
    return getattr(field.widget, "input_type", "") == "hidden"


def _texts(errors: Iterable[object]) -> Iterator[str]:
    """Yield the sentences only: a list of fields repeats the faults of its entries as lists and dicts."""
    for says in errors:
        if says and not isinstance(says, Mapping | list | tuple):
            yield str(says)


def _is_given(field: Field) -> bool:
    raw = field.raw_data or []
    if any(not isinstance(value, str) for value in raw):
        return any(getattr(value, "filename", "") for value in raw)
    return any(value.strip() for value in raw)
