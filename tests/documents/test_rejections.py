"""The thirty-one rejections, each with its test; and those tests that stand nowhere else."""

import ast
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from aid.documents.decision import render_decision
from aid.documents.head import MOTTO, STATE
from aid.documents.papers import render_paper
from aid.domain.decisions import SIGNING_FORMS, date_line
from aid.domain.papers import KINDS, Family
from aid.services.example.offices import OFFICES_2026
from config import ROOT
from tests.documents.paper_samples import sample
from tests.documents.papers import decision, many
from tests.documents.reading import MM, Paper
from tests.documents.rejections import REJECTIONS

HERE = Path(__file__).parent
DATED = [code for code, kind in KINDS.items() if kind.family in {Family.NAMED, Family.DISPATCH}]


@pytest.fixture(scope="module")
def papers() -> dict[str, Paper]:
    drawn = {code: Paper(render_paper(sample(code))) for code in KINDS}
    return drawn | {"decision": Paper(render_decision(decision())), "list": Paper(render_decision(many(9)))}


def test_every_rejection_of_the_list_is_answered():
    assert sorted(REJECTIONS) == list(range(1, 32))
    assert all(row.tests or row.reason for row in REJECTIONS.values())


def test_every_test_that_is_named_is_there():
    named = [name.split("::") for row in REJECTIONS.values() for name in row.tests]
    functions = {
        file: {
            node.name for node in ast.parse((HERE / file).read_text("utf-8")).body if isinstance(node, ast.FunctionDef)
        }
        for file, _ in named
    }
    assert not [(file, name) for file, name in named if name not in functions[file]]


def test_the_state_is_spelled_in_one_way(papers):
    for paper in papers.values():
        assert STATE in paper.text()
        assert not re.search("HOÀ|UỶ|uỷ|Uỷ", paper.text())


def test_the_motto_has_spaced_hyphens_and_the_larger_size_of_the_pair(papers):
    assert MOTTO == "Độc lập - Tự do - Hạnh phúc"
    for paper in papers.values():
        assert paper.find(MOTTO, 0).size == paper.find(STATE, 0).size + 1


@pytest.mark.parametrize("code", [code for code, kind in KINDS.items() if kind.family is not Family.DISPATCH])
def test_the_line_under_the_subject_of_a_paper_is_a_third_to_a_half_and_centred(papers, code):
    paper, subject = papers[code], sample(code).subject
    lines = [line for line in paper.lines(0) if line.bold and line.size == 14 and line.text in subject]
    rule, last = paper.rule_under(lines[-1]), lines[-1]
    width = max(line.x1 - line.x0 for line in lines)
    assert 1 / 3 <= (rule["x1"] - rule["x0"]) / width <= 1 / 2
    assert abs((rule["x0"] + rule["x1"]) / 2 - last.middle) < 1.5


def test_the_issuing_agency_is_written_in_full(papers):
    for paper in papers.values():
        top = " ".join(line.text for line in paper.lines(0) if line.top < 45 * MM)
        assert not re.search(r"\bUBND\b(?!-)", top.replace("QĐ-UBND", "").replace("-UBND", "").replace("/UBND", ""))


@pytest.mark.parametrize("office", OFFICES_2026, ids=lambda office: office.code)
def test_no_letterhead_of_today_shows_a_district(office):
    paper = Paper(
        render_decision(decision(agency=tuple(office.letterhead.splitlines()), parent_agency=office.parent_line))
    )
    head = " ".join(line.text for line in paper.lines() if line.top < 40 * MM)
    assert "ĐỘC LẬP" not in head
    assert not re.search("QUẬN|HUYỆN", head)


def test_the_number_is_written_without_spaces_and_with_its_zero(papers):
    number = papers["decision"].find("Số:")
    assert number.text == "Số: 05/QĐ-UBND"
    assert not number.bold
    numbered = Paper(render_paper(sample("proposal", number="07/TTr-VHXH", day=date(2026, 1, 4))))
    assert numbered.find("Số:").text == "Số: 07/TTr-VHXH"


