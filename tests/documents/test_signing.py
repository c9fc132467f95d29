"""Hoa signs the paper, then the ward: pictures in their places, both signatures hold, the bytes before stay."""

from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO

import pdfplumber
import pypdfium2
import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from aid.documents.annex_line import sign_annex
from aid.documents.decision import render_decision
from aid.documents.examination import examine, examine_added, roots_in
from aid.documents.signature_pictures import picture_from
from aid.documents.signature_places import POINTS_PER_MM
from aid.documents.signers import open_key_file
from aid.documents.signing import Picture, free_space, sign_as_agency, sign_as_person
from aid.domain.errors import Refusal
from aid.domain.signatures import Part, Since, Trust
from tests.documents.papers import decision, many
from tests.documents.reading import Paper
from tests.factories import pki

NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
SEAL_MM = 36


def _open(name):
    return open_key_file(pki.key_file(pki.identity(name)), pki.PASSWORD, now=NOW)


@pytest.fixture(scope="module")
def drawn():
    return render_decision(decision())


@pytest.fixture(scope="module")
def ink():
    return Picture(picture_from(Part.SIGNER, "ky.png", pki.drawing()).png)


@pytest.fixture(scope="module")
def seal():
    return Picture(picture_from(Part.AGENCY, "dau.png", pki.seal()).png, SEAL_MM)


@pytest.fixture(scope="module")
def signed(drawn, ink):
    return sign_as_person(drawn, _open("Nguyễn Thị Hoa"), ink)


@pytest.fixture(scope="module")
def sealed(signed, seal):
    return sign_as_agency(signed, _open("UBND phường Khương Đình"), seal)


@pytest.fixture(scope="module")
def roots():
    return (x509.Certificate.load(pki.root().certificate.public_bytes(Encoding.DER)),)


def test_each_signature_adds_to_the_file_and_changes_nothing_before(drawn, signed, sealed):
    assert signed.startswith(drawn) and sealed.startswith(signed)
    assert len(drawn) < len(signed) < len(sealed)


def test_both_signatures_hold_and_say_whose_they_are(sealed, roots):
    hoa, ward = examine(sealed, roots, now=NOW)
    assert (hoa.name, ward.name) == ("Nguyễn Thị Hoa", "UBND phường Khương Đình")
    assert hoa.issuer == pki.root().name and hoa.organisation == "UBND phường Khương Đình"
    assert hoa.holds and ward.holds
    assert (hoa.since, ward.since) == (Since.SIGNATURES, Since.NOTHING)
    assert (hoa.whole, ward.whole) == (False, True)
    assert hoa.trust is ward.trust is Trust.TRUSTED
    assert hoa.signed_at.tzinfo is not None


def test_a_root_that_nobody_chose_is_not_trusted(sealed):
    assert [one.trust for one in examine(sealed, now=NOW)] == [Trust.UNKNOWN, Trust.UNKNOWN]


def test_roots_are_the_certificates_in_a_folder(tmp_path, roots):
    (tmp_path / "goc.pem").write_bytes(pki.root().pem)
    (tmp_path / "doc-toi.txt").write_text("không phải chứng thư", "utf-8")
    assert [one.dump() for one in roots_in(tmp_path)] == [roots[0].dump()]
    assert roots_in(None) == roots_in(tmp_path / "khong-co") == ()


def test_one_changed_byte_breaks_both_signatures(sealed, roots):
    bent = bytearray(sealed)
    bent[3000] ^= 1
    assert [one.holds for one in examine(bytes(bent), roots, now=NOW)] == [False, False]


def test_a_certificate_that_had_ended_when_it_signed_is_out_of_its_time(drawn, ink, roots):
    old = pki.identity("Trần Văn Cũ", valid_to=datetime(2021, 1, 1, tzinfo=UTC))
    long_ago = open_key_file(pki.key_file(old), pki.PASSWORD, now=datetime(2020, 6, 1, tzinfo=UTC))
    (found,) = examine(sign_as_person(drawn, long_ago, ink), roots, now=NOW)
    assert found.intact and found.trust is Trust.OUT_OF_TIME


