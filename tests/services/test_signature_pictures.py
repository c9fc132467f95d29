"""The pictures of both signatures on a paper, from the button to the page on the screen (NĐ 30/2020 II.7.d, II.8.a)."""

from io import BytesIO

import pytest
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader

from aid.documents import preview
from aid.documents.signature_places import POINTS_PER_MM
from aid.domain.papers import KINDS
from aid.domain.signatures import Part, Subject
from aid.services import paper_views, papers, signatures
from aid.services.numbering import Numbering
from aid.services.paper_numbers import number_paper
from tests.documents.reading import Paper as Pdf
from tests.factories import pki
from tests.factories.dossiers import make_staff
from tests.factories.papers import answers_to, every_subject, maker_of
from tests.factories.signing import HOA, WARD, Office, equip

SEAL_MM = 36


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def world(staff):
    return every_subject(staff)


@pytest.fixture
def office(staff):
    made = Office(staff, 0, staff.approver, staff.clerk)
    equip(made, pki.identity(HOA), pki.identity(WARD))
    return made


def _signed(kind, office, world):
    """A paper of this kind, numbered and signed by both; its bytes as they are given out."""
    made = KINDS[kind]
    paper_id = papers.start(kind, world[made.subject], answers_to(made), actor=maker_of(made, office.staff))
    papers.finalise(paper_id, actor=maker_of(made, office.staff))
    number_paper(paper_id, Numbering(), actor=office.clerk)
    for part, who in ((Part.SIGNER, office.signer), (Part.AGENCY, office.clerk)):
        signatures.sign(paper_id, part, pki.PASSWORD, of=Subject.PAPER, actor=who)
    return paper_views.opened(paper_id, actor=office.clerk).data


def _boxes(data):
    found = PdfFileReader(BytesIO(data)).embedded_regular_signatures
    return [[float(side) for side in one.sig_field["/Rect"]] for one in found]


def _ink(png):
    """How many pixels of a page on the screen are blue, and how many red."""
    with Image.open(BytesIO(png)) as picture:
        pixels = list(zip(*[iter(picture.convert("RGB").tobytes())] * 3, strict=True))
    return (
        sum(blue > max(red, green) + 60 for red, green, blue in pixels),
        sum(red > max(green, blue) + 60 for red, green, blue in pixels),
    )


@pytest.mark.parametrize("kind", ["notice", "confirmation_request", "invitation"])
def test_the_signature_stands_over_the_name_and_the_seal_over_a_third_of_it(office, world, kind):
    data = _signed(kind, office, world)
    (left, bottom, right, top), (seal_left, seal_bottom, seal_right, seal_top) = _boxes(data)
    paper = Pdf(data)
    high, title, name = float(paper.pages[0].height), paper.find("CHỦ TỊCH"), paper.find(HOA)
    assert high - top > title.bottom - 1 and high - bottom < name.top + 1
    assert (left + right) / 2 == pytest.approx(name.middle, abs=1.5)
    assert (seal_right - left) / (right - left) == pytest.approx(1 / 3, abs=0.02) and seal_left < left
    for length in (seal_right - seal_left, seal_top - seal_bottom):
        assert length / POINTS_PER_MM == pytest.approx(SEAL_MM, abs=0.5)


def test_the_page_on_the_screen_shows_blue_ink_and_a_red_seal(office, world):
    data = _signed("notice", office, world)
    blue, red = _ink(preview.picture(data, 1, marked=False))
    assert blue > 300 and red > 300


def test_every_household_of_an_invitation_gets_the_signature(office, world):
    data = _signed("invitation", office, world)
    pages = preview.pages_in(data)
    inked = [_ink(preview.picture(data, number, marked=False)) for number in range(1, pages + 1)]
    assert pages > 1 and all(blue > 300 for blue, _ in inked)
    assert [red > 300 for _, red in inked] == [True, *[False] * (pages - 1)]
