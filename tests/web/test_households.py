import re
from datetime import date

import pytest
from sqlalchemy import func, select

from aid.domain.roles import Role
from aid.extensions import db
from aid.models.cases import Case
from aid.models.events import Access
from aid.models.households import Household, Person
from tests.factories.cases import IDENTITY, a_person, household_of, make_case, people_of
from tests.factories.incidents import make_incident
from tests.factories.users import actor, make_agency, make_user
from tests.web.test_cases import press, send, text

FIRE_DAY = date(2026, 9, 12)
HEAD = {
    "full_name": "Lê Thị Hòa", "birth": "1980", "sex": "f", "identity_state": "none", "residence": "permanent",
    "place": "00364", "address": "số 4 ngõ 5", "poverty_class": "none",
}  # fmt: skip


@pytest.fixture
def lan(app, clock):
    clock("2026-09-20T08:00+07:00")
    return actor("lan", Role.OFFICER)


@pytest.fixture
def fire(lan):
    return make_incident(actor=lan, occurred_on=FIRE_DAY)


@pytest.fixture
def officer(fire, as_user):
    return as_user("lan")


def count(kind):
    return db.session.scalar(select(func.count()).select_from(kind))


def test_the_form_starts_with_the_ward_of_the_incident(officer, fire):
    page = text(officer.get(f"/incidents/{fire}/households/new"))
    assert 'value="Phường Khương Đình (00364)"' in page


def test_a_household_is_registered_and_its_people_come_next(officer, fire):
    answer = send(officer, f"/incidents/{fire}/households/new", **HEAD, received_on="13/9/2026")
    case = db.session.scalars(select(Case)).one()
    assert answer.status_code == 303 and answer.location.endswith(f"/cases/{case.id}/people/new")
    assert (case.head_name, case.received_on, case.household.people[0].birth_year) == (
        "Lê Thị Hòa", date(2026, 9, 13), 1980,
    )  # fmt: skip
    assert "Đã ghi nhận hộ của Lê Thị Hòa" in text(officer.get(answer.location))


def test_registering_twice_makes_one_household(officer, fire):
    send(officer, f"/incidents/{fire}/households/new", **HEAD)
    assert send(officer, f"/incidents/{fire}/households/new", **HEAD).status_code == 303
    assert (count(Household), count(Person), count(Case)) == (1, 1, 1)


def test_all_faults_are_told_at_once_and_what_was_typed_stays(officer, fire):
    typed = HEAD | {
        "full_name": "", "birth": "80", "identity_state": "known", "identity_number": "123", "place": "Phường Không Có",
        "address": "", "poverty_class": "poor", "household_phone": "12", "mark": "áo xanh",
    }  # fmt: skip
    page = text(send(officer, f"/incidents/{fire}/households/new", **typed))
    for says in (
        "Chưa có họ và tên", "phải có đúng 12 chữ số", "“80”", "Hãy điền: Địa chỉ",
        "cần có giấy tờ chứng minh", "Không đọc được số điện thoại", "Phường Không Có", "áo xanh",
    ):  # fmt: skip
        assert says in page, says
    assert count(Household) == 0


def test_the_neighbourhood_head_registers_and_adds_people_on_the_phone(fire, as_user):
    make_user("tu", Role.NEIGHBOURHOOD_HEAD)
    tu = as_user("tu")
    added = send(tu, f"/incidents/{fire}/households/new", **HEAD).location
    person = {"full_name": "Trần Văn Con", "birth": "2/1/2015", "identity_state": "none", "residence": "permanent"}
    again = send(tu, added, **person, relation="child", more="y")
    assert again.location.endswith(added)
    last = send(tu, added, **person | {"full_name": "Trần Thị Út"}, relation="child")
    assert last.location.endswith(f"/incidents/{fire}") and tu.get(last.location).status_code == 200
    assert count(Person) == 3


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        (Role.REVIEWER, "/incidents/{fire}/households/new", 403),
        (Role.REVIEWER, "/cases/{case}/people/new", 403),
        (Role.REVIEWER, "/households/{home}/edit", 403),
        (Role.REVIEWER, "/households/{home}/people/{person}", 403),
        (Role.REVIEWER, "/households", 200),
        (Role.REVIEWER, "/households/{home}", 200),
        (Role.NEIGHBOURHOOD_HEAD, "/households", 403),
        (Role.NEIGHBOURHOOD_HEAD, "/households/{home}", 403),
        (Role.NEIGHBOURHOOD_HEAD, "/incidents/{fire}/households/known", 200),
        (Role.CASHIER, "/households/{home}", 403),
    ],
)
def test_pages_open_to_those_they_are_for(lan, fire, as_user, role, path, status):
    case = make_case(fire, actor=lan)
    known = {"fire": fire, "case": case, "home": household_of(case), "person": people_of(case)[0]}
    make_user("minh", role)
    assert as_user("minh").get(path.format(**known)).status_code == status


@pytest.mark.parametrize(
    "path",
    [
        "/incidents/{fire}/households/new",
        "/incidents/{fire}/households/known",
        "/cases/{case}/people/new",
        "/households/{home}",
        "/households/{home}/edit",
        "/households/{home}/people/{person}",
    ],
)
def test_another_ward_finds_nothing(lan, fire, as_user, path):
    case = make_case(fire, actor=lan)
    known = {"fire": fire, "case": case, "home": household_of(case), "person": people_of(case)[0]}
    make_user("hoa", Role.OFFICER, agency=make_agency("other"))
    assert as_user("hoa").get(path.format(**known)).status_code == 404


