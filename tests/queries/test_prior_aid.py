"""Before anything is proposed: what the same person already got, anywhere, and what the rules say about it."""

from datetime import date

import pytest
from sqlalchemy import event

from aid.domain.errors import Missing, Refusal
from aid.domain.payouts import PaymentState
from aid.domain.prior_aid import Standing
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.decisions import Decision
from aid.models.entitlements import Entitlement
from aid.models.events import Event
from aid.models.households import Person
from aid.models.payouts import Payment
from aid.queries import dossier_choices, prior_aid
from aid.services import dossiers
from aid.services.told_apart import tell_apart
from tests.factories.dossiers import make_fund, make_staff, plan_of
from tests.factories.entitlements import make_assessed_case, put_in_decision, the_fire
from tests.factories.users import actor, make_agency

DAY = date(2024, 8, 1)
STAY = {"kind": "injured", "severity": "severe", "day": DAY, "admitted_on": DAY, "discharged_on": date(2024, 8, 8)}
NUMBER = "001085012345"
AN = {"name": "Lê Văn An", "born": date(1985, 7, 2), "sex": "m", "relation": "head"}
BINH = {"name": "Lê Thị Bình", "born": date(1983, 7, 2), "sex": "f", "relation": "spouse"}


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def hoa(staff):
    """The officer of the ward next door."""
    return actor("hoa-ha-dinh", Role.OFFICER, agency=make_agency("ha-dinh"))


def dead(**more):
    return AN | {"harms": [{"kind": "dead", "day": DAY}]} | more


def here(staff, *people):
    return make_assessed_case(staff.officer, *people, BINH, incident=the_fire(code="CHAY-2024", day=DAY))


def next_door(hoa, *people, benefit="E14", payment=PaymentState.PAID, code="NO-GAS-2024"):
    """A case of the other ward with one line decided there."""
    other = the_fire(make_agency("ha-dinh"), code=code, day=DAY)
    made = make_assessed_case(hoa, *people, BINH | {"name": "Vũ Thị Hạnh"}, incident=other)
    line = db.session.query(Entitlement).filter_by(case_id=made.case_id, benefit=benefit, policy_code="ND20-2021").one()
    put_in_decision(line, payment=payment)
    return made


def test_a_burial_paid_by_the_ward_next_door_meanwhile_is_found_by_the_number(staff, hoa):
    made = here(staff, dead(number=NUMBER))
    next_door(hoa, dead(number=NUMBER))
    (found,) = prior_aid.of_case(made.case_id)
    assert (found.how, found.standing, found.forbids) == ("number", Standing.ALREADY_PAID, True)
    assert (found.name, found.purpose, found.amount, found.unit) == ("Lê Văn An", "burial", 25_000_000, "VND")
    assert (found.decided_on, found.is_paid) == (date(2023, 9, 12), True)


def test_a_burial_that_the_computation_knew_to_be_paid_is_shown_in_the_place_of_the_line(staff, hoa):
    next_door(hoa, dead(number=NUMBER))
    made = here(staff, dead(number=NUMBER))
    assert db.session.query(Entitlement).filter_by(case_id=made.case_id, benefit="E14").count() == 0
    (found,) = prior_aid.of_case(made.case_id)
    assert (found.entitlement_id, found.title, found.name) == (None, "Hỗ trợ chi phí mai táng", "Lê Văn An")
    assert (found.standing, found.is_counted, found.forbids) == (Standing.ALREADY_PAID, True, False)


def test_what_came_back_or_was_revoked_is_no_aid(staff, hoa):
    next_door(hoa, dead(number=NUMBER))
    made = here(staff, dead(number=NUMBER))
    payment = db.session.query(Payment).one()
    payment.state, payment.reason = PaymentState.RETURNED, "Người nhận trả lại"
    db.session.commit()
    assert prior_aid.of_case(made.case_id) == []
    payment.state, db.session.query(Decision).one().state = PaymentState.PAID, "revoked"
    db.session.commit()
    assert prior_aid.of_case(made.case_id) == []


def test_treatment_after_another_fire_is_shown_and_allowed_beside(staff, hoa):
    next_door(hoa, AN | {"number": NUMBER, "harms": [STAY]}, benefit="E13")
    (found,) = prior_aid.of_case(here(staff, AN | {"number": NUMBER, "harms": [STAY]}).case_id)
    assert (found.standing, found.forbids) == (Standing.BESIDE, False)


def test_the_same_name_and_birth_is_perhaps_the_same_until_somebody_says_otherwise(staff, hoa):
    there = next_door(hoa, dead())
    made = here(staff, dead(number=NUMBER))
    (found,) = prior_aid.of_case(made.case_id)
    assert (found.how, found.standing, found.forbids) == ("name", Standing.ALREADY_PAID, False)
    with pytest.raises(Refusal) as refused:
        tell_apart(made.case_id, made.people["An"], there.people["An"], " ", actor=staff.officer)
    assert refused.value.code == "reason_missing"
    with pytest.raises(Missing):
        tell_apart(made.case_id, made.people["Bình"], there.people["An"], "Khác", actor=staff.officer)
    for _ in range(2):
        tell_apart(made.case_id, made.people["An"], there.people["An"], "Đã xem căn cước", actor=staff.officer)
    assert prior_aid.of_case(made.case_id) == []
    assert db.session.query(Event).filter_by(action="person:told_apart").count() == 1


def test_another_number_is_another_person(staff, hoa):
    next_door(hoa, dead(number="001085054321"))
    assert prior_aid.of_case(here(staff, dead(number=NUMBER)).case_id) == []


def test_the_gate_refuses_at_proposing_and_the_list_says_why(staff, hoa):
    made = here(staff, dead(number=NUMBER))
    next_door(hoa, dead(number=NUMBER))
    fund_id = make_fund(staff)
    (row,) = db.session.query(Entitlement).filter_by(case_id=made.case_id, benefit="E14").all()
    with pytest.raises(Refusal) as refused:
        dossiers.prepare(plan_of([row.id], made.incident_id, fund_id), actor=staff.officer)
    assert (refused.value.code, refused.value.facts["beneficiary"]) == ("already_given_elsewhere", "Lê Văn An")
    db.session.rollback()
    choices = dossier_choices.lines_of(dossier_choices.Wanted(made.incident_id, "ND20-2021", fund_id))
    assert {line.refusal.code for line in choices if line.entitlement_id == row.id} == {"already_given_elsewhere"}


def test_the_gate_refuses_at_signing_what_was_paid_elsewhere_meanwhile(staff, hoa):
    made = here(staff, dead(number=NUMBER))
    (row,) = db.session.query(Entitlement).filter_by(case_id=made.case_id, benefit="E14").all()
    dossier_id = dossiers.prepare(plan_of([row.id], made.incident_id, make_fund(staff)), actor=staff.officer)
    dossiers.submit(dossier_id, actor=staff.officer)
    next_door(hoa, dead(number=NUMBER))
    with pytest.raises(Refusal) as refused:
        dossiers.review(dossier_id, actor=staff.reviewer)
    assert refused.value.code == "already_given_elsewhere"


def test_queries_do_not_grow_with_the_people(staff, hoa):
    next_door(hoa, dead(number=NUMBER))
    made = here(staff, dead(number=NUMBER), *(BINH | {"name": f"Lê Thị Số {n}"} for n in "ABCDEF"))
    db.session.rollback()
    db.session.get_one(Person, made.people["An"])
    statements = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    prior_aid.of_case(made.case_id)
    assert len(statements) <= 7
