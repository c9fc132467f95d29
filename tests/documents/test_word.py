"""The .docx of a paper: the same words as its PDF, in the sizes and faces of NĐ 30/2020."""

import io
import re

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from aid.documents.decision import page_of as decision_page
from aid.documents.engine import markup
from aid.documents.papers import page_of
from aid.documents.word import word_of
from aid.domain.papers import KINDS, Family
from tests.documents.paper_samples import sample
from tests.documents.papers import decision, many


def word(code):
    return Document(io.BytesIO(word_of(page_of(sample(code)), lying=KINDS[code].family is Family.LIST)))


def decided(content):
    name, values = decision_page(content)
    return Document(io.BytesIO(word_of(markup(name, **values))))


def everything(paper):
    """All the text of a document, tables included."""
    return "".join(node.text or "" for node in paper.element.body.iter(qn("w:t")))


def found(paper, text):
    cells = [p for table in paper.tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
    return next(p for p in [*paper.paragraphs, *cells] if text in p.text)


@pytest.mark.parametrize("code", KINDS)
def test_every_word_of_the_page_stands_in_the_document(code):
    page = re.sub(r"<(head|title)\b.*?</\1>", "", page_of(sample(code)), flags=re.DOTALL)
    wanted = re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", page).replace("&amp;", "&"))
    assert re.sub(r"\s+", "", everything(word(code))).replace("\u00a0", "") == wanted.replace("\u00a0", "")


@pytest.mark.parametrize("code", KINDS)
def test_it_is_of_one_typeface_on_a4_with_the_margins_of_the_decree(code):
    paper = word(code)
    section = paper.sections[0]
    sides = sorted((round(section.page_width.mm), round(section.page_height.mm)))
    assert sides == [210, 297]
    assert 20 <= round(section.top_margin.mm) <= 25
    assert 15 <= round(section.right_margin.mm) <= 20
    assert round(section.left_margin.mm) in ({20} if KINDS[code].family is Family.LIST else {30})
    assert paper.styles["Normal"].font.name == "Times New Roman"
    assert {run.font.name for p in paper.paragraphs for run in p.runs} <= {None}


def test_page_numbers_start_on_the_second_page_and_anew_in_the_annex():
    paper = decided(many(12))
    assert all(section.different_first_page_header_footer for section in paper.sections)
    assert "PAGE" in paper.sections[0].header._element.xml
    assert 'w:start="1"' in paper.sections[1]._sectPr.xml
    assert round(paper.sections[1].page_width.mm) == 297


def test_the_decision_has_its_articles_grounds_and_signature():
    paper = decided(decision())
    article = found(paper, "Điều 1.")
    assert article.runs[0].bold
    assert article.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert article.paragraph_format.first_line_indent.mm == pytest.approx(10, abs=0.1)
    assert article.paragraph_format.space_before.pt == 6
    assert found(paper, "Căn cứ Luật Tổ chức").runs[0].italic
    assert found(paper, "KT. CHỦ TỊCH").runs[0].bold
    assert [run.font.size.pt for run in found(paper, "Lưu: VT").runs] == [11] * len(found(paper, "Lưu: VT").runs)


def test_a_list_repeats_its_head_and_splits_no_row():
    paper = decided(many(40))
    xml = paper.tables[-1]._tbl.xml
    assert xml.count("<w:tblHeader/>") == 1
    assert xml.count("<w:cantSplit/>") == len(paper.tables[-1].rows)


def test_equal_contents_give_the_same_document():
    assert everything(word("proposal")) == everything(word("proposal"))
