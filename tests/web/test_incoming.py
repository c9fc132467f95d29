"""The pages of the one-stop desk."""

from io import BytesIO

import pytest
from sqlalchemy import select

from aid.domain.roles import Role
from aid.extensions import db
from aid.models.cases import Case
from tests.factories.dossiers import make_decision, make_staff
from tests.factories.incidents import a_pdf
from tests.factories.users import actor, make_agency

TYPED = {"kind": "list_5", "sender": "Tổ trưởng tổ 5", "subject": "Danh sách hộ cần cứu trợ"}


@pytest.fixture
def staff(app, clock):
    clock("2026-09-15T09:30+07:00")
    app.config["WTF_CSRF_ENABLED"] = False
    actor("cua", Role.ONE_STOP, agency=make_agency())
    return make_staff()


def _text(page):
    return page.get_data(as_text=True)


def test_a_paper_is_received_completed_and_answered(staff, as_user):
    cua = as_user("cua")
    assert cua.post("/incoming/new", data={}).status_code == 422
    sent = TYPED | {"kind": "form_04", "day": "15/09/2026", "hour": "08:15", "scan": (BytesIO(a_pdf()), "to-khai.pdf")}
    answer = cua.post("/incoming/new", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 303
    page = _text(cua.get(answer.location))
    assert "18/09/2026" in page
    assert cua.get(f"{answer.location}/receipt.pdf").data.startswith(b"%PDF-")
    assert cua.get(f"{answer.location}/scan").headers["Content-Disposition"].startswith("attachment")
    assert cua.post(f"{answer.location}/more", data={}).status_code == 422
    assert cua.post(f"{answer.location}/more", data={"wanted": "Giấy báo tử"}).status_code == 303
    assert "đang tạm dừng" in _text(cua.get(answer.location))
    assert "Giấy báo tử" in _text(cua.get("/incoming?state=waiting"))
    assert cua.post(f"{answer.location}/came").status_code == 303
    assert cua.post(f"{answer.location}/answer", data={"words": "Đã giao quyết định"}).status_code == 303
    assert cua.post(f"{answer.location}/answer", data={"words": "Lần nữa"}).status_code == 422
    assert cua.get("/incoming.pdf?year=2026&kind=form_04").data.startswith(b"%PDF-")
    assert cua.get("/incoming.xlsx").data.startswith(b"PK")


def test_the_case_page_tells_which_paper_started_its_clock(staff, as_user):
    make_decision(staff)
    case = db.session.scalars(select(Case)).one()
    case.received_on = None
    db.session.commit()
    cua = as_user("cua")
    assert f"/incoming/new?case={case.id}" in _text(cua.get(f"/cases/{case.id}"))
    assert case.head_name in _text(cua.get(f"/incoming/new?case={case.id}"))
    answer = cua.post("/incoming/new", data=TYPED | {"case_id": str(case.id)})
    assert answer.status_code == 303
    page = _text(cua.get(f"/cases/{case.id}"))
    assert "số đến 1/2026" in page
    assert as_user("tu").get("/dossiers/1/contents.pdf").data.startswith(b"%PDF-")


def test_another_desk_sees_nothing_and_an_officer_only_reads(staff, as_user):
    cua = as_user("cua")
    path = cua.post("/incoming/new", data=TYPED).location
    actor("xa", Role.ONE_STOP, agency=make_agency("khac"))
    xa = as_user("xa")
    assert xa.get(path).status_code == 404
    assert xa.post(f"{path}/answer", data={"words": "Xong"}).status_code == 404
    lan = as_user("lan")
    assert "Tổ trưởng tổ 5" in _text(lan.get(path))
    assert lan.get("/incoming/new").status_code == 403
