import re
from datetime import date

import pytest
from sqlalchemy import func, select

from aid.domain.cases import CaseState
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.cases import Case, Cost, Damage, Harm, Need
from aid.models.events import Access
from aid.services import assessments
from aid.services.assessments import NeedValues, Papers
from tests.factories.cases import IDENTITY, a_person, dead, injured, make_case, people_of
from tests.factories.incidents import make_incident
from tests.factories.users import actor, make_agency, make_user

FIRE_DAY = date(2026, 9, 12)


@pytest.fixture
def lan(app, clock):
    clock("2026-09-20T08:00+07:00")
    return actor("lan", Role.OFFICER)


@pytest.fixture
def fire(lan):
    return make_incident(actor=lan, occurred_on=FIRE_DAY)


@pytest.fixture
def case_id(lan, fire):
    return make_case(
        fire,
        actor=lan,
        head=a_person(identity_number=IDENTITY),
        members=[a_person("Trần Văn Con", relation="child", birth_date=date(2015, 1, 2))],
        harms=[(0, injured(FIRE_DAY, admitted_on=FIRE_DAY, discharged_on=date(2026, 9, 17), facility="Bệnh viện Mẫu"))],
        papers=Papers(date(2026, 9, 13)),
    )


@pytest.fixture
def officer(case_id, as_user):
    return as_user("lan")


def token_of(client, path):
    html = client.get(path).get_data(as_text=True)
    return re.search(r'name="csrf_token" value="([^"]+)"', html)[1]


def send(client, path, **values):
    """Fill in the form at `path` and send it, as a browser does."""
    html = client.get(path).get_data(as_text=True)
    version = re.search(r'name="version"[^>]*value="(\d+)"', html)
    hidden = {"version": version[1]} if version else {}
    token = re.search(r'name="csrf_token" value="([^"]+)"', html)[1]
    return client.post(path, data={"csrf_token": token, **hidden, **values})


def press(client, page, path, **values):
    return client.post(path, data={"csrf_token": token_of(client, page), **values})


def text(answer):
    return answer.get_data(as_text=True)


def count(kind):
    return db.session.scalar(select(func.count()).select_from(kind))


def case_of(case_id):
    return db.session.get_one(Case, case_id, populate_existing=True)


def test_the_page_shows_the_household_the_tasks_and_the_people(officer, case_id):
    page = text(officer.get(f"/cases/{case_id}"))
    assert "Hộ Nguyễn Thị Mẫu" in page and "Việc cần làm" in page
    assert "001*******89" in page and IDENTITY not in page
    assert "5 ngày điều trị" in page and "Bệnh viện Mẫu" in page and "Trần Văn Con" in page
    assert "Tính các khoản hỗ trợ" in page and "Đã ghi nhận hộ và mở hồ sơ" in page


def test_the_page_has_one_filled_button_for_the_next_task(officer, case_id):
    page = text(officer.get(f"/cases/{case_id}"))
    assert page.count('class="button button--main"') == 1


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.APPROVER, Role.AUDITOR, Role.CITY, Role.ACCOUNTANT])
def test_a_reader_sees_the_page_without_any_edit(case_id, as_user, role):
    make_user("minh", role)
    page = text(as_user("minh").get(f"/cases/{case_id}"))
    assert "Nguyễn Thị Mẫu" in page and f"/cases/{case_id}/harm/new" not in page and "Rút hồ sơ" not in page


FORMS = ["papers", "damage", "needs", "harm/new", "costs/new", "withdraw", "members/{head}", "harm/{harm}", "files"]


def path_of(case_id, form):
    harm_id = db.session.scalars(select(Harm.id)).first()
    return f"/cases/{case_id}/" + form.format(head=people_of(case_id)[0], harm=harm_id)


@pytest.mark.parametrize("form", FORMS)
def test_each_form_opens(officer, case_id, form):
    assert officer.get(path_of(case_id, form)).status_code == 200


@pytest.mark.parametrize("form", FORMS)
def test_the_wrong_role_is_turned_away(case_id, as_user, form):
    make_user("minh", Role.REVIEWER)
    assert as_user("minh").get(path_of(case_id, form)).status_code == 403


@pytest.mark.parametrize("form", ["", *FORMS])
def test_another_ward_finds_nothing(case_id, as_user, form):
    make_user("hoa", Role.OFFICER, agency=make_agency("other"))
    path = path_of(case_id, form).rstrip("/")
    assert as_user("hoa").get(path).status_code == 404


