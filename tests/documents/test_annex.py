import re

import pytest

from aid.documents.decision import initials, render_decision
from aid.domain.decision_wording import words
from aid.domain.words import words as spoken
from tests.documents.papers import decision, many, row
from tests.documents.reading import MM, Paper


def test_the_head_of_the_annex_has_its_three_lines(fifty_six: Paper) -> None:
    mark, title = fifty_six.find("Phụ lục", 1), fifty_six.find("DANH SÁCH HỘ GIA ĐÌNH", 1)
    of = fifty_six.find("(Kèm theo Quyết định số 05/QĐ-UBND", 1)
    assert mark.text == "Phụ lục"
    assert (mark.size, mark.bold, mark.italic) == (14, True, False)
    assert (title.size, title.bold) == (14, True)
    assert (of.size, of.bold, of.italic) == (14, False, True)
    whole = fifty_six.pages[1].extract_text()
    assert "05/QĐ-UBND ngày 05 tháng 01 năm 2026 của Chủ tịch Ủy ban nhân dân phường Khương Đình)" in whole
    assert mark.top < title.top < of.top


def test_pages_of_the_annex_count_from_one_and_lie_across(fifty_six: Paper) -> None:
    assert "PHỤ LỤC" not in fifty_six.text()
    for page in range(1, len(fifty_six.pages)):
        assert fifty_six.pages[page].width > fifty_six.pages[page].height
        on_top = [line.text for line in fifty_six.lines(page) if line.bottom < 20 * MM]
        assert on_top == ([] if page == 1 else [str(page)])


def test_the_header_of_the_table_is_repeated_on_every_page(fifty_six: Paper) -> None:
    for page in range(1, len(fifty_six.pages)):
        assert fifty_six.find("STT", page).bold
        assert "Số định danh" in fifty_six.pages[page].extract_text()


def test_no_row_is_split_over_two_pages(fifty_six: Paper) -> None:
    seen: list[int] = []
    for page in fifty_six.pages[1:]:
        for cells in page.extract_table()[1:]:
            if cells[0].isdigit():
                seen.append(int(cells[0]))
                assert re.fullmatch(r"\d{12}", cells[3])
                assert "NQ-HĐND)" in cells[6]
                assert cells[7] == "23.000.000"
    assert seen == list(range(1, 57))


def test_total_row_and_words_agree_with_the_decision(fifty_six: Paper) -> None:
    text = fifty_six.text()
    total = fifty_six.pages[-1].extract_table()[-1]
    assert (total[0], "1.288.000.000" in total) == ("Tổng cộng", True)
    assert text.count("1.288.000.000") == 2
    assert text.count("Một tỷ hai trăm tám mươi tám triệu đồng") == 2
    assert "Bằng chữ:" in fifty_six.pages[-1].extract_text()


def test_everything_stays_inside_the_margins(fifty_six: Paper) -> None:
    for page in fifty_six.pages[1:]:
        assert max(char["x1"] for char in page.chars) <= page.width - 15 * MM + 1
        assert min(char["x0"] for char in page.chars) >= 30 * MM - 1


def test_names_of_sixty_letters_and_long_accounts_keep_to_their_cells() -> None:
    long = "Nguyễn Hoàng Bảo Ngọc Thiên Kim Phương Uyên Khánh Linh Quỳnh"
    assert len(long) >= 60
    changed = [row(stt, name=long, account="1903 6123 4567 8901, Ngân hàng Techcombank") for stt in range(1, 6)]
    paper = Paper(render_decision(decision(*changed)))
    cells = paper.pages[1].extract_table()[1]
    assert " ".join(cells[1].split()) == long
    _no_letter_outside_its_cell(paper, 1)


def _no_letter_outside_its_cell(paper: Paper, page: int) -> None:
    table = paper.pages[page].find_table()
    for cell in (cell for line in table.rows for cell in line.cells if cell):
        inside = [c for c in paper.pages[page].chars if cell[1] < c["top"] < cell[3] and cell[0] <= c["x0"] < cell[2]]
        assert all(char["x1"] <= cell[2] + 0.5 for char in inside)


@pytest.mark.parametrize("count", [2, 7, 8, 9, 15, 16, 17, 23])
def test_the_total_never_stands_alone_on_a_page(count: int) -> None:
    paper = Paper(render_decision(many(count)))
    table = paper.pages[-1].extract_table()
    assert table[-1][0] == "Tổng cộng"
    assert table[-2][0] == str(count)
    assert "Bằng chữ" in paper.pages[-1].extract_text()


def test_the_public_copy_has_initials_and_no_identity_or_account() -> None:
    content = many()
    text = Paper(render_decision(content, public=True)).text()
    for item in content.annex:
        assert item.identity not in text
        assert item.account.split(",")[0] not in text
        assert item.name not in text
        assert initials(item.name) in text
    assert "1.288.000.000" in text


def test_a_decision_for_one_person_has_no_public_copy() -> None:
    with pytest.raises(ValueError, match="public"):
        render_decision(decision(), public=True)


def test_rice_is_counted_in_kilograms() -> None:
    rows = [row(stt, amount=15 * stt, ground=f"{stt} người × 15 kg × 1 tháng") for stt in range(1, 11)]
    text = Paper(render_decision(decision(*rows, unit="kg_rice"))).text()
    assert "825 kg gạo (Bằng chữ: Tám trăm hai mươi lăm ki-lô-gam gạo)" in text
    assert "Số gạo (kg)" in text
    assert words(825, "kg_rice").lower().startswith(spoken(825))
