"""A file from another tool must not hide what the paper says: no picture without a signature of its own."""

from datetime import UTC, datetime

import pytest
from pyhanko.pdf_utils import generic

from aid.documents.decision import render_decision
from aid.documents.examination import examine_added
from aid.documents.signature_pictures import picture_from
from aid.documents.signers import open_key_file
from aid.documents.signing import Picture, sign_as_person
from aid.domain.errors import Refusal
from aid.domain.signatures import Part
from tests.documents.papers import decision
from tests.factories import pki

NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def drawn():
    return render_decision(decision())


@pytest.fixture(scope="module")
def signed(drawn):
    return _sign(drawn)


def _sign(pdf):
    key = open_key_file(pki.key_file(pki.identity("Nguyễn Thị Hoa")), pki.PASSWORD, now=NOW)
    return sign_as_person(pdf, key, Picture(picture_from(Part.SIGNER, "ky.png", pki.drawing()).png))


def _mark_over_the_page(writer):
    """A picture of white that covers nearly the whole page."""
    name, numbers = generic.pdf_name, lambda *given: generic.ArrayObject(map(generic.NumberObject, given))
    drawing = generic.StreamObject(stream_data=b"1 1 1 rg 0 0 480 660 re f")
    drawing |= {name("/Subtype"): name("/Form"), name("/BBox"): numbers(0, 0, 480, 660)}
    looks = generic.DictionaryObject({name("/N"): writer.add_object(drawing)})
    mark = {name("/Subtype"): name("/Widget"), name("/Rect"): numbers(60, 100, 540, 760), name("/AP"): looks}
    return generic.DictionaryObject(mark | {name("/F"): generic.NumberObject(4)})


def _put_field(writer, field, mark):
    name = generic.pdf_name
    page = writer.find_page_for_modification(0)[0].get_object()
    if "/AcroForm" not in writer.root:
        form = {name("/Fields"): generic.ArrayObject(), name("/SigFlags"): generic.NumberObject(3)}
        writer.root[name("/AcroForm")] = generic.DictionaryObject(form)
        writer.update_root()
    if "/Annots" not in page:
        page[name("/Annots")] = generic.ArrayObject()
        writer.update_container(page)
    for known, more in ((writer.root["/AcroForm"]["/Fields"], field), (page["/Annots"], mark)):
        known.append(more)
        writer.update_container(known)


def _add_unsigned_field(writer):
    field = _mark_over_the_page(writer)
    field |= {generic.pdf_name("/FT"): generic.pdf_name("/Sig"), generic.pdf_name("/T"): generic.pdf_string("trong")}
    known = writer.add_object(field)
    _put_field(writer, known, known)


def _add_field_with_a_further_mark(writer):
    field = generic.DictionaryObject(
        {generic.pdf_name("/FT"): generic.pdf_name("/Sig"), generic.pdf_name("/T"): generic.pdf_string("hai")}
    )
    known, mark = writer.add_object(field), _mark_over_the_page(writer)
    mark[generic.pdf_name("/Parent")] = known
    shown = writer.add_object(mark)
    field[generic.pdf_name("/Kids")] = generic.ArrayObject([shown])
    _put_field(writer, known, shown)


@pytest.mark.parametrize("hide", [_add_unsigned_field, _add_field_with_a_further_mark])
def test_a_field_nobody_signed_in_cannot_hide_the_paper(drawn, signed, hide):
    before = _sign(pki.updated(drawn, hide))
    for hidden in (before, pki.updated(signed, hide)):
        assert hidden.startswith(drawn)
        with pytest.raises(Refusal, match="file_other_content"):
            examine_added(drawn, hidden, now=NOW)


def test_a_second_small_picture_belongs_to_no_signature(drawn, signed):
    def hide(writer):
        _add_unsigned_field(writer)
        fields = writer.root["/AcroForm"]["/Fields"]
        fields[len(fields) - 1][generic.pdf_name("/Rect")] = generic.ArrayObject(
            map(generic.NumberObject, (200, 400, 400, 420))
        )

    with pytest.raises(Refusal, match="file_other_content"):
        examine_added(drawn, pki.updated(signed, hide), now=NOW)
