"""Points on the map, as maps and telephones write them."""

import re
from typing import NamedTuple

from aid.domain.errors import Refusal

_NUMBER = re.compile(r"-?[0-9]{1,3}(?:[.,][0-9]+)?")
_POINTS = (
    re.compile(r"(-?[0-9]{1,3}(?:\.[0-9]+)?)\s*[,;\s]\s*(-?[0-9]{1,3}(?:\.[0-9]+)?)"),
    re.compile(r"(-?[0-9]{1,3},[0-9]+)\s*[,;\s]\s*(-?[0-9]{1,3},[0-9]+)"),
)
_SIGNS = re.compile(r"[°NEBĐ()]")


class Point(NamedTuple):
    """A place on the earth, in degrees."""

    lat: float
    lon: float


def parse_point(text: str) -> Point:
    """Return the point of "20.9968, 105.8134", also with degree signs or decimal commas; latitude first.

    Refusals: `point_incomplete` for one number alone, `point_unreadable`.
    """
    typed = _SIGNS.sub(" ", text).strip()
    for form in _POINTS:
        if match := form.fullmatch(typed):
            return Point(*(float(part.replace(",", ".")) for part in match.groups()))
    raise Refusal("point_incomplete" if _NUMBER.fullmatch(typed) else "point_unreadable", text=text)
