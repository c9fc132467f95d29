"""Pictures of a signature or a seal: cut to the ink, and looked at before a paper shows them."""

from io import BytesIO
from typing import NamedTuple

from PIL import Image

from aid.documents.signature_places import Ink, check_picture
from aid.documents.uploads import screen
from aid.domain.errors import Refusal
from aid.domain.signatures import Part

# Of 255: what is fainter than this is ground, not ink.
_INK = 40
# A colour leads where it is stronger than both others by this much.
_LEAD = 25
# Counting is done on a small copy.
_COUNTED = (400, 400)


class KeptPicture(NamedTuple):
    """A picture that may stand on a paper: PNG bytes, width and height in pixels."""

    png: bytes
    width: int
    height: int


def picture_from(part: Part, file_name: str, data: bytes) -> KeptPicture:
    """Return an uploaded picture cut to its ink.

    Refusals `picture_not_png`, `picture_too_small`, `picture_not_clear`, `signature_not_blue`, `seal_not_red`; those of
    `uploads.screen`.
    """
    screened = screen(file_name, data)
    if screened.media_type != "image/png":
        raise Refusal("picture_not_png")
    with Image.open(BytesIO(screened.data)) as opened:
        picture = opened.convert("RGBA")
    inked = picture.getchannel("A").point(lambda value: 255 if value >= _INK else 0)
    around = inked.getbbox()
    if around is None:
        raise Refusal("picture_not_clear")
    cut = picture.crop(around)
    check_picture(part, _ink(picture, cut))
    kept = BytesIO()
    cut.save(kept, "PNG", optimize=True)
    return KeptPicture(kept.getvalue(), cut.width, cut.height)


def _ink(whole: Image.Image, cut: Image.Image) -> Ink:
    small = whole.copy()
    small.thumbnail(_COUNTED)
    raw = small.tobytes()
    pixels = [raw[start : start + 4] for start in range(0, len(raw), 4)]
    inked = [pixel for pixel in pixels if pixel[3] >= _INK]
    blue = sum(pixel[2] > pixel[0] + _LEAD and pixel[2] > pixel[1] + _LEAD for pixel in inked)
    red = sum(pixel[0] > pixel[1] + _LEAD and pixel[0] > pixel[2] + _LEAD for pixel in inked)
    count = max(len(inked), 1)
    return Ink(cut.width, cut.height, 1 - len(inked) / len(pixels), blue / count, red / count)
