"""The wards of a day: what may be chosen, what was typed, and what became of it."""

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, or_, select, union
from sqlalchemy.orm import aliased

from aid.domain.errors import Missing, Refusal
from aid.domain.names import clean, fold, text_key
from aid.domain.places import PlaceKind
from aid.extensions import db
from aid.models.places import Place, PlaceSuccessor
from aid.models.users import Agency

# An island district without wards stands for itself.
WARD_KINDS = (PlaceKind.WARD, PlaceKind.COMMUNE, PlaceKind.TOWNSHIP, PlaceKind.SPECIAL_ZONE, PlaceKind.DISTRICT)
_CODE = re.compile(r"\((?P<code>[0-9]{3,5})\)\s*$|^\s*(?P<bare>[0-9]{3,5})\s*$")
_MOST_NAMED = 5


class Ward(NamedTuple):
    """One unit below the province in the time it existed."""

    id: int
    code: str
    name: str
    parent_name: str | None
    province_code: str
    province: str

    @property
    def says(self) -> str:
        """The name as it is chosen: "Phường Khương Đình (00364)", with the district where there was one."""
        return f"{', '.join(part for part in (self.name, self.parent_name) if part)} ({self.code})"


_COLUMNS = (Place.id, Place.code, Place.name, Place.parent_name, Place.province_code, Place.province)


def wards_on(day: date, province_code: str, q: str = "") -> Sequence[Ward]:
    """Return the wards and communes that stood on `day` in a province or in those that became it, by name.

    `q` narrows to names that hold it, without accents.
    """
    rows = db.session.execute(
        select(*_COLUMNS)
        .where(
            _stood_on(day),
            Place.kind.in_(WARD_KINDS),
            Place.province_code.in_(related_provinces(province_code)),
            Place.folded.contains(fold(q), autoescape=True),
        )
        .order_by(Place.code, Place.id)
    )
    # The alphabet is Vietnamese on both databases: Đ stands after D, not after Y.
    return sorted((Ward(*row) for row in rows), key=_in_the_alphabet)


def _in_the_alphabet(ward: Ward) -> tuple[str, str]:
    return text_key(ward.name), text_key(ward.parent_name or "")


def related_provinces(province_code: str) -> set[str]:
    """Return the codes of a province, of those it was made of and of those it went into."""
    old, new = aliased(Place), aliased(Place)
    first_level = (PlaceKind.PROVINCE, PlaceKind.CITY)
    pairs = (
        select(old.code.label("old_code"), new.code.label("new_code"))
        .join(PlaceSuccessor, PlaceSuccessor.old_id == old.id)
        .join(new, PlaceSuccessor.new_id == new.id)
        .where(old.kind.in_(first_level))
        .subquery()
    )
    found = db.session.scalars(
        union(
            select(pairs.c.old_code).where(pairs.c.new_code == province_code),
            select(pairs.c.new_code).where(pairs.c.old_code == province_code),
        )
    )
    return {province_code, *found}


def place_as_of(code: str, day: date) -> Ward:
    """Return the unit that had this code on that day.

    Refusal `place_not_valid_on` with `place`, `day`, `instead` (the units that stood there then) where it had another
    time; Missing where no unit ever had the code.
    """
    row = db.session.execute(select(*_COLUMNS).where(Place.code == code, _stood_on(day))).first()
    if row is not None:
        return Ward(*row)
    other = db.session.execute(select(*_COLUMNS).where(Place.code == code).order_by(Place.valid_from.desc())).first()
    if other is None:
        raise Missing(f"Place {code}")
    raise _not_then(Ward(*other), day)