def test_the_list_is_searched_without_accents_by_any_member_or_number(officer, lan, fire):
    child = a_person("Đỗ Văn Đức", relation="child", identity_number=IDENTITY)
    make_case(fire, actor=lan, head=a_person("Lê Thị Hòa"), members=[child])
    make_case(fire, actor=lan, head=a_person("Nguyễn Văn Ánh"), address="số 9")
    for q, found, left in (
        ("le thi hoa", "Lê Thị Hòa", "Nguyễn Văn Ánh"),
        ("do van duc", "Lê Thị Hòa", "Nguyễn Văn Ánh"),
        (IDENTITY, "Lê Thị Hòa", "Nguyễn Văn Ánh"),
        ("số 9", "Nguyễn Văn Ánh", "Lê Thị Hòa"),
    ):
        page = text(officer.get("/households", query_string={"q": q}))
        assert found in page and left not in page, q
    assert "Không có hộ nào khớp" in text(officer.get("/households?q=khongai"))


def test_the_list_is_in_the_order_of_vietnamese_names(officer, lan, fire):
    for number, name in enumerate(("Trần Văn Đạt", "Lê Thị Ánh", "Phạm Văn Dũng")):
        make_case(fire, actor=lan, head=a_person(name), address=f"số {number}")
    page = text(officer.get("/households"))
    assert page.index("Lê Thị Ánh") < page.index("Phạm Văn Dũng") < page.index("Trần Văn Đạt")


def test_the_registry_page_shows_people_and_cases_with_hidden_numbers(officer, lan, fire):
    account = {"bank": "VCB", "account": "0011001234567", "account_name": "NGUYEN THI MAU"}
    case = make_case(fire, actor=lan, head=a_person(identity_number=IDENTITY, **account))
    page = text(officer.get(f"/households/{household_of(case)}"))
    assert "001*******89" in page and IDENTITY not in page and "0011001234567" not in page and "*4567" in page
    assert f"/cases/{case}" in page


def test_opening_a_persons_form_is_a_look_that_is_written_down(officer, lan, fire):
    case = make_case(fire, actor=lan, head=a_person(identity_number=IDENTITY))
    home, head = household_of(case), people_of(case)[0]
    assert IDENTITY in text(officer.get(f"/households/{home}/people/{head}"))
    assert db.session.scalars(select(Access.person_id)).all() == [head]


def test_a_person_is_corrected(officer, lan, fire):
    case = make_case(fire, actor=lan)
    home, head = household_of(case), people_of(case)[0]
    typed = {
        "full_name": "Nguyễn Thị Sửa", "birth": "1/5/1980", "sex": "f", "identity_state": "known",
        "identity_number": "001 180 012389", "residence": "temporary", "relation": "head", "person_phone": "0912345678",
    }  # fmt: skip
    assert send(officer, f"/households/{home}/people/{head}", **typed).status_code == 303
    person = db.session.get_one(Person, head, populate_existing=True)
    assert (person.full_name, person.identity_number, person.phone) == ("Nguyễn Thị Sửa", IDENTITY, "+84912345678")
    assert "Đã sửa thông tin một người" in text(officer.get(f"/households/{home}"))


def test_a_household_is_corrected_and_a_late_page_is_refused(officer, lan, fire):
    home = household_of(make_case(fire, actor=lan))
    path = f"/households/{home}/edit"
    typed = {"place": "00364", "address": "số 7", "poverty_class": "poor", "poverty_evidence": "GCN 12"}
    html = text(officer.get(path))
    token = re.search(r'name="csrf_token" value="([^"]+)"', html)[1]
    assert send(officer, path, **typed).status_code == 303
    late = officer.post(path, data=typed | {"address": "số 8", "version": "1", "csrf_token": token})
    assert "người khác" in text(late)
    assert db.session.scalars(select(Household.address)).one() == "số 7"


def test_another_head_is_named(officer, lan, fire):
    case = make_case(fire, actor=lan, members=[a_person("Trần Văn Chồng", relation="spouse")])
    home, (_, spouse) = household_of(case), people_of(case)
    assert press(officer, f"/households/{home}", f"/households/{home}/people/{spouse}/head").status_code == 303
    assert "Hộ Trần Văn Chồng" in text(officer.get(f"/cases/{case}"))


def test_a_known_household_is_found_and_taken_in_once(officer, lan, fire):
    home = household_of(make_case(fire, actor=lan))
    storm = make_incident(actor=lan, kind="storm", occurred_on=date(2026, 9, 14))
    path = f"/incidents/{storm}/households/known"
    assert "Nguyễn Thị Mẫu" in text(officer.get(path, query_string={"q": "mau"}))
    assert "Nguyễn Thị Mẫu" not in text(officer.get(path))
    assert press(officer, f"{path}?q=mau", path, household_id=home).status_code == 303
    twice = press(officer, f"{path}?q=mau", path, household_id=home)
    assert twice.status_code == 409 and "đã có hồ sơ" in text(twice)
    assert press(officer, f"{path}?q=mau", path, household_id="x").status_code == 404


def test_somebody_not_identified_is_added_with_a_code(officer, lan, fire):
    case = make_case(fire, actor=lan)
    typed = {"identity_state": "unidentified", "mark": "nam, áo xanh", "residence": "visitor", "relation": "other"}
    assert send(officer, f"/cases/{case}/people/new", **typed).status_code == 303
    page = text(officer.get(f"/cases/{case}"))
    assert "CRDT-" in page and "áo xanh" in page and "Chưa có ngày hoặc năm sinh" in page
