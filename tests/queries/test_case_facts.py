"""The facts of a case as the rules see them, from the rows Lan recorded."""

from datetime import date

import pytest

from aid.domain.case_facts import facts_as_data, read_facts
from aid.extensions import db
from aid.models.cases import Case
from aid.queries.case_facts import facts_of
from tests.factories.entitlements import FIRE_DAY, add_harm, khuong_dinh_family, make_case

pytestmark = pytest.mark.usefixtures("app")
DAY = date(2023, 9, 25)


def _harms(made, on=DAY):
    return {(harm.member, harm.kind): harm for harm in facts_of(made.case_id, on=on).facts.harms}


def test_the_facts_have_the_shape_of_the_contract():
    made = khuong_dinh_family()
    facts = facts_of(made.case_id, on=DAY).facts
    assert read_facts(facts_as_data(facts)) == facts
    assert (facts.incident.place, facts.incident.code, facts.decided_on) == ("00364", "KHUONG-HA-2023", DAY)
    assert facts_of(made.case_id, on=DAY).province == "01"


def test_who_was_found_is_no_longer_missing():
    made = make_case({"name": "Trần Văn An", "born_in": 1980, "harms": [{"kind": "missing"}]})
    person = str(made.people["An"])
    assert set(_harms(made)) == {(person, "missing")}
    add_harm(made.case_id, made.people["An"], "found", date(2023, 9, 14))
    db.session.commit()
    assert set(_harms(made)) == set()
    assert set(_harms(made, on=date(2023, 9, 13))) == {(person, "missing")}


def test_who_was_missing_and_is_dead_counts_once():
    made = make_case({"name": "Trần Văn An", "born_in": 1980, "harms": [{"kind": "missing"}]})
    add_harm(made.case_id, made.people["An"], "dead", date(2023, 9, 14))
    db.session.commit()
    assert set(_harms(made)) == {(str(made.people["An"]), "dead")}


def test_who_died_after_treatment_is_injured_and_dead():
    stay = {"kind": "injured", "admitted_on": FIRE_DAY, "discharged_on": date(2023, 9, 16)}
    made = make_case({"name": "Trần Văn An", "born_in": 1980, "harms": [stay]})
    add_harm(made.case_id, made.people["An"], "dead", date(2023, 9, 16))
    db.session.commit()
    person = str(made.people["An"])
    assert set(_harms(made)) == {(person, "injured"), (person, "dead")}
    assert _harms(made)[person, "injured"].inpatient_days == 4


def test_treatment_counts_up_to_the_day_asked_for():
    made = make_case({"name": "Lê Thị Bình", "born_in": 1983, "harms": [{"kind": "injured", "admitted_on": FIRE_DAY}]})
    person = str(made.people["Bình"])
    days = [_harms(made, on=date(2023, 9, day))[person, "injured"].inpatient_days for day in (12, 13, 15)]
    assert days == sorted(days) and days[0] < days[-1]


def test_a_paper_that_has_not_come_counts_from_the_incident():
    made = make_case({"name": "Trần Văn An", "born_in": 1980}, papers={"received_on": None, "applied_on": None})
    facts = facts_of(made.case_id, on=DAY).facts
    assert (facts.received_on, facts.applied_on) == (FIRE_DAY, FIRE_DAY)


def test_damage_needs_costs_and_poverty_are_facts():
    made = make_case(
        {"name": "Trần Văn An", "born_in": 1980, "pupil": True},
        poverty_class="near_poor",
        damage={"degree": "severe", "relocation_order": True},
        need={"short_of_food": 2, "food_months": 3},
        costs=[{"kind": "cremation", "payee": "service_provider", "amount": 8_000_000}],
    )
    facts = facts_of(made.case_id, on=DAY).facts
    assert facts.poverty_class == "near_poor"
    assert (facts.damage.degree, facts.damage.relocation_order) == ("severe", True)
    assert (facts.needs.short_of_food, facts.needs.food_months) == (2, 3)
    assert [(cost.kind, cost.amount, cost.member) for cost in facts.costs] == [("cremation", 8_000_000, None)]
    assert facts.members[0].pupil and db.session.get_one(Case, made.case_id).code.endswith("0001")


def test_somebody_whose_birth_is_unknown_is_no_child():
    made = make_case({"name": "Chưa rõ"})
    (member,) = facts_of(made.case_id, on=DAY).facts.members
    assert member.birth == 1900
