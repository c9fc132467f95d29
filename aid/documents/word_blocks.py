"""The blocks of a paper in Word: paragraphs by their class, tables of the head, of lists and of signatures."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml.html import HtmlElement

_SPACES = re.compile(r"[ \n\t]+")
_WIDTH = re.compile(r"width:\s*([\d.]+)pt")


class Place(NamedTuple):
    """Where blocks go (the paper or a cell), and how wide it is in points."""

    holder: Any
    width: float


class Look(NamedTuple):
    """How a paragraph of a class looks; sizes and distances are points."""

    size: float = 14
    bold: bool = False
    italic: bool = False
    align: str = "left"
    before: float = 0
    indent: bool = False


_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
# Class -> look, the first that fits; sizes are those of css/nd30_2020.css and css/paper.css.
LOOKS: dict[str, Look] = {
    "parent": Look(13, align="center"),
    "agency": Look(13, bold=True, align="center"),
    "motto-state": Look(13, bold=True, align="center"),
    "motto": Look(14, bold=True, align="center"),
    "number": Look(13, align="center", before=8),
    "place": Look(14, italic=True, align="center", before=8),
    "about": Look(13, align="center", before=6),
    "kind": Look(14, bold=True, align="center", before=14),
    "line": Look(14, bold=True, align="center"),
    "authority": Look(14, bold=True, align="center", before=12),
    "decides": Look(14, bold=True, align="center", before=10),
    "ground": Look(italic=True, align="justify", before=6, indent=True),
    "heading": Look(bold=True, align="justify", before=6, indent=True),
    "text": Look(align="justify", before=6, indent=True),
    "address": Look(align="center", before=12),
    "receivers-title": Look(12, bold=True, italic=True),
    "receiver": Look(11),
    "signing-line": Look(bold=True, align="center"),
    "title": Look(bold=True, align="center"),
    "hint": Look(12, italic=True, align="center"),
    "name": Look(bold=True, align="center", before=66),
    "dated": Look(italic=True, align="right", before=12),
    "note": Look(13, italic=True, align="center"),
    "form-number": Look(13, italic=True, align="right"),
    "annex-mark": Look(bold=True, align="center"),
    "annex-title": Look(bold=True, align="center"),
    "annex-of": Look(italic=True, align="center"),
    "list-words": Look(13, italic=True, align="justify", before=6),
}
_SIGNER = Look(bold=True, align="center")
_CELLS = {"centre": "center", "number": "right"}
_CELL_SIZE = 11


def add_block(place: Place, element: HtmlElement) -> None:
    """Put one element of a page at a place."""
    if element.tag == "table":
        _TABLES[next((name for name in _TABLES if name in element.classes), "")](place, element)
    elif "rule" in element.classes:
        _rule(place, element)
    elif "signature-space" in element.classes:
        _paragraph(place, None, Look(before=66))
    elif "check" in element.classes:
        return
    elif element.tag in {"div", "section"}:
        for child in element:
            add_block(place, child)
    else:
        _paragraph(place, element, look_of(element))


def look_of(element: HtmlElement) -> Look:
    """The look of a paragraph by its class; a plain one in the signer's cell is bold and centred."""
    for name, look in LOOKS.items():
        if name in element.classes:
            return look
    inside = element.getparent()
    return _SIGNER if inside is not None and "signer" in inside.classes else Look()


def page_number(section: Any) -> None:
    """The number of the page, 14 points, in the middle of the top margin, not on the first page."""
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = _ALIGN["center"]
    run = paragraph.add_run()
    run.font.size = Pt(14)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _paragraph(place: Place, element: HtmlElement | None, look: Look) -> Any:
    """A paragraph; the first one of a cell is already there and is used."""
    first = place.holder.paragraphs
    is_fresh = element is not None and hasattr(place.holder, "merge") and len(first) == 1 and not first[0].runs
    paragraph = first[0] if is_fresh else place.holder.add_paragraph()
    form = paragraph.paragraph_format
    form.alignment, form.space_before, form.space_after = _ALIGN[look.align], Pt(look.before), Pt(0)
    form.first_line_indent = Mm(10) if look.indent else None
    form.widow_control = True
    if element is not None:
        _runs(paragraph, element, look)
        form.keep_with_next = bool({"last", "heading", "decides"} & set(element.classes))
    return paragraph


