"""Policies and norms read from plain data (the YAML files, the stored documents), strictly."""

from collections.abc import Callable
from typing import Any

from aid.domain.amounts import AMOUNTS, MEASURE_ABOUT, MEASURES
from aid.domain.conditions import RULES
from aid.domain.facts import CAUSES, COST_KINDS, SEVERITIES
from aid.domain.policies import (
    BASIS_RANKS,
    FUND_KINDS,
    KINDS,
    LIMIT_UNITS,
    REFERENCE_DAYS,
    SCOPES,
    AmountRule,
    Basis,
    Benefit,
    BenefitRef,
    Condition,
    Limit,
    Norm,
    Policy,
    Tier,
)
from aid.domain.shapes import Shape
from aid.domain.subjects import BILLS, HARMED, PERSONS, SUBJECTS

_CODE = "policy_unreadable"
_WHO_CARRIES = {"person": PERSONS, "harm": HARMED, "bill": BILLS}


def read_policy(data: object) -> Policy:
    """Return the policy in `data`; docs/policies.md describes the keys.

    Refuses `policy_unreadable` (path, problem, cure).
    """
    top = Shape(_CODE, data)
    valid = top.part("valid")
    policy = Policy(
        code=top.text("code"),
        kind=top.choice("kind", KINDS),
        number=top.text("number", ""),
        issuer=top.text("issuer"),
        signed_on=top.day("signed_on", None),
        title=top.text("title"),
        valid_from=valid.day("from"),
        valid_to=valid.day("to", None),
        reference_day=top.choice("reference_day", REFERENCE_DAYS),
        confirmed=top.flag("confirmed", False),
        places=top.choices("places"),
        causes=top.choices("causes", CAUSES),
        incidents=top.choices("incidents"),
        note=top.text("note", ""),
        bases=tuple(_basis(shape) for shape in top.parts("bases", ())),
        benefits=tuple(_benefit(shape) for shape in top.parts("benefits")),
    )
    valid.done()
    top.done()
    _check_benefits(top, policy)
    return policy


def read_norms(data: object) -> tuple[Norm, ...]:
    """Return the norms in `data`, oldest first. Refuses `policy_unreadable` (path, problem, cure)."""
    top = Shape(_CODE, data)
    norms = tuple(_norm(shape) for shape in top.parts("norms"))
    top.done()
    return tuple(sorted(norms, key=lambda norm: (norm.valid_from, norm.scope)))


def _norm(shape: Shape) -> Norm:
    scope = shape.choice("scope", SCOPES)
    norm = Norm(
        scope=scope,
        amount=shape.whole("amount", least=1),
        valid_from=shape.day("from"),
        basis=shape.text("basis"),
        confirmed=shape.flag("confirmed", False),
        province_code=shape.text("province") if scope == "city" else "",
        citation=shape.text("citation", ""),
    )
    shape.done()
    return norm


def _check_benefits(top: Shape, policy: Policy) -> None:
    seen: set[str] = set()
    for benefit in policy.benefits:
        if benefit.code in seen:
            raise top.refuse("benefits", f"mã {benefit.code!r} dùng hai lần", "mỗi chế độ một mã riêng")
        seen.add(benefit.code)


def _basis(shape: Shape) -> Basis:
    basis = Basis(
        rank=shape.choice("rank", BASIS_RANKS),
        text=shape.text("text"),
        valid_from=shape.day("from", None),
        valid_to=shape.day("to", None),
    )
    shape.done()
    return basis


def _benefit(shape: Shape) -> Benefit:
    who = shape.choice("who", SUBJECTS)
    benefit = Benefit(
        code=shape.text("code"),
        title=shape.text("title"),
        clause=shape.text("clause"),
        who=who,
        noun=shape.text("noun", ""),
        conditions=tuple(_condition(part, who) for part in shape.parts("when", ())),
        amount=_amount(shape.part("amount"), who),
        floor=shape.flag("floor", False),
        fund_kinds=shape.choices("fund_kinds", FUND_KINDS),
        limit=_limit(shape.part("limit")) if shape.has("limit") else None,
        group=shape.text("group", ""),
        note=shape.text("note", ""),
    )
    shape.done()
    return benefit


