"""The conditions of a benefit, as fields: a box for each rule without a value, a number or a few boxes for the others.

A number that is typed and a box that is ticked is a condition. The order of the document is kept, because the first
that fails is the one that is told; what is new comes after it.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from aid.domain.conditions import RULES
from aid.domain.subjects import WHO_CARRIES
from aid.web.forms.base import Part, TooLong
from aid.web.forms.fields import CheckField, ChoicesField, CountField, TextField, choices_of
from aid.web.labels import lazy_label
from aid.web.policies.benefit_words import RULE_GROUPS

Data = dict[str, Any]
GROUPS = (
    ("harm", _l("Thương tích, điều trị")),
    ("person", _l("Người được hưởng")),
    ("bill", _l("Hóa đơn")),
    ("incident", _l("Nguyên nhân của vụ việc")),
    ("household", _l("Hộ gia đình")),
    ("house", _l("Nhà ở")),
    ("need", _l("Nhu cầu trước mắt")),
)
_PLACES = {
    "incident": ("cause_in",),
    "house": (
        "degree_in", "house_type_in", "tenure_in", "no_other_home", "habitable", "not_habitable", "home_lost",
        "relocation_ordered",
    ),
    "need": ("short_of_food", "essentials", "temporary_shelter"),
}  # fmt: skip


class RuleFields(NamedTuple):
    """The fields of one condition that is set: its place in the order and its own clause."""

    label: Any
    order: Any
    clause: Any


class FieldGroup(NamedTuple):
    """Some conditions under one heading; open where one of them is set."""

    title: Any
    fields: Sequence[Any]
    chosen: int


class ConditionsPart(Part):
    """The conditions a benefit may ask; the fields are named after the rules."""

    RULES: Sequence[str] = ()
    SET: Sequence[str] = ()

    def groups(self) -> list[FieldGroup]:
        """Return the fields under their headings, in the order of the page."""
        found = []
        for place, title in GROUPS:
            fields = [self[rule] for rule in self.RULES if _place_of(rule) == place]
            if fields:
                found.append(FieldGroup(title, fields, sum(is_set(field) for field in fields)))
        return found

    def details(self) -> list[RuleFields]:
        """Return order and clause of the conditions that were set when the page was opened."""
        return [
            RuleFields(lazy_label(rule, "PolicyRule"), self[f"order_{rule}"], self[f"clause_{rule}"])
            for rule in self.SET
        ]

    def values(self, before: Sequence[Mapping[str, Any]]) -> list[Data]:
        """Return the conditions as the document writes them."""
        chosen = [rule for rule in self.RULES if is_set(self[rule])]
        old = [row["rule"] for row in before]
        chosen.sort(key=lambda rule: old.index(rule) if rule in old else len(old))
        present = {rule: number for number, rule in enumerate(chosen, 1)}
        chosen.sort(key=lambda rule: self._place(rule, present[rule]))
        return [self._condition(rule) for rule in chosen]

    def _place(self, rule: str, present: int) -> tuple[int, int]:
        """Return where a condition goes: who was moved to a taken place comes before or after, as it was moved."""
        wanted = self[f"order_{rule}"].data if rule in self.SET else None
        wanted = wanted or present
        return wanted, (wanted > present) - (wanted < present)

    def _condition(self, rule: str) -> Data:
        clause = self[f"clause_{rule}"].data if rule in self.SET else ""
        has_value = bool(RULES[rule].words or RULES[rule].whole)
        value = {"value": self[rule].data} if has_value else {}
        return {"rule": rule} | value | ({"clause": clause} if clause else {})


def is_set(field: Any) -> bool:
    """Say whether a field makes a condition: zero is a number, an empty list is none."""
    return field.data is not None and field.data is not False and field.data not in ([], "")


@cache
def rules_for(who: str) -> tuple[str, ...]:
    """Return the rules that can be asked of these subjects, in the order of the table."""
    return tuple(name for name, rule in RULES.items() if not rule.about or who in WHO_CARRIES[rule.about])


def conditions_part(who: str, before: Sequence[Mapping[str, Any]]) -> type[ConditionsPart]:
    """Return the group of fields for these subjects."""
    rules = rules_for(who)
    given: Data = {"RULES": rules, "SET": [row["rule"] for row in before if row["rule"] in rules]}
    given |= {rule: _field_of(rule) for rule in rules}
    for rule in given["SET"]:
        given[f"order_{rule}"] = CountField(_l("Thứ tự xét"), minimum=1, maximum=99)
        given[f"clause_{rule}"] = TextField(_l("Điều khoản riêng"), [TooLong(300)])
    return type("ConditionsPartFor", (ConditionsPart,), given)


def conditions_data(before: Sequence[Mapping[str, Any]]) -> Data:
    """Return stored conditions as the fields show them."""
    data: Data = {}
    for number, row in enumerate(before, 1):
        rule = row["rule"]
        data |= {rule: row.get("value", True), f"order_{rule}": number, f"clause_{rule}": row.get("clause", "")}
    return data


def _field_of(rule: str) -> Any:
    says = lazy_label(rule, "PolicyRule")
    if RULES[rule].words:
        return ChoicesField(says, choices=choices_of(RULES[rule].words, RULE_GROUPS[rule]))
    return CountField(says, maximum=366) if RULES[rule].whole else CheckField(says)


def _place_of(rule: str) -> str:
    named = next((place for place, rules in _PLACES.items() if rule in rules), "household")
    return RULES[rule].about or named
