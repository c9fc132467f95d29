from io import BytesIO

import pytest
from sqlalchemy import func, select

from aid.domain.incidents import IncidentState
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.events import Event
from aid.models.incidents import Attachment, Incident
from aid.services import attachments
from aid.services.attachments import Upload
from tests.factories.incidents import a_pdf, a_photo, make_incident
from tests.factories.users import actor, actor_of, make_agency, make_user, place_of
from tests.web.test_sign_in import token_of

REPORT = {
    "kind": "fire",
    "place": "Phường Khương Đình (00364)",
    "address": "số 2 ngõ 5 phố Thử Nghiệm",
    "occurred_on": "15/09/2026",
    "occurred_at": "07h15",
    "dead": "",
    "injured": "2",
    "missing": "",
    "description": "Cháy nhà trọ ba tầng.",
    "reporter": "Trần Văn Thử",
    "reporter_phone": "0912 345 678",
    "point": "20.9968, 105.8134",
}


@pytest.fixture
def lan(app, clock):
    clock("2026-09-15T08:00+07:00")
    return make_user("lan", Role.OFFICER)


@pytest.fixture
def officer(lan, as_user):
    return as_user("lan")


@pytest.fixture
def incident_id(lan):
    return make_incident(actor=actor_of(lan))


@pytest.fixture
def reviewer(lan, as_user):
    make_user("minh", Role.REVIEWER)
    return as_user("minh")


@pytest.fixture
def stranger(lan, as_user):
    make_user("ha", Role.OFFICER, Role.REVIEWER, agency=make_agency("hoan-kiem", place=place_of("00070")))
    return as_user("ha")


def send(browser, page, to=None, /, **form):
    return browser.post(to or page, data={"csrf_token": token_of(browser.get(page).text), **form})


def count(kind):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(kind))


def state_of(incident_id):
    db.session.expire_all()
    return db.session.get(Incident, incident_id).state


def kept_of(page):
    return [part.split('"')[0] for part in page.split('id="files-kept-')[1:] for part in [part.split('value="')[1]]]


def test_lan_reports_a_fire_with_a_photo_and_sees_it(officer):
    photo = (BytesIO(a_photo()), "cổng trước.jpg")
    answer = send(officer, "/incidents/new", **REPORT, files=[photo])
    assert answer.status_code == 303
    page = officer.get(answer.location).text
    for says in (
        "Vụ cháy tại số 2 ngõ 5", "07:15, 15/09/2026", "hỏa hoạn", "mới báo", "cổng trước.jpg", "geo:20.9968,105.8134",
        "Cháy nhà trọ ba tầng.", "Đã báo vụ việc", "/households/new",
    ):  # fmt: skip
        assert says in page
    assert "VV-00364-2026-0001" in officer.get("/incidents").text


def test_the_least_one_needs_is_kind_ward_and_day(officer):
    first = officer.get("/incidents/new").text
    assert 'value="15/09/2026"' in first
    assert "Phường Khương Đình (00364)" in first
    form = {"kind": "storm", "place": "khuong dinh", "occurred_on": "hôm nay"}
    assert send(officer, "/incidents/new", **form).status_code == 303
    assert db.session.scalars(select(Incident.title)).one() == "Bão tại Phường Khương Đình"


def test_all_errors_come_at_once_and_what_was_typed_is_kept(officer):
    wrong = REPORT | {
        "kind": "", "place": "Phường Không Có", "occurred_on": "16/09/2026", "occurred_at": "25:00", "injured": "hai",
        "reporter_phone": "12", "point": "48.85, 2.35",
    }  # fmt: skip
    answer = send(officer, "/incidents/new", **wrong)
    assert answer.status_code == 422
    for says in (
        "Hãy chọn: Loại vụ việc", "Không tìm thấy phường, xã “Phường Không Có”", "Ngày 16/09/2026 chưa tới",
        "Không đọc được giờ “25:00”", "Hãy nhập một số nguyên", "Không đọc được số điện thoại này",
        "nằm ngoài Việt Nam",
    ):  # fmt: skip
        assert answer.text.count(says) == 2, says
    for name in ("place", "address", "occurred_at", "reporter", "point"):
        assert f'value="{wrong[name]}"' in answer.text
    assert "Cháy nhà trọ ba tầng." in answer.text
    assert count(Incident) == 0


