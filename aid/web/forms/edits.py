"""Forms that correct what is stored: what two people changed at the same time is shown side by side, field by field.

The service refuses the second save (`stale_edit`, `services.edit_versions`). What was typed stays in the form; beside
it stands what is stored now, for a page builds its form of the present values. The form takes over the version that
it has shown, so that the next press knowingly saves over it and over nothing newer.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from flask_babel import gettext as _
from wtforms import BooleanField, Field, RadioField, SelectField, SelectMultipleField

from aid.domain.errors import Refusal
from aid.web.forms.base import Form, is_hidden
from aid.web.forms.fields import IdField


class Difference(NamedTuple):
    """One field in which what was typed and what is stored are not the same."""

    label: str
    typed: str
    stored: str


class Clash(NamedTuple):
    """What somebody else saved meanwhile: who and when where it is known, and the fields that differ."""

    differences: Sequence[Difference]
    who: str
    at: datetime | None


class EditForm(Form):
    """A form of stored values; `version` is the one the page showed, `stored` replaces the values it was built of."""

    version = IdField()
    clash: Clash | None = None
    stored: Mapping[str, Any] = {}

    def refuse(self, refusal: Refusal) -> None:
        """Show a stale edit side by side; any other refusal as every form does."""
        if refusal.code != "stale_edit":
            return super().refuse(refusal)
        who, at = str(refusal.facts.get("who", "")), refusal.facts.get("at")
        self.clash = Clash(self._differences(), who, at if isinstance(at, datetime) else None)
        self.version.raw_data, self.version.data = None, self.version.object_data
        self.form_errors = [*self.form_errors, _("Có người khác vừa lưu nội dung này, nên chưa ghi đè gì.")]

    def _differences(self) -> list[Difference]:
        found = (_difference(field, self.stored.get(field.short_name, field.object_data)) for field in self)
        return [one for one in found if one is not None]


def _difference(field: Field, value: Any) -> Difference | None:
    if is_hidden(field):
        return None
    stored = _as_stored(field, value)
    if isinstance(field, SelectMultipleField):
        mine, theirs = set(field.data or ()), set(stored.data or ())
        field, stored = _only(field, mine - theirs), _only(field, theirs - mine)
    typed, kept = _in_words(field), _in_words(stored)
    return None if typed == kept else Difference(field.label.text, typed, kept)


def _as_stored(field: Field, value: Any) -> Any:
    """Return the field as it would show a stored value."""
    twin = _twin(field)
    twin.raw_data = None
    twin.process(None, value)
    return twin


def _only(field: Field, values: set[Any]) -> Any:
    twin = _twin(field)
    twin.data = sorted(values)
    return twin


def _twin(field: Field) -> Any:
    """Return a bound field like this one; making one the ordinary way gives WTForms' promise of a field only."""
    twin = object.__new__(type(field))
    twin.__dict__.update(field.__dict__)
    return twin


def _in_words(field: Any) -> str:
    if isinstance(field, BooleanField):
        return _("có") if field.data else _("không")
    if isinstance(field, RadioField | SelectField | SelectMultipleField):
        return ", ".join(str(choice.label) for choice in field.iter_choices() if choice.selected and choice.value != "")
    return str(field._value()).replace("\r\n", "\n").strip()
