"""What the pages tell of aid given elsewhere: enough to decide, and no more of the other case."""

import re
from datetime import date

import pytest

from aid.domain.roles import Role
from aid.extensions import db
from aid.models.entitlements import Entitlement
from aid.models.households import DifferentPeople
from aid.services import entitlements
from tests.factories.entitlements import make_assessed_case, put_in_decision, put_in_dossier, the_fire
from tests.factories.users import actor, make_agency

DAY = date(2024, 8, 1)
DEAD = {"kind": "dead", "day": DAY}
AN = {"name": "Lê Văn An", "born": date(1985, 7, 2), "sex": "m", "relation": "head", "harms": [DEAD]}
NUMBER = "001085012345"


@pytest.fixture
def lan(app):
    return actor("lan", Role.OFFICER)


@pytest.fixture
def her(lan, as_user):
    return as_user("lan")


def _burial(incident, who, wife, **person):
    made = make_assessed_case(
        who, AN | person, {"name": wife, "born_in": 1983, "relation": "spouse"}, incident=incident
    )
    return made, db.session.query(Entitlement).filter_by(case_id=made.case_id, benefit="E14").one()


def _both(lan, **person):
    """The same death registered here and next door, where it was decided after ours was computed."""
    hoa = actor("hoa", Role.OFFICER, agency=make_agency("ha-dinh"))
    here = _burial(the_fire(code="CHAY-2024", day=DAY), lan, "Lê Thị Bình", number=NUMBER)
    there, line = _burial(the_fire(make_agency("ha-dinh"), code="HD-2024", day=DAY), hoa, "Vũ Thị Hạnh", **person)
    put_in_decision(line)
    return there, *here


def _text(answer):
    return re.sub(r"\s+", " ", answer.get_data(as_text=True).replace("\u00a0", " "))


def test_the_case_page_tells_of_it_before_anything_is_proposed(her, lan):
    _, made, _ = _both(lan, number=NUMBER)
    for path in (f"/cases/{made.case_id}", f"/cases/{made.case_id}/entitlements"):
        page = _text(her.get(path))
        assert "Đã được hỗ trợ cho cùng mục đích" in page and "25.000.000 đ" in page
        assert "khoản này chỉ chi một lần" in page
        assert "HD-2024" not in page and "Hạnh" not in page and NUMBER not in page


def test_computed_again_the_page_says_in_both_languages_what_is_proposed_no_more(her, lan):
    _, made, _ = _both(lan, number=NUMBER)
    entitlements.compute(made.case_id, actor=lan)
    page = _text(her.get(f"/cases/{made.case_id}"))
    assert "Không đề nghị nữa khoản" in page and "của UBND phường ha-dinh" in page
    her.set_cookie("language", "en")
    page = _text(her.get(f"/cases/{made.case_id}"))
    assert "Not proposed any more" in page and "This is given once only; already given: 25,000,000 VND" in page


def test_the_dossier_page_tells_who_signs(her, lan):
    _, _, line = _both(lan, number=NUMBER)
    page = _text(her.get(f"/dossiers/{put_in_dossier(line)}"))
    assert "khoản này chỉ chi một lần" in page
    assert "Nơi khác đã quyết định hỗ trợ sau khi tính: Lê Văn An." in page


def test_somebody_of_the_same_name_is_told_apart_on_a_form(her, lan):
    there, made, _ = _both(lan)
    page = _text(her.get(f"/cases/{made.case_id}"))
    assert "có thể là cùng một người" in page
    path = f"/cases/{made.case_id}/people/{made.people['An']}/different/{there.people['An']}"
    assert path in page
    form = her.get(path)
    token = re.search(r'name="csrf_token" value="([^"]+)"', form.get_data(as_text=True)).group(1)
    assert "Hãy điền" in _text(her.post(path, data={"csrf_token": token, "reason": ""}))
    done = her.post(path, data={"csrf_token": token, "reason": "Căn cước khác số"})
    assert (done.status_code, done.location) == (303, f"/cases/{made.case_id}")
    assert db.session.query(DifferentPeople).one().reason == "Căn cước khác số"
    assert "có thể là cùng một người" not in _text(her.get(f"/cases/{made.case_id}"))
