"""Pictures of a paper that is not yet decided: every page is marked as a draft, and shows on any phone."""

import threading
from functools import lru_cache
from io import BytesIO

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from aid.documents.decision import render_decision
from aid.documents.metrics import FACES, FONT_FOLDER
from aid.domain.decisions import DecisionContent
from aid.domain.errors import Missing

# 110 dots per inch: legible on a desk's screen, about 60 KB a page.
_SCALE = 110 / 72
_MARK = "DỰ THẢO"
_PALE = 214

# The reader of PDF files is not safe in two threads at once.
_LOCK = threading.Lock()


@lru_cache(maxsize=8)
def draft_pdf(content: DecisionContent) -> bytes:
    """Return the PDF of a draft; equal contents are drawn once."""
    return render_decision(content)


def page_count(content: DecisionContent) -> int:
    """Return how many pages the draft has."""
    with _LOCK:
        paper = pypdfium2.PdfDocument(draft_pdf(content))
        try:
            return len(paper)
        finally:
            paper.close()


@lru_cache(maxsize=32)
def draft_page(content: DecisionContent, number: int) -> bytes:
    """Return page `number` (from 1) of the draft as a grey PNG with the mark across it; Missing beyond the last."""
    with _LOCK:
        paper = pypdfium2.PdfDocument(draft_pdf(content))
        try:
            if not 1 <= number <= len(paper):
                raise Missing(f"page {number}")
            page = paper[number - 1].render(scale=_SCALE, grayscale=True).to_pil().convert("L")
        finally:
            paper.close()
    return _png(_marked(page))


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
    page.quantize(16).save(kept, "PNG", optimize=True)
    return kept.getvalue()
