"""A paper as .docx, to be edited before it is signed: the same page of HTML, in the sizes of NĐ 30/2020.

The page is made by the template of the paper, so that what an office changed there stands here too. Only the few
elements and classes of our papers are known; text of any other is kept as plain text.
"""

from datetime import UTC, datetime
from io import BytesIO

import lxml.html
from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml.html import HtmlElement

from aid.documents.word_blocks import Place, add_block, page_number

FONT = "Times New Roman"

# Where Word would write the hour of the click: the same content is the same file.
_MADE = datetime(2026, 1, 1, tzinfo=UTC)
_PORTRAIT = (20, 15, 20, 30)
_LYING = (20, 15, 20, 20)


def word_of(html: str, *, lying: bool = False) -> bytes:
    """The .docx of a finished page of HTML of ours; `lying` turns its pages across."""
    page = lxml.html.document_fromstring(html)
    paper = Document()
    _set_up(paper, page, lying=lying)
    body = page.find("body")
    for element in body if body is not None else ():
        _add(paper, element, width=_width(paper))
    kept = BytesIO()
    paper.save(kept)
    return kept.getvalue()


def _add(paper: Paper, element: HtmlElement, *, width: float) -> None:
    """One block of the page; an annex begins a section of its own, a page for each receiver a page."""
    if element.tag == "section":
        if "annex" in element.classes:
            _new_section(paper)
        for child in element:
            _add(paper, child, width=_width(paper))
        if "one-each" in element.classes and element.getnext() is not None:
            paper.add_page_break()
        return
    add_block(Place(paper, width), element)


def _set_up(paper: Paper, page: HtmlElement, *, lying: bool) -> None:
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    paper.core_properties.title = (page.findtext("head/title") or "").strip()
    paper.core_properties.author = ""
    paper.core_properties.language = "vi"
    paper.core_properties.created = paper.core_properties.modified = _MADE
    _lay(paper, lying=lying)


def _lay(paper: Paper, *, lying: bool) -> None:
    section = paper.sections[-1]
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if lying else (Mm(210), Mm(297))
    top, right, bottom, left = _LYING if lying else _PORTRAIT
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    page_number(section)


def _new_section(paper: Paper) -> None:
    """The annex: across the page, its pages counted from one."""
    section = paper.add_section()
    section.header.is_linked_to_previous = False
    _lay(paper, lying=True)
    section.left_margin = Mm(30)
    numbering = section._sectPr.makeelement(qn("w:pgNumType"), {qn("w:start"): "1"})
    section._sectPr.append(numbering)


def _width(paper: Paper) -> float:
    section = paper.sections[-1]
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    return width / Pt(1)
