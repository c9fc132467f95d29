"""The administrative units of `aid/places` as rows to insert; the only reader of those files.

The files name an old province but not its code. The code is that of the personal identity number without its first
zero, which is why the table of `aid.domain.identity` serves here too.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from aid.domain.identity import PROVINCES
from aid.domain.names import clean, fold
from aid.domain.places import (
    NEW_FROM,
    OLD_FROM,
    OLD_TO,
    PlaceKind,
    PlaceRow,
    SuccessorRow,
    province_kind,
    ward_kind,
)

_FOLDER = Path(__file__).resolve().parent.parent / "places"
_OLD_PROVINCE_CODES = {name: code[1:] for code, name in PROVINCES.items()}

# The island districts without wards, by the code they had as districts.
_ISLAND_DISTRICTS = {
    "Huyện Bạch Long Vĩ": "318",
    "Huyện Lý Sơn": "436",
    "Huyện Cồn Cỏ": "471",
    "Huyện Hoàng Sa": "498",
    "Huyện Côn Đảo": "755",
}


def read_places() -> Iterator[PlaceRow]:
    """Yield every unit once: the provinces and wards since 1/7/2025, then those until 30/6/2025."""
    yield from _new_provinces()
    yield from _new_wards()
    yield from _old_provinces()
    yield from _old_wards()


def read_successors() -> Iterator[SuccessorRow]:
    """Yield for every old unit, provinces included, each unit that took it over."""
    takers: dict[str, set[str]] = defaultdict(set)
    province_of = {row["ward_code"]: row["province_code"] for row in _rows("units_new.csv")}
    for row in _rows("legacy_to_new.csv"):
        takers[_old_province_code(row)].add(province_of[row["new_ward_code"]])
        yield SuccessorRow(_old_code(row), OLD_FROM, row["new_ward_code"], NEW_FROM, row["split"] == "1")
    for old_code, new_codes in takers.items():
        for new_code in sorted(new_codes):
            yield SuccessorRow(old_code, OLD_FROM, new_code, NEW_FROM, len(new_codes) > 1)


def _new_provinces() -> Iterator[PlaceRow]:
    names = {row["province_code"]: row["province"] for row in _rows("units_new.csv")}
    for code, name in names.items():
        yield PlaceRow(code, name, province_kind(name), None, code, name, NEW_FROM, None, None, None, None, fold(name))


def _new_wards() -> Iterator[PlaceRow]:
    for row in _rows("units_new.csv"):
        yield PlaceRow(
            code=row["ward_code"],
            name=row["ward"],
            kind=ward_kind(row["ward"]),
            parent_name=None,
            province_code=row["province_code"],
            province=row["province"],
            valid_from=NEW_FROM,
            valid_to=None,
            lat=_number(row["lat"]),
            lon=_number(row["lon"]),
            area_km2=_number(row["area_km2"]),
            folded=fold(f"{row['ward']} {row['province']}"),
        )


def _old_provinces() -> Iterator[PlaceRow]:
    names = {_old_province_code(row): row["old_province"] for row in _rows("legacy_to_new.csv")}
    for code, name in names.items():
        kind = province_kind(name)
        yield PlaceRow(code, name, kind, None, code, name, OLD_FROM, OLD_TO, None, None, None, fold(name))


def _old_wards() -> Iterator[PlaceRow]:
    for row in {_old_code(row): row for row in _rows("legacy_to_new.csv")}.values():
        name, district, province = row["old_ward"] or row["old_district"], row["old_district"], row["old_province"]
        kind = ward_kind(name)
        parent = None if kind is PlaceKind.DISTRICT else district
        yield PlaceRow(
            code=_old_code(row),
            name=name,
            kind=kind,
            parent_name=parent,
            province_code=_old_province_code(row),
            province=province,
            valid_from=OLD_FROM,
            valid_to=OLD_TO,
            lat=None,
            lon=None,
            area_km2=None,
            folded=fold(f"{name} {parent or ''} {province}"),
        )


@cache
def _rows(file_name: str) -> tuple[dict[str, str], ...]:
    with (_FOLDER / file_name).open(encoding="utf-8", newline="") as file:
        return tuple({key: clean(value) for key, value in row.items()} for row in csv.DictReader(file))


def _old_code(row: dict[str, str]) -> str:
    return row["old_ward_code"] or _ISLAND_DISTRICTS[row["old_district"]]


def _old_province_code(row: dict[str, str]) -> str:
    return _OLD_PROVINCE_CODES[row["old_province"].removeprefix("Thành phố ").removeprefix("Tỉnh ")]


def _number(text: str) -> float | None:
    return float(text) if text else None
