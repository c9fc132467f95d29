"""The administrator keeps people and agencies; nobody else does, and a change is felt at the next click."""

import re

import pytest

from aid.domain.roles import Role
from aid.extensions import db
from aid.models.users import Agency, User
from tests.factories.users import PASSWORD, make_agency, make_user
from tests.web.test_sign_in import sign_in, token_of


@pytest.fixture
def admin(app, as_user):
    make_user("quan", Role.ADMINISTRATOR, full_name="Phạm Văn Quân")
    return as_user("quan")


def send(browser, page, address, **form):
    return browser.post(address, data={"csrf_token": token_of(browser.get(page).text), **form})


def lan():
    return db.session.query(User).filter_by(username="lan").one()


NEW = {"full_name": "Trần Thị Lan", "title": "Công chức", "username": "Lan", "roles": ["officer"], "signing_form": ""}


def test_quan_adds_lan_and_she_sets_her_password_herself(admin, client):
    answer = send(admin, "/users/new", "/users/new", **NEW, agency_id=make_agency().id)
    assert answer.status_code == 303
    page = send(admin, answer.location, f"{answer.location}/invitation").text
    address = re.search(r"/invitations/[\w.-]+", page).group()
    form = {"password": PASSWORD, "again": PASSWORD}
    assert send(client, address, address, **form).location == "/login"
    assert sign_in(client).location == "/"
    again = send(client, "/account", address, **form)
    assert again.status_code == 422
    assert "đã dùng" in again.text


def test_a_bad_form_shows_every_fault_and_keeps_what_was_typed(admin):
    typed = NEW | {"full_name": "", "username": "Lan Trần", "roles": []}
    page = send(admin, "/users/new", "/users/new", **typed, agency_id="")
    assert page.status_code == 422
    for says in ("Hãy điền: Họ tên", "Hãy chọn: Cơ quan", "Hãy chọn: Vai trò", "“Lan Trần” không dùng được"):
        assert says in page.text
    assert 'value="Lan Trần"' in page.text


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"username": "quan"}, "đã có người dùng"),
        ({"username": "Lan Trần"}, "không dùng được"),
        ({"roles": ["administrator", "officer"]}, "không kèm vai trò nào khác"),
    ],
)
def test_what_a_rule_refuses_is_said_beside_the_field(admin, change, says):
    page = send(admin, "/users/new", "/users/new", **(NEW | change), agency_id=make_agency().id)
    assert page.status_code == 422
    assert says in page.text


def test_a_disabled_person_is_out_at_the_next_click_and_can_come_back(admin, as_user):
    user_id = make_user("lan", Role.OFFICER).id
    browser = as_user("lan")
    assert browser.get("/account").status_code == 200
    assert send(admin, f"/users/{user_id}", f"/users/{user_id}/disable").status_code == 303
    assert browser.get("/account").status_code == 302
    assert send(admin, f"/users/{user_id}", f"/users/{user_id}/enable").status_code == 303
    assert as_user("lan").get("/account").status_code == 200


def test_a_changed_role_needs_a_new_sign_in(admin, as_user):
    user_id = make_user("lan", Role.OFFICER).id
    browser = as_user("lan")
    assert send(admin, f"/users/{user_id}", f"/users/{user_id}/roles", roles=["reviewer"]).status_code == 303
    assert browser.get("/account").status_code == 302
    assert "Đã đổi vai trò" in admin.get(f"/users/{user_id}").text
    assert "người thẩm định" in as_user("lan").get("/account").text


def test_nobody_changes_their_own_power(admin):
    own = db.session.query(User).filter_by(username="quan").one().id
    page = admin.get(f"/users/{own}")
    assert "Khóa tài khoản" not in page.text
    assert send(admin, "/account", f"/users/{own}/disable").status_code == 409
    assert send(admin, "/account", f"/users/{own}/roles", roles=["officer"]).status_code == 422


def test_quan_corrects_a_title_and_finds_people(admin):
    user_id = make_user("lan", Role.OFFICER).id
    values = {"full_name": "Trần Thị Lan", "title": "Phó Chủ tịch", "signing_form": "deputy"}
    assert send(admin, f"/users/{user_id}", f"/users/{user_id}", **values).status_code == 303
    db.session.expire_all()
    assert (lan().title, lan().signing_form) == ("Phó Chủ tịch", "deputy")
    assert "Trần Thị Lan" in admin.get("/users?q=lan&role=officer").text
    assert "Trần Thị Lan" not in admin.get("/users?role=cashier").text
    assert "Trần Thị Lan" not in admin.get("/users?q=%25").text


AGENCY = {
    "code": "ubnd-ha-dinh", "name": "UBND phường Hạ Đình", "kind": "ward", "place_code": "00364",
    "valid_from": "01/07/2025", "letterhead": "PHƯỜNG HẠ ĐÌNH", "authority": "CHỦ TỊCH", "dateline": "Hạ Đình",
    "head_title": "CHỦ TỊCH", "symbol": "QĐ-UBND", "archive": "VT", "proposer": "Trưởng phòng",
    "executors": "Chánh Văn phòng", "number_source": "ours",
}  # fmt: skip


def test_an_agency_is_added_and_its_letterhead_corrected(admin):
    assert send(admin, "/agencies/new", "/agencies/new", **AGENCY).status_code == 303
    agency_id = db.session.query(Agency).filter_by(code="ubnd-ha-dinh").one().id
    values = AGENCY | {"letterhead": "ỦY BAN NHÂN DÂN\nPHƯỜNG HẠ ĐÌNH"}
    assert send(admin, f"/agencies/{agency_id}", f"/agencies/{agency_id}", **values).status_code == 303
    db.session.expire_all()
    assert db.session.get(Agency, agency_id).letterhead == "ỦY BAN NHÂN DÂN\nPHƯỜNG HẠ ĐÌNH"
    assert "UBND phường Hạ Đình" in admin.get("/agencies").text


@pytest.mark.parametrize(
    ("change", "says"),
    [({"valid_to": "01/01/2025"}, "sớm hơn ngày bắt đầu"), ({"place_code": "99999"}, "Không có đơn vị hành chính")],
)
def test_an_agency_that_cannot_be_is_refused_beside_the_field(admin, change, says):
    page = send(admin, "/agencies/new", "/agencies/new", **(AGENCY | change))
    assert page.status_code == 422
    assert says in page.text
    assert "UBND phường Hạ Đình" in page.text


def test_unknown_people_and_agencies_are_not_found(admin):
    assert admin.get("/users/999").status_code == admin.get("/agencies/999").status_code == 404