def _runs(paragraph: Any, element: HtmlElement, look: Look) -> None:
    """The text of an element with its bold and italic parts, blanks as a browser counts them."""
    pieces = [(text, bold, italic) for text, bold, italic in _pieces(element, look.bold, look.italic)]
    for place, (text, bold, italic) in enumerate(pieces):
        words = _SPACES.sub(" ", text)
        words = words.lstrip(" ") if place == 0 else words
        words = words.rstrip(" ") if place == len(pieces) - 1 else words
        if words:
            run = paragraph.add_run(words)
            run.font.size, run.bold, run.italic = Pt(look.size), bold, italic


def _pieces(element: HtmlElement, bold: bool, italic: bool) -> Iterable[tuple[str, bool, bool]]:
    if element.text:
        yield element.text, bold, italic
    for child in element:
        strong = bold or child.tag == "b" or "clause" in child.classes
        yield from _pieces(child, strong, italic or child.tag == "i")
        if child.tail:
            yield child.tail, bold, italic


def _rule(place: Place, element: HtmlElement) -> None:
    """A drawn line as wide as on the PDF, in the middle of its place."""
    found = _WIDTH.search(element.get("style", ""))
    side = max(0.0, (place.width - float(found.group(1))) / 2) if found else 0.0
    paragraph = place.holder.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Pt(side)
    form.line_spacing = Pt(4)
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def _open_table(place: Place, element: HtmlElement) -> None:
    """A table without lines: head, addresses, closing, signatures."""
    rows = element.xpath(".//tr")
    count = max(len(row.xpath("./td|./th")) for row in rows)
    table = place.holder.add_table(rows=len(rows), cols=count)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    widths = _widths(element, count, place.width)
    for row, made in zip(rows, table.rows, strict=True):
        _keep_row(made)
        for cell, source, width in zip(made.cells, row.xpath("./td|./th"), widths, strict=False):
            cell.width = Pt(width)
            _cell(Place(cell, width), source)


def _cell(place: Place, source: HtmlElement) -> None:
    blocks = [child for child in source if child.tag in {"p", "div", "span", "table", "section"}]
    if not blocks or (source.text or "").strip():
        _paragraph(place, source, look_of(source))
        return
    for child in blocks:
        add_block(place, child)


def _list_table(place: Place, element: HtmlElement) -> None:
    """A list with lines; its head is repeated on each page and no row is split."""
    rows = element.xpath(".//tr")
    count = len(element.xpath("./colgroup/col"))
    table = place.holder.add_table(rows=0, cols=count)
    table.style = "Table Grid"
    table.autofit = False
    widths = _widths(element, count, place.width)
    for source in rows:
        row = table.add_row()
        _keep_row(row, repeats=source.getparent().tag == "thead")
        at = 0
        for cell in source.xpath("./td|./th"):
            span = int(cell.get("colspan", 1))
            made = row.cells[at] if span == 1 else row.cells[at].merge(row.cells[at + span - 1])
            made.width = Pt(sum(widths[at : at + span]))
            is_head = cell.tag == "th" or "total" in source.classes
            look = Look(_CELL_SIZE, bold=is_head, align=_align_of(cell))
            _paragraph(Place(made, widths[at]), cell, look)
            at += span


def _align_of(cell: HtmlElement) -> str:
    if cell.tag == "th":
        return "center"
    return next((_CELLS[name] for name in _CELLS if name in cell.classes), "left")


def _keep_row(row: Any, *, repeats: bool = False) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeats:
        properties.append(OxmlElement("w:tblHeader"))


def _widths(element: HtmlElement, count: int, room: float) -> list[float]:
    """Widths of the columns: those measured for the PDF, the rest shared."""
    found = [_WIDTH.search(col.get("style", "")) for col in element.xpath("./colgroup/col")]
    known = [float(match.group(1)) if match else 0.0 for match in [*found, *([None] * count)][:count]]
    left = room - sum(known)
    free = sum(not width for width in known) or 1
    return [width or left / free for width in known]


_TABLES = {"list": _list_table, "": _open_table}
