"""Table 1.2 and the rejections of a strict văn thư (documents.md), read from the drawn page."""

import re
from itertools import pairwise

import pytest

from aid.documents.decision import render_decision
from aid.domain.decisions import DecisionContent, signing_lines
from tests.documents.papers import decision, many
from tests.documents.reading import MM, Paper

# text, size, bold, italic
COMPONENTS = [
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, False),
    ("Độc lập - Tự do - Hạnh phúc", 14, True, False),
    ("ỦY BAN NHÂN DÂN", 13, True, False),
    ("PHƯỜNG KHƯƠNG ĐÌNH", 13, True, False),
    ("Số: 05/QĐ-UBND", 13, False, False),
    ("Khương Đình, ngày 05 tháng 01 năm 2026", 14, False, True),
    ("QUYẾT ĐỊNH", 14, True, False),
    ("Về việc", 14, True, False),
    ("CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG KHƯƠNG ĐÌNH", 14, True, False),
    ("Căn cứ Luật Tổ chức", 14, False, True),
    ("Theo đề nghị của", 14, False, True),
    ("QUYẾT ĐỊNH:", 14, True, False),
    ("Điều 1.", 14, True, False),
    ("Hỗ trợ khẩn cấp cho", 14, False, False),
    ("Điều 3.", 14, True, False),
    ("Nơi nhận:", 12, True, True),
    ("- Như Điều 3;", 11, False, False),
    ("- Lưu: VT, VHXH.", 11, False, False),
    ("KT. CHỦ TỊCH", 14, True, False),
    ("PHÓ CHỦ TỊCH", 14, True, False),
    ("Trần Thị Mỹ Phượng", 14, True, False),
]


@pytest.mark.parametrize(("text", "size", "bold", "italic"), COMPONENTS, ids=[row[0] for row in COMPONENTS])
def test_each_component_has_its_size_and_style(one: Paper, text: str, size: int, bold: bool, italic: bool) -> None:
    line = one.find(text)
    assert (line.size, line.bold, line.italic) == (size, bold, italic)


def test_the_page_is_a4_with_the_margins_of_the_decree(one: Paper) -> None:
    page = one.pages[0]
    assert (round(page.width / MM), round(page.height / MM)) == (210, 297)
    lines = one.lines()
    assert 30 <= min(line.x0 for line in lines) / MM <= 35
    assert 15 - 0.5 <= (page.width - max(line.x1 for line in lines)) / MM <= 20
    assert 20 - 0.5 <= min(line.top for line in lines) / MM <= 25
    assert (page.height - max(line.bottom for line in lines)) / MM >= 20


def test_every_letter_is_black_and_tinos(one: Paper, fifty_six: Paper) -> None:
    for char in [*one.chars(), *fifty_six.chars()]:
        assert char["fontname"].partition("+")[2].startswith("Tinos")
        assert set(char["non_stroking_color"]) == {0}


def test_the_line_under_the_motto_is_as_long_as_the_motto(one: Paper) -> None:
    motto = one.find("Độc lập")
    rule = one.rule_under(motto)
    assert rule["x0"] == pytest.approx(motto.x0, abs=1)
    assert rule["x1"] == pytest.approx(motto.x1, abs=1)


@pytest.mark.parametrize("text", ["PHƯỜNG KHƯƠNG ĐÌNH", "do hỏa hoạn ngày 03 tháng 01"])
def test_the_line_under_agency_and_subject_is_a_third_to_a_half_and_centred(one: Paper, text: str) -> None:
    line = one.find(text)
    rule = one.rule_under(line)
    assert 1 / 3 <= (rule["x1"] - rule["x0"]) / (line.x1 - line.x0) <= 1 / 2
    assert (rule["x0"] + rule["x1"]) / 2 == pytest.approx(line.middle, abs=1)


def test_lines_are_single_solid_and_touch_no_letter(one: Paper) -> None:
    rules = one.rules()
    assert len(rules) == 3
    for rule in rules:
        assert 0.4 <= rule["bottom"] - rule["top"] <= 1
        for line in one.lines():
            apart = line.bottom + 0.5 <= rule["top"] or line.top >= rule["bottom"] + 0.5
            assert apart or line.x1 < rule["x0"] or line.x0 > rule["x1"]


def test_number_and_day_stand_on_one_line_under_agency_and_motto(one: Paper) -> None:
    number, day = one.find("Số: 05"), one.find("Khương Đình, ngày")
    assert number.bottom == pytest.approx(day.bottom, abs=1)
    assert number.middle == pytest.approx(one.find("PHƯỜNG KHƯƠNG").middle, abs=1)
    assert day.middle == pytest.approx(one.find("Độc lập").middle, abs=1)


def test_the_names_of_the_paper_are_centred_on_the_text(one: Paper) -> None:
    middle = 30 * MM + (210 - 30 - 15) * MM / 2
    for text in ("QUYẾT ĐỊNH", "Về việc", "CHỦ TỊCH ỦY BAN", "QUYẾT ĐỊNH:"):
        assert one.find(text).middle == pytest.approx(middle, abs=2)


def test_paragraphs_are_indented_justified_and_well_spaced(one: Paper) -> None:
    lines = [line for line in one.lines() if line.size == 14 and not line.bold and line.x0 < 160]
    first, body = one.find("Căn cứ Nghị định"), one.find("phủ quy định")
    assert (first.x0 - body.x0) / MM == pytest.approx(10, abs=0.2)
    right = (210 - 15) * MM
    assert body.x1 == pytest.approx(right, abs=1)
    assert first.x1 == pytest.approx(right, abs=1)
    steps = [b.bottom - a.bottom for a, b in pairwise(lines)]
    assert all(step >= 14 * 1.1 for step in steps)
    assert body.bottom - first.bottom <= 14 * 1.15 * 1.5
    assert one.find("Căn cứ Luật Ngân sách").bottom - one.find("Căn cứ Luật Tổ chức").bottom >= 14 * 1.15 + 6 - 0.1


