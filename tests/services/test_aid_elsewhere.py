"""What another ward decided for the same person is taken off, named, and asked for again at every gate."""

from datetime import date

import pytest

from aid.domain.errors import Refusal
from aid.domain.explanations import tell_data
from aid.domain.gates import Gate, results
from aid.domain.kept_facts import read_kept_facts
from aid.domain.payouts import PaymentState
from aid.extensions import db
from aid.models.cases import Evaluation
from aid.models.decisions import Decision
from aid.models.entitlements import Entitlement
from aid.models.households import Household
from aid.models.payouts import Payment
from aid.queries import dossier_choices, prior_aid
from aid.queries import entitlements as views
from aid.queries.aid_elsewhere import elsewhere_of
from aid.queries.dossiers import shown
from aid.queries.gates import facts_of
from aid.services import decisions, dossiers, entitlements, households
from tests.factories.aid_elsewhere import (
    AN,
    BINH,
    DAY,
    DEAD,
    HIGHER,
    LEVEL,
    LOWER,
    NUMBER,
    THEIRS_TOO,
    amounts_of,
    decide,
    line_of,
    our_case,
    their_case,
    two_wards,
)
from tests.factories.dossiers import make_fund, plan_of, walk
from tests.factories.entitlements import put_in_decision, the_fire

MILLION = 1_000_000


@pytest.fixture
def wards(app):
    return two_wards()


def again(made, wards):
    db.session.rollback()
    entitlements.compute(made.case_id, actor=wards.ours.officer)


def refusals(made):
    (row,) = db.session.query(Evaluation).filter_by(case_id=made.case_id).order_by(Evaluation.id.desc()).limit(1)
    return {(one["policy"], one["member"]): tell_data(one, "vi").says for one in row.refusals}, row


def in_dossier(made, wards, policy, *, until):
    line = line_of(made, policy)
    plan = plan_of([line.id], made.incident_id, make_fund(wards.ours), policy_code=policy)
    dossier_id = dossiers.prepare(plan, actor=wards.ours.officer)
    walk(dossier_id, wards.ours, until=until)
    return dossier_id


def test_of_the_higher_only_what_goes_beyond_the_decision_next_door_is_paid(wards):
    decide(their_case(wards), LOWER)
    ours = our_case(wards)
    line = line_of(ours, HIGHER)
    assert line.amount == 19_500_000
    assert line.says == (
        "Mức cao nhất 32.500.000 đồng − 13.000.000 đồng (Điều 3; Quyết định số 1/QĐ-UBND ngày 12/09/2023 của"
        " UBND phường ha-dinh) = 19.500.000 đồng"
    )
    english = tell_data(line.explanation, "en").says
    assert "13,000,000 VND (Điều 3; Decision no. 1/QĐ-UBND of 12/09/2023, UBND phường ha-dinh)" in english


def test_what_is_paid_in_all_is_never_more_than_the_highest_or_the_level(wards):
    decide(their_case(wards), LOWER)
    ours = our_case(wards)
    assert amounts_of(ours) == {HIGHER: 19_500_000, LEVEL: 17_500_000}
    assert 13 * MILLION + sum(amounts_of(ours).values()) == 50 * MILLION


def test_a_level_takes_the_decision_next_door_off_and_names_it(wards):
    decide(their_case(wards, code=THEIRS_TOO), HIGHER)
    line = line_of(our_case(wards), LEVEL)
    assert line.amount == 17_500_000
    assert "32.500.000 đồng (mai táng BH-MOI; Quyết định số 1/QĐ-UBND ngày 12/09/2023" in line.says


