from dataclasses import replace

import pytest

from aid.documents.sign_sheet import SIGNERS, render_sheet
from aid.documents.slip import render_slip, render_slips
from tests.documents.papers import sheet, slip
from tests.documents.reading import MM, Paper


def test_the_sheet_names_its_decision_and_adds_up() -> None:
    paper = Paper(render_sheet(sheet()))
    text = paper.text()
    assert "DANH SÁCH KÝ NHẬN TIỀN HỖ TRỢ KHẨN CẤP" in text
    assert "(Kèm theo Quyết định số 05/QĐ-UBND ngày 05 tháng 01 năm 2026 của" in text
    assert "1.288.000.000" in text
    assert "Bằng chữ: Một tỷ hai trăm tám mươi tám triệu đồng." in text
    seen = [int(cells[0]) for page in paper.pages for cells in page.extract_table() if cells[0].isdigit()]
    assert seen == list(range(1, 57))


def test_every_row_of_the_sheet_has_room_to_sign_and_every_page_its_header() -> None:
    paper = Paper(render_sheet(sheet()))
    for number, page in enumerate(paper.pages):
        assert "Ký nhận" in page.extract_text()
        for cells in page.find_table().rows[1:-1]:
            assert (cells.bbox[3] - cells.bbox[1]) / MM >= 10.9
        assert paper.find("STT", number).bold


def test_an_endless_word_with_a_number_stays_in_its_cell() -> None:
    """Found by the long trial: what holds a number together kept the word from breaking."""
    content = sheet(2)
    rows = (content.rows[0], replace(content.rows[1], payee='=HYPERLINK("http://127.0.0.1:8000/14")'))
    page = Paper(render_sheet(replace(content, rows=rows))).pages[0]
    assert max(char["x1"] for char in page.chars) <= page.width - 15 * MM


def test_all_four_sign_the_sheet_together() -> None:
    paper = Paper(render_sheet(sheet(14, signer_names=("Hoa", "Lan", "Minh", "Trần Thị Mỹ Phượng"))))
    tops = {round(paper.find(signer, len(paper.pages) - 1).top) for signer in SIGNERS}
    assert len(tops) == 1
    assert "Trần Thị Mỹ Phượng" in paper.text()


def test_a_sheet_that_does_not_add_up_is_no_sheet() -> None:
    with pytest.raises(ValueError, match="add up"):
        sheet(3, total=1)


def test_the_slip_says_what_the_law_on_accounting_asks_for() -> None:
    paper = Paper(render_slip(slip()))
    text = paper.text()
    for part in ("PHIẾU CHI", "Số: PC-0012", "Ngày 06 tháng 01 năm 2026", "Lê Văn Nghĩa", "001151007919"):
        assert part in text
    assert "40.000.000 đồng" in text
    assert "Bốn mươi triệu đồng" in text
    assert "Mẫu số" not in text
    assert len(paper.pages) == 1
    assert (round(paper.pages[0].width / MM), round(paper.pages[0].height / MM)) == (210, 148)


def test_slips_of_many_families_are_one_file_with_a_page_each() -> None:
    paper = Paper(render_slips([slip(number=f"PC-{n:04d}") for n in range(1, 13)]))
    assert len(paper.pages) == 12
    assert all(f"PC-{n:04d}" in page.extract_text() for n, page in enumerate(paper.pages, 1))


def test_a_slip_for_rice_counts_kilograms() -> None:
    text = Paper(render_slip(slip(unit="kg_rice", amount=45))).text()
    assert "PHIẾU CẤP PHÁT GẠO" in text
    assert "45 kg gạo" in text
    assert "Bốn mươi lăm ki-lô-gam gạo" in text
