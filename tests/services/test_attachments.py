from io import BytesIO
from pathlib import Path
from struct import pack
from zlib import compress, crc32

import pytest
from PIL import Image
from sqlalchemy import func, select

from aid.documents import uploads
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Role
from aid.extensions import db, settings
from aid.models.incidents import Attachment, Purpose
from aid.queries.attachments import files_of
from aid.services import attachments
from aid.services.attachments import Upload
from tests.factories.incidents import a_pdf, a_photo, make_incident
from tests.factories.users import actor, make_agency, place_of

HTML = b"<!doctype html><script>alert(1)</script>"
ZIP = b"PK\x03\x04" + b"\0" * 30 + b"PK\x05\x06" + b"\0" * 18
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def lan(app):
    return actor("lan", Role.OFFICER)


@pytest.fixture
def incident_id(lan):
    return make_incident(actor=lan)


def _png_of(width, height):
    """A PNG that claims any size in a few bytes: its header is true, its pixels all black."""

    def chunk(kind, data):
        return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))

    head = chunk(b"IHDR", pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    rows = compress(b"\0" * ((width // 8 + 1) * height), 9)
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _with_gps():
    exif = Image.Exif()
    exif[0x010F] = "Máy ảnh"
    exif.get_ifd(0x8825)[2] = (20.0, 59.0, 48.0)
    return a_photo(exif=exif, xmp=b"<x:xmpmeta>Secret</x:xmpmeta>", comment=b"secret")


BROKEN_PDF = b"%PDF-1.7\nthis is no paper\n%%EOF"
REFUSED = [
    ("empty", "a.jpg", b"", "file_empty"),
    ("larger than 15 MB", "a.jpg", a_photo() + b"\0" * uploads.LARGEST, "file_too_large"),
    ("svg", "a.svg", SVG, "file_type_not_allowed"),
    ("html", "a.html", HTML, "file_type_not_allowed"),
    ("html called jpg", "a.jpg", HTML, "file_type_not_allowed"),
    ("svg called png", "a.png", SVG, "file_type_not_allowed"),
    ("gif", "a.gif", b"GIF89a" + b"\0" * 40, "file_type_not_allowed"),
    ("zip", "a.zip", ZIP, "file_type_not_allowed"),
    ("program", "a.exe", b"MZ" + b"\0" * 100, "file_type_not_allowed"),
    ("text without a type", "a.pdf", b"hello", "file_type_not_allowed"),
    ("jpeg called png", "a.png", a_photo(), "file_name_disagrees"),
    ("pdf called jpg", "a.jpg", a_pdf(), "file_name_disagrees"),
    ("picture with a second ending", "a.jpg.html", a_photo(), "file_name_disagrees"),
    ("picture without an ending", "photo", a_photo(), "file_name_disagrees"),
    ("jpeg cut in the middle", "a.jpg", a_photo((800, 600))[:900], "file_broken"),
    ("png cut in the middle", "a.png", a_photo((800, 600), kind="PNG")[:200], "file_broken"),
    ("169 million pixels", "a.png", _png_of(13_000, 13_000), "file_picture_too_large"),
    ("a side of 65,535", "a.png", _png_of(65_535, 1_000), "file_picture_too_large"),
    ("pdf garbage", "a.pdf", BROKEN_PDF, "file_broken"),
    ("pdf cut short", "a.pdf", a_pdf()[:200], "file_broken"),
    ("pdf and zip", "a.pdf", a_pdf() + ZIP, "file_two_in_one"),
    ("pdf with an archive before its end", "a.pdf", a_pdf() + ZIP + b"\n%%EOF", "file_two_in_one"),
    ("pdf and html", "a.pdf", b"%PDF-1.7\n" + HTML + a_pdf()[9:], "file_two_in_one"),
    ("html before a pdf", "a.pdf", HTML + a_pdf(), "file_type_not_allowed"),
    ("pdf of 201 pages", "a.pdf", a_pdf(201), "file_too_many_pages"),
]


@pytest.mark.parametrize(("name", "data", "code"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_may_not_be_kept_is_refused_by_name(name, data, code):
    with pytest.raises(Refusal) as refusal:
        uploads.screen(name, data)
    assert (refusal.value.code, refusal.value.facts["name"]) == (code, name)


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("ảnh hiện trường.JPG", a_photo(), "image/jpeg"),
        ("a.jpeg", a_photo(), "image/jpeg"),
        ("a.png", a_photo(kind="PNG"), "image/png"),
        ("a.webp", a_photo(kind="WEBP"), "image/webp"),
        ("giấy ra viện.pdf", a_pdf(3), "application/pdf"),
    ],
)
def test_photos_and_papers_are_kept(name, data, media_type):
    assert uploads.screen(name, data)[:2] == (name, media_type)


def test_a_photo_loses_its_place_its_camera_and_its_words():
    sent = _with_gps()
    assert b"Secret" in sent
    kept = uploads.screen("a.jpg", sent).data
    with Image.open(BytesIO(kept)) as image:
        assert not image.getexif()
        assert not {"exif", "xmp", "comment", "icc_profile"} & set(image.info)
    assert b"ecret" not in kept


def test_what_hides_behind_a_picture_is_gone():
    kept = uploads.screen("a.jpg", a_photo() + HTML + ZIP).data
    assert HTML not in kept
    assert b"PK\x05\x06" not in kept


def test_a_large_picture_is_made_smaller_and_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = uploads.screen("a.jpg", a_photo((3_000, 1_500), exif=exif)).data
    with Image.open(BytesIO(kept)) as image:
        assert image.size == (1_000, 2_000)


def test_a_pdf_is_kept_as_it_came():
    paper = a_pdf()
    assert uploads.screen("a.pdf", paper).data == paper


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Users\\Lan\\ảnh.jpg", "ảnh.jpg"),
        ("gpj.\u202eexe.jpg", "gpj.exe.jpg"),
        ("a\0b.jpg", "ab.jpg"),
        ("x" * 300 + ".jpg", "x" * 196 + ".jpg"),
        ("///", "khong-ten"),
    ],
)
def test_a_name_is_only_a_name(sent, kept):
    assert uploads.safe_name(sent) == kept


def test_a_reader_that_hangs_is_ended(monkeypatch, tmp_path):
    child = tmp_path / "child.py"
    child.write_text("import time; time.sleep(60)", "utf-8")
    monkeypatch.setattr(uploads, "_CHILD", child)
    monkeypatch.setattr(uploads, "_PATIENCE", 0.3)
    with pytest.raises(Refusal) as refusal:
        uploads.screen("a.jpg", a_photo())
    assert refusal.value.code == "file_broken"


def test_a_reader_that_crashes_takes_nothing_along(monkeypatch, tmp_path):
    child = tmp_path / "child.py"
    child.write_text("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "utf-8")
    monkeypatch.setattr(uploads, "_CHILD", child)
    with pytest.raises(Refusal) as refusal:
        uploads.screen("a.jpg", a_photo())
    assert refusal.value.code == "file_broken"


def test_twenty_times_the_same_file_is_stored_once(lan, incident_id):
    ids = {
        attachments.attach("incident", incident_id, Upload("a.jpg", a_photo()), actor=lan, purpose="photo")
        for _ in range(20)
    }
    assert len(ids) == 1
    assert db.session.scalar(select(func.count(Attachment.id))) == 1
    assert len([path for path in Path(settings().files).rglob("*") if path.is_file()]) == 1


def test_the_same_file_may_belong_to_two_incidents(lan, incident_id):
    other = make_incident(actor=lan, dead=1)
    for ident in (incident_id, other):
        attachments.attach("incident", ident, Upload("a.jpg", a_photo()), actor=lan, purpose="photo")
    assert [len(files_of("incident", ident)) for ident in (incident_id, other)] == [1, 1]


def test_a_paper_among_photos_is_a_paper(lan, incident_id):
    attachments.attach("incident", incident_id, Upload("a.pdf", a_pdf()), actor=lan, purpose="photo")
    assert files_of("incident", incident_id)[0].purpose is Purpose.DOCUMENT


def test_a_file_is_opened_by_those_who_see_its_owner(lan, incident_id):
    ident = attachments.attach("incident", incident_id, Upload("a.jpg", a_photo()), actor=lan, purpose="photo")
    far = make_agency("hoan-kiem", place=place_of("00070"))
    for who in (lan, actor("kim", Role.AUDITOR, agency=far)):
        assert attachments.open_file(ident, actor=who).media_type == "image/jpeg"
    for stranger in (actor("ha", Role.OFFICER, agency=far), actor("quan", Role.ADMINISTRATOR)):
        with pytest.raises(Missing):
            attachments.open_file(ident, actor=stranger)
    with pytest.raises(Missing):
        attachments.open_file(999, actor=lan)


def test_a_file_that_was_changed_in_the_store_is_not_sent(lan, incident_id):
    ident = attachments.attach("incident", incident_id, Upload("a.jpg", a_photo()), actor=lan, purpose="photo")
    (stored,) = (path for path in Path(settings().files).rglob("*") if path.is_file())
    stored.write_bytes(b"something else")
    with pytest.raises(Refusal) as refusal:
        attachments.open_file(ident, actor=lan)
    assert refusal.value.code == "file_damaged"


def test_only_the_own_agency_and_role_add_files(lan, incident_id):
    kept = attachments.keep(Upload("a.jpg", a_photo()))
    stranger = actor("ha", Role.OFFICER, agency=make_agency("hoan-kiem", place=place_of("00070")))
    with pytest.raises(Missing):
        attachments.attach("incident", incident_id, kept, actor=stranger, purpose="photo")
    with pytest.raises(Refusal) as refusal:
        attachments.attach("incident", incident_id, kept, actor=actor("minh", Role.REVIEWER), purpose="photo")
    assert refusal.value.code == "action_not_allowed"


def test_an_owner_has_room_for_so_many_files(lan, incident_id, monkeypatch):
    monkeypatch.setattr(attachments, "MOST_FILES_OF_OWNER", 1)
    attachments.attach("incident", incident_id, Upload("a.jpg", a_photo()), actor=lan, purpose="photo")
    with pytest.raises(Refusal) as refusal:
        attachments.attach("incident", incident_id, Upload("b.jpg", a_photo(colour="blue")), actor=lan, purpose="photo")
    assert refusal.value.code == "too_many_files"