def test_an_equal_or_higher_decision_next_door_is_the_reason_of_a_refusal(wards):
    decide(their_case(wards, code=THEIRS_TOO), HIGHER)
    ours = our_case(wards)
    assert amounts_of(ours) == {LEVEL: 17_500_000}
    said, row = refusals(ours)
    person = str(ours.people["An"])
    assert said[HIGHER, person].startswith("Khoản này chỉ chi một lần; đã được hỗ trợ 32.500.000 đồng (Điều 3;")
    assert said[LOWER, person] == (
        "Chỉ được hưởng mức cao nhất; mức này là 13.000.000 đồng, đã được hỗ trợ 32.500.000 đồng"
        " (Điều 3; Quyết định số 1/QĐ-UBND ngày 12/09/2023 của UBND phường ha-dinh)"
    )
    codes = {one["policy"]: one["code"] for one in row.answer["refusals"] if one["policy"] in (HIGHER, LOWER)}
    assert codes == {HIGHER: "given_elsewhere", LOWER: "lower_in_group"}
    found = prior_aid.of_case(ours.case_id)
    said = {(one.document, one.entitlement_id is None, one.is_counted, one.forbids) for one in found}
    assert said >= {(HIGHER, True, True, False), (LOWER, True, True, False), (LEVEL, False, True, False)}
    assert len(prior_aid.by_decision(found)) == 1


def test_the_facts_of_a_computation_keep_the_decision_and_read_the_same(wards):
    decision_id = decide(their_case(wards), LOWER)
    ours = our_case(wards)
    _, row = refusals(ours)
    (kept,) = read_kept_facts(row.facts).elsewhere
    assert (kept.number, kept.agency, kept.amount) == ("1/QĐ-UBND", "UBND phường ha-dinh", 13 * MILLION)
    assert kept.member == str(ours.people["An"]) and "elsewhere" not in row.facts["household"]
    assert db.session.get_one(Decision, decision_id).full_number == kept.number


def test_drafts_name_alikes_and_other_numbers_are_no_aid(wards):
    their_case(wards)
    for other in ({"number": None}, {"number": "001085054321"}):
        decide(their_case(wards, AN | other | {"harms": [DEAD]}, BINH, code=f"KHAC-{other['number']}"), LOWER)
    assert amounts_of(our_case(wards))[HIGHER] == 32_500_000


def test_what_was_revoked_or_came_back_is_taken_off_no_more(wards):
    decision_id = decide(their_case(wards), LOWER, payment=PaymentState.PAID)
    ours = our_case(wards)
    payment = db.session.query(Payment).one()
    payment.state, payment.reason = PaymentState.RETURNED, "Người nhận trả lại"
    db.session.commit()
    again(ours, wards)
    assert amounts_of(ours)[HIGHER] == 32_500_000
    payment = db.session.query(Payment).one()
    payment.state = PaymentState.PAID
    db.session.commit()
    again(ours, wards)
    assert amounts_of(ours)[HIGHER] == 19_500_000
    db.session.get_one(Decision, decision_id).state = "revoked"
    db.session.commit()
    again(ours, wards)
    assert amounts_of(ours)[HIGHER] == 32_500_000


def test_the_same_household_in_a_second_incident_needs_no_number(wards):
    nameless = AN | {"number": None, "harms": [DEAD]}
    first = our_case(wards, nameless, BINH)
    decide(first, LEVEL)
    flood = the_fire(code="LU-2024", day=DAY)
    case_id = households.register_existing(flood.id, first.household_id, actor=wards.ours.officer)
    assert {row.policy for row in elsewhere_of([case_id])[case_id]} == {LEVEL}


def test_a_wound_of_another_incident_is_another_matter(wards):
    stay = {"kind": "injured", "severity": "severe", "day": DAY, "admitted_on": DAY, "discharged_on": date(2024, 8, 8)}
    theirs = their_case(wards, AN | {"harms": [stay]}, BINH)
    ours = our_case(wards, AN | {"harms": [stay]}, BINH)
    decide(theirs, "ND20-2021")
    assert elsewhere_of([theirs.case_id, ours.case_id]) == {}


