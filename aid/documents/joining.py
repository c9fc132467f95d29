"""Papers joined into files to be printed: their order kept, each on its own sheet where that is asked."""

from collections.abc import Iterable
from io import BytesIO

from pypdfium2 import PdfDocument

A4 = (595.276, 841.89)


def count_pages(paper: bytes) -> int:
    """The number of pages of a PDF."""
    document = PdfDocument(paper)
    try:
        return len(document)
    finally:
        document.close()


def join(papers: Iterable[bytes], *, own_sheet: bool) -> bytes:
    """One PDF of all papers in order; `own_sheet` adds an empty page after an odd number of pages.

    The papers come one by one, so that thousands of them never lie in memory together.
    """
    whole = PdfDocument.new()
    try:
        for paper in papers:
            _add(whole, paper)
            if own_sheet and len(whole) % 2:
                whole.new_page(*A4)
        target = BytesIO()
        whole.save(target)
        return target.getvalue()
    finally:
        whole.close()


def _add(whole: PdfDocument, paper: bytes) -> None:
    document = PdfDocument(paper)
    try:
        whole.import_pages(document)
    finally:
        document.close()
