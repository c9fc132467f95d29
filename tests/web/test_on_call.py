"""The night shift over the pages: entered with a place, at work with its steps, gone with its last minute."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from aid import clock
from aid.domain.approval_routes import Initial, Route
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.delegations import TurnRole
from aid.services import delegations, dossiers
from aid.services.approval_routes import add_route
from aid.services.on_call import Place
from aid.web.filters import day
from tests.factories.dossiers import dossier_of, make_dossier, make_staff
from tests.factories.users import actor

HOUR = timedelta(hours=1)


@pytest.fixture
def staff(app):
    app.config["WTF_CSRF_ENABLED"] = False
    return make_staff()


@pytest.fixture
def cuc(staff):
    return actor("cuc", Role.OFFICER)


def _text(answer):
    return answer.get_data(as_text=True).replace("\xa0", " ")


def _turn(who, **more):
    today = day(clock.today())
    hours = {"first_on": today, "begins_at": "17:30", "last_on": day(clock.today() + 24 * HOUR), "ends_at": "07:30"}
    return {"user": who.user_id, "phone": "0912345678", "role": "", "stands_for": "", **hours, **more}


def _put(staff, cuc, *, hours=2):
    """Cúc takes the reviewer's place from now on for some hours."""
    place, now = Place(Role.REVIEWER, staff.reviewer.user_id), clock.now()
    ends = now + hours * HOUR
    return delegations.put_on_call(cuc.user_id, now, ends, "0912345678", place=place, actor=staff.reviewer)


def test_a_turn_is_entered_with_a_role_and_a_place_or_as_a_telephone(staff, cuc, as_user):
    minh, place = as_user("minh"), {"role": "reviewer", "stands_for": staff.reviewer.user_id}
    assert minh.post("/on-call/new", data=_turn(cuc)).status_code == 303
    assert minh.post("/on-call/new", data=_turn(cuc, **place)).status_code == 303
    (row,) = db.session.scalars(select(TurnRole))
    assert (row.user_id, row.for_id, row.role) == (cuc.user_id, staff.reviewer.user_id, Role.REVIEWER)
    page = _text(minh.get("/on-call"))
    assert f"thay {staff.reviewer.name}" in page
    assert "chỉ trực điện thoại" in page


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"role": "reviewer"}, "Hãy chọn người được làm thay"),
        ({"role": "approver", "stands_for": "approver"}, "không giữ vai trò"),
        ({"role": "cashier", "stands_for": "approver"}, "Hãy chọn một mục trong danh sách"),
        ({"role": "reviewer", "stands_for": "clerk"}, "không giữ vai trò người thẩm định"),
        ({"role": "reviewer", "stands_for": "reviewer", "last_on": "31/12/2026"}, "dài nhất 14 ngày"),
    ],
)
def test_what_cannot_be_given_is_said_beside_the_field(staff, cuc, as_user, change, says):
    if "stands_for" in change:
        change = change | {"stands_for": getattr(staff, change["stands_for"]).user_id}
    answer = as_user("minh").post("/on-call/new", data=_turn(cuc, **change))
    assert answer.status_code == 422
    assert says in _text(answer)
    assert db.session.scalars(select(TurnRole)).all() == []


def test_she_finds_her_work_takes_it_and_the_history_says_for_whom(staff, cuc, as_user):
    dossier_id = make_dossier(staff, until="submit")
    at_night = as_user("cuc")
    assert at_night.get(f"/dossiers/{dossier_id}/review").status_code == 403
    _put(staff, cuc)
    start = _text(at_night.get("/"))
    assert f"Anh/chị đang trực thay {staff.reviewer.name}, làm các bước của người thẩm định" in start
    assert "Thẩm định hồ sơ" in start
    assert f"Nguyễn Thị Cuc, trực thay {staff.reviewer.name}" in _text(at_night.get("/waiting"))
    version = dossier_of(dossier_id).version
    assert at_night.post(f"/dossiers/{dossier_id}/review", data={"version": version}).status_code == 303
    history = _text(at_night.get(f"/dossiers/{dossier_id}"))
    assert "Trực thay" in history
    assert "Vai trò khi trực" in history


def test_with_her_last_minute_the_step_is_gone(staff, cuc, as_user):
    dossier_id = make_dossier(staff, until="submit")
    _put(staff, cuc, hours=1)
    at_night = as_user("cuc")
    assert at_night.get(f"/dossiers/{dossier_id}/review").status_code == 200
    with clock.at(clock.now() + HOUR):
        version = dossier_of(dossier_id).version
        assert at_night.post(f"/dossiers/{dossier_id}/review", data={"version": version}).status_code == 403
        assert "trực thay" not in _text(at_night.get("/"))


def test_she_gives_no_turn_to_anybody(staff, cuc, as_user):
    _put(staff, cuc)
    assert as_user("cuc").get("/on-call/new").status_code == 403
    assert as_user("cuc").get("/delegations/new").status_code == 403


def test_the_page_says_whose_work_bars_her(staff, cuc, as_user):
    both = staff.reviewer._replace(roles=frozenset({Role.OFFICER, Role.REVIEWER}))
    dossier_id = make_dossier(staff._replace(officer=both), until="submit")
    _put(staff, cuc)
    page = _text(as_user("cuc").get(f"/dossiers/{dossier_id}"))
    assert f"{staff.reviewer.name}, người anh/chị trực thay, đã làm phần việc “lập hồ sơ”" in page
    assert "Thông qua, trình ký" not in page


def test_who_waits_for_whom_names_the_one_on_call_as_such(staff, cuc, as_user):
    dossier_id = make_dossier(staff, until="submit")
    _put(staff, cuc)
    lan, minh = as_user("lan"), staff.reviewer.name
    assert f"Đang chờ người thẩm định: {minh}, {cuc.name} (trực thay {minh})." in _text(
        lan.get(f"/dossiers/{dossier_id}")
    )
    assert f"{cuc.name}, trực thay {minh}" in _text(lan.get("/waiting"))


def test_what_a_route_gives_by_name_names_the_one_on_call_beside(staff, cuc, as_user):
    initials = (Initial(staff.reviewer.user_id, "Trưởng phòng"),)
    basis = "Quy chế làm việc số 15"
    add_route(Route(clock.today(), basis, reviewer_id=staff.reviewer.user_id, initials=initials), actor=staff.approver)
    dossier_id = make_dossier(staff, until="submit")
    page = f"/dossiers/{dossier_id}"
    _put(staff, cuc)
    on_call = f"{cuc.name} (trực thay {staff.reviewer.name})"
    actor("ha", Role.REVIEWER)
    assert f"giao bước này cho {staff.reviewer.name}, {on_call}." in _text(as_user("ha").get(page))
    dossiers.review(dossier_id, actor=staff.reviewer)
    assert f"Ký nháy thay được: {on_call}." in _text(as_user("lan").get(page))
