"""Policies and norms read from plain data (the YAML files, the stored documents), strictly.

A person confirms them by reading, so what is not seen on the page may not stand in them.
"""

import re
from datetime import date

from aid.domain.conditions import RULES
from aid.domain.facts import CAUSES
from aid.domain.norms import SCOPES, Norm
from aid.domain.policies import (
    BASIS_RANKS,
    FUND_KINDS,
    KINDS,
    LIMIT_UNITS,
    REFERENCE_DAYS,
    Basis,
    Benefit,
    Condition,
    Limit,
    Policy,
)
from aid.domain.policy_amounts import check_who, read_amount, read_refs
from aid.domain.policy_checks import check_policy
from aid.domain.purposes import PURPOSE_OF, PURPOSES
from aid.domain.shapes import Shape
from aid.domain.subjects import SUBJECTS

_CODE = "policy_unreadable"
_PROVINCE = re.compile(r"[0-9]{2}")
_PLACE = re.compile(r"[0-9]{2}|[0-9]{5}")


def read_policy(data: object) -> Policy:
    """Return the policy in `data`; docs/policies.md describes the keys.

    Refuses `policy_unreadable` (path, problem, cure).
    """
    top = Shape(_CODE, data, seen=True)
    valid = top.part("valid")
    reference_day = top.choice("reference_day", REFERENCE_DAYS)
    policy = Policy(
        code=top.text("code"),
        kind=top.choice("kind", KINDS),
        number=top.text("number", ""),
        issuer=top.text("issuer"),
        signed_on=top.day("signed_on", None),
        title=top.text("title"),
        title_en=top.text("title_en", ""),
        valid_from=valid.day("from"),
        valid_to=valid.day("to", None),
        reference_day=reference_day,
        coverage_day=top.choice("coverage_day", REFERENCE_DAYS, reference_day),
        confirmed=top.flag("confirmed", False),
        places=_places(top),
        causes=top.choices("causes", CAUSES),
        incidents=top.choices("incidents"),
        note=top.text("note", ""),
        bases=tuple(_basis(shape) for shape in top.parts("bases", ())),
        benefits=tuple(_benefit(shape) for shape in top.parts("benefits")),
    )
    valid.done()
    top.done()
    check_policy(top, policy)
    return policy


def read_norms(data: object) -> tuple[Norm, ...]:
    """Return the norms in `data`, oldest first. Refuses `policy_unreadable` (path, problem, cure)."""
    top = Shape(_CODE, data, seen=True)
    norms: dict[tuple[str, str, date], Norm] = {}
    for number, shape in enumerate(top.parts("norms")):
        norm = _norm(shape)
        key = (norm.scope, norm.province_code, norm.valid_from)
        if key in norms:
            raise top.refuse(
                f"norms[{number}].from", "đã có một mức chuẩn từ ngày này", "sửa ngày hoặc bỏ một trong hai dòng"
            )
        norms[key] = norm
    top.done()
    return tuple(sorted(norms.values(), key=lambda norm: (norm.valid_from, norm.scope, norm.province_code)))


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
    if scope == "city" and not _PROVINCE.fullmatch(norm.province_code):
        raise shape.refuse("province", f"mã lạ {norm.province_code!r}", "ghi mã tỉnh 2 chữ số, trong dấu nháy")
    shape.done()
    return norm


def _places(top: Shape) -> tuple[str, ...]:
    places = top.choices("places")
    for number, place in enumerate(places):
        if not _PLACE.fullmatch(place):
            raise top.refuse(
                f"places[{number}]", f"mã lạ {place!r}", "ghi mã tỉnh 2 chữ số hoặc mã phường, xã 5 chữ số"
            )
    return places


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
        title_en=shape.text("title_en", ""),
        text=shape.text("text", ""),
        clause=shape.text("clause"),
        who=who,
        noun=shape.text("noun", ""),
        noun_en=shape.text("noun_en", ""),
        purpose=shape.choice("purpose", PURPOSES, PURPOSE_OF[who]),
        conditions=tuple(_condition(part, who) for part in shape.parts("when", ())),
        amount=read_amount(shape.part("amount"), who),
        floor=shape.flag("floor", False),
        fund_kinds=shape.choices("fund_kinds", FUND_KINDS),
        limit=_limit(shape.part("limit")) if shape.has("limit") else None,
        group=shape.text("group", ""),
        not_with=read_refs(shape.parts("not_with", ())),
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
    check_who(shape, "rule", RULES[name].about, who)
    shape.done()
    return condition


def _value(shape: Shape, name: str) -> object:
    rule = RULES[name]
    if rule.words:
        return shape.choices("value", rule.words)
    return shape.whole("value", least=rule.least, most=rule.most) if rule.whole else True
