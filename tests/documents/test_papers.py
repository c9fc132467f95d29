"""Every paper read back from its PDF: head, title, body, signatures, pages (NĐ 30/2020 Phụ lục I)."""

import re

import pytest

from aid.documents.head import MOTTO, STATE
from aid.documents.papers import render_paper
from aid.documents.signing import free_space
from aid.domain.papers import KINDS, Family
from tests.documents.paper_samples import sample, with_rows
from tests.documents.reading import MM, Paper

# Lists of people: that of damage_minutes is of photos.
LISTED = [code for code in KINDS if len(sample(code).tables) == 1 and code != "damage_minutes"]
# The paper of a citizen bears no office; forms and lists neither place and day in their head nor Nơi nhận (Mẫu 1.9).
OF_AN_OFFICE = [code for code, kind in KINDS.items() if kind.family is not Family.FORM]
SENT = [code for code in KINDS if sample(code).recipients]
DATED = [code for code, kind in KINDS.items() if kind.family in {Family.NAMED, Family.DISPATCH}]
LYING = {code for code, kind in KINDS.items() if kind.family is Family.LIST}


@pytest.fixture(scope="session")
def drawn() -> dict[str, Paper]:
    return {code: Paper(render_paper(sample(code))) for code in KINDS}


@pytest.fixture(params=KINDS)
def code(request) -> str:
    return request.param


@pytest.fixture
def paper(code, drawn) -> Paper:
    return drawn[code]


def test_the_state_and_its_motto_stand_as_the_decree_says(paper):
    state, motto = paper.find(STATE, 0), paper.find(MOTTO, 0)
    assert (state.size, state.bold, state.italic) == (13, True, False)
    assert (motto.size, motto.bold, motto.italic) == (14, True, False)
    assert abs(state.middle - motto.middle) < 1
    line = paper.rule_under(motto)
    assert abs((line["x1"] - line["x0"]) - (motto.x1 - motto.x0)) < 1
    assert line["top"] > motto.bottom - 3


@pytest.mark.parametrize("code", OF_AN_OFFICE)
def test_the_office_stands_bold_over_a_short_line(code, paper):
    name = paper.find(sample(code).agency[-1], 0)
    assert (name.size, name.bold) == (13, True)
    rule = paper.rule_under(name)
    assert 1 / 3 - 0.01 <= (rule["x1"] - rule["x0"]) / (name.x1 - name.x0) <= 0.62
    assert abs((rule["x0"] + rule["x1"]) / 2 - name.middle) < 1.5


def test_the_superior_office_is_not_bold(drawn):
    parent = drawn["proposal"].find("PHƯỜNG KHƯƠNG ĐÌNH", 0)
    assert (parent.size, parent.bold) == (13, False)


@pytest.mark.parametrize("code", DATED)
def test_number_and_day_share_a_line(code, paper):
    number, day = paper.find("Số:", 0), paper.find("Khương Đình, ngày", 0)
    assert (number.size, number.bold, number.italic) == (13, False, False)
    assert day.italic
    assert day.size in {13, 14}
    assert abs(number.bottom - day.bottom) < 2


def test_the_name_and_the_subject_are_bold_over_a_short_line(code, paper):
    content = sample(code)
    if KINDS[code].family is Family.DISPATCH:
        about = paper.find("V/v", 0)
        assert (about.size, about.bold) == (13, False)
        assert not content.name
        return
    name = paper.find(content.name, 0)
    last = paper.find(content.subject.split()[-1], 0)
    assert (name.size, name.bold) == (14, True)
    assert "V/v" not in paper.text()
    assert not content.subject.endswith(".")
    assert last.page == 0


def test_the_body_is_at_least_13_points_and_ends_with_its_mark(code, paper):
    sizes = {round(char["size"], 1) for char in paper.chars() if char["text"].strip()}
    assert sizes <= {10.0, 11.0, 12.0, 13.0, 14.0}
    if KINDS[code].family is not Family.LIST:
        assert "./." in paper.text()


def test_every_letter_is_of_one_typeface(paper):
    assert {char["fontname"].partition("+")[2].split("-")[0] for char in paper.chars()} <= {"Tinos"}


def test_everything_stays_inside_the_margins(code, paper):
    left = (20 if code in LYING else 30) * MM
    for page in paper.pages:
        seen = [char for char in page.chars if char["text"].strip()]
        assert min(char["x0"] for char in seen) >= left - 1
        assert max(char["x1"] for char in seen) <= page.width - 15 * MM + 1.5
        assert max(char["bottom"] for char in seen) <= page.height - 20 * MM + 2


def test_page_numbers_stand_in_the_top_margin_from_the_second_page_on(code, paper):
    for number in range(len(paper.pages)):
        page = paper.pages[number]
        on_top = [line for line in paper.lines(number) if line.bottom < 20 * MM]
        if number == 0 or code == "invitation":
            assert on_top == []
            continue
        assert [line.text for line in on_top] == [str(number + 1)]
        assert abs(on_top[0].middle - (page.width + (20 if code in LYING else 30) * MM - 15 * MM) / 2) < 2


@pytest.mark.parametrize("code", SENT)
def test_receivers_are_listed_as_the_decree_says(code, paper):
    title = paper.find("Nơi nhận:")
    assert (title.size, title.bold, title.italic) == (12, True, True)
    kept = paper.find("- Lưu: VT")
    assert kept.size == 11
    assert kept.text.endswith(".")


@pytest.mark.parametrize("code", DATED)
def test_receivers_are_level_with_who_signs(drawn, code):
    paper = drawn[code]
    title, signer = paper.find("Nơi nhận:"), paper.find(sample(code).signatures[0].lines[0])
    assert abs(title.top - signer.top) < 6
    assert signer.bold
    assert signer.middle > title.middle


def test_no_title_of_honour_stands_before_a_signature(code):
    for signature in sample(code).signatures:
        assert not re.match(r"(Ông|Bà|ThS|TS|PGS|GS)\b", signature.name)


@pytest.mark.parametrize("count", [1, 11, 12, 13, 25, 26, 27, 40])
@pytest.mark.parametrize("code", LISTED)
def test_a_signature_never_stands_alone_on_a_page(code, count):
    content = with_rows(code, count)
    paper = Paper(render_paper(content))
    last = len(paper.pages) - 1
    signer = paper.find(content.signatures[-1].lines[-1], last)
    above = [line for line in paper.lines(last) if line.bottom < signer.top and line.bottom > 20 * MM]
    assert len(above) >= 2


@pytest.mark.parametrize("code", LISTED)
def test_the_head_of_a_list_is_repeated_and_no_row_is_split(code):
    paper = Paper(render_paper(with_rows(code, 60)))
    numbers = []
    for page in paper.pages:
        for table in page.extract_tables():
            if table[0][0] == "STT":
                numbers += [int(row[0]) for row in table if row[0] and row[0].isdigit()]
    assert numbers == list(range(1, 61))


def test_equal_contents_give_equal_bytes(code):
    assert render_paper(sample(code)) == render_paper(sample(code))


def test_a_paper_with_one_signature_keeps_the_place_for_it_in_the_file(drawn):
    """What signs decisions can sign these too: `documents.signing` asks the file alone."""
    ones = [code for code in drawn if KINDS[code].family in {Family.NAMED, Family.DISPATCH}]
    assert ones
    for code in ones:
        place = free_space(drawn[code].data)
        assert place.box.width > 100 and place.box.height > 50, code
