"""What explains a line is kept with it, frozen in the decision, and told in the reader's language."""

from datetime import date

import pytest

from aid.domain.decisions import content_from_data
from aid.domain.explanations import tell_data
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.cases import Case, Evaluation, Harm
from aid.models.decisions import Decision
from aid.models.entitlements import Entitlement
from aid.queries.work import work_of
from aid.services import entitlements
from tests.factories.dossiers import make_decision, make_staff
from tests.factories.entitlements import make_assessed_case, the_fire
from tests.factories.users import actor

DAY = date(2024, 8, 1)
BINH = {"name": "Lê Thị Bình", "born": date(1983, 7, 2), "sex": "f", "relation": "head"}


@pytest.fixture
def lan(app):
    return actor("lan", Role.OFFICER)


def a_fire():
    return the_fire(code="CHAY-2024", day=DAY)


def in_hospital(admitted=DAY):
    return BINH | {"harms": [{"kind": "injured", "severity": "severe", "day": DAY, "admitted_on": admitted}]}


def test_lines_and_refusals_are_told_in_both_languages_long_after(lan):
    made = make_assessed_case(lan, BINH, damage={"degree": "total"}, incident=a_fire())
    row = db.session.query(Evaluation).filter_by(case_id=made.case_id).one()
    refused = next(one for one in row.refusals if one["benefit"] == "E15a")
    assert tell_data(refused, "vi").says.startswith("Chỉ dành cho hộ nghèo")
    assert tell_data(refused, "en").says.startswith("Only for poor")
    assert [one["benefit"] for one in row.refusals] == [one["benefit"] for one in row.answer["refusals"]]


def test_a_decision_freezes_why_each_line_is_what_it_is(app):
    made = make_decision(make_staff())
    content = content_from_data(db.session.get_one(Decision, made).content)
    told = [tell_data(one, "en") for one in content.explanations]
    assert [one["position"] for one in content.explanations] == list(range(1, len(told) + 1))
    assert told[0].document.startswith("20/2021/NĐ-CP") and told[0].grounds
    db.session.query(Entitlement).update({"explanation": None})
    db.session.commit()
    assert content_from_data(db.session.get_one(Decision, made).content) == content


def test_a_decision_of_an_earlier_release_has_no_explanations(app):
    data = dict(db.session.get_one(Decision, make_decision(make_staff())).content)
    del data["explanations"]
    assert content_from_data(data).explanations == ()


def test_somebody_in_hospital_for_two_days_comes_back_when_the_third_is_full(lan, clock):
    clock("2024-08-02T08:00+07:00")
    made = make_assessed_case(lan, in_hospital(), incident=a_fire())
    case = db.session.get_one(Case, made.case_id)
    assert case.recompute_on == date(2024, 8, 4)
    assert not [item for item in work_of(lan)[0] if item.kind == "case_recompute"]
    clock("2024-08-04T08:00+07:00")
    (item,) = [item for item in work_of(lan)[0] if item.kind == "case_recompute"]
    assert (item.id, item.due_on) == (made.case_id, date(2024, 8, 4))
    entitlements.compute(made.case_id, actor=lan)
    assert db.session.query(Entitlement).filter_by(case_id=made.case_id, benefit="E13").count() == 1
    assert not [item for item in work_of(lan)[0] if item.kind == "case_recompute"]


def test_who_has_left_the_hospital_needs_no_reminder(lan, clock):
    clock("2024-08-02T08:00+07:00")
    made = make_assessed_case(lan, in_hospital(), incident=a_fire())
    db.session.query(Harm).filter_by(case_id=made.case_id).one().discharged_on = date(2024, 8, 2)
    db.session.commit()
    entitlements.compute(made.case_id, actor=lan)
    assert db.session.get_one(Case, made.case_id).recompute_on is None
