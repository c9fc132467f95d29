"""Where the pictures of two signatures stand on a paper (NĐ 30/2020 Phụ lục I, II.7.d and II.8.a), and what they are.

Lengths are points from the lower left corner of the page, as PDF counts them.
"""

from typing import NamedTuple

from aid.domain.errors import Refusal
from aid.domain.signatures import Part

POINTS_PER_MM = 72 / 25.4
# Of the free space between title and name, so that the signature touches neither; and no wider than a hand writes.
_SHARE_OF_HEIGHT = 0.9
_WIDEST_SIGNATURE = 60 * POINTS_PER_MM
_COVERED = 1 / 3

LEAST_PIXELS = 200
SMALLEST_SEAL, LARGEST_SEAL = 20, 60
USUAL_SEAL = 36
_CLEAR_AT_LEAST = 0.2
_COLOURED_AT_LEAST = 0.5


class Box(NamedTuple):
    """A rectangle on a page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.top - self.bottom


class Ink(NamedTuple):
    """What a picture is made of: pixels, and which shares are clear and, of the rest, in the colour it must have."""

    width: int
    height: int
    clear: float
    blue: float
    red: float


def signature_box(space: Box, ratio: float) -> Box:
    """Return the box of a signature's picture (`ratio` is width by height), centred between title and name."""
    height = space.height * _SHARE_OF_HEIGHT
    width = min(height * ratio, space.width, _WIDEST_SIGNATURE)
    return _around(space, width, width / ratio)


def seal_box(signature: Box, *, width_mm: float, ratio: float) -> Box:
    """Return the box of a seal in its real size, which covers a third of the signature from its left."""
    width = width_mm * POINTS_PER_MM
    height = width / ratio
    right = signature.left + signature.width * _COVERED
    middle = (signature.bottom + signature.top) / 2
    return Box(right - width, middle - height / 2, right, middle + height / 2)


def check_picture(part: Part, ink: Ink) -> None:
    """Refuse a picture that no paper may show.

    Refusals `picture_too_small`, `picture_not_clear`, `signature_not_blue`, `seal_not_red`.
    """
    if min(ink.width, ink.height) < LEAST_PIXELS // 2 or max(ink.width, ink.height) < LEAST_PIXELS:
        raise Refusal("picture_too_small", width=ink.width, height=ink.height, least=LEAST_PIXELS)
    if ink.clear < _CLEAR_AT_LEAST:
        raise Refusal("picture_not_clear")
    if (ink.blue if part is Part.SIGNER else ink.red) < _COLOURED_AT_LEAST:
        raise Refusal("signature_not_blue" if part is Part.SIGNER else "seal_not_red")


def check_seal_width(width_mm: int) -> None:
    """Refuse a width of a seal that no seal has: `seal_width_unlikely`, in millimetres."""
    if not SMALLEST_SEAL <= width_mm <= LARGEST_SEAL:
        raise Refusal("seal_width_unlikely", least=SMALLEST_SEAL, most=LARGEST_SEAL)


def _around(space: Box, width: float, height: float) -> Box:
    across, up = (space.left + space.right) / 2, (space.bottom + space.top) / 2
    return Box(across - width / 2, up - height / 2, across + width / 2, up + height / 2)
