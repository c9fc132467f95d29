"""The amount of a benefit read from plain data: the keys of each kind, and whom a kind or a measure can be about."""

from collections.abc import Callable, Iterable
from typing import Any

from aid.domain.amounts import AMOUNTS
from aid.domain.facts import COST_KINDS, SEVERITIES
from aid.domain.measures import MEASURE_ABOUT, MEASURES
from aid.domain.policies import AmountRule, BenefitRef, Tier
from aid.domain.shapes import Shape
from aid.domain.subjects import WHO_CARRIES
from aid.domain.tier_checks import check_amount


def read_amount(shape: Shape, who: str) -> AmountRule:
    """Return the amount of a benefit for `who`. Refuses with the shape's code (path, problem, cure)."""
    kind = shape.choice("kind", AMOUNTS)
    check_who(shape, "kind", "bill" if kind == "actual_cost" else "", who)
    values = {name: _READ[name](shape) for name in KEYS_OF[kind]}
    check_who(shape, "by", MEASURE_ABOUT.get(values.get("by", ""), ""), who)
    _check_keys(shape, kind)
    shape.done()
    rule = AmountRule(kind=kind, **values)
    check_amount(shape, rule)
    _check_severity_tiers(shape, rule, who)
    return rule


def read_refs(shapes: Iterable[Shape]) -> tuple[BenefitRef, ...]:
    """Return the benefits of policies that the shapes name by their codes."""
    refs = []
    for part in shapes:
        refs.append(BenefitRef(part.text("policy"), part.text("benefit"), part.text("called", "")))
        part.done()
    return tuple(refs)


def check_who(shape: Shape, key: str, about: str, who: str) -> None:
    """Refuse what is about a person, a harm or a bill where `who` has none."""
    if about and who not in WHO_CARRIES[about]:
        raise shape.refuse(key, f"không dùng được với who: {who}", f"chọn who: {', '.join(sorted(WHO_CARRIES[about]))}")


def _check_keys(shape: Shape, kind: str) -> None:
    """Refuse a key that belongs to other kinds of amounts, with those kinds named."""
    for key in _READ:
        if shape.has(key):
            kinds = ", ".join(name for name, keys in KEYS_OF.items() if key in keys)
            raise shape.refuse(key, f"không dùng với kind: {kind}", f"bỏ khóa này hoặc chọn kind: {kinds}")


def _check_severity_tiers(shape: Shape, rule: AmountRule, who: str) -> None:
    for number, tier in enumerate(rule.tiers):
        check_who(shape, f"tiers[{number}].from_severity", "harm" if tier.severity else "", who)


def _tiers(shape: Shape) -> tuple[Tier, ...]:
    return tuple(_tier(part) for part in shape.parts("tiers"))


def _tier(part: Shape) -> Tier:
    severity = part.choice("from_severity", SEVERITIES) if part.has("from_severity") else ""
    tier = Tier(
        least=SEVERITIES.index(severity) if severity else part.whole("from"),
        most=None if severity else part.whole("to", None),
        severity=severity,
        amount=part.whole("amount", least=1),
        noun=part.text("noun", ""),
        noun_en=part.text("noun_en", ""),
    )
    part.done()
    return tier


def _caps(shape: Shape) -> tuple[tuple[str, int], ...]:
    caps = []
    for part in shape.parts("caps", ()):
        caps.append((part.choice("cost", COST_KINDS), part.whole("amount", least=1)))
        part.done()
    return tuple(caps)


_READ: dict[str, Callable[[Shape], Any]] = {
    "times": lambda shape: shape.whole("times", least=1, most=1_000),
    "at_least_times": lambda shape: shape.whole("at_least_times", 0, most=1_000),
    "at_least": lambda shape: shape.whole("at_least", 0),
    "at_most": lambda shape: shape.whole("at_most", 0),
    "amount": lambda shape: shape.whole("amount", least=1),
    "among": lambda shape: shape.whole("among", least=1),
    "months": lambda shape: shape.whole("months", least=1, most=120),
    "kg": lambda shape: shape.whole("kg", least=1, most=1_000),
    "by": lambda shape: shape.choice("by", MEASURES),
    "text": lambda shape: shape.text("text"),
    "tiers": _tiers,
    "caps": _caps,
    "over": lambda shape: read_refs(shape.parts("over")),
}
KEYS_OF: dict[str, tuple[str, ...]] = {
    "times_norm": ("times",),
    "fixed": ("amount",),
    "monthly": ("amount", "months"),
    "tiers": ("by", "tiers"),
    "actual_cost": ("at_least_times", "at_least", "at_most", "caps"),
    "rice": ("kg", "months"),
    "in_kind": ("text",),
    "share": ("amount", "among"),
    "up_to": ("amount", "over"),
}