def test_damage_is_recorded_and_shown(officer, case_id):
    answer = send(
        officer, f"/cases/{case_id}/damage", degree="total", house_type="solid", tenure="tenant", paper="Biên bản 12"
    )
    assert answer.status_code == 303
    damage = db.session.scalars(select(Damage)).one()
    assert (damage.degree, damage.tenure, damage.habitable) == ("total", "tenant", False)
    assert "Biên bản 12" in text(officer.get(f"/cases/{case_id}"))


def test_all_faults_are_told_at_once_and_what_was_typed_stays(officer, case_id):
    head = people_of(case_id)[0]
    typed = {
        "person_id": head, "kind": "injured", "happened_on": "11/9/2026", "admitted_on": "30/9/2026",
        "discharged_on": "xyz", "facility": "Bệnh viện Gõ Dở", "severity": "severe",
    }  # fmt: skip
    page = text(send(officer, f"/cases/{case_id}/harm/new", **typed))
    assert "Lỗi:" in page and "sớm hơn ngày xảy ra vụ việc" in page and "chưa đến" in page
    assert "Không đọc được ngày “xyz”" in page and "Bệnh viện Gõ Dở" in page and 'value="30/9/2026"' in page
    assert count(Harm) == 1


def test_a_wound_needs_its_severity_from_a_person(officer, case_id):
    child = people_of(case_id)[1]
    address = f"/cases/{case_id}/harm/new"
    page = text(send(officer, address, person_id=child, kind="injured", happened_on="12/9/2026"))
    assert "Hãy chọn mức độ thương tích" in page
    assert count(Harm) == 1


def test_a_house_lost_wholly_is_not_habitable(officer, case_id):
    said = {"degree": "total", "house_type": "solid", "tenure": "owner", "habitable": "y"}
    page = text(send(officer, f"/cases/{case_id}/damage", **said))
    assert "Nhà hư hỏng hoàn toàn thì không còn ở được" in page
    assert count(Damage) == 0


def test_a_death_after_treatment_is_a_second_entry(officer, case_id):
    head = people_of(case_id)[0]
    answer = send(
        officer, f"/cases/{case_id}/harm/new", person_id=head, kind="dead", happened_on="18/9/2026", relatives_care="y"
    )
    assert answer.status_code == 303 and count(Harm) == 2
    page = text(officer.get(f"/cases/{case_id}"))
    assert "Chưa có giấy tờ chứng minh: Nguyễn Thị Mẫu" in page and "cần đơn Mẫu 04" in page


def test_a_refusal_of_the_history_stands_beside_its_field(officer, case_id):
    head = people_of(case_id)[0]
    page = text(send(officer, f"/cases/{case_id}/harm/new", person_id=head, kind="found", happened_on="13/9/2026"))
    assert "trước đó người này không mất tích" in page


def test_a_harm_is_corrected_and_removed_with_a_reason(officer, case_id):
    harm_id = db.session.scalars(select(Harm.id)).one()
    path = f"/cases/{case_id}/harm/{harm_id}"
    head = people_of(case_id)[0]
    send(officer, path, person_id=head, kind="injured", happened_on="12/9/2026", severity="critical", treated="y")
    assert db.session.scalars(select(Harm.severity)).one() == "critical"
    assert send(officer, f"{path}/remove", reason="").status_code == 200 and count(Harm) == 1
    assert send(officer, f"{path}/remove", reason="Ghi nhầm người").status_code == 303 and count(Harm) == 0


def test_the_same_harm_sent_twice_is_recorded_once(officer, case_id):
    child = people_of(case_id)[1]
    typed = {"person_id": child, "kind": "injured", "happened_on": "12/9/2026", "severity": "light"}
    assert send(officer, f"/cases/{case_id}/harm/new", **typed).status_code == 303
    assert "đã được ghi" in text(send(officer, f"/cases/{case_id}/harm/new", **typed))
    assert count(Harm) == 2


def test_needs_papers_and_a_member_are_recorded(officer, case_id):
    child = people_of(case_id)[1]
    send(officer, f"/cases/{case_id}/needs", short_of_food="2", food_months="1", essentials="y")
    send(officer, f"/cases/{case_id}/papers", received_on="13/9/2026", applied_on="14/9/2026")
    send(officer, f"/cases/{case_id}/members/{child}", at_scene="y", pupil="y", lost_parents="1")
    assert db.session.scalars(select(Need.short_of_food)).one() == 2
    assert case_of(case_id).applied_on == date(2026, 9, 14)
    page = text(officer.get(f"/cases/{case_id}"))
    assert "đang đi học" in page and "mất bố hoặc mẹ" in page and "thiếu nhu yếu phẩm" in page


