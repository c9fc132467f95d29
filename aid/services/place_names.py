"""A province or ward as a person types it, read from the shipped list of units and without a database."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from aid.domain.errors import Refusal
from aid.domain.names import clean, fold, text_key
from aid.domain.places import NEW_FROM, PlaceKind, PlaceRow
from aid.services.place_files import read_places

_PROVINCES = (PlaceKind.PROVINCE, PlaceKind.CITY)
_CODE = re.compile(r"\((?P<code>[0-9]{2}|[0-9]{5})\)\s*$|^\s*(?P<bare>[0-9]{2}|[0-9]{5})\s*$")
_SHORT = {r"tp[. ]\s*": "Thành phố ", r"p\.\s*": "Phường ", r"q\.\s*": "Quận "}
_MOST_NAMED = 5


def place_called(text: str, day: date) -> PlaceRow:
    """Return the province or ward of `day` that `text` names: "Hà Nội", "khuong dinh", "Phường Khương Đình (00364)".

    Refuses `place_not_found` (text, day), `ward_ambiguous` (text, choices).
    """
    typed = _in_full(clean(text))
    match = _CODE.search(typed)
    found = _coded(match["code"] or match["bare"], typed[: match.start()], day) if match else _named(typed, day)
    alike = found if match else [row for row in found if _is_spelt_so(typed, row)]
    if len(alike) == 1:
        return alike[0]
    if found:
        raise Refusal("ward_ambiguous", text=clean(text), choices=[says(row) for row in (alike or found)[:_MOST_NAMED]])
    raise Refusal("place_not_found", text=clean(text), day=day)


def suggested_places(day: date, province_code: str) -> Sequence[str]:
    """Return what may be typed on `day`: every province, and since 1/7/2025 the wards of one of them, by name."""
    provinces = [row for row in _on(day) if row.kind in _PROVINCES]
    wards = [row for row in _on(day) if row.kind not in _PROVINCES and row.province_code == province_code]
    return [says(row) for row in (*_sorted(provinces), *(_sorted(wards) if day >= NEW_FROM else ()))]


def says(row: PlaceRow) -> str:
    """Return a unit as it is chosen: "Phường Khương Đình, Thành phố Hà Nội (00364)", "Thành phố Hà Nội (01)"."""
    parts = (row.name,) if row.kind in _PROVINCES else (row.name, row.parent_name, row.province)
    return f"{', '.join(part for part in parts if part)} ({row.code})"


def _in_full(text: str) -> str:
    for short, full in _SHORT.items():
        text = re.sub(rf"\b{short}", full, text, flags=re.IGNORECASE)
    return text


def _coded(code: str, name: str, day: date) -> list[PlaceRow]:
    """Return the unit of this code; codes live on in other units, so that a name beside it must be its own."""
    words = set(_words(name))
    return [row for row in _on(day) if row.code == code and words <= set(_words(" ".join(_address(row))))]


def _named(text: str, day: date) -> list[PlaceRow]:
    """Return the provinces of this name, else the wards of it, else the wards whose whole address holds each word."""
    words = _words(text)
    exact = _spelt(day >= NEW_FROM).get(" ".join(words), [])
    provinces = [row for row in exact if row.kind in _PROVINCES]
    return provinces or exact or [row for row in _on(day) if words and set(words) <= set(row.folded.split())]


def _is_spelt_so(text: str, row: PlaceRow) -> bool:
    """Tell whether the marks a person typed are those of the unit: "Thanh Xuân" is not "Thạnh Xuân"."""
    words = text.lower().replace(",", " ").split()
    is_marked = fold(text) != text.lower()
    return not is_marked or {text_key(word) for word in words} <= {text_key(word) for word in _address(row)}


def _words(text: str) -> list[str]:
    return fold(text).replace(",", " ").split()


def _address(row: PlaceRow) -> list[str]:
    return f"{row.name} {row.parent_name or ''} {row.province}".lower().split()


def _spellings(row: PlaceRow) -> set[str]:
    """Return the name with and without its kind: "thanh pho ha noi" and "ha noi"."""
    name = fold(row.name)
    kind = "thanh pho" if row.kind is PlaceKind.CITY else name.partition(" ")[0]
    return {name, name.removeprefix(kind).strip()}


def _sorted(rows: Iterable[PlaceRow]) -> list[PlaceRow]:
    return sorted(rows, key=lambda row: (text_key(row.name), row.code))


def _on(day: date) -> tuple[PlaceRow, ...]:
    return _units(day >= NEW_FROM)


@cache
def _units(is_new: bool) -> tuple[PlaceRow, ...]:
    """Return the units since 1/7/2025, or those before; the list changed on that day only."""
    return tuple(row for row in read_places() if (row.valid_from == NEW_FROM) is is_new)


@cache
def _spelt(is_new: bool) -> dict[str, list[PlaceRow]]:
    rows: dict[str, list[PlaceRow]] = defaultdict(list)
    for row in _units(is_new):
        for spelling in _spellings(row):
            rows[spelling].append(row)
    return dict(rows)
