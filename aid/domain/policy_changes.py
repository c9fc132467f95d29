"""What changed between two versions of a policy document, said by benefit, clause, tier and condition.

The parts of a list are matched by what they are (a benefit's code, a condition's rule, a tier's lower end), never by
their place, so that one added benefit is one difference.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

Kind = Literal["added", "removed", "changed"]

_NOTHING: Final = None


@dataclass(frozen=True)
class Difference:
    """One thing that changed.

    `path` is where it stands (`benefits[E14].amount.times`), `benefit` the code of its benefit or "", `key` the keys
    within the benefit or document (`amount.times`). `before` and `after` are the values as stored, None where there
    was or is nothing; a key `….order` tells that the same parts stand in another order.
    """

    path: str
    benefit: str
    key: str
    before: Any
    after: Any
    kind: Kind


@dataclass(frozen=True)
class _Place:
    path: str = ""
    benefit: str = ""
    key: str = ""

    def at(self, key: str) -> "_Place":
        """Return the place of a key inside this one."""
        return _Place(_joined(self.path, key), self.benefit, _joined(self.key, key))

    def part(self, name: str, key: str) -> "_Place":
        """Return the place of one part of a list; a part of `benefits` begins a new place of its own."""
        path = f"{self.path}[{name}]"
        return _Place(path, name, "") if key == "benefits" else _Place(path, self.benefit, self.key)

    def says(self, before: Any, after: Any) -> Difference:
        """Return the difference found here."""
        kind: Kind = "added" if before is _NOTHING else "removed" if after is _NOTHING else "changed"
        return Difference(self.path, self.benefit, self.key, before, after, kind)


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """Return what changed from one document to the next, in the order of the newer one; removed parts come last.

    A key that is left out and one that holds nothing are the same. Twice the same document gives an empty list.
    """
    return list(_of_mapping(_Place(), before, after))


def _of_mapping(place: _Place, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
    for key in (*after, *(key for key in before if key not in after)):
        yield from _of_value(place.at(key), key, before.get(key), after.get(key))


def _of_value(place: _Place, key: str, before: Any, after: Any) -> Iterator[Difference]:
    if before == after or (not _holds(before) and not _holds(after)):
        return
    if key in _NAMES and _are_parts(before) and _are_parts(after):
        yield from _of_parts(place, key, before or (), after or ())
    elif isinstance(before, dict) and isinstance(after, dict) and before.get("kind") == after.get("kind"):
        yield from _of_mapping(place, before, after)
    else:
        yield place.says(before, after)


def _of_parts(
    place: _Place, key: str, before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]]
) -> Iterator[Difference]:
    old, new = _named(before, _NAMES[key]), _named(after, _NAMES[key])
    for name in (*new, *(name for name in old if name not in new)):
        part = place.part(name, key)
        if name in old and name in new:
            yield from _of_mapping(part, old[name], new[name])
        else:
            yield part.says(old.get(name), new.get(name))
    stayed = [name for name in new if name in old]
    if stayed != [name for name in old if name in new]:
        yield place.at("order").says(list(old), list(new))


def _named(parts: Sequence[dict[str, Any]], name_of: Callable[[dict[str, Any]], str]) -> dict[str, dict[str, Any]]:
    """Return the parts by name; a name that comes again gets its number."""
    named: dict[str, dict[str, Any]] = {}
    for part in parts:
        name, count = name_of(part), 1
        while (told := name if count == 1 else f"{name} #{count}") in named:
            count += 1
        named[told] = part
    return named


def _are_parts(value: Any) -> bool:
    return value is None or (isinstance(value, list | tuple) and all(isinstance(part, dict) for part in value))


def _holds(value: Any) -> bool:
    return value is not None and value != [] and value != {}


def _joined(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _by(*keys: str) -> Callable[[dict[str, Any]], str]:
    return lambda part: " ".join(str(part[key]) for key in keys if part.get(key) is not None)


_NAMES: dict[str, Callable[[dict[str, Any]], str]] = {
    "bases": _by("text"),
    "benefits": _by("code"),
    "caps": _by("cost"),
    "not_with": _by("policy", "benefit"),
    "over": _by("policy", "benefit"),
    "tiers": _by("from", "from_severity"),
    "when": _by("rule"),
}
