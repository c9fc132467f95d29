"""The pages of the register of outgoing documents, of the order of signing, of the rules of a book, of the calendar."""

import pytest

from aid.domain.roles import Role
from aid.services import dossiers
from tests.factories.dossiers import make_decision, make_dossier, make_staff
from tests.factories.users import actor, make_agency

TYPED = {
    "kind": "letter",
    "symbol": "UBND-VHXH",
    "subject": "V/v đề nghị xác nhận chưa hưởng",
    "signer": "Phạm Thị Hoa, Chủ tịch",
    "receivers": "UBND phường Thanh Xuân",
    "copies": "2",
}


@pytest.fixture
def staff(app, clock):
    clock("2026-09-18T15:00+07:00")
    app.config["WTF_CSRF_ENABLED"] = False
    return make_staff()


def _text(page):
    return page.get_data(as_text=True)


def test_the_clerk_numbers_a_letter_finds_it_and_cancels_it(staff, as_user):
    tu = as_user("tu")
    answer = tu.post("/outgoing/new", data=TYPED)
    assert answer.status_code == 303
    page = _text(tu.get(answer.location))
    assert "01/UBND-VHXH" in page
    assert "18/09/2026" in page
    assert "01/UBND-VHXH" in _text(tu.get("/outgoing?q=xác nhận&year=2026&kind=letter&state=issued"))
    assert "Chưa có số nào" in _text(tu.get("/outgoing?q=không có"))
    assert tu.post(f"{answer.location}/cancel", data={}).status_code == 422
    assert tu.post(f"{answer.location}/cancel", data={"reason": "In hỏng"}).status_code == 303
    after = _text(tu.get(answer.location))
    assert "In hỏng" in after
    assert "đã hủy số" in after
    again = tu.post(f"{answer.location}/cancel", data={"reason": "In hỏng"})
    assert again.status_code == 422


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_numbered(staff, as_user):
    tu = as_user("tu")
    page = tu.post("/outgoing/new", data=TYPED | {"signed_on": "18/09/2026", "day": "17/09/2026"})
    assert page.status_code == 422
    assert "sớm hơn ngày ký" in _text(page)
    assert "V/v đề nghị xác nhận" in _text(page)
    wrong = tu.post("/outgoing/new", data=TYPED | {"symbol": "UBND - VHXH"})
    assert "chưa đúng thể thức" in _text(wrong)
    assert "Chưa có số nào" in _text(tu.get("/outgoing"))


def test_the_register_is_printed_and_taken_as_a_table(staff, as_user):
    make_decision(staff)
    tu = as_user("tu")
    assert tu.get("/outgoing.pdf?year=2026").data.startswith(b"%PDF-")
    book = tu.get("/outgoing.xlsx")
    assert book.data.startswith(b"PK")
    assert "so-van-ban-di.xlsx" in book.headers["Content-Disposition"]


def test_the_officer_reads_the_register_and_another_office_sees_nothing_of_it(staff, as_user):
    make_decision(staff)
    actor("xa", Role.CLERK, agency=make_agency("khac"))
    assert "Cấp số cho văn bản khác" not in _text(as_user("lan").get("/outgoing"))
    assert as_user("lan").get("/outgoing/new").status_code == 403
    xa = as_user("xa")
    assert "01/QĐ-UBND" not in _text(xa.get("/outgoing"))
    assert xa.get("/outgoing/1").status_code == 404
    assert xa.post("/outgoing/1/cancel", data={"reason": "Nhầm"}).status_code == 404


def test_a_decision_is_numbered_before_it_is_signed(staff, as_user):
    dossier_id = make_dossier(staff, until="review")
    tu = as_user("tu")
    assert f"/dossiers/{dossier_id}/order" in _text(tu.get(f"/dossiers/{dossier_id}"))
    answer = tu.post(f"/dossiers/{dossier_id}/order", data={"order": "electronic"})
    assert answer.status_code == 303
    assert "01/QĐ-UBND" in _text(tu.get("/outgoing?state=numbered"))
    assert tu.post(f"/dossiers/{dossier_id}/order", data={"order": "paper"}).status_code == 422
    assert "Số đã cấp, chờ ký số" in _text(tu.get(f"/dossiers/{dossier_id}"))
    dossiers.sign(dossier_id, actor=staff.approver)
    page = _text(tu.get(f"/dossiers/{dossier_id}/issue"))
    assert "Phát hành số 01/QĐ-UBND" in page and 'name="day"' not in page
    issued = _text(tu.get(tu.post(f"/dossiers/{dossier_id}/issue").location))
    assert "sau đó mới lập đợt chi" in issued and "còn hiệu lực" not in issued


def test_the_clerk_dates_the_decision(staff, as_user, clock):
    dossier_id = make_dossier(staff, until="sign")
    clock("2026-09-21T09:00+07:00")
    tu = as_user("tu")
    early = tu.post(f"/dossiers/{dossier_id}/issue", data={"day": "17/09/2026"})
    assert early.status_code == 422
    assert "sớm hơn ngày ký" in _text(early)
    assert tu.post(f"/dossiers/{dossier_id}/issue", data={"day": "18/09/2026"}).status_code == 303


def test_the_administrator_sets_how_an_office_numbers(staff, as_user):
    actor("quan", Role.ADMINISTRATOR)
    quan = as_user("quan")
    path = f"/agencies/{staff.clerk.agency_id}/books"
    rule = {"valid_from": "01/01/2027", "run": "all_kinds", "order": "electronic", "basis": "15/QĐ-UBND"}
    assert quan.post(path, data=rule).status_code == 303
    assert "một dãy số chung" in _text(quan.get(path))
    assert quan.post(path, data=rule).status_code == 422
    assert "đã qua" in _text(quan.post(path, data=rule | {"valid_from": "01/01/2020"}))


def test_the_city_enters_a_swapped_day_and_takes_it_out(staff, as_user):
    actor("pho", Role.CITY)
    pho = as_user("pho")
    typed = {"day": "10/10/2026", "works": "works", "basis": "Công văn 1/VPCP-KGVX"}
    assert pho.post("/calendar", data={}).status_code == 422
    assert pho.post("/calendar", data=typed).status_code == 303
    page = _text(pho.get("/calendar"))
    assert "Công văn 1/VPCP-KGVX" in page
    assert "10/01/2026" in page
    assert pho.post("/calendar/clear", data={"day": "2026-10-10"}).status_code == 303
    assert pho.post("/calendar/clear", data={"day": "x"}).status_code == 404
