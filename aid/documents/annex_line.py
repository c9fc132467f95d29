"""The agency's signature on an annex that is a file of its own: a line of text at the top right, and no picture.

The line is drawn by the renderer, so that its letters are those of the papers and lie in the file: a signature that
brings letters from elsewhere would end the archival form of the paper.
"""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from math import ceil

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import BaseStampStyle, StaticStampStyle

from aid.documents.engine import render
from aid.documents.metrics import POINTS_PER_MM, text_width
from aid.documents.signature_places import Box
from aid.documents.signers import Signer
from aid.documents.signing import AGENCY_FIELD, Place, sign
from aid.domain.signatures import annex_line

_SIZE, _HEIGHT = 10.0, 14
_PAGE_WIDTH, _PAGE_HEIGHT = 210 * POINTS_PER_MM, 297 * POINTS_PER_MM
_FROM_RIGHT, _FROM_TOP = 15 * POINTS_PER_MM, 8 * POINTS_PER_MM
_NAME = "/Line"


def sign_annex(pdf: bytes, signer: Signer, *, number: str, at: datetime) -> bytes:
    """Return an upright annex of A4 with the agency's signature and its line; `number` is that of the decision.

    Refusals: those of `signing.sign`.
    """
    line = annex_line(number, at)
    width = ceil(text_width(line, _SIZE)) + 1
    right, top = _PAGE_WIDTH - _FROM_RIGHT, _PAGE_HEIGHT - _FROM_TOP
    place = Place(0, Box(right - width, top - _HEIGHT, right, top))
    drawn = render("annex_line.html", line=line, width=width, height=_HEIGHT)
    return sign(pdf, signer, field=AGENCY_FIELD, place=place, style=_style(drawn))


def _style(drawn: bytes) -> Callable[[], BaseStampStyle]:
    whole = SimpleBoxLayoutRule(x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID)
    return lambda: StaticStampStyle(
        border_width=0, background=_DrawnPage(drawn), background_opacity=1.0, background_layout=whole
    )


class _DrawnPage(PdfContent):
    """A page of a PDF in memory as the face of a signature."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = data

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._data)))
        self.resources.xobject[_NAME] = page
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return f"{_NAME} Do".encode()
