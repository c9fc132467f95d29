"""What a policy that is tried out would give: sums over many cases, and what the money there would not cover."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from aid.domain.entitlements import Line, Refused

DecidedKey = tuple[str, str]
"""A benefit and the person it is for; no person is the empty text."""


@dataclass(frozen=True)
class Tried:
    """One case: its lines and refusals with the policy that is tried, its lines without, and how many people it has.

    `decided` is what decisions already gave of the policy, by benefit and person, in the unit of the benefit.
    """

    lines: Sequence[Line]
    refusals: Sequence[Refused]
    lines_now: Sequence[Line]
    decided: Mapping[DecidedKey, int]
    members: int


@dataclass(frozen=True)
class CaseSums:
    """What the policy gives one case (đồng, kilograms of rice), by the version in use (`_before`) and as tried."""

    lines: int
    refused: int
    amount: int
    amount_before: int
    rice: int
    rice_before: int


def case_sums(code: str, tried: Tried) -> CaseSums:
    """Return what the policy `code` gives one case."""
    own, before = _of(code, tried.lines), _of(code, tried.lines_now)
    return CaseSums(
        lines=len(own),
        refused=sum(refused.policy == code for refused in tried.refusals),
        amount=_total(own, "VND"),
        amount_before=_total(before, "VND"),
        rice=_total(own, "kg_rice"),
        rice_before=_total(before, "kg_rice"),
    )


def with_case(sums: Mapping[str, Any], code: str, tried: Tried) -> dict[str, Any]:
    """Return the sums of a trial with one more case; the first case is added to an empty mapping. JSON-ready.

    `households` and `people` count those who get something; `benefits` has by code unit, lines, amount, decided, due
    (the amount beyond what was decided), refused; `others` by policy and unit what it gives before and after.
    """
    own = _of(code, tried.lines)
    found = {"households": sums.get("households", 0) + bool(own), "people": sums.get("people", 0) + _people(own, tried)}
    benefits = {name: dict(one) for name, one in sums.get("benefits", {}).items()}
    for line in own:
        given = tried.decided.get((line.benefit, line.member or ""), 0)
        one = benefits.setdefault(line.benefit, _nothing())
        one["unit"] = line.unit
        _add(one, lines=1, amount=line.amount, decided=given, due=max(0, line.amount - given))
    for refused in tried.refusals:
        if refused.policy == code:
            _add(benefits.setdefault(refused.benefit, _nothing()), refused=1)
    others = {name: {unit: list(pair) for unit, pair in one.items()} for name, one in sums.get("others", {}).items()}
    for place, lines in enumerate((tried.lines_now, tried.lines)):
        for line in lines:
            if line.policy != code and line.unit != "in_kind":
                others.setdefault(line.policy, {}).setdefault(line.unit, [0, 0])[place] += line.amount
    return found | {"benefits": benefits, "others": others}


def shortfall(needs: Iterable[tuple[Collection[str], int]], available: Mapping[str, int]) -> int:
    """Return what is missing at the least, in the unit of all amounts, however well the funds are shared out.

    Each need names the kinds of funds that may pay it, or none where any may; `available` is by kind. Some kinds
    together must cover all needs that only they may pay: the worst such set of kinds is what is missing.
    """
    given = [(frozenset(kinds), amount) for kinds, amount in needs]
    every = frozenset(available).union(*(kinds for kinds, _ in given))
    asked = [(kinds or every, amount) for kinds, amount in given]
    names = sorted(every)
    sets = (frozenset(some) for size in range(len(names) + 1) for some in combinations(names, size))
    return max(0, *(_missing(some, asked, available) for some in sets))


def _missing(some: frozenset[str], asked: Iterable[tuple[frozenset[str], int]], available: Mapping[str, int]) -> int:
    return sum(amount for kinds, amount in asked if kinds <= some) - sum(available.get(kind, 0) for kind in some)


def _of(code: str, lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line.policy == code]


def _total(lines: Iterable[Line], unit: str) -> int:
    return sum(line.amount for line in lines if line.unit == unit)


def _people(own: Sequence[Line], tried: Tried) -> int:
    """Count who gets something: all of a household that gets a line of its own, else those named in lines."""
    if any(line.member is None for line in own):
        return tried.members
    return len({line.member for line in own})


def _nothing() -> dict[str, Any]:
    return {"unit": "", "lines": 0, "amount": 0, "decided": 0, "due": 0, "refused": 0}


def _add(one: dict[str, Any], **more: int) -> None:
    for name, value in more.items():
        one[name] += value
