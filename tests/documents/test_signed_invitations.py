"""Giấy mời of many households: a page for each, one signature over all, its picture on every page and nothing cut."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2
import pytest

from aid.documents.examination import examine
from aid.documents.papers import render_paper
from aid.documents.signature_pictures import picture_from
from aid.documents.signers import open_key_file
from aid.documents.signing import Picture, free_space, sign_as_agency, sign_as_person
from aid.domain.signatures import Part, Since
from tests.documents.paper_samples import sample
from tests.documents.reading import Paper
from tests.factories import pki

NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
COUNT = 60
LONG = "Công Tằng Tôn Nữ Nguyễn Phúc Thị Hoàng Anh Bảo Ngọc Diễm My"


def _key(name):
    return open_key_file(pki.key_file(pki.identity(name)), pki.PASSWORD, now=NOW)


@pytest.fixture(scope="module")
def drawn():
    content = sample("invitation")
    guest = content.facts["guests"][0]
    named = [{**guest, "name": f"{LONG} {n}" if n % 7 == 0 else f"Nguyễn Thị {n}"} for n in range(1, COUNT + 1)]
    facts = {**content.facts, "guests": named}
    return render_paper(replace(content, facts=facts, number="12/GM-UBND", day=date(2023, 9, 18)))


@pytest.fixture(scope="module")
def signed(drawn):
    return sign_as_person(
        drawn, _key("Nguyễn Thị Hoa"), Picture(picture_from(Part.SIGNER, "ky.png", pki.drawing()).png)
    )


@pytest.fixture(scope="module")
def sealed(signed):
    seal = Picture(picture_from(Part.AGENCY, "dau.png", pki.seal()).png, 36)
    return sign_as_agency(signed, _key("UBND phường Khương Đình"), seal)


def _inked(pdf, number):
    """The rows of a page, in points from its top, on which there is blue ink."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    seen = document[number].render(scale=1, may_draw_forms=True).to_pil().convert("RGB")
    wide, high = seen.size
    pixels = seen.load()
    return [
        y
        for y in range(high)
        if any(blue > max(red, green) + 60 for red, green, blue in (pixels[x, y] for x in range(wide)))
    ]


def test_each_household_has_one_page_with_its_own_name_and_no_other(drawn):
    paper = Paper(drawn)
    assert len(paper.pages) == COUNT
    for number, page in enumerate(paper.pages, start=1):
        said = " ".join(page.extract_text().split())
        assert f"Nguyễn Thị {number}" in said or f"{LONG} {number}" in said.replace("\n", " ")
        assert said.count("trân trọng kính mời") == said.count("Số: 12/GM-UBND") == 1
        assert "số tiền: 4.400.000 đồng" in said


def test_money_and_rice_are_called_what_they_are():
    content = sample("invitation")
    rice = {**content.facts["guests"][0], "amount": "30 kg gạo"}
    said = Paper(render_paper(replace(content, facts={**content.facts, "guests": [rice]}))).text()
    assert "số lượng: 30 kg gạo" in " ".join(said.split())


@pytest.mark.parametrize("number", [0, 1, 6, COUNT - 1])
def test_the_picture_stands_between_title_and_name_on_every_page(drawn, signed, number):
    assert _inked(drawn, number) == []
    rows = _inked(signed, number)
    page = Paper(signed).pages[number]
    title, name = (page.search(words)[-1] for words in ("CHỦ TỊCH", "Nguyễn Thị Hoa"))
    assert rows and title["bottom"] - 1 < rows[0] and rows[-1] < name["top"] + 1


def test_all_pages_lie_under_the_signature_and_the_seal_changes_none_of_them(drawn, signed, sealed):
    assert signed.startswith(drawn) and sealed.startswith(signed)
    (alone,) = examine(signed, now=NOW)
    assert alone.whole and alone.holds and alone.since is Since.NOTHING
    hoa, ward = examine(sealed, now=NOW)
    assert hoa.holds and ward.holds and hoa.since is Since.SIGNATURES
    assert Paper(sealed).text() == Paper(drawn).text()


def test_the_first_page_keeps_the_place_of_a_paper_for_one(drawn):
    assert free_space(drawn).page == 0
