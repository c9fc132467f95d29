"""What may be chosen in the public calculator, and what was typed, told again for a printed answer."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from flask_babel import gettext
from wtforms import BooleanField, Field, FieldList, SelectField
from wtforms import Form as PlainForm

from aid.domain.policies import Policy
from aid.web import i18n
from aid.web.forms.calculator import CalculatorForm
from aid.web.forms.fields import Choices

_OWN_LINES = ("csrf_token", "with_unconfirmed", "people", "costs", "received")


class Typed(NamedTuple):
    """One group of what was typed: its name, and each field that says something."""

    name: str
    says: Sequence[str]


def incidents_of(policies: Iterable[Policy]) -> Choices:
    """Return the incidents that have a policy of their own, each by the title of the first such policy."""
    found: dict[str, str] = {}
    for policy in policies:
        for code in policy.incidents:
            found.setdefault(code, _title(policy))
    return list(found.items())


def benefits_of(policies: Iterable[Policy]) -> Choices:
    """Return every benefit by "policy/benefit", told by its title and its document."""
    return [
        (f"{policy.code}/{benefit.code}", f"{_title(benefit)} ({policy.number or _title(policy)})")
        for policy in policies
        for benefit in policy.benefits
    ]


def typed(form: CalculatorForm) -> Sequence[Typed]:
    """Return what was typed, group by group: the incident and the household, each person, each sum."""
    rows = {
        gettext("Người %(n)s", n="{}"): form.people,
        gettext("Chi phí %(n)s", n="{}"): form.costs,
        gettext("Đã nhận %(n)s", n="{}"): form.received,
    }
    groups = [Typed(gettext("Vụ việc, nhà ở, nhu cầu"), list(_said(form, but=_OWN_LINES)))]
    for name, entries in rows.items():
        groups += [Typed(name.format(n), list(_said(row))) for n, row in _filled(entries)]
    return [group for group in groups if group.says]


def _filled(rows: FieldList) -> Iterator[tuple[int, PlainForm]]:
    """Yield the rows that say something, by their number on the page."""
    for number, entry in enumerate(rows.entries, 1):
        row = entry.form
        if row.is_somebody if hasattr(row, "is_somebody") else row.is_something:
            yield number, row


def _said(form: PlainForm, but: Sequence[str] = ()) -> Iterator[str]:
    for field in form:
        if field.short_name not in but and field.data not in {None, False, "", field.default}:
            yield _field(field)


def _field(field: Field) -> str:
    if isinstance(field, BooleanField):
        return str(field.label.text)
    if isinstance(field, SelectField):
        chosen = next(choice.label for choice in field.iter_choices() if choice.selected)
        return f"{field.label.text}: {chosen}"
    said = field.show(field.data) if hasattr(field, "show") else field.data
    return f"{field.label.text}: {said}"


def _title(named: object) -> str:
    english = getattr(named, "title_en", "") if i18n.language() == "en" else ""
    return english or str(getattr(named, "title", ""))
