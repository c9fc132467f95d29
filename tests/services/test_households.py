from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from aid.domain.cases import CaseState
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.cases import Case, CaseMember
from aid.models.events import Access, Event
from aid.models.households import Household, Person
from aid.queries import duplicates
from aid.services import accesses, households, incidents
from tests.factories.cases import IDENTITY, a_household, a_person, household_of, make_case, people_of
from tests.factories.incidents import make_incident
from tests.factories.users import actor, make_agency


@pytest.fixture
def lan(app, clock):
    clock("2026-09-15T08:00+07:00")
    return actor("lan", Role.OFFICER)


@pytest.fixture
def fire(lan):
    return make_incident(actor=lan, occurred_on=date(2026, 9, 12))


def count(kind):
    return db.session.scalar(select(func.count()).select_from(kind))


def person(person_id):
    return db.session.get_one(Person, person_id, populate_existing=True)


def test_a_household_comes_with_its_head_and_its_case(lan, fire):
    case_id = households.register(fire, a_household(fire, phone="0912 345 678"), a_person(), actor=lan)
    case = db.session.get_one(Case, case_id)
    assert case.code.endswith("/001") and case.state is CaseState.RECORDING and case.head_name == "Nguyễn Thị Mẫu"
    assert [member.person.relation for member in case.members] == ["head"]
    assert case.household.phone == "+84912345678" and case.household.agency_id == lan.agency_id


def test_each_case_of_an_incident_gets_the_next_number(lan, fire):
    make_case(fire, actor=lan)
    second = make_case(fire, actor=lan, head=a_person("Trần Thị Hai"))
    assert db.session.get_one(Case, second).code.endswith("/002")


def test_the_same_form_sent_twice_registers_one_household(lan, fire):
    first = households.register(fire, a_household(fire), a_person(), actor=lan)
    assert households.register(fire, a_household(fire), a_person(), actor=lan) == first
    assert (count(Household), count(Person), count(Case)) == (1, 1, 1)


def test_the_same_person_sent_twice_is_added_once(lan, fire):
    case_id = make_case(fire, actor=lan)
    child = a_person("Nguyễn Văn Con", relation="child")
    first = households.add_person(case_id, child, actor=lan)
    assert households.add_person(case_id, child, actor=lan) == first
    assert len(people_of(case_id)) == 2


def test_a_long_name_is_kept_whole_and_composed(lan, fire):
    long_name = " ".join(["Nguyê\u0303n"] * 17)
    case_id = make_case(fire, actor=lan, head=a_person(long_name))
    kept = person(people_of(case_id)[0]).full_name
    assert kept == " ".join(["Nguyễn"] * 17) and len(kept) > 100


def test_somebody_not_identified_gets_a_code_and_keeps_it(lan, fire):
    case_id = make_case(fire, actor=lan)
    unknown = a_person("", identity_state="unidentified", mark="nam, áo xanh", birth_year=None, sex="")
    person_id = households.add_person(case_id, unknown, actor=lan)
    code = person(person_id).unidentified_code
    assert code.startswith("CRDT-") and person(person_id).full_name == f"Chưa rõ danh tính {code}"
    households.correct_person(person_id, a_person("Lê Văn Rõ", identity_number=IDENTITY), actor=lan)
    assert (person(person_id).full_name, person(person_id).unidentified_code) == ("Lê Văn Rõ", code)


def test_a_household_has_one_head(lan, fire):
    case_id = make_case(fire, actor=lan)
    with pytest.raises(Refusal, match="head_exists"):
        households.add_person(case_id, a_person("Lê Văn Hai", relation="head"), actor=lan)
    with pytest.raises(Refusal, match="head_missing"):
        households.correct_person(people_of(case_id)[0], a_person(relation="child"), actor=lan)


def test_another_head_stands_on_the_case(lan, fire):
    case_id = make_case(fire, actor=lan, members=[a_person("Trần Văn Chồng", relation="spouse")])
    first, second = people_of(case_id)
    households.name_head(second, actor=lan)
    households.name_head(second, actor=lan)
    assert (person(first).relation, person(second).relation) == ("member", "head")
    assert db.session.get_one(Case, case_id).head_name == "Trần Văn Chồng"


def test_an_empty_number_keeps_the_stored_one(lan, fire):
    case_id = make_case(fire, actor=lan, head=a_person(identity_number=IDENTITY))
    kept = a_person("Nguyễn Thị Mẫu", identity_state="known", relation="head", phone="0912345678")
    households.correct_person(people_of(case_id)[0], kept, actor=lan)
    assert person(people_of(case_id)[0]).identity_number == IDENTITY


def test_the_trail_never_holds_a_whole_number(lan, fire):
    account = {"bank": "VCB", "account": "0011001234567", "account_name": "NGUYEN THI MAU"}
    case_id = make_case(fire, actor=lan)
    person_id = people_of(case_id)[0]
    head = a_person(relation="head", identity_number=IDENTITY, **account)
    households.correct_person(person_id, head, actor=lan)
    households.correct_person(person_id, replace(head, identity_number="001180055589"), actor=lan)
    told = str([(event.before, event.after) for event in db.session.scalars(select(Event))])
    assert IDENTITY not in told and "001180055589" not in told and account["account"] not in told
    last = db.session.scalars(select(Event).order_by(Event.seq.desc())).first()
    assert last.action == "person:corrected" and last.after == {"number_changed": True}