def test_a_file_that_was_fine_survives_a_refused_form(officer):
    files = [(BytesIO(a_photo()), "a.jpg"), (BytesIO(b"<svg></svg>"), "b.svg")]
    answer = send(officer, "/incidents/new", **(REPORT | {"kind": ""}), files=files)
    assert answer.status_code == 422
    assert "Tệp “b.svg” không thuộc loại được nhận" in answer.text
    (kept,) = kept_of(answer.text)
    assert send(officer, "/incidents/new", **REPORT, files=[kept]).status_code == 303
    assert db.session.scalars(select(Attachment.file_name)).all() == ["a.jpg"]


def test_a_line_for_a_file_is_worth_nothing_in_another_hand(officer, reviewer, as_user):
    answer = send(officer, "/incidents/new", **(REPORT | {"kind": ""}), files=[(BytesIO(a_photo()), "a.jpg")])
    (kept,) = kept_of(answer.text)
    make_user("hai", Role.OFFICER)
    assert (
        send(as_user("hai"), "/incidents/new", **REPORT, files=[kept, kept[:-2] + "xx", "nonsense"]).status_code == 303
    )
    assert count(Attachment) == 0


def test_the_button_pressed_twice_makes_one_incident(officer):
    first, second = (send(officer, "/incidents/new", **REPORT) for _ in range(2))
    assert first.location == second.location
    assert count(Incident) == 1


def test_an_old_day_asks_for_the_ward_of_that_day_and_offers_it(officer):
    gone = REPORT | {"occurred_on": "12/09/2023", "occurred_at": "23:22", "place": "Phường Hạ Đình"}
    answer = send(officer, "/incidents/new", **(gone | {"occurred_on": "15/09/2026"}))
    assert "chưa có hoặc không còn “Phường Hạ Đình”" in answer.text
    assert send(officer, "/incidents/new", **(gone | {"kind": ""})).text.count("Quận Thanh Xuân") > 5
    page = officer.get(send(officer, "/incidents/new", **gone).location).text
    assert "Quận Thanh Xuân" in page


def test_lan_corrects_and_the_history_shows_it(officer, incident_id):
    page = officer.get(f"/incidents/{incident_id}/edit").text
    assert 'value="Phường Khương Đình (00364)"' in page
    values = REPORT | {"dead": "1", "version": "1", "title": "Vụ cháy nhà trọ"}
    assert send(officer, f"/incidents/{incident_id}/edit", **values).status_code == 303
    page = officer.get(f"/incidents/{incident_id}").text
    for says in ("Đã sửa thông tin vụ việc", "Số người chết", "<del>0</del>", "<ins>1</ins>"):
        assert says in page


def test_an_edit_of_an_old_page_is_refused_and_kept(officer, incident_id):
    address = f"/incidents/{incident_id}/edit"
    assert send(officer, address, **REPORT, version="1", title="Một").status_code == 303
    answer = send(officer, address, **REPORT, version="1", title="Hai")
    assert answer.status_code == 422
    assert "Có người khác vừa lưu" in answer.text
    assert 'value="Hai"' in answer.text


def test_minh_confirms_once(reviewer, incident_id):
    page = f"/incidents/{incident_id}"
    assert "Xác nhận vụ việc" in reviewer.get(page).text
    assert send(reviewer, page, f"{page}/confirm").status_code == 303
    assert state_of(incident_id) is IncidentState.CONFIRMED
    assert send(reviewer, page, f"{page}/confirm").status_code == 409
    db.session.rollback()
    confirmed = select(func.count()).select_from(Event).where(Event.action == "incident:confirmed")
    assert db.session.scalar(confirmed) == 1


def test_minh_closes_what_has_nothing_open(reviewer, incident_id):
    page = f"/incidents/{incident_id}"
    assert send(reviewer, page, f"{page}/close").status_code == 409
    send(reviewer, page, f"{page}/confirm")
    shown = reviewer.get(page).text
    assert "Chưa ghi hộ nào: chỉ kết thúc khi không có hộ nào cần hỗ trợ." in shown
    assert "button--main" not in shown
    assert send(reviewer, page, f"{page}/close").status_code == 303
    assert state_of(incident_id) is IncidentState.CLOSED
    assert "/edit" not in reviewer.get(page).text


