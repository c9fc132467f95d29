"""The pages of decisions that amend or revoke an earlier one, walked by the people whose work it is."""

import pytest
from sqlalchemy import select

from aid import clock
from aid.domain.approval_routes import Initial, Route
from aid.domain.money import grouped
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.decisions import Decision, DecisionLine
from aid.services.approval_routes import add_route
from tests.factories.dossiers import make_decision, make_staff
from tests.factories.users import actor, make_agency

TYPED = {"kind": "revoke", "reason": "Hộ đã được hỗ trợ ở phường khác"}


@pytest.fixture
def staff(app):
    app.config["WTF_CSRF_ENABLED"] = False
    return make_staff()


def _text(page):
    return page.get_data(as_text=True)


def test_a_decision_is_revoked_page_by_page_and_its_code_says_so(staff, as_user, client):
    decision_id = make_decision(staff)
    lan, minh, hoa, tu = (as_user(name) for name in ("lan", "minh", "hoa", "tu"))
    assert f"/decisions/{decision_id}/changes/new" in _text(lan.get(f"/decisions/{decision_id}"))
    assert lan.post(f"/decisions/{decision_id}/changes/new", data={}).status_code == 422
    path = lan.post(f"/decisions/{decision_id}/changes/new", data=TYPED).location
    assert "Thu hồi Quyết định số 01/QĐ-UBND" in _text(lan.get(path))
    assert lan.post(f"{path}/edit", data=TYPED | {"reason": "Trùng hồ sơ"}).status_code == 303
    assert lan.post(f"{path}/submit").status_code == 303
    assert minh.post(f"{path}/review/return", data={}).status_code == 422
    assert minh.post(f"{path}/review").status_code == 303
    assert hoa.post(f"{path}/sign").status_code == 303
    assert tu.post(f"{path}/issue").status_code == 303
    assert hoa.post(f"{path}/sign").status_code == 422
    page = _text(lan.get(path))
    assert "Quyết định số 02/QĐ-UBND" in page
    assert lan.get(f"{path}.pdf").data.startswith(b"%PDF-")
    assert "đã bị thu hồi" in _text(lan.get(f"/decisions/{decision_id}"))
    code = db.session.get_one(Decision, decision_id).verify_code
    told = _text(client.get(f"/verify/{code}"))
    assert "02/QĐ-UBND" in told
    assert "không còn hiệu lực" in told


def test_an_empty_amendment_is_refused_and_what_was_typed_stays(staff, as_user):
    decision_id = make_decision(staff)
    page = as_user("lan").post(f"/decisions/{decision_id}/changes/new", data=TYPED | {"kind": "amend"})
    assert page.status_code == 422
    assert "chưa nói sửa gì" in _text(page)
    assert TYPED["reason"] in _text(page)


def test_each_line_to_take_out_is_named_with_its_amount(staff, as_user):
    decision_id = make_decision(staff)
    amounts = db.session.scalars(select(DecisionLine.amount).where(DecisionLine.decision_id == decision_id)).all()
    page = _text(as_user("lan").get(f"/decisions/{decision_id}/changes/new")).replace("\xa0", " ")
    assert amounts and all(f": {grouped(amount)} đ" in page for amount in amounts)


def test_another_office_and_another_role_get_nowhere(staff, as_user):
    decision_id = make_decision(staff)
    path = as_user("lan").post(f"/decisions/{decision_id}/changes/new", data=TYPED).location
    actor("xa", Role.OFFICER, agency=make_agency("khac"))
    assert as_user("xa").get(path).status_code == 404
    assert as_user("xa").post(f"/decisions/{decision_id}/changes/new", data=TYPED).status_code == 404
    assert as_user("tu").get(f"{path}/submit").status_code == 403
    assert db.session.scalars(select(Decision.state)).one() == "in_force"


def test_a_revocation_waits_on_its_page_for_whom_the_route_of_the_office_asks(staff, as_user):
    decision_id = make_decision(staff)
    actor("thanh", Role.CITY, agency=make_agency("thanh-pho"))
    asked = {"initials": (Initial(staff.clerk.user_id, "Chánh Văn phòng"),), "city": True}
    add_route(Route(clock.today(), "Quy chế số 15", **asked), actor=staff.approver)
    lan, minh, hoa, tu, thanh = (as_user(name) for name in ("lan", "minh", "hoa", "tu", "thanh"))
    path = lan.post(f"/decisions/{decision_id}/changes/new", data=TYPED).location
    assert (lan.post(f"{path}/submit").status_code, minh.post(f"{path}/review").status_code) == (303, 303)
    page = _text(hoa.get(path))
    assert "Chờ Nguyễn Thị Tu (Chánh Văn phòng)." in page and f"{path}/sign" not in page.replace("/sign/", "")
    assert "Còn chờ ký nháy" in _text(hoa.post(f"{path}/sign"))
    assert f"{path}/initial" in _text(tu.get(path))
    assert "Ký nháy" in _text(tu.get(f"{path}/initial"))
    assert tu.post(f"{path}/initial").status_code == 303
    assert tu.post(f"{path}/initial").status_code == 422
    assert f"{path}/agree" in _text(thanh.get(path))
    assert thanh.post(f"{path}/agree", data={}).status_code == 422
    assert thanh.post(f"{path}/agree", data={"number": "1250/UBND-VX", "day": "01/09/2026"}).status_code == 303
    page = _text(hoa.get(path))
    assert "văn bản số 1250/UBND-VX" in page and f'href="{path}/sign"' in page
    assert hoa.post(f"{path}/sign").status_code == 303