def test_grounds_end_with_semicolons_and_the_last_with_a_full_stop(one: Paper) -> None:
    text = one.text()
    grounds = text[text.index("Căn cứ Luật") : text.index("QUYẾT ĐỊNH:")].strip()
    assert "16 tháng 6 năm 2025; Căn cứ" in grounds
    assert "20/2021/NĐ-CP; Theo đề nghị" in grounds
    assert grounds.endswith("năm 2026.")
    assert not re.search(r"Căn cứ Luật[^;]*số \d", grounds)


def test_the_subject_has_no_full_stop_and_the_content_ends_as_in_the_samples(one: Paper) -> None:
    text = one.text()
    assert "V/v" not in text
    assert re.search(r"tại phường Khương Đình CHỦ TỊCH", text)
    assert "Quyết định này./. Nơi nhận:" in text
    assert "Như trên" not in text


def test_receivers_stand_level_with_the_authority_line(one: Paper) -> None:
    assert one.find("Nơi nhận:").bottom == pytest.approx(one.find("KT. CHỦ TỊCH").bottom, abs=2)
    assert one.find("Trần Thị Mỹ").middle == pytest.approx(one.find("KT. CHỦ TỊCH").middle, abs=1)
    assert one.find("Trần Thị Mỹ").top - one.find("PHÓ CHỦ TỊCH").bottom > 60


def test_a_decision_of_one_page_shows_no_page_number(one: Paper) -> None:
    assert len(one.pages) == 1
    assert min(line.top for line in one.lines()) > 20 * MM - 1
    assert "Trang" not in one.text()


@pytest.mark.parametrize("form", ["head", "deputy", "acting", "by_order", "by_authority"])
def test_every_signing_form_prints_its_lines(form: str) -> None:
    paper = Paper(render_decision(decision(form=form)))
    tops = [paper.find(line).top for line in signing_lines(form)]
    assert tops == sorted(tops)
    assert "TM." not in paper.text()


@pytest.mark.parametrize("grounds", range(3, 16))
def test_the_signature_never_stands_alone_on_a_page(grounds: int) -> None:
    base = decision()
    paper = Paper(render_decision(decision(grounds=base.grounds[:1] * grounds)))
    last = paper.find("KT. CHỦ TỊCH").page
    assert paper.find("Trần Thị Mỹ").page == paper.find("Nơi nhận:").page == last == len(paper.pages) - 1
    above = [line for line in paper.lines(last) if 20 * MM < line.top < paper.find("KT. CHỦ TỊCH").top - 10]
    assert len({round(line.bottom) for line in above}) >= 2
    for page in range(1, len(paper.pages)):
        (number,) = (line for line in paper.lines(page) if line.bottom < 20 * MM)
        assert (number.text, number.size, number.bold, number.italic) == (str(page + 1), 14, False, False)
        assert 5 * MM < number.top < number.bottom < 20 * MM
        assert number.middle == pytest.approx(30 * MM + 165 * MM / 2, abs=1)


KEPT = ["41/TTr-VHXH", "20/2021/NĐ-CP", "76/2024/NĐ-CP", "40.000.000 đồng", "05/QĐ-UBND", "Điều 15", "số 58"]


@pytest.mark.parametrize("filler", range(0, 40, 3))
def test_no_line_breaks_inside_a_number(filler: int) -> None:
    base = decision()
    lead = "Theo đề nghị" + " của" * filler
    moved = (base.articles[0][0].replace("Hỗ trợ", "Hỗ trợ" + " thêm" * filler), *base.articles[0][1:])
    changed = decision(proposal=base.proposal.replace("Theo đề nghị", lead), articles=(moved, *base.articles[1:]))
    found = {text for line in _visual_lines(Paper(render_decision(changed))) for text in KEPT if text in line}
    assert found == set(KEPT)


def _visual_lines(paper: Paper) -> list[str]:
    return [" ".join(line.split()) for page in paper.pages for line in page.extract_text().splitlines()]


def test_a_long_agency_and_place_stay_inside_their_columns() -> None:
    content: DecisionContent = decision(
        parent_agency="ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI",
        agency=("ỦY BAN NHÂN DÂN", "PHƯỜNG VĂN MIẾU - QUỐC TỬ GIÁM"),
        place="Văn Miếu - Quốc Tử Giám",
    )
    paper = Paper(render_decision(content))
    parent = paper.find("THÀNH PHỐ HÀ NỘI")
    assert (parent.size, parent.bold) == (13, False)
    state = paper.find("CỘNG HÒA")
    left = [line for line in paper.lines() if line.top < 100 and line.middle < 250]
    assert max(line.x1 for line in left) < state.x0
    day = paper.find("ngày 05 tháng 01 năm 2026")
    assert 13 <= day.size <= 14
    assert day.x1 <= 195 * MM + 1


def test_a_draft_leaves_number_and_day_to_be_filled() -> None:
    text = Paper(render_decision(decision(number=None, day=None))).text()
    assert re.search(r"Số: +/QĐ-UBND", text)
    assert re.search(r"Khương Đình, ngày +tháng +năm", text)


def test_a_list_for_many_is_named_in_the_decision(fifty_six: Paper) -> None:
    assert "tại Phụ lục kèm theo Quyết định này" in fifty_six.text()
    assert len(many().articles) == 3
