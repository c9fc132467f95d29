"""The forms of one benefit: first whom it is for and what kind of amount, then only the fields that this needs."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import FormField, ValidationError

from aid.domain.amounts import AMOUNTS
from aid.domain.entry_checks import LONGEST_BENEFIT_CODE, LONGEST_CLAUSE
from aid.domain.errors import Refusal
from aid.domain.measures import MEASURE_ABOUT, MEASURES
from aid.domain.policies import FUND_KINDS, LIMIT_UNITS, REFERENCE_DAYS
from aid.domain.purposes import PURPOSES
from aid.domain.subjects import SUBJECTS, WHO_CARRIES
from aid.web.filters import slug
from aid.web.forms.base import FilterForm, Needed, TooLong
from aid.web.forms.benefit_parts import amount_data, key_of, offer, part_for
from aid.web.forms.condition_parts import conditions_data, conditions_part
from aid.web.forms.fields import (
    CheckField,
    ChoiceField,
    Choices,
    ChoicesField,
    CountField,
    IdField,
    RadioField,
    TextAreaField,
    TextField,
    choices_of,
    known,
)
from aid.web.forms.rows import RowsForm
from aid.web.policies.faults import fault_says

Data = dict[str, Any]
_PLAIN = ("code", "title", "clause", "text", "noun", "group", "purpose", "note", "title_en", "noun_en")
_ORDER = (
    "code", "title", "title_en", "clause", "text", "who", "noun", "noun_en", "when", "amount", "floor", "fund_kinds",
    "limit", "group", "not_with", "purpose", "note",
)  # fmt: skip
_STEP = re.compile(r"benefits\[(\d+)\]\.?(.*)")
_ITEM = re.compile(r"(\w+)\[(\d+)\]")


class Shape(NamedTuple):
    """Whom a benefit is for and what kind of amount it gives; `by` is what tiers go by."""

    who: str
    kind: str
    by: str = ""

    @property
    def choice(self) -> str:
        """Return the kind as the first step names it."""
        return f"{self.kind}:{self.by}" if self.by else self.kind


def kinds() -> list[str]:
    """Return every kind of amount as the first step offers it: tiers once for each thing they go by."""
    return [one for kind in AMOUNTS for one in ([f"tiers:{by}" for by in MEASURES] if kind == "tiers" else [kind])]


class ShapeForm(FilterForm):
    """The first step; its answers stand in the address of the second."""

    who = RadioField(_l("Dành cho ai"), [Needed()], choices=choices_of(tuple(SUBJECTS), "PolicySubject"))
    kind = RadioField(_l("Tính thế nào"), [Needed()], choices=[(kind, kind) for kind in kinds()])

    def shape(self) -> Shape:
        """Return what was chosen."""
        kind, _colon, by = self.kind.data.partition(":")
        return Shape(self.who.data, kind, by)

    def forget_faults(self) -> None:
        """Show the empty page without faults: nothing was answered yet."""
        for field in (self.who, self.kind):
            field.errors = []

    def validate_kind(self, field: Any) -> None:
        """Say so where these subjects have nothing that this kind of amount goes by."""
        if field.data not in kinds() or self.who.data not in SUBJECTS:
            return
        shape = self.shape()
        about = "bill" if shape.kind == "actual_cost" else MEASURE_ABOUT.get(shape.by, "")
        if about and shape.who not in WHO_CARRIES[about]:
            raise ValidationError(gettext("Không dùng được cho đối tượng đã chọn: %(why)s.", why=_WHY[about]))


_WHY = {
    "bill": _l("chi phí thực tế chỉ có ở hóa đơn và ở người chết không có ai mai táng"),
    "harm": _l("chỉ người bị thương hoặc chết mới có số ngày điều trị, mức độ thương tích"),
    "person": _l("chỉ từng người mới có tuổi, có cha mẹ đã mất"),
}


class BenefitForm(RowsForm):
    """The second step; `amount` and `when` are made for the shape."""

    title = TextField(_l("Tên khoản hỗ trợ"), [Needed(), TooLong(300)])
    clause = TextField(_l("Điều, khoản"), [Needed(), TooLong(LONGEST_CLAUSE)])
    text = TextAreaField(_l("Nguyên văn hoặc tóm tắt điều khoản"), [TooLong(4_000)])
    noun = TextField(_l("Gọi người hưởng là"), [TooLong(100)])
    floor = CheckField(_l("Đây là mức tối thiểu; người quyết định có thể nâng, kèm lý do"))
    fund_kinds = ChoicesField(_l("Nguồn được chi"), choices=choices_of(FUND_KINDS, "FundSource"))
    limit_days = CountField(_l("Phải quyết định trong"), maximum=366)
    limit_unit = ChoiceField(_l("Đơn vị"), choices=choices_of(LIMIT_UNITS, "LimitUnit"))
    limit_from = ChoiceField(_l("Kể từ"), choices=choices_of(REFERENCE_DAYS, "ReferenceDay"))
    not_with = ChoicesField(_l("Không hưởng cùng"))
    group = TextField(_l("Nhóm chỉ lấy mức cao nhất"), [TooLong(40)])
    purpose = ChoiceField(
        _l("Mục đích"), choices=choices_of(PURPOSES, "BenefitPurpose", blank=_l("theo đối tượng ở trên"))
    )
    note = TextField(_l("Điều còn phải xác nhận"), [TooLong(500)])
    title_en = TextField(_l("Tên bằng tiếng Anh"), [TooLong(300)])
    noun_en = TextField(_l("Người hưởng, bằng tiếng Anh"), [TooLong(100)])
    code = TextField(_l("Mã trong văn bản này"), [TooLong(LONGEST_BENEFIT_CODE)])
    version = IdField()
    amount: Any
    when: Any

    def add_row(self) -> None:
        """Show one more row of tiers."""
        self.amount.form.add_row()

    def offer(self, deducted: Choices, excluded: Choices) -> None:
        """Give the fields the benefits of policies that may be named."""
        offer(self.amount.form, deducted)
        known(self.not_with, excluded)

    @property
    def over(self) -> Any:
        """Return the boxes of the benefits that are deducted, or nothing for another kind of amount."""
        return _field(self.amount.form, "over")

    def refuse_document(self, refusal: Refusal, number: int) -> None:
        """Show a mistake of the document at the field it comes from, else above the form."""
        field = self._field_at(str(refusal.facts.get("path", "")), number)
        if field is None:
            self.refuse(refusal)
            return
        field.errors = [*field.errors, fault_says(refusal)]

    def _field_at(self, path: str, number: int) -> Any:
        found = _STEP.search(path)
        if found is None or int(found[1]) != number:
            return None
        key, _dot, rest = found[2].partition(".")
        if key == "amount":
            return self._amount_field(rest)
        if key.startswith("when"):
            return self._condition_field(key)
        name = "limit_days" if key == "limit" else _ITEM.sub(r"\1", key)
        return _field(self, name)

    def _amount_field(self, rest: str) -> Any:
        part = self.amount.form
        item = _ITEM.match(rest)
        if item and item[1] == "tiers" and int(item[2]) < len(part.used()):
            row = part.used()[int(item[2])].form
            name = {"from": "least", "to": "most", "from_severity": "severity"}.get(rest.rpartition(".")[2], "amount")
            return row[name] if name in row else row["amount"]
        if item and item[1] == "caps":
            return part["cremation"]
        name = item[1] if item else rest
        return _field(part, name)

    def _condition_field(self, key: str) -> Any:
        item, values = _ITEM.match(key), self.condition_rows
        return self.when.form[values[int(item[2])]["rule"]] if item and int(item[2]) < len(values) else None

    condition_rows: Sequence[Data] = ()

    def benefit(self, shape: Shape, before: Data, called: Mapping[str, str], code: str) -> Data:
        """Return the benefit as the document writes it; what this form does not know of `before` is kept."""
        self.condition_rows = self.when.form.values(before.get("when") or ())
        typed: Data = {name: self[name].data for name in _PLAIN}
        typed |= {"who": shape.who, "code": typed["code"] or code, "when": self.condition_rows}
        typed |= {"amount": self._amount(shape, before, called), "floor": self.floor.data, "limit": self._limit()}
        typed |= {
            "fund_kinds": _as_before(self.fund_kinds.data, before.get("fund_kinds") or ()),
            "not_with": _refs(self.not_with, before.get("not_with"), {}),
        }
        whole = before | typed
        keys = [*_ORDER, *(key for key in whole if key not in _ORDER)]
        return {key: whole[key] for key in keys if whole.get(key) or (key in before and not before[key])}

    def _amount(self, shape: Shape, before: Data, called: Mapping[str, str]) -> Data:
        old = before.get("amount") or {}
        amount: Data = {"kind": shape.kind} | ({"by": shape.by} if shape.by else {}) | self.amount.form.values()
        if shape.kind == "up_to":
            amount["over"] = _refs(self.amount.form["over"], old.get("over"), called)
        if shape.kind == "tiers":
            _keep_english(amount["tiers"], old.get("tiers") or ())
        return amount

    def _limit(self) -> Data | None:
        if self.limit_days.data is None:
            return None
        return {"days": self.limit_days.data, "unit": self.limit_unit.data, "from": self.limit_from.data}


def _field(form: Any, name: str) -> Any:
    """Return a field by its name, or None: a form is no mapping, it only looks like one."""
    return next((field for field in form if field.short_name == name), None)


def benefit_form(shape: Shape, before: Data, data: Data) -> BenefitForm:
    """Return the form of one benefit; `before` is what the document says now, `data` what is shown at first."""
    given = {
        "amount": FormField(part_for(shape.kind, shape.by)),
        "when": FormField(conditions_part(shape.who, before.get("when") or ())),
    }
    made: BenefitForm = type("BenefitFormFor", (BenefitForm,), given)(data=data)
    return made


def benefit_data(benefit: Data) -> Data:
    """Return a stored benefit as the form shows it."""
    limit = benefit.get("limit") or {}
    return {
        **{name: benefit.get(name, "") for name in _PLAIN},
        "floor": benefit.get("floor", False),
        "fund_kinds": benefit.get("fund_kinds") or [],
        "limit_days": limit.get("days"),
        "limit_unit": limit.get("unit", "working_day"),
        "limit_from": limit.get("from", "received_on"),
        "not_with": [key_of(ref) for ref in benefit.get("not_with") or ()],
        "amount": amount_data(benefit.get("amount") or {}),
        "when": conditions_data(benefit.get("when") or ()),
    }


def next_code(codes: Sequence[str], title: str) -> str:
    """Return a free code: the next number where the others are numbers, else one made from the title."""
    if all(code.isdigit() for code in codes):
        return str(max((int(code) for code in codes), default=0) + 1)
    stem = slug(title)[:28].strip("-")
    tries = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(codes) + 2))
    return next(code for code in tries if code not in codes)


def _as_before(chosen: Sequence[str], before: Sequence[str]) -> list[str]:
    """Return what was chosen in the order of the document; what is new comes last."""
    return [*(one for one in before if one in chosen), *(one for one in chosen if one not in before)]


def _refs(field: Any, before: Sequence[Data] | None, called: Mapping[str, str]) -> list[Data]:
    old = {key_of(ref): ref for ref in before or ()}
    return [old.get(key) or _ref(key, called.get(key, "")) for key in field.data or ()]


def _ref(key: str, called: str) -> Data:
    policy, _slash, benefit = key.partition("/")
    return {"policy": policy, "benefit": benefit} | ({"called": called} if called else {})


def _keep_english(tiers: list[Data], before: Sequence[Data]) -> None:
    """Keep the English noun of a tier whose Vietnamese one is unchanged."""
    english = {tier.get("noun"): tier["noun_en"] for tier in before if tier.get("noun_en")}
    for tier in tiers:
        if tier.get("noun") in english:
            tier["noun_en"] = english[tier["noun"]]