def find_ward(text: str, day: date, province_code: str) -> Ward:
    """Return the ward a person typed: "Phường Khương Đình (00364)", "00364" or "khuong dinh", as of that day.

    Refusals: `ward_unknown` with `text`, `ward_ambiguous` with `text`, `choices`; `place_not_valid_on`;
    `place_in_other_province` with `place`.
    """
    if match := _CODE.search(text):
        return _by_code(match["code"] or match["bare"], text, day, province_code)
    wards = wards_on(day, province_code)
    wanted = fold(text)
    exact = [ward for ward in wards if wanted in _spellings(ward)]
    found = exact or [ward for ward in wards if wanted and wanted in fold(ward.says)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refusal("ward_ambiguous", text=text, choices=[ward.says for ward in found[:_MOST_NAMED]])
    _refuse_other_time(wanted, day, province_code)
    raise Refusal("ward_unknown", text=text)


def successors(place_id: int) -> Sequence[Ward]:
    """Return the units that took over an old one, by code."""
    return _neighbours([place_id], PlaceSuccessor.old_id, PlaceSuccessor.new_id)


def predecessors(place_id: int) -> Sequence[Ward]:
    """Return the old units a unit was made of, by code."""
    return _neighbours([place_id], PlaceSuccessor.new_id, PlaceSuccessor.old_id)


class OfficePlace(NamedTuple):
    """Where an office sits."""

    place_id: int
    province_code: str


def office_place(agency_id: int) -> OfficePlace:
    """Return the place of an office and the province it lies in."""
    row = db.session.execute(
        select(Place.id, Place.province_code).join(Agency, Agency.place_id == Place.id).where(Agency.id == agency_id)
    ).one()
    return OfficePlace(*row)


def ward_here(place_id: int, day: date) -> Ward | None:
    """Return an office's own ward on that day, or None where the office is no ward or it was several wards then."""
    stood = select(*_COLUMNS).where(Place.kind.in_(WARD_KINDS), _stood_on(day), Place.id == place_id)
    row = db.session.execute(stood).first()
    if row is not None:
        return Ward(*row)
    before = predecessors(place_id)
    return before[0] if len(before) == 1 else None


def _by_code(code: str, text: str, day: date, province_code: str) -> Ward:
    try:
        ward = place_as_of(code, day)
    except Missing:
        raise Refusal("ward_unknown", text=clean(text)) from None
    if ward.province_code not in related_provinces(province_code):
        raise Refusal("place_in_other_province", place=ward.says)
    # A code lives on in another ward: the name beside it must be that of the day, or the wrong ward would be taken.
    name = fold(text.rpartition("(")[0])
    if name and name not in _spellings(ward):
        _refuse_other_time(name, day, province_code)
        raise Refusal("ward_ambiguous", text=text, choices=[ward.says])
    return ward


def _refuse_other_time(wanted: str, day: date, province_code: str) -> None:
    """Say so where the name is right and only the day is not."""
    rows = db.session.execute(
        select(*_COLUMNS)
        .where(Place.province_code.in_(related_provinces(province_code)), Place.kind.in_(WARD_KINDS))
        .where(Place.folded.contains(wanted, autoescape=True), ~_stood_on(day))
        .order_by(Place.id)
    )
    for ward in (Ward(*row) for row in rows):
        if wanted in _spellings(ward):
            raise _not_then(ward, day)


def _not_then(ward: Ward, day: date) -> Refusal:
    instead = [*predecessors(ward.id), *successors(ward.id)][:_MOST_NAMED]
    return Refusal("place_not_valid_on", place=ward.name, day=day, instead=[other.says for other in instead])


def _spellings(ward: Ward) -> set[str]:
    """Return how one may write a ward: with or without its kind, with or without its district."""
    names = (fold(ward.name), fold(ward.name).partition(" ")[2])
    if ward.parent_name is None:
        return set(names)
    parents = (fold(ward.parent_name), fold(ward.parent_name).partition(" ")[2])
    return {*names, *(f"{name}{mark}{parent}" for name in names for parent in parents for mark in (" ", ", "))}


def _stood_on(day: date) -> ColumnElement[bool]:
    return (Place.valid_from <= day) & or_(Place.valid_to.is_(None), Place.valid_to >= day)


def _neighbours(ids: Collection[int], from_side: Any, to_side: Any) -> Sequence[Ward]:
    rows = db.session.execute(
        select(*_COLUMNS)
        .join(PlaceSuccessor, to_side == Place.id)
        .where(from_side.in_(ids), Place.kind.in_(WARD_KINDS))
        .order_by(Place.code, Place.id)
    )
    return [Ward(*row) for row in rows]
