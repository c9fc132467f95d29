"""The fixed set that must always come out whole: every letter, the longest names, the longest list, the largest sum."""

import re

import pytest

from aid.documents.decision import render_decision
from aid.documents.papers import render_paper
from aid.domain.decision_wording import words
from aid.domain.papers import KINDS
from tests.documents.paper_samples import sample, with_rows
from tests.documents.papers import decision, row
from tests.documents.reading import Paper
from tests.documents.test_letters import LETTERS

LONG = "Nguyễn Hoàng Bảo Ngọc Thiên Kim Phương Uyên Khánh Linh Quỳnh"
LISTED = [code for code in KINDS if len(sample(code).tables) == 1 and code != "damage_minutes"]
SUMMED = [code for code in LISTED if sample(code).tables[0].total]
# Thirteen digits: 9.999.999.999.999 is more than any fund will hold.
LARGEST = 9_999_999_999_999


def letters_in(paper):
    return {char["text"] for char in paper.chars()}


def cut_cells(paper):
    """Letters that stand over the edge of the cell they begin in."""
    found = []
    for page in paper.pages:
        for table in page.find_tables():
            for cell in (cell for line in table.rows for cell in line.cells if cell):
                inside = [c for c in page.chars if cell[1] < c["top"] < cell[3] and cell[0] <= c["x0"] < cell[2]]
                found += [c["text"] for c in inside if c["text"].strip() and c["x1"] > cell[2] + 0.5]
    return found


def test_every_letter_comes_out_of_a_paper_as_it_went_in():
    text = " ".join(LETTERS[start : start + 8] for start in range(0, len(LETTERS), 8))
    content = sample("proposal", facts={**sample("proposal").facts, "more": text})
    paper = Paper(render_paper(content))
    assert set(LETTERS) <= letters_in(paper)
    assert text.replace(" ", "") in paper.text().replace(" ", "")


def test_names_of_sixty_letters_keep_to_their_cells_in_every_list():
    assert len(LONG) >= 60
    for code in LISTED:
        paper = Paper(render_paper(with_rows(code, 3, name=LONG)))
        assert not cut_cells(paper), code
        assert LONG.split()[-1] in paper.text()


@pytest.mark.parametrize(
    "code", ["meeting", "damage_minutes", "agreement", "proxy", "form_04", "form_06", "invitation"]
)
def test_a_signer_with_the_longest_name_stays_inside_the_margins(code):
    content = sample(code)
    signed = tuple(one.__class__(one.lines, LONG, one.hint) for one in content.signatures)
    paper = Paper(render_paper(sample(code, signatures=signed)))
    for page in paper.pages:
        assert max(char["x1"] for char in page.chars if char["text"].strip()) <= page.width - 14 * 72 / 25.4


@pytest.mark.slow
def test_an_annex_of_five_hundred_rows_has_every_row_once_and_its_total():
    paper = Paper(render_decision(decision(*(row(stt) for stt in range(1, 501)))))
    seen = []
    for page in paper.pages[1:]:
        table = page.extract_table()
        assert table[0][0] == "STT"
        for cells in table[1:]:
            if cells[0].isdigit():
                seen.append(int(cells[0]))
                assert re.fullmatch(r"\d{12}", cells[3])
                assert cells[7] == "23.000.000"
    assert seen == list(range(1, 501))
    assert "11.500.000.000" in paper.pages[-1].extract_text()
    assert "Tổng cộng" in paper.pages[-1].extract_text()
    assert "Bằng chữ" in paper.pages[-1].extract_text()
    assert not cut_cells(paper)


def test_a_total_of_thirteen_digits_is_neither_split_nor_cut():
    half = LARGEST // 2
    paper = Paper(render_decision(decision(row(1, amount=half), row(2, amount=LARGEST - half))))
    lines = [line for page in paper.pages for line in page.extract_text().splitlines()]
    assert any("9.999.999.999.999 đồng" in " ".join(line.split()) for line in lines)
    assert any(line.startswith("Tổng cộng 9.999.999.999.999") for line in lines)
    assert words(LARGEST, "VND") in paper.text()
    assert not cut_cells(paper)


@pytest.mark.parametrize("code", SUMMED)
def test_the_lists_of_papers_hold_a_total_of_thirteen_digits(code):
    content = with_rows(code, 2)
    (table,) = content.tables
    changed = table.__class__(table.columns, table.rows, "9.999.999.999.999")
    paper = Paper(render_paper(sample(code, tables=(changed,))))
    assert "9.999.999.999.999" in paper.text()
    assert not cut_cells(paper)
