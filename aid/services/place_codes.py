"""Which province a place code lies in on a day, from the shipped list of units and without a database."""

from datetime import date
from functools import cache

from aid.domain.errors import Refusal
from aid.domain.places import PlaceRow
from aid.services.place_files import read_places


def province_of(code: str, day: date) -> str:
    """Return the two-digit code of the province that `code`, a province or ward valid on `day`, lies in.

    Refuses `place_unknown` (code, day).
    """
    for row in _by_code().get(code, ()):
        if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to):
            return row.province_code
    raise Refusal("place_unknown", code=code, day=day)


@cache
def _by_code() -> dict[str, tuple[PlaceRow, ...]]:
    rows: dict[str, tuple[PlaceRow, ...]] = {}
    for row in read_places():
        rows[row.code] = (*rows.get(row.code, ()), row)
    return rows