def test_more_hungry_than_members_is_refused_beside_the_field(officer, case_id):
    page = text(send(officer, f"/cases/{case_id}/needs", short_of_food="9", food_months="1"))
    assert "nhiều hơn số người trong hồ sơ (2)" in page and count(Need) == 0


def test_a_page_left_open_does_not_overwrite_another_edit(officer, case_id, lan):
    html = text(officer.get(f"/cases/{case_id}/needs"))
    token = re.search(r'name="csrf_token" value="([^"]+)"', html)[1]
    version = re.search(r'name="version"[^>]*value="(\d+)"', html)[1]
    assessments.record_needs(case_id, NeedValues(1), actor=lan)
    typed = {"csrf_token": token, "version": version, "short_of_food": "2", "food_months": "3"}
    page = text(officer.post(f"/cases/{case_id}/needs", data=typed))
    assert "người khác" in page and 'value="2"' in page
    assert db.session.scalars(select(Need.short_of_food)).one() == 1


def test_a_cost_is_recorded_once_and_removed(officer, case_id):
    typed = {"kind": "burial", "payee": "household", "amount": "8 triệu", "invoice": "HĐ 0001"}
    assert send(officer, f"/cases/{case_id}/costs/new", **typed).status_code == 303
    assert "đã được ghi" in text(send(officer, f"/cases/{case_id}/costs/new", **typed))
    cost = db.session.scalars(select(Cost)).one()
    assert cost.amount == 8_000_000
    assert "8.000.000" in text(officer.get(f"/cases/{case_id}"))
    send(officer, f"/cases/{case_id}/costs/{cost.id}/remove", reason="Của hộ khác")
    assert count(Cost) == 0


def test_somebody_is_left_out_and_offered_again(officer, case_id):
    child = people_of(case_id)[1]
    page = f"/cases/{case_id}/members/{child}"
    assert press(officer, page, f"{page}/leave").status_code == 303
    assert "chưa ở hồ sơ này" in text(officer.get(f"/cases/{case_id}"))
    assert "Đưa vào hồ sơ" in text(officer.get(page))


def test_a_case_is_withdrawn_with_a_reason_and_then_closed_to_edits(officer, case_id):
    assert send(officer, f"/cases/{case_id}/withdraw", reason=" ").status_code == 200
    assert send(officer, f"/cases/{case_id}/withdraw", reason="Hộ không có mặt").status_code == 303
    assert case_of(case_id).state is CaseState.WITHDRAWN
    assert "Hộ không có mặt" in text(officer.get(f"/cases/{case_id}"))
    assert officer.get(f"/cases/{case_id}/damage").status_code == 409


def test_a_case_that_is_not_assessed_is_not_closed(officer, case_id):
    assert press(officer, f"/cases/{case_id}/needs", f"/cases/{case_id}/close").status_code == 409


def test_a_whole_number_is_shown_by_a_press_that_is_written_down(officer, case_id):
    head = people_of(case_id)[0]
    household = case_of(case_id).household_id
    page = text(press(officer, f"/cases/{case_id}", f"/households/{household}/people/{head}/numbers"))
    assert IDENTITY in page and count(Access) == 1


def test_likely_duplicates_are_shown_on_both_pages(officer, case_id, lan, fire):
    other = make_case(fire, actor=lan, address="số 9", head=a_person("Lê Thị Khác", identity_number=IDENTITY))
    assert "cùng số định danh" in text(officer.get(f"/cases/{case_id}"))
    assert f"/cases/{case_id}" in text(officer.get(f"/cases/{other}"))


def test_a_mismatch_with_the_number_is_a_warning_on_the_page(officer, fire, lan):
    wrong = a_person("Lê Văn Nhầm", sex="m", birth_year=1979, identity_number=IDENTITY)
    page = text(officer.get(f"/cases/{make_case(fire, actor=lan, address='số 9', head=wrong)}"))
    assert "Năm sinh khác với số định danh" in page and "Giới tính khác với số định danh" in page


def test_a_dead_person_is_seen_at_a_glance(officer, fire, lan):
    case = make_case(fire, actor=lan, address="số 9", harms=[(0, dead(FIRE_DAY))])
    assert 'class="tag tag--late">chết' in text(officer.get(f"/cases/{case}"))