DAYS = [
    (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
    (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
    (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
    (date(2026, 9, 10), "ngày 10 tháng 9 năm 2026"),
    (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
]


@pytest.mark.parametrize(("day", "words"), DAYS)
def test_the_day_is_written_as_the_decree_says(day, words):
    line = Paper(render_decision(decision(day=day))).find(words)
    assert line.text == date_line("Khương Đình", day)
    assert line.text.startswith("Khương Đình, ")
    assert (line.italic, line.bold) == (True, False)


def test_the_place_is_printed_as_the_office_wrote_it():
    assert Paper(render_decision(decision(place="Phường Điện Biên Phủ"))).find("Phường Điện Biên Phủ, ngày 05")


def test_no_law_is_cited_with_its_number_and_no_decree_without_issuer_and_day():
    texts = [yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / "aid/policies").glob("*.yaml")]
    told = yaml.safe_dump(texts, allow_unicode=True, width=10_000)
    cited = set(re.findall('Căn cứ [^"\\n]+', told))
    assert cited
    for ground in cited:
        if ground.startswith(("Căn cứ Luật", "Căn cứ Pháp lệnh")):
            assert not re.search(r"số \d", ground), ground
            assert re.search(r"ngày \d{2} tháng \d{1,2} năm \d{4}", ground), ground
        elif ground.startswith(("Căn cứ Nghị định", "Căn cứ Nghị quyết")):
            assert re.search(r"số \d+(/\d{4})?/[A-ZĐ]+-?[A-ZĐ]* ngày \d{2} tháng \d{1,2} năm \d{4} của ", ground), (
                ground
            )


def test_who_decides_above_is_for_whom_is_signed_below():
    with pytest.raises(ValueError, match="authority"):
        decision(signing=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"))


def test_signing_forms_have_their_dot_and_names_no_title(papers):
    for lines in SIGNING_FORMS.values():
        for line in lines:
            assert re.fullmatch(r"((KT|Q|TL|TUQ|TM)\. )?\{(head|own|collective)\}", line)
    signer = papers["decision"].find("Trần Thị Mỹ Phượng")
    assert signer.text == "Trần Thị Mỹ Phượng"
    assert signer.bold


def test_articles_have_a_dot_and_only_their_number_is_bold(papers):
    for name in ("decision", "list"):
        for number in (1, 2, 3):
            line = papers[name].find(f"Điều {number}.", 0)
            assert (line.text, line.bold) == (f"Điều {number}.", True)
        assert not re.search(r"Điều \d+:|\b[fjwz]\)", papers[name].text())


@pytest.mark.parametrize("code", DATED)
def test_the_body_of_a_paper_is_indented_and_justified(papers, code):
    page = papers[code].pages[0]
    left, right = 30 * MM, page.width - 15 * MM
    lines = [line for line in page.extract_text_lines() if line["chars"][0]["size"] > 13]
    begun = [one for one, two in pairwise(lines) if abs(one["x0"] - left - 10 * MM) < 1 and abs(two["x0"] - left) < 1]
    assert begun
    assert all(abs(line["x1"] - right) < 3 for line in begun)


def test_the_decision_names_its_annex(papers):
    assert "tại Phụ lục kèm theo Quyết định này" in papers["list"].text()


def test_no_paper_bears_an_image_of_a_signature_or_seal(papers):
    for paper in papers.values():
        assert not [image for page in paper.pages for image in page.images]


def test_the_annex_is_in_the_file_of_its_decision(papers):
    assert len(papers["list"].pages) >= 2
    assert papers["list"].find("Phụ lục", 1)


WRONG = (
    "Ủy Ban", "ủy ban nhân dân phường", "Nhân Dân", "nhà nước khu vực", "điều 1 ", "Khoản 1 Điều", "Điểm a khoản",
    "quyết định này", "Chủ Tịch",
)  # fmt: skip


def test_capitals_follow_the_second_annex_of_the_decree(papers):
    for code, paper in papers.items():
        for words in WRONG:
            assert words not in paper.text(), (code, words)
    assert "Quyết định này" in papers["decision"].text()


@pytest.mark.parametrize("code", KINDS)
def test_no_paper_breaks_a_line_inside_a_number(papers, code):
    pages = [(page.extract_text() or "").splitlines() for page in papers[code].pages]
    for before, after in pairwise(" ".join(line.split()) for page in pages for line in page):
        assert not (re.search(r"\d[/-]$|\d\.$", before) and re.match(r"\d{3}\b|[A-ZĐ]{2,}-", after)), (before, after)
        assert not (re.search(r"\b(Điều|khoản)$", before) and re.match(r"\d", after)), (before, after)