def _boxes(pdf):
    reader = PdfFileReader(BytesIO(pdf))
    return [[float(side) for side in one.sig_field["/Rect"]] for one in reader.embedded_regular_signatures]


def test_the_signature_stands_between_title_and_name_and_the_seal_covers_a_third_of_it(sealed):
    (left, bottom, right, top), (seal_left, seal_bottom, seal_right, seal_top) = _boxes(sealed)
    paper = Paper(sealed)
    high = float(paper.pages[0].height)
    title, name = paper.find("PHÓ CHỦ TỊCH"), paper.find(decision().signer)
    assert high - top > title.bottom - 1 and high - bottom < name.top + 1
    assert (left + right) / 2 == pytest.approx(title.middle, abs=1.5)
    assert (seal_right - seal_left) / POINTS_PER_MM == pytest.approx(SEAL_MM, abs=0.5)
    assert (seal_top - seal_bottom) / POINTS_PER_MM == pytest.approx(SEAL_MM, abs=0.5)
    assert (seal_right - left) / (right - left) == pytest.approx(1 / 3, abs=0.02)
    assert seal_left < left


def _seen(pdf):
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    return document[0].render(scale=1, may_draw_forms=True).to_pil().convert("RGB")


def test_the_ink_is_blue_the_seal_red_and_no_word_is_added(drawn, signed, sealed):
    def count(pdf, leads):
        return sum(leads(*pixel) for pixel in zip(*[iter(_seen(pdf).tobytes())] * 3, strict=True))

    def blue(red, green, blue):
        return blue > red + 60 and blue > green + 60

    def red(red, green, blue):
        return red > green + 60 and red > blue + 60

    assert count(drawn, blue) == 0 and count(signed, blue) > 300
    assert count(signed, red) == 0 and count(sealed, red) > 300
    assert Paper(sealed).text() == Paper(drawn).text()


def test_the_paper_stays_pdf_a_3u_tagged_and_readable(sealed):
    reader = PdfFileReader(BytesIO(sealed))
    said = reader.root["/Metadata"].data.decode()
    assert 'pdfaid:part="3"' in said or "<pdfaid:part>3<" in said
    assert 'pdfaid:conformance="U"' in said or "<pdfaid:conformance>U<" in said
    assert reader.root["/OutputIntents"] and reader.root["/MarkInfo"]["/Marked"]
    assert reader.root["/StructTreeRoot"]["/K"]
    assert str(reader.root["/Lang"]) == "vi"
    with pdfplumber.open(BytesIO(sealed)) as read:
        assert "Quyết định này có hiệu lực kể từ ngày ký" in " ".join(read.pages[0].extract_text().split())


def test_a_decision_with_a_list_is_signed_on_its_own_page_and_not_on_the_annex(ink, seal):
    paper = render_decision(many())
    place = free_space(paper)
    both = sign_as_agency(sign_as_person(paper, _open("Nguyễn Thị Hoa"), ink), _open("UBND phường"), seal)
    read = Paper(both)
    assert place.page == read.find(many().signer).page < len(read.pages) - 1
    with pdfplumber.open(BytesIO(both)) as pages:
        assert [number for number, page in enumerate(pages.pages) if page.annots] == [place.page]


def test_the_agencys_line_stands_at_the_top_right_of_an_annex_of_its_own():
    paper = render_decision(decision())
    at = datetime(2026, 1, 5, 9, 30, 15, tzinfo=timezone(timedelta(hours=7)))
    signed = sign_annex(paper, _open("UBND phường Khương Đình"), number="05/QĐ-UBND", at=at)
    (box,) = _boxes(signed)
    assert signed.startswith(paper) and box[2] == pytest.approx((210 - 15) * POINTS_PER_MM, abs=1)
    with pdfplumber.open(BytesIO(_flat(signed))) as read:
        line = next(one for one in read.pages[0].extract_text_lines() if one["text"].startswith("Số: 05/QĐ-UBND; 05"))
    assert line["text"] == "Số: 05/QĐ-UBND; 05/01/2026; 09:30:15+07:00"
    assert line["bottom"] < 20 * POINTS_PER_MM and {round(char["size"]) for char in line["chars"]} == {10}
    assert all("Tinos" in char["fontname"] for char in line["chars"])


