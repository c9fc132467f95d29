"""Search: letters without marks, last digits, codes; only what the reader may see."""

import re
from urllib.parse import quote

import pytest

from aid.domain.roles import Role
from aid.extensions import db
from aid.models.decisions import Decision
from aid.models.households import Person
from tests.factories import entitlements as made
from tests.factories.users import make_agency, make_user
from tests.web.test_my_work import a_line


@pytest.fixture
def lan(app, as_user):
    make_user("lan", Role.OFFICER)
    return as_user("lan")


def hits(browser, q) -> str:
    page = browser.get(f"/search?q={quote(q)}").text
    return " ".join(re.sub(r"<[^>]+>", " ", " ".join(re.findall(r"(?s)<tbody>.*?</tbody>", page))).split())


def a_person(**more):
    made.make_case({"name": "Nguyễn Thị Mẫu Hoà", "born_in": 1980})
    person = db.session.query(Person).one()
    for name, value in more.items():
        setattr(person, name, value)
    db.session.commit()


@pytest.mark.parametrize("q", ["mau hoa", "MẪU HÒA", "hoà nguyen", "  Thị   mẫu "])
def test_a_person_is_found_with_or_without_marks_in_any_order(lan, q):
    a_person()
    assert "Nguyễn Thị Mẫu Hoà" in hits(lan, q)


@pytest.mark.parametrize("q", ["001180012389", "2389", "0912 345 678", "+84912345678", "345678", "345.678"])
def test_the_last_digits_of_a_number_find_the_person_and_are_not_shown(lan, q):
    a_person(identity_state="known", identity_number="001180012389", phone="+84912345678")
    page = hits(lan, q)
    assert "Nguyễn Thị Mẫu Hoà" in page
    assert "001180012389" not in page
    assert "912345678" not in page


@pytest.mark.parametrize("q", ["%", "__", "100%", "\\", "'; --", "89%", "0011_0012389"])
def test_signs_of_the_query_language_are_letters_like_others(lan, q):
    a_person(identity_state="known", identity_number="001180012389")
    assert hits(lan, q) == ""


def test_short_or_empty_searches_ask_for_more(lan):
    for address in ("/search", "/search?q=", "/search?q=a", "/search?q=%20%20"):
        assert "ít nhất 2 ký tự" in lan.get(address).text


def test_codes_and_numbers_lead_to_their_pages(lan):
    decision = db.session.get_one(Decision, made.put_in_decision(a_line("Lê Văn Một")))
    assert "Cháy ở phố Thử" in hits(lan, made.FIRE_CODE.lower())
    assert "Lê Văn Một" in hits(lan, f"{made.FIRE_CODE}-0001")
    assert "Hỗ trợ hộ bị cháy" in hits(lan, decision.dossier.code)
    for typed in ("1/QĐ-UBND", "1/qđ-ubnd", "1/QD-UBND", "1"):
        assert (decision.full_number in hits(lan, typed)) is (len(typed) > 1)
    assert f'href="/decisions/{decision.id}"' in lan.get(f"/search?q={decision.full_number}").text


def test_a_group_shows_twenty_and_says_that_there_are_more(lan):
    for number in range(21):
        made.make_case({"name": f"Trần Văn Thứ {number}", "born_in": 1980})
    page = lan.get("/search?q=tran+van").text
    assert page.count("Trần Văn Thứ") == 20
    assert "Còn nữa" in page


def test_another_office_finds_nothing_and_the_successor_finds_all(as_user):
    a_person()
    heir = make_agency("ha-dinh")
    make_user("hoa", Role.OFFICER, agency=heir)
    hoa = as_user("hoa")
    assert hits(hoa, "mau hoa") == ""
    make_agency().successor_id = heir.id
    db.session.commit()
    assert "Nguyễn Thị Mẫu Hoà" in hits(hoa, "mau hoa")


@pytest.mark.parametrize(
    ("role", "sees"),
    [(Role.AUDITOR, True), (Role.CASHIER, False), (Role.NEIGHBOURHOOD_HEAD, False), (Role.ADMINISTRATOR, False)],
)
def test_only_who_may_see_cases_finds_people(as_user, role, sees):
    a_person()
    make_user("minh", role)
    assert ("Nguyễn Thị Mẫu Hoà" in hits(as_user("minh"), "mau hoa")) is sees