def test_two_who_correct_one_person_do_not_overwrite_each_other(lan, fire):
    person_id = people_of(make_case(fire, actor=lan))[0]
    households.correct_person(person_id, a_person("Tên Mới", relation="head"), version=1, actor=lan)
    with pytest.raises(Refusal, match="stale_edit"):
        households.correct_person(person_id, a_person("Tên Khác", relation="head"), version=1, actor=lan)
    assert person(person_id).full_name == "Tên Mới"


def test_nothing_changed_writes_no_event(lan, fire):
    person_id = people_of(make_case(fire, actor=lan))[0]
    before = count(Event)
    households.correct_person(person_id, a_person(relation="head"), actor=lan)
    assert count(Event) == before


def test_correcting_the_household_is_checked_and_told(lan, fire):
    case_id = make_case(fire, actor=lan)
    home_id = household_of(case_id)
    with pytest.raises(Refusal, match="poverty_without_evidence"):
        households.correct_household(home_id, a_household(fire, poverty_class="poor"), actor=lan)
    poor = a_household(fire, poverty_class="poor", poverty_evidence="QĐ 12/QĐ-UBND")
    households.correct_household(home_id, poor, version=1, actor=lan)
    with pytest.raises(Refusal, match="stale_edit"):
        households.correct_household(home_id, a_household(fire), version=1, actor=lan)
    last = db.session.scalars(select(Event).order_by(Event.seq.desc())).first()
    assert (last.action, last.after["poverty_class"]) == ("household:corrected", "poor")


def test_a_known_household_is_taken_into_a_new_incident_once(lan, fire):
    home_id = household_of(make_case(fire, actor=lan, members=[a_person("Trần Văn Con", relation="child")]))
    storm = make_incident(actor=lan, kind="storm", occurred_on=date(2026, 9, 14))
    case_id = households.register_existing(storm, home_id, actor=lan)
    assert count(Household) == 1 and len(people_of(case_id)) == 2
    with pytest.raises(Refusal, match="case_exists"):
        households.register_existing(storm, home_id, actor=lan)


def test_a_dismissed_incident_takes_no_household(lan, fire):
    minh = actor("minh", Role.REVIEWER)
    incidents.dismiss(fire, "Báo nhầm", actor=minh)
    with pytest.raises(Refusal, match="incident_not_open"):
        households.register(fire, a_household(fire), a_person(), actor=lan)


def test_another_ward_finds_nothing_here(lan, fire):
    hoa = actor("hoa", Role.OFFICER, agency=make_agency("other"))
    case_id = make_case(fire, actor=lan)
    person_id = people_of(case_id)[0]
    for step in (
        lambda: households.register(fire, a_household(fire), a_person("Hoa"), actor=hoa),
        lambda: households.add_person(case_id, a_person("Hoa"), actor=hoa),
        lambda: households.correct_person(person_id, a_person("Hoa"), actor=hoa),
        lambda: households.name_head(person_id, actor=hoa),
        lambda: households.correct_household(household_of(case_id), a_household(fire), actor=hoa),
        lambda: households.register_existing(fire, household_of(case_id), actor=hoa),
        lambda: accesses.reveal(person_id, "", actor=hoa),
    ):
        with pytest.raises(Missing):
            step()


def test_who_may_not_register_is_refused(lan, fire):
    minh = actor("minh", Role.REVIEWER)
    with pytest.raises(Refusal, match="action_not_allowed"):
        households.register(fire, a_household(fire), a_person(), actor=minh)


def test_a_look_at_a_number_is_written_down(lan, fire):
    person_id = people_of(make_case(fire, actor=lan, head=a_person(identity_number=IDENTITY)))[0]
    assert accesses.reveal(person_id, "trang hồ sơ", actor=lan).identity_number == IDENTITY
    look = db.session.scalars(select(Access)).one()
    assert (look.user_id, look.person_id, look.purpose) == (lan.user_id, person_id, "trang hồ sơ")


def test_likely_duplicates_are_shown_and_nothing_is_blocked(lan, fire):
    first = make_case(fire, actor=lan, head=a_person("Lê Thị Hoà", identity_number=IDENTITY))
    second = make_case(
        fire, actor=lan, address="số 9", head=a_person("Trần Thị Khác"),
        members=[a_person("Lê Văn Em", relation="child", identity_number=IDENTITY)],
    )  # fmt: skip
    third = make_case(fire, actor=lan, address="số 10", head=a_person("LE THI HOA"))
    assert [(row.why, row.other_case_id) for row in duplicates.of_case(second)] == [("number", first)]
    assert [(row.why, row.other_case_id) for row in duplicates.of_case(third)] == [("name_birth_place", first)]
    assert {row.other_case_id for row in duplicates.of_case(first)} == {second, third}
    assert count(CaseMember) == 4


def test_a_number_twice_in_one_household_is_told_once(lan, fire):
    child = a_person("Lê Văn Em", relation="child", identity_number=IDENTITY)
    case_id = make_case(fire, actor=lan, head=a_person(identity_number=IDENTITY), members=[child])
    assert [row.why for row in duplicates.of_case(case_id)] == ["number"]
