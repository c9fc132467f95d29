"""What an unconfirmed policy would give is called an estimate on every page that shows it."""

import re
from datetime import date

import pytest

from aid.domain.roles import Role
from tests.factories.entitlements import lines_of, make_assessed_case, the_fire
from tests.factories.users import actor

STORM_DAY = date(2026, 11, 2)


@pytest.fixture
def lan(app):
    return actor("lan", Role.OFFICER)


@pytest.fixture
def storm():
    return the_fire(code="BAO-2026", day=STORM_DAY, kind="storm")


@pytest.fixture
def made(lan, storm):
    dead = {"name": "Trần Văn An", "born_in": 1980, "harms": [{"kind": "dead", "day": STORM_DAY}]}
    return make_assessed_case(lan, dead, incident=storm)


@pytest.fixture
def page(lan, as_user):
    her = as_user("lan")

    def get(path):
        answer = her.get(path)
        assert answer.status_code == 200
        return re.sub(r"\s+", " ", answer.get_data(as_text=True).replace("\u00a0", " "))

    return get


def test_the_case_says_so_beside_line_and_sum(page, made):
    for path in (f"/cases/{made.case_id}", f"/cases/{made.case_id}/entitlements"):
        text = page(path)
        assert "ND335-2026: chưa xác nhận, chỉ để ước tính" in text
        assert "Tổng này gồm cả khoản chỉ để ước tính." in text


def test_raising_it_or_naming_who_gets_it_says_so(page, made):
    (line,) = [row for row in lines_of(made.case_id).values() if row.benefit == "E14"]
    for step in ("raise", "payee"):
        assert "chỉ để ước tính, chưa đưa vào hồ sơ trình được" in page(f"/entitlements/{line.id}/{step}")


def test_the_incident_counts_estimates_apart_from_what_is_proposed(page, made, storm):
    text = page(f"/incidents/{storm.id}")
    assert "còn 1 khoản ước tính" in text
    assert "0 đ" in text


def test_a_confirmed_policy_says_nothing_of_estimates(page, lan):
    made = make_assessed_case(lan)
    (line,) = [row for row in lines_of(made.case_id).values() if row.benefit == "E14"]
    for path in (f"/cases/{made.case_id}", f"/entitlements/{line.id}/raise", f"/incidents/{made.incident_id}"):
        assert "ước tính" not in page(path)