def _flat(pdf):
    """The paper with its signatures drawn into the page, so that their letters can be read."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    document[0].flatten()
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_style_is_new_for_each_signature_so_that_no_file_knows_the_one_before(drawn, ink):
    hoa = _open("Nguyễn Thị Hoa")
    sizes = {len(sign_as_person(drawn, hoa, ink)) for _ in range(3)}
    # The random name of a file may need an escape more; a picture left over from the one before is thousands of bytes.
    assert max(sizes) - min(sizes) < 64


def test_a_paper_without_a_space_for_a_signature_says_so(ink):
    bare = BytesIO()
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.save(bare)
    with pytest.raises(Refusal, match="paper_without_space"):
        sign_as_person(bare.getvalue(), _open("Nguyễn Thị Hoa"), ink)
    with pytest.raises(Refusal, match="paper_damaged"):
        sign_as_person(b"%PDF-1.7 nothing", _open("Nguyễn Thị Hoa"), ink)


def test_a_file_signed_elsewhere_is_ours_with_signatures(drawn, signed, sealed):
    assert [one.name for one in examine_added(drawn, sealed, now=NOW)] == ["Nguyễn Thị Hoa", "UBND phường Khương Đình"]
    assert [one.name for one in examine_added(signed, sealed, now=NOW)] == ["UBND phường Khương Đình"]
    assert examine_added(drawn, drawn, now=NOW) == ()


def _write_over(writer):
    page = writer.find_page_for_modification(0)[0].get_object()
    more = writer.add_object(generic.StreamObject(stream_data=b"1 0 0 rg 100 100 300 300 re f"))
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), more])
    writer.update_container(page)


def _add_note(writer):
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (100, 100, 300, 200))),
            generic.pdf_name("/Contents"): generic.pdf_string("400.000.000 đồng"),
        }
    )
    page = writer.find_page_for_modification(0)[0].get_object()
    page["/Annots"] = generic.ArrayObject([writer.add_object(note)])
    writer.update_container(page)


def _add_form(writer):
    form = {generic.pdf_name("/Fields"): generic.ArrayObject(), generic.pdf_name("/XFA"): generic.pdf_string("<x/>")}
    writer.root["/AcroForm"] = generic.DictionaryObject(form)
    writer.update_root()


@pytest.mark.parametrize("change", [_write_over, _add_note, _add_form])
def test_other_content_is_refused_even_when_it_is_signed_afterwards(drawn, ink, change):
    changed = pki.updated(drawn, change)
    assert changed.startswith(drawn)
    with pytest.raises(Refusal, match="file_other_content"):
        examine_added(drawn, sign_as_person(changed, _open("Nguyễn Thị Hoa"), ink), now=NOW)


def test_a_change_after_the_signature_is_refused_and_seen(drawn, signed, roots):
    changed = pki.updated(signed, _write_over)
    with pytest.raises(Refusal, match="file_other_content"):
        examine_added(drawn, changed, now=NOW)
    (found,) = examine(changed, roots, now=NOW)
    assert found.intact and not found.holds


def test_a_signature_as_large_as_the_page_is_refused(drawn, ink):
    huge = Picture(ink.png, 200)
    both = sign_as_agency(sign_as_person(drawn, _open("Nguyễn Thị Hoa"), ink), _open("UBND phường"), huge)
    with pytest.raises(Refusal, match="file_other_content"):
        examine_added(drawn, both, now=NOW)


@pytest.mark.parametrize("cut", [0.3, 0.7, 0.97])
def test_a_file_that_was_cut_off_is_damaged_or_other(drawn, sealed, cut):
    short = sealed[: int(len(sealed) * cut)]
    with pytest.raises(Refusal, match=r"paper_damaged|file_other_content|file_without"):
        if not examine_added(drawn, short, now=NOW):
            raise Refusal("file_without_signature")