def test_dismissing_asks_why(reviewer, incident_id):
    address = f"/incidents/{incident_id}/dismiss"
    assert "Hãy điền: Lý do" in send(reviewer, address, reason=" ").text
    assert send(reviewer, address, reason="Báo trùng").status_code == 303
    assert "Báo trùng" in reviewer.get(f"/incidents/{incident_id}").text
    assert send(reviewer, address, reason="Lần nữa").status_code == 422


def test_files_are_added_and_sent_back_to_be_saved_only(officer, incident_id):
    address = f"/incidents/{incident_id}/files"
    assert "Hãy chọn ít nhất một tệp" in send(officer, address).text
    paper = a_pdf()
    files = [(BytesIO(paper), "giấy ra viện.pdf"), (BytesIO(a_photo()), "a.jpg")]
    assert send(officer, address, files=files).status_code == 303
    assert "giấy ra viện.pdf" in officer.get(f"/incidents/{incident_id}").text
    answer = officer.get("/attachments/1")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert "filename*=UTF-8''gi%E1%BA%A5y%20ra%20vi%E1%BB%87n.pdf" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data == paper


def test_two_reports_of_one_fire_point_to_each_other(officer, lan, incident_id):
    other = make_incident(actor=actor_of(lan), injured=9)
    assert "Có thể trùng" in officer.get(f"/incidents/{other}").text
    assert f'href="/incidents/{incident_id}"' in officer.get(f"/incidents/{other}").text


def test_the_list_is_narrowed_by_words_state_kind_and_year(officer, lan, incident_id):
    make_incident(actor=actor_of(lan), kind="storm", address="", place_code="00008")
    find = {
        "q=ngoc ha": "Bão", "q=VV-00364-2026-0001": "Vụ cháy", "kind=storm": "Bão", "kind=fire": "Vụ cháy",
    }  # fmt: skip
    for query, says in find.items():
        page = officer.get(f"/incidents?{query}").text
        assert f"{says} tại" in page
        assert page.count(">VV-00364-2026-") == 1
    for query in ("state=closed", "q=%25", "year=2026&kind=flood"):
        assert "Không có vụ việc nào như vậy" in officer.get(f"/incidents?{query}").text
    assert officer.get("/incidents?page=x&state=nonsense&year=abc").text.count(">VV-00364-2026-") == 2


def test_the_wrong_role_is_turned_away(incident_id, as_user):
    make_user("quan", Role.ADMINISTRATOR)
    make_user("tam", Role.CASHIER)
    admin, cashier = as_user("quan"), as_user("tam")
    attachments.attach(
        "incident", incident_id, Upload("a.jpg", a_photo()), actor=actor("lan2", Role.OFFICER), purpose="photo"
    )
    for path in ("/incidents", f"/incidents/{incident_id}", "/attachments/1"):
        assert admin.get(path).status_code == 403
    for path in ("/incidents/new", f"/incidents/{incident_id}/edit", f"/incidents/{incident_id}/files"):
        assert cashier.get(path).status_code == 403
    for step in ("confirm", "close", "dismiss"):
        assert send(cashier, f"/incidents/{incident_id}", f"/incidents/{incident_id}/{step}").status_code == 403
    assert state_of(incident_id) is IncidentState.REPORTED


def test_another_ward_finds_nothing(stranger, incident_id, lan):
    attachments.attach("incident", incident_id, Upload("a.jpg", a_photo()), actor=actor_of(lan), purpose="photo")
    page = f"/incidents/{incident_id}"
    for path in (page, f"{page}/edit", f"{page}/files", f"{page}/dismiss", "/attachments/1", "/attachments/9"):
        assert stranger.get(path).status_code == 404
    for step in ("confirm", "close"):
        assert send(stranger, "/incidents", f"{page}/{step}").status_code == 404
    assert "VV-00364" not in stranger.get("/incidents").text


def test_a_visitor_is_asked_to_sign_in(client, incident_id):
    for path in ("/incidents", "/incidents/new", f"/incidents/{incident_id}", "/attachments/1"):
        assert client.get(path).location.startswith("/login")


def test_who_may_not_see_cases_sees_no_household_and_no_telephone(incident_id, as_user):
    make_user("tam", Role.CASHIER)
    page = as_user("tam").get(f"/incidents/{incident_id}").text
    assert "Các hộ bị ảnh hưởng" not in page
    assert "+84912345678" not in page