@pytest.mark.parametrize("until", ["draft", "submit", "review"])
def test_who_decides_first_counts_and_the_second_is_stopped_at_every_gate(wards, until):
    theirs, ours = their_case(wards), our_case(wards)
    dossier_id = in_dossier(ours, wards, HIGHER, until=until)
    decide(theirs, LOWER)
    closed = [one.gate for one in results(facts_of(shown(dossier_id, area=None))) if not one.is_open]
    assert Gate.ELSEWHERE in closed
    step = {"draft": "submit", "submit": "review", "review": "sign"}[until]
    with pytest.raises(Refusal) as refused:
        getattr(dossiers, step)(dossier_id, actor=wards.ours.of(step))
    assert refused.value.code == "already_given_elsewhere"
    assert (refused.value.facts["number"], refused.value.facts["beneficiary"]) == ("2/QĐ-UBND", "Lê Văn An")


def test_a_signed_dossier_is_not_issued_beside_a_decision_that_came_first(wards):
    theirs, ours = their_case(wards, code=THEIRS_TOO), our_case(wards)
    dossier_id = in_dossier(ours, wards, LEVEL, until="sign")
    decide(theirs, HIGHER)
    with pytest.raises(Refusal) as refused:
        decisions.issue(dossier_id, actor=wards.ours.clerk)
    assert refused.value.code == "already_given_elsewhere"


def test_computed_again_the_difference_goes_its_way(wards):
    theirs, ours = their_case(wards), our_case(wards)
    fund_id = make_fund(wards.ours)
    decide(theirs, LOWER)
    wanted = dossier_choices.Wanted(ours.incident_id, HIGHER, fund_id)
    (before,) = dossier_choices.lines_of(wanted)
    assert before.refusal and before.refusal.code == "already_given_elsewhere"
    again(ours, wards)
    (after,) = dossier_choices.lines_of(wanted)
    assert (after.refusal, after.amount) == (None, 19_500_000)
    plan = plan_of([after.entitlement_id], ours.incident_id, fund_id, policy_code=HIGHER)
    dossier_id = dossiers.prepare(plan, actor=wards.ours.officer)
    walk(dossier_id, wards.ours, until="sign")
    decision_id = decisions.issue(dossier_id, actor=wards.ours.clerk)
    assert db.session.get_one(Decision, decision_id).total == 19_500_000


def test_the_gate_is_closed_only_where_the_rules_say_something_about_both(wards):
    theirs, ours = their_case(wards), our_case(wards)
    decide(theirs, LOWER)
    decree = next(row for row in db.session.query(Entitlement).filter_by(case_id=ours.case_id, benefit="E14"))
    plan = plan_of([decree.id], ours.incident_id, make_fund(wards.ours))
    assert dossiers.prepare(plan, actor=wards.ours.officer)


def test_the_page_says_which_decision_moved_the_line(wards):
    theirs, ours = their_case(wards), our_case(wards)
    decide(theirs, LOWER)
    db.session.rollback()
    changes = {change.title: change for change in views.of_case(ours.case_id).changes if change.after == 19_500_000}
    ((cause,),) = changes["Chi phí mai táng"].causes
    assert (cause.field, cause.before, cause.after.number) == (f"elsewhere.{LOWER}.mai-tang", None, "1/QĐ-UBND")


def test_who_decided_first_is_not_told_to_have_decided_too_much(wards):
    theirs, ours = their_case(wards), our_case(wards)
    decide(theirs, LOWER)
    again(ours, wards)
    decide(ours, HIGHER)
    db.session.rollback()
    entitlements.compute(theirs.case_id, actor=wards.theirs.officer)
    assert {change.kind for change in views.of_case(theirs.case_id).changes} == set()
    assert amounts_of(theirs) == {LOWER: 13 * MILLION, LEVEL: 17_500_000}


def test_a_decided_line_is_never_touched(wards):
    theirs, ours = their_case(wards), our_case(wards)
    line = line_of(ours, HIGHER)
    put_in_decision(line)
    decide(theirs, LOWER)
    again(ours, wards)
    kept = line_of(ours, HIGHER)
    assert (kept.id, kept.amount, kept.superseded_at) == (line.id, 32_500_000, None)
    assert NUMBER in {person.identity_number for person in db.session.get_one(Household, ours.household_id).people}
