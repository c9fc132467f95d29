"""What differs between two readings of the facts of one case, and the facts with some of it put back.

The facts are taken as pieces: the incident, each person, each harm, the damage and so on. A piece that is there on one
side only is one change; a piece on both sides changes field by field. A person who came or went takes along what
happened to them: that is one change as well.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from aid.domain.facts import CaseFacts, Cost, Elsewhere, Received

Piece = tuple[str, str, str]
"""Section ("harms.injured"), the person it is about or nothing, and what tells two such pieces apart."""

_WHOLE = ("incident", "damage", "needs")
_PLAIN = ("received_on", "applied_on", "decided_on", "poverty_class")


@dataclass(frozen=True)
class FactChange:
    """One fact that changed; `field` is a path such as `harms.injured.inpatient_days`, `member` whom it is about.

    For a piece that came or went `field` is its section and one side is None.
    """

    member: str | None
    field: str
    before: Any
    after: Any
    piece: Piece


def fact_changes(before: CaseFacts, after: CaseFacts) -> tuple[FactChange, ...]:
    """Return everything that differs, in the order of the facts; the order of members and harms makes none."""
    old, new = _pieces(before), _pieces(after)
    moved = {
        ref for _, ref, _ in {key for key in {**old, **new} if key[0] == "members" and (key in old) != (key in new)}
    }
    return tuple(
        change
        for key in {**old, **new}
        if key[0] == "members" or key[1] not in moved
        for change in _between(key, old.get(key), new.get(key))
    )


def put_back(before: CaseFacts, after: CaseFacts, changes: Iterable[FactChange]) -> CaseFacts:
    """Return `after` with these changes undone; what then speaks of nobody (a bill for no body) is left out."""
    old, pieces = _pieces(before), _pieces(after)
    for change in changes:
        if change.field == "members":
            _move_person(old, pieces, change)
        elif change.field == change.piece[0]:
            _set(pieces, change.piece, change.before)
        else:
            name = change.field.removeprefix(f"{change.piece[0]}.")
            pieces[change.piece] = replace(pieces[change.piece], **{name: change.before})
    return _facts(after, pieces)


def _pieces(facts: CaseFacts) -> dict[Piece, Any]:
    pieces: dict[Piece, Any] = {(name, "", ""): getattr(facts, name) for name in (*_WHOLE, *_PLAIN)}
    pieces |= {("members", member.ref, ""): member for member in facts.members}
    _number(pieces, ((f"harms.{harm.kind}", harm.member, "", harm) for harm in facts.harms))
    _number(pieces, (_cost(cost) for cost in facts.costs))
    _number(pieces, (_received(row) for row in facts.received))
    _number(pieces, (_elsewhere(row) for row in facts.elsewhere))
    return pieces


def _cost(cost: Cost) -> tuple[str, str, str, Cost]:
    return (f"costs.{cost.kind}", cost.member or "", f"{cost.payee}{' unclaimed' * cost.unclaimed_body}", cost)


def _received(row: Received) -> tuple[str, str, str, Received]:
    return (f"received.{row.policy}.{row.benefit}", row.member or "", "", row)


def _elsewhere(row: Elsewhere) -> tuple[str, str, str, Elsewhere]:
    return (f"elsewhere.{row.policy}.{row.benefit}", row.member or "", f"{row.ref} ", row)


def _number(pieces: dict[Piece, Any], found: Iterable[tuple[str, str, str, Any]]) -> None:
    """Put in records that may stand several times, so that the same ones meet whatever their order."""
    for section, member, sort, record in sorted(found, key=repr):
        place = 1
        while (section, member, f"{sort}{place}") in pieces:
            place += 1
        pieces[section, member, f"{sort}{place}"] = record


def _between(key: Piece, before: Any, after: Any) -> Iterator[FactChange]:
    member = key[1] or None
    if before == after:
        return
    if before is None or after is None or not is_dataclass(after):
        yield FactChange(member, key[0], before, after, key)
        return
    for one in fields(after):
        values = getattr(before, one.name), getattr(after, one.name)
        if values[0] != values[1]:
            yield FactChange(member, f"{key[0]}.{one.name}", *values, key)


def _set(pieces: dict[Piece, Any], key: Piece, value: Any) -> None:
    if value is None:
        del pieces[key]
    else:
        pieces[key] = value


def _move_person(old: dict[Piece, Any], pieces: dict[Piece, Any], change: FactChange) -> None:
    """Take a person who came out again with all that is about them, or bring back one who went."""
    ref = change.piece[1]
    for key in [key for key in pieces if key[1] == ref]:
        del pieces[key]
    pieces |= {key: value for key, value in old.items() if key[1] == ref}


def _facts(after: CaseFacts, pieces: dict[Piece, Any]) -> CaseFacts:
    def of(section: str) -> tuple[Any, ...]:
        return tuple(value for key, value in pieces.items() if key[0].partition(".")[0] == section)

    plain = {name: pieces[name, "", ""] for name in (*_WHOLE, *_PLAIN)}
    lists: dict[str, Any] = {name: of(name) for name in ("members", "harms", "received", "elsewhere")}
    facts = replace(after, costs=(), **lists, **plain)
    dead = facts.harmed("dead")
    return replace(facts, costs=tuple(cost for cost in of("costs") if _has_a_body(cost, len(dead), dead.__contains__)))


def _has_a_body(cost: Cost, dead: int, is_dead: Callable[[str], bool]) -> bool:
    if not cost.unclaimed_body:
        return True
    return dead == 1 if cost.member is None else is_dead(cost.member)
