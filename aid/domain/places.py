"""Administrative units as values, each with the days it was valid.

A code alone names no place: the old and the new phường Khương Đình share 00364. The key is (code, valid_from). An old
address becomes a new one only by the choice of a person where the old ward was split.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NEW_FROM = date(2025, 7, 1)
OLD_TO = date(2025, 6, 30)
# The data does not say when an old unit began; the day only has to lie before every incident.
OLD_FROM = date(1900, 1, 1)


class PlaceKind(StrEnum):
    """What a unit is; an island district had no wards before 1/7/2025 and stands for itself."""

    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    WARD = "ward"
    COMMUNE = "commune"
    TOWNSHIP = "township"
    SPECIAL_ZONE = "special_zone"


# The first words of an official name tell the kind, in whatever capitals the source wrote them.
_WARD_KINDS = {
    "phường ": PlaceKind.WARD,
    "xã ": PlaceKind.COMMUNE,
    "thị trấn ": PlaceKind.TOWNSHIP,
    "đặc khu ": PlaceKind.SPECIAL_ZONE,
    "huyện ": PlaceKind.DISTRICT,
}


@dataclass(frozen=True)
class PlaceRow:
    """One unit in the time it existed under this name; point in degrees and area in km², None when unknown."""

    code: str
    name: str
    kind: PlaceKind
    parent_name: str | None
    province_code: str
    province: str
    valid_from: date
    valid_to: date | None
    lat: float | None
    lon: float | None
    area_km2: float | None
    folded: str


@dataclass(frozen=True)
class SuccessorRow:
    """An old unit and one unit that took it over; `split` says that there are several and a person must choose."""

    old_code: str
    old_from: date
    new_code: str
    new_from: date
    split: bool


def ward_kind(name: str) -> PlaceKind:
    """Return the kind of a unit below a province by the first words of its official name."""
    for start, kind in _WARD_KINDS.items():
        if name.lower().startswith(start):
            return kind
    raise ValueError(f"No administrative unit is called “{name}”.")


def province_kind(name: str) -> PlaceKind:
    """Return whether a unit of the first level is a province or a centrally run city."""
    return PlaceKind.CITY if name.startswith("Thành phố ") else PlaceKind.PROVINCE
