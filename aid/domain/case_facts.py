"""Facts of a case read from plain data, strictly, and written back as plain data."""

import re
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from aid.domain import facts as allowed
from aid.domain.facts import CaseFacts, Cost, Damage, Harm, IncidentFacts, Member, Needs, Received
from aid.domain.shapes import Shape, as_day, shown

_CODE = "facts_unreadable"
_PLACE = re.compile(r"[0-9]{2}|[0-9]{5}")
_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")


def read_facts(data: object) -> CaseFacts:
    """Return the facts in `data`, in the shape of the contract: đồng and counts as integers, days as ISO text.

    Refuses `facts_unreadable` (path, problem, cure) for an unknown key or value, a missing key, a fraction, a bad
    day, a harm of somebody who is not a member, or an unclaimed body that fits none or several of the dead.
    """
    top = Shape(_CODE, data)
    incident = _incident(top.part("incident"))
    household = top.part("household")
    facts = CaseFacts(
        incident=incident,
        received_on=top.day("received_on", incident.occurred_on),
        applied_on=top.day("applied_on", incident.occurred_on),
        decided_on=top.day("decided_on", incident.occurred_on),
        poverty_class=household.choice("poverty_class", allowed.POVERTY_CLASSES, "none"),
        members=_members(household.parts("members")),
        harms=tuple(_harm(shape) for shape in household.parts("harms")),
        damage=_damage(household.part("damage", {})),
        needs=_needs(household.part("needs", {})),
        costs=tuple(_cost(shape) for shape in household.parts("costs", ())),
        received=tuple(_received(shape) for shape in household.parts("received", ())),
    )
    household.done()
    top.done()
    _check_members_are_known(household, facts)
    _check_unclaimed_bodies(household, facts)
    return facts


def facts_as_data(facts: CaseFacts) -> dict[str, Any]:
    """Return the facts as JSON-ready data that `read_facts` reads back to the same value, without aid elsewhere."""
    household = asdict(facts)
    del household["elsewhere"]
    incident = household.pop("incident")
    days = {name: household.pop(name) for name in ("received_on", "applied_on", "decided_on")}
    for member in household["members"]:
        member["birth_date"] = member.pop("birth")
    data = {"incident": incident, **days, "household": household}
    plain: dict[str, Any] = _plain(data)
    return plain


def _plain(value: Any) -> Any:
    """Return days as text and leave out what is unknown; a year of birth is the only number under `birth_date`."""
    if isinstance(value, dict):
        return {
            key: str(item) if key == "birth_date" else _plain(item) for key, item in value.items() if item is not None
        }
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _incident(shape: Shape) -> IncidentFacts:
    read = IncidentFacts(
        cause=shape.choice("cause", allowed.CAUSES),
        occurred_on=shape.day("occurred_on"),
        place=shape.text("place"),
        code=shape.text("code", None),
    )
    if not _PLACE.fullmatch(read.place):
        raise shape.refuse("place", f"mã lạ {shown(read.place)}", "ghi mã tỉnh 2 chữ số hoặc mã phường, xã 5 chữ số")
    shape.done()
    return read


def _members(shapes: Iterable[Shape]) -> tuple[Member, ...]:
    members: dict[str, Member] = {}
    for shape in shapes:
        member = _member(shape)
        if member.ref in members:
            raise shape.refuse("ref", f"{shown(member.ref)} đã dùng cho người khác", "mỗi người một mã riêng")
        members[member.ref] = member
    return tuple(members.values())


def _member(shape: Shape) -> Member:
    member = Member(
        ref=shape.text("ref"),
        birth=_birth(shape),
        sex=shape.choice("sex", allowed.SEXES, None),
        relation=shape.choice("relation", allowed.RELATIONS, "member"),
        residence=shape.choice("residence", allowed.RESIDENCES, "permanent"),
        at_scene=shape.flag("at_scene", True),
        pupil=shape.flag("pupil", False),
        lost_parents=shape.whole("lost_parents", 0, most=2),
        has_relatives=shape.flag("has_relatives", True),
    )
    shape.done()
    return member


def _birth(shape: Shape) -> date | int:
    text = shape.text("birth_date")
    if _YEAR.fullmatch(text):
        return int(text)
    day = as_day(text)
    if day is None:
        raise shape.refuse("birth_date", f"{shown(text)} không phải là ngày sinh", 'ghi "1980-05-01" hoặc "1980"')
    return day


def _harm(shape: Shape) -> Harm:
    kind = shape.choice("kind", allowed.HARM_KINDS)
    harm = Harm(
        member=shape.text("member"),
        kind=kind,
        inpatient_days=shape.whole("inpatient_days", 0),
        severity=shape.choice("severity", allowed.SEVERITIES, "light"),
        away_from_home=shape.flag("away_from_home", False),
        relatives_care=shape.flag("relatives_care", True),
        treated=shape.flag("treated", kind == "injured"),
    )
    shape.done()
    return harm


def _damage(shape: Shape) -> Damage:
    damage = Damage(
        degree=shape.choice("degree", allowed.DEGREES, "none"),
        house_type=shape.choice("house_type", allowed.HOUSE_TYPES, None),
        tenure=shape.choice("tenure", allowed.TENURES, "owner"),
        other_home=shape.flag("other_home", False),
        habitable=shape.flag("habitable", True),
        relocation_order=shape.flag("relocation_order", False),
    )
    shape.done()
    return damage


def _needs(shape: Shape) -> Needs:
    needs = Needs(
        short_of_food=shape.whole("short_of_food", 0, most=1_000_000),
        food_months=shape.whole("food_months", 1, least=1, most=1_000),
        essentials=shape.flag("essentials", False),
        temporary_shelter=shape.flag("temporary_shelter", False),
    )
    shape.done()
    return needs


def _cost(shape: Shape) -> Cost:
    cost = Cost(
        kind=shape.choice("kind", allowed.COST_KINDS),
        amount=shape.whole("amount", least=1),
        payee=shape.choice("payee", allowed.COST_PAYEES, "household"),
        unclaimed_body=shape.flag("unclaimed_body", False),
        member=shape.text("member", None),
    )
    shape.done()
    return cost


def _received(shape: Shape) -> Received:
    received = Received(
        policy=shape.text("policy"),
        benefit=shape.text("benefit"),
        amount=shape.whole("amount"),
        member=shape.text("member", None),
    )
    shape.done()
    return received


def _check_members_are_known(household: Shape, facts: CaseFacts) -> None:
    known = {None, *(member.ref for member in facts.members)}
    for name in ("harms", "costs", "received"):
        for number, row in enumerate(getattr(facts, name)):
            if row.member not in known:
                raise household.refuse(
                    f"{name}[{number}].member",
                    f"không có người {shown(row.member)} trong hộ",
                    "ghi ref của một người trong hộ",
                )


def _check_unclaimed_bodies(household: Shape, facts: CaseFacts) -> None:
    dead = facts.harmed("dead")
    for number, cost in enumerate(facts.costs):
        if not cost.unclaimed_body:
            continue
        if cost.member is None and len(dead) != 1:
            raise household.refuse(f"costs[{number}].member", f"hộ có {len(dead)} người chết", "ghi chi phí này cho ai")
        if cost.member is not None and cost.member not in dead:
            raise household.refuse(f"costs[{number}].member", "người này không phải là người chết", "sửa member")
