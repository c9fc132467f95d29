"""The facts of a case as the rules see them, from the rows Lan recorded."""

from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.exc import NoResultFound

from aid.domain.case_facts import facts_as_data, read_facts
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.cases import Case
from aid.queries.case_facts import facts_of, facts_of_many
from aid.queries.evaluations import evaluate_case, evaluate_cases
from aid.services import entitlements
from tests.factories.entitlements import (
    FIRE_DAY,
    add_harm,
    khuong_dinh_family,
    lines_of,
    make_assessed_case,
    make_case,
    put_in_decision,
)
from tests.factories.users import actor

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


def _varied_world():
    """Families that share a fire and differ in everything the facts hold; one was paid, one has nothing recorded."""
    lan = actor("lan", Role.OFFICER)
    paid = make_assessed_case(lan)
    put_in_decision(lines_of(paid.case_id)["ND20-2021", "E14", paid.people["An"]])
    raised = make_assessed_case(lan)
    line = lines_of(raised.case_id)["ND20-2021", "E14", raised.people["An"]]
    entitlements.raise_amount(line.id, 25_000_000, "Đưa về quê", actor=lan)
    missing = {"name": "Lê Thị Dung", "born_in": 1990, "harms": [{"kind": "missing"}]}
    costs = [{"kind": "cremation", "payee": "service_provider", "amount": 8_000_000}]
    needy = make_case(missing, poverty_class="poor", damage={"degree": "severe"}, need={"essentials": True})
    bare = make_case({"name": "Chưa rõ"}, papers={"received_on": None}, costs=costs)
    return [made.case_id for made in (paid, raised, needy, bare)]


def test_many_cases_have_the_facts_each_of_them_has_alone():
    cases = _varied_world()
    alone = {case_id: facts_of(case_id, on=DAY) for case_id in cases}
    assert len({known.facts for known in alone.values()}) == len(cases)
    assert facts_of_many(cases, on=DAY) == alone
    assert evaluate_cases(cases, on=DAY) == {case_id: evaluate_case(case_id, on=DAY) for case_id in cases}


def test_reading_and_evaluating_many_cases_asks_as_often_as_for_one(app):
    cases = _varied_world()
    one, many = (_asked(lambda some=some: evaluate_cases(some, on=DAY)) for some in (cases[:1], cases))
    assert many <= one


def _asked(read):
    db.session.expunge_all()
    asked = []

    def note(_connection, _cursor, text, *_rest):
        asked.append(text)

    event.listen(db.engine, "before_cursor_execute", note)
    read()
    event.remove(db.engine, "before_cursor_execute", note)
    return len(asked)


def test_a_case_that_is_not_there_is_no_empty_case():
    made = khuong_dinh_family()
    with pytest.raises(NoResultFound):
        facts_of_many([made.case_id, 9_999], on=DAY)