def _limit(shape: Shape) -> Limit:
    limit = Limit(
        days=shape.whole("days", most=366),
        unit=shape.choice("unit", LIMIT_UNITS),
        start=shape.choice("from", REFERENCE_DAYS),
    )
    shape.done()
    return limit


def _condition(shape: Shape, who: str) -> Condition:
    name = shape.choice("rule", RULES)
    condition = Condition(name, _value(shape, name), shape.text("clause", ""))
    _check_who(shape, "rule", RULES[name].about, who)
    shape.done()
    return condition


def _value(shape: Shape, name: str) -> object:
    rule = RULES[name]
    if rule.words:
        return shape.choices("value", rule.words)
    return shape.whole("value") if rule.whole else True


def _check_who(shape: Shape, key: str, about: str, who: str) -> None:
    if about and who not in _WHO_CARRIES[about]:
        raise shape.refuse(
            key, f"không dùng được với who: {who}", f"chọn who: {', '.join(sorted(_WHO_CARRIES[about]))}"
        )


def _amount(shape: Shape, who: str) -> AmountRule:
    kind = shape.choice("kind", AMOUNTS)
    _check_who(shape, "kind", "bill" if kind == "actual_cost" else "", who)
    values = {name: _AMOUNT_KEYS[name](shape) for name in _KEYS_OF[kind]}
    _check_who(shape, "by", MEASURE_ABOUT.get(values.get("by", ""), ""), who)
    shape.done()
    return AmountRule(kind=kind, **values)


def _tiers(shape: Shape) -> tuple[Tier, ...]:
    tiers = []
    for part in shape.parts("tiers"):
        tiers.append(Tier(_least(part), part.whole("amount", least=1), part.text("noun", "")))
        part.done()
    return tuple(tiers)


def _least(shape: Shape) -> int:
    """Return where a tier begins: a number, or a word of severity."""
    if shape.has("from_severity"):
        return SEVERITIES.index(shape.choice("from_severity", SEVERITIES))
    from_: int = shape.whole("from")
    return from_


def _caps(shape: Shape) -> tuple[tuple[str, int], ...]:
    caps = []
    for part in shape.parts("caps", ()):
        caps.append((part.choice("cost", COST_KINDS), part.whole("amount", least=1)))
        part.done()
    return tuple(caps)


def _over(shape: Shape) -> tuple[BenefitRef, ...]:
    refs = []
    for part in shape.parts("over"):
        refs.append(BenefitRef(part.text("policy"), part.text("benefit"), part.text("called", "")))
        part.done()
    return tuple(refs)


_AMOUNT_KEYS: dict[str, Callable[[Shape], Any]] = {
    "times": lambda shape: shape.whole("times", least=1, most=1_000),
    "at_least_times": lambda shape: shape.whole("at_least_times", 0, most=1_000),
    "amount": lambda shape: shape.whole("amount", least=1),
    "months": lambda shape: shape.whole("months", least=1, most=120),
    "kg": lambda shape: shape.whole("kg", least=1, most=1_000),
    "by": lambda shape: shape.choice("by", MEASURES),
    "text": lambda shape: shape.text("text"),
    "tiers": _tiers,
    "caps": _caps,
    "over": _over,
}
_KEYS_OF: dict[str, tuple[str, ...]] = {
    "times_norm": ("times",),
    "fixed": ("amount",),
    "monthly": ("amount", "months"),
    "tiers": ("by", "tiers"),
    "actual_cost": ("at_least_times", "caps"),
    "rice": ("kg", "months"),
    "in_kind": ("text",),
    "up_to": ("amount", "over"),
}
