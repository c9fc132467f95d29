"""How much a benefit gives, as fields: one small group for each kind, and the way to the document and back."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField

from aid.domain.facts import COST_KINDS, SEVERITIES
from aid.web.forms.base import Needed, Part, TooLong
from aid.web.forms.fields import (
    ChoiceField,
    ChoicesField,
    CountField,
    MoneyField,
    TextAreaField,
    TextField,
    choices_of,
    known,
)

Data = dict[str, Any]
ROWS = 3


class AmountPart(Part):
    """The fields of one kind of amount; `KEYS` are the keys of the document they stand for."""

    KEYS: tuple[str, ...] = ()

    def add_row(self) -> None:
        """Show one more row; most kinds have none."""

    def values(self) -> Data:
        """Return what was typed, as the document writes it."""
        return {key: self[key].data for key in self.KEYS if self[key].data not in (None, "")}


class TimesPart(AmountPart):
    KEYS = ("times",)
    times = CountField(_l("Số lần mức chuẩn"), [Needed()], minimum=1, maximum=1_000)


class FixedPart(AmountPart):
    KEYS = ("amount",)
    amount = MoneyField(_l("Số tiền"), [Needed()])


class MonthlyPart(AmountPart):
    KEYS = ("amount", "months")
    amount = MoneyField(_l("Số tiền mỗi tháng"), [Needed()])
    months = CountField(_l("Số tháng"), [Needed()], minimum=1, maximum=120)


class RicePart(AmountPart):
    KEYS = ("kg", "months")
    kg = CountField(_l("Số ki-lô-gam mỗi người mỗi tháng"), [Needed()], minimum=1, maximum=1_000)
    months = CountField(_l("Nhiều nhất bao nhiêu tháng"), [Needed()], minimum=1, maximum=120)


class InKindPart(AmountPart):
    KEYS = ("text",)
    text = TextAreaField(_l("Cấp những gì"), [Needed(), TooLong(2_000)])


class SharePart(AmountPart):
    KEYS = ("amount", "among")
    amount = MoneyField(_l("Tổng số tiền đem chia"), [Needed()])
    among = CountField(_l("Chia cho bao nhiêu phần"), [Needed()], minimum=1)


class UpToPart(AmountPart):
    KEYS = ("amount",)
    amount = MoneyField(_l("Mức phải đủ"), [Needed()])
    over = ChoicesField(_l("Trừ phần đã được hưởng theo"), [Needed(_l("Hãy đánh dấu ít nhất một khoản được trừ."))])


class CostPart(AmountPart):
    KEYS = ("at_least_times", "at_least", "at_most")
    at_least_times = CountField(_l("Ít nhất bao nhiêu lần mức chuẩn"), minimum=1, maximum=1_000)
    at_least = MoneyField(_l("Ít nhất bao nhiêu tiền"))
    at_most = MoneyField(_l("Nhiều nhất bao nhiêu tiền"))
    burial = MoneyField(_l("Mai táng: nhiều nhất mỗi người"))
    cremation = MoneyField(_l("Hỏa táng: nhiều nhất mỗi người"))
    treatment = MoneyField(_l("Điều trị: nhiều nhất mỗi người"))
    transport = MoneyField(_l("Vận chuyển: nhiều nhất mỗi người"))

    def values(self) -> Data:
        caps = [{"cost": kind, "amount": self[kind].data} for kind in COST_KINDS if self[kind].data]
        return super().values() | ({"caps": caps} if caps else {})


class TierRow(Part):
    """One row of tiers; a row with nothing in it is no row."""

    least = CountField(_l("Từ"))
    most = CountField(_l("Đến"))
    severity = ChoiceField(
        _l("Từ mức độ thương tích"), choices=choices_of(SEVERITIES, "Severity", blank=_l("không xét"))
    )
    amount = MoneyField(_l("Số tiền"))
    noun = TextField(_l("Gọi người hưởng là"), [TooLong(100)])

    @property
    def is_blank(self) -> bool:
        return all(not str(value).strip() for field in self for value in field.raw_data or ())

    def values(self) -> Data:
        asked = {"from": "least", "to": "most", "from_severity": "severity", "amount": "amount", "noun": "noun"}
        found = {key: self[name].data for key, name in asked.items() if name in self}
        if found.get("from_severity"):
            found |= {"from": None, "to": None}
        return {key: value for key, value in found.items() if value not in (None, "")}


class TiersPart(AmountPart):
    tiers = FieldList(FormField(TierRow), _l("Các bậc"), min_entries=ROWS)

    def add_row(self) -> None:
        self.tiers.append_entry()

    def used(self) -> list[Any]:
        """Return the rows in which something was typed, in the order of the document."""
        return [entry for entry in self.tiers.entries if not entry.form.is_blank]

    def values(self) -> Data:
        return {"tiers": [entry.form.values() for entry in self.used()]}


AMOUNT_PARTS: dict[str, type[AmountPart]] = {
    "times_norm": TimesPart,
    "fixed": FixedPart,
    "monthly": MonthlyPart,
    "tiers": TiersPart,
    "actual_cost": CostPart,
    "rice": RicePart,
    "in_kind": InKindPart,
    "up_to": UpToPart,
    "share": SharePart,
}


def part_for(kind: str, by: str) -> type[AmountPart]:
    """Return the fields of a kind; a tier of severity has no numbers, and only one of days may begin at a severity."""
    if kind != "tiers":
        return AMOUNT_PARTS[kind]
    left_out = ("least", "most") if by == "severity" else () if by == "inpatient_days" else ("severity",)
    row = type("TierRowBy", (TierRow,), dict.fromkeys(left_out))
    return type("TiersPartBy", (TiersPart,), {"tiers": FieldList(FormField(row), _l("Các bậc"), min_entries=ROWS)})


def amount_data(amount: Mapping[str, Any]) -> Data:
    """Return a stored amount as the fields show it."""
    tiers = [
        {
            "least": tier.get("from"),
            "most": tier.get("to"),
            "severity": tier.get("from_severity"),
            "amount": tier["amount"],
            "noun": tier.get("noun", ""),
        }
        for tier in amount.get("tiers") or ()
    ]
    caps = {cap["cost"]: cap["amount"] for cap in amount.get("caps") or ()}
    over = [key_of(ref) for ref in amount.get("over") or ()]
    return {**amount, **caps, "over": over} | ({"tiers": tiers} if tiers else {})


def key_of(ref: Mapping[str, Any]) -> str:
    """Return a benefit of a policy as one value of a check box."""
    return f"{ref['policy']}/{ref['benefit']}"


def offer(part: AmountPart, benefits: Sequence[tuple[str, Any]]) -> None:
    """Give the part the benefits that may be deducted, where it asks for them."""
    if "over" in part:
        known(part["over"], benefits)
