"""Pictures of a paper that show on any phone; the pages of one that is not yet decided are marked as a draft."""

import threading
from functools import lru_cache
from io import BytesIO

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from aid.documents.decision import render_decision
from aid.documents.metrics import FACES, FONT_FOLDER
from aid.documents.papers import render_paper
from aid.domain.decisions import DecisionContent
from aid.domain.errors import Missing
from aid.domain.paper_content import PaperContent

# 110 dots per inch: legible on a desk's screen, about 60 KB a page.
_SCALE = 110 / 72
_MARK = "DỰ THẢO"
_PALE = 214
# Few colours make a small PNG: 16 greys are enough for print, ink and seal need some more.
_GREYS, _COLOURS = 16, 64

# The reader of PDF files is not safe in two threads at once.
_LOCK = threading.Lock()


@lru_cache(maxsize=8)
def draft_pdf(content: DecisionContent) -> bytes:
    """Return the PDF of a draft; equal contents are drawn once."""
    return render_decision(content)


@lru_cache(maxsize=8)
def paper_pdf(content: PaperContent, source: str) -> bytes:
    """Return the PDF of a paper that is not final, drawn with a template; equal contents are drawn once."""
    return render_paper(content, source)


def page_count(content: DecisionContent) -> int:
    """Return how many pages the draft has."""
    return pages_in(draft_pdf(content))


def draft_page(content: DecisionContent, number: int) -> bytes:
    """Return page `number` (from 1) of the draft as a grey PNG with the mark across it; Missing beyond the last."""
    return picture(draft_pdf(content), number)


def pages_in(pdf: bytes) -> int:
    """Return how many pages a PDF of ours has."""
    with _LOCK:
        paper = pypdfium2.PdfDocument(pdf)
        try:
            return len(paper)
        finally:
            paper.close()


@lru_cache(maxsize=32)
def picture(pdf: bytes, number: int, *, marked: bool = True) -> bytes:
    """Return page `number` (from 1) of a PDF as a PNG; Missing beyond the last.

    One that is `marked` as a draft is grey; any other shows its signatures, blue and red as they are in the file.
    """
    with _LOCK:
        paper = pypdfium2.PdfDocument(pdf)
        try:
            if not 1 <= number <= len(paper):
                raise Missing(f"page {number}")
            if not marked:
                paper.init_forms()
            page = paper[number - 1].render(scale=_SCALE, grayscale=marked).to_pil()
        finally:
            paper.close()
    return _png(_marked(page.convert("L")) if marked else _without_needless_colour(page.convert("RGB")))


def _without_needless_colour(page: Image.Image) -> Image.Image:
    """A page on which there is no colour, as a grey one; a page with ink or a seal as it is."""
    red, green, blue = page.split()
    return red if red.tobytes() == green.tobytes() == blue.tobytes() else page


def _marked(page: Image.Image) -> Image.Image:
    """Put the pale mark under the text: the darker of both is kept."""
    face = ImageFont.truetype(str(FONT_FOLDER / FACES[0]), page.width // 7)
    mark = Image.new("L", page.size, 255)
    middle = (page.width // 2, page.height // 2)
    ImageDraw.Draw(mark).text(middle, _MARK, fill=_PALE, font=face, anchor="mm")
    turned = mark.rotate(40, fillcolor=255, resample=Image.Resampling.BILINEAR)
    return Image.composite(page, turned, page.point(lambda value: 255 if value < _PALE else 0))


def _png(page: Image.Image) -> bytes:
    kept = BytesIO()
    page.quantize(_GREYS if page.mode == "L" else _COLOURS).save(kept, "PNG", optimize=True)
    return kept.getvalue()
