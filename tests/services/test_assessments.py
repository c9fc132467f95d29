from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from aid.domain.cases import CaseState
from aid.domain.dossiers import DossierState
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.cases import Case, CaseMember, Cost, Damage, Harm, Need
from aid.models.dossiers import Dossier
from aid.models.events import Event
from aid.models.payouts import Payment
from aid.services import assessments, decisions, harms, households, payouts
from aid.services.assessments import DamageValues, MemberValues, NeedValues, Papers
from aid.services.harms import CostValues
from aid.services.trail import record
from aid.services.transaction import load_for_update, transaction
from tests.factories.cases import a_person, dead, household_of, injured, make_case, people_of
from tests.factories.dossiers import make_dossier, make_staff
from tests.factories.incidents import make_incident
from tests.factories.users import actor, make_agency

FIRE_DAY = date(2026, 9, 12)
BURNT = DamageValues("total", "solid", habitable=False, paper="Biên bản ngày 13/9/2026")


@pytest.fixture
def lan(app, clock):
    clock("2026-09-20T08:00+07:00")
    return actor("lan", Role.OFFICER)


@pytest.fixture
def case_id(lan):
    fire = make_incident(actor=lan, occurred_on=FIRE_DAY)
    return make_case(fire, actor=lan, members=[a_person("Trần Văn Con", relation="child")])


@pytest.fixture
def head_id(case_id):
    return people_of(case_id)[0]


def case_of(case_id):
    return db.session.get_one(Case, case_id, populate_existing=True)


def assessed(case_id, lan):
    """As if the entitlements had been computed."""
    with transaction() as session:
        case = load_for_update(session, Case, case_id)
        case.state = CaseState.ASSESSED
        record(session, lan, "case:assessed", case)


def actions():
    return list(db.session.scalars(select(Event.action).order_by(Event.seq)))


def count(kind):
    return db.session.scalar(select(func.count()).select_from(kind))


def refused(code, step, *values, **named):
    with pytest.raises(Refusal, match=code):
        step(*values, **named)


def test_papers_start_with_the_incident_and_not_tomorrow(lan, case_id):
    assessments.record_papers(case_id, Papers(date(2026, 9, 13), date(2026, 9, 20)), actor=lan)
    assert (case_of(case_id).received_on, case_of(case_id).applied_on) == (date(2026, 9, 13), date(2026, 9, 20))
    refused("paper_in_future", assessments.record_papers, case_id, Papers(date(2026, 9, 21)), actor=lan)
    refused("paper_before_incident", assessments.record_papers, case_id, Papers(date(2026, 9, 11)), actor=lan)


def test_what_matters_of_a_person_here_is_recorded(lan, case_id):
    child = people_of(case_id)[1]
    assessments.record_member(case_id, child, MemberValues(pupil=True, lost_parents=2), actor=lan)
    member = db.session.get_one(CaseMember, (case_id, child))
    assert (member.pupil, member.lost_parents, member.at_scene) == (True, 2, True)


def test_somebody_is_left_out_and_taken_in_again(lan, case_id, head_id):
    child = people_of(case_id)[1]
    assessments.leave_out(case_id, child, actor=lan)
    assessments.leave_out(case_id, child, actor=lan)
    assert people_of(case_id) == [head_id]
    assessments.record_member(case_id, child, MemberValues(at_scene=False), actor=lan)
    assert people_of(case_id) == [head_id, child]


def test_who_has_harm_or_is_the_head_is_not_left_out(lan, case_id, head_id):
    child = people_of(case_id)[1]
    harms.record_harm(case_id, child, injured(FIRE_DAY), actor=lan)
    refused("member_has_facts", assessments.leave_out, case_id, child, actor=lan)
    refused("head_stays", assessments.leave_out, case_id, head_id, actor=lan)


def test_harm_is_a_dated_history_with_its_paper(lan, case_id, head_id):
    harms.record_harm(case_id, head_id, injured(FIRE_DAY, admitted_on=FIRE_DAY, facility="Bệnh viện Mẫu"), actor=lan)
    harms.record_harm(case_id, head_id, dead(date(2026, 9, 15)), actor=lan)
    assert [(row.kind, row.paper) for row in case_of(case_id).harms] == [
        ("injured", "Giấy ra viện số 12"),
        ("dead", "Giấy báo tử số 7"),
    ]
    refused("harm_after_death", harms.record_harm, case_id, head_id, injured(date(2026, 9, 16)), actor=lan)
    refused("harm_before_incident", harms.record_harm, case_id, head_id, dead(date(2026, 9, 11)), actor=lan)


def test_the_trail_of_a_death_tells_of_no_wound(lan, case_id, head_id):
    harms.record_harm(case_id, head_id, dead(FIRE_DAY), actor=lan)
    told = db.session.scalars(select(Event.after).where(Event.action == "case:harm_recorded")).one()
    assert "paper" in told
    assert not {"severity", "treated"} & set(told)


def test_the_same_harm_twice_is_one(lan, case_id, head_id):
    harms.record_harm(case_id, head_id, injured(FIRE_DAY), actor=lan)
    refused("harm_recorded_already", harms.record_harm, case_id, head_id, injured(FIRE_DAY), actor=lan)
    assert count(Harm) == 1


def test_a_discharge_is_a_correction_that_the_trail_keeps(lan, case_id, head_id):
    stay = injured(FIRE_DAY, admitted_on=FIRE_DAY)
    harm_id = harms.record_harm(case_id, head_id, stay, actor=lan)
    harms.correct_harm(case_id, harm_id, replace(stay, discharged_on=date(2026, 9, 16)), actor=lan)
    last = db.session.scalars(select(Event).order_by(Event.seq.desc())).first()
    assert (last.before["discharged_on"], last.after["discharged_on"]) == (None, "2026-09-16")


def test_an_entry_is_removed_with_a_reason_where_the_rest_still_holds(lan, case_id, head_id):
    missing = harms.record_harm(case_id, head_id, replace(dead(FIRE_DAY), kind="missing"), actor=lan)
    found = harms.record_harm(case_id, head_id, replace(dead(FIRE_DAY), kind="found"), actor=lan)
    refused("found_without_missing", harms.remove_harm, case_id, missing, "Ghi nhầm", actor=lan)
    refused("reason_missing", harms.remove_harm, case_id, found, "  ", actor=lan)
    harms.remove_harm(case_id, found, "Ghi nhầm người", actor=lan)
    with pytest.raises(Missing):
        harms.remove_harm(case_id, found, "Ghi nhầm người", actor=lan)
    assert count(Harm) == 1


def test_damage_and_needs_are_recorded_and_corrected(lan, case_id):
    assessments.record_damage(case_id, BURNT, actor=lan)
    assessments.record_damage(case_id, replace(BURNT, degree="severe"), actor=lan)
    assessments.record_needs(case_id, NeedValues(short_of_food=2, food_months=3), actor=lan)
    assert (count(Damage), count(Need)) == (1, 1)
    assert case_of(case_id).damage.degree == "severe"
    too_many, too_long = NeedValues(short_of_food=3), NeedValues(food_months=4)
    refused("more_hungry_than_members", assessments.record_needs, case_id, too_many, actor=lan)
    refused("months_of_food", assessments.record_needs, case_id, too_long, actor=lan)


def test_the_default_values_are_recorded_as_well(lan, case_id):
    assessments.record_damage(case_id, DamageValues("none", "solid"), actor=lan)
    assessments.record_needs(case_id, NeedValues(), actor=lan)
    assert (count(Damage), count(Need)) == (1, 1)
    assert actions()[-2:] == ["case:damage_recorded", "case:needs_recorded"]


def test_a_cost_has_its_invoice_and_stands_once(lan, case_id, head_id):
    cost = CostValues("burial", "household", 8_000_000, "HĐ 0001", person_id=head_id)
    cost_id = harms.record_cost(case_id, cost, actor=lan)
    refused("cost_recorded_already", harms.record_cost, case_id, cost, actor=lan)
    refused("invoice_missing", harms.record_cost, case_id, replace(cost, invoice=""), actor=lan)
    refused("amount_not_positive", harms.record_cost, case_id, replace(cost, amount=0), actor=lan)
    harms.remove_cost(case_id, cost_id, "Hóa đơn của hộ khác", actor=lan)
    assert count(Cost) == 0


EDITS = {
    "papers": lambda case, who, lan: assessments.record_papers(case, Papers(FIRE_DAY), actor=lan),
    "member": lambda case, who, lan: assessments.record_member(case, who, MemberValues(pupil=True), actor=lan),
    "harm": lambda case, who, lan: harms.record_harm(case, who, injured(FIRE_DAY), actor=lan),
    "damage": lambda case, who, lan: assessments.record_damage(case, BURNT, actor=lan),
    "needs": lambda case, who, lan: assessments.record_needs(case, NeedValues(1), actor=lan),
    "cost": lambda case, who, lan: harms.record_cost(case, CostValues("burial", "household", 1, "HĐ"), actor=lan),
    "person": lambda case, who, lan: households.correct_person(who, a_person("Tên Sửa", relation="head"), actor=lan),
    "added": lambda case, who, lan: households.add_person(case, a_person("Người Thêm"), actor=lan),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_of_an_assessed_case_takes_it_back_to_recording(lan, case_id, head_id, edit):
    assessed(case_id, lan)
    edit(case_id, head_id, lan)
    assert case_of(case_id).state is CaseState.RECORDING
    assert "case:reopened" in actions()[-2:]


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_case_under_way_in_a_dossier_is_not_edited(lan, case_id, head_id, edit, monkeypatch):
    in_review = Refusal("case_in_dossier", dossier="HS-1", state=DossierState.SUBMITTED)

    def submitted(_session, _case_id):
        raise in_review

    monkeypatch.setattr("aid.services.case_edits.check_no_dossier", submitted)
    before = count(Event)
    with pytest.raises(Refusal, match="case_in_dossier"):
        edit(case_id, head_id, lan)
    assert count(Event) == before


CASE_EDITS = {name: edit for name, edit in EDITS.items() if name != "person"}


@pytest.mark.parametrize("edit", CASE_EDITS.values(), ids=CASE_EDITS)
def test_a_withdrawn_case_is_not_edited(lan, case_id, head_id, edit):
    assessments.withdraw(case_id, "Hộ không có mặt", actor=lan)
    with pytest.raises(Refusal, match="case_not_open"):
        edit(case_id, head_id, lan)


def test_the_registry_outlives_a_closed_case(lan, case_id, head_id):
    assessments.withdraw(case_id, "Hộ không có mặt", actor=lan)
    households.correct_person(head_id, a_person("Tên Sửa", relation="head"), actor=lan)
    assert case_of(case_id).head_name == "Nguyễn Thị Mẫu"


def test_the_end_of_a_case_follows_the_table(lan, case_id):
    refused("step_not_possible", assessments.close, case_id, actor=lan)
    refused("reason_missing", assessments.withdraw, case_id, " ", actor=lan)
    assessed(case_id, lan)
    assessments.close(case_id, actor=lan)
    assert case_of(case_id).state is CaseState.CLOSED
    refused("step_not_possible", assessments.close, case_id, actor=lan)
    refused("step_not_possible", assessments.withdraw, case_id, "Rút", actor=lan)


def test_two_who_edit_one_case_do_not_overwrite_each_other(lan, case_id):
    version = case_of(case_id).version
    assessments.record_damage(case_id, BURNT, version=version, actor=lan)
    refused("stale_edit", assessments.record_needs, case_id, NeedValues(1), version=version, actor=lan)


def test_another_ward_and_another_role_are_kept_out(lan, case_id, head_id):
    hoa, minh = actor("hoa", Role.OFFICER, agency=make_agency("other")), actor("minh", Role.REVIEWER)
    for name, edit in EDITS.items():
        with pytest.raises(Missing):
            edit(case_id, head_id, hoa)
        with pytest.raises(Refusal, match="action_not_allowed"):
            edit(case_id, head_id, minh)
        assert count(Event) > 0, name
    assert household_of(case_id)


@pytest.mark.parametrize(
    ("until", "state"),
    [("submit", DossierState.SUBMITTED), ("review", DossierState.REVIEWED), ("sign", DossierState.SIGNED)],
)
def test_a_dossier_on_its_way_holds_its_cases(app, clock, until, state):
    clock("2026-09-20T08:00+07:00")
    staff = make_staff()
    dossier = db.session.get_one(Dossier, make_dossier(staff, until=until))
    held, code = dossier.lines[0].entitlement.case_id, dossier.code
    with pytest.raises(Refusal) as found:
        assessments.record_needs(held, NeedValues(), actor=staff.officer)
    assert (found.value.code, found.value.facts) == ("case_in_dossier", {"dossier": code, "state": state})
    refused("case_in_dossier", assessments.withdraw, held, "Rút", actor=staff.officer)


def test_a_draft_holds_nothing(app, clock):
    clock("2026-09-20T08:00+07:00")
    staff = make_staff()
    free = db.session.get_one(Dossier, make_dossier(staff)).lines[0].entitlement.case_id
    assessments.record_needs(free, NeedValues(), actor=staff.officer)
    assert case_of(free).state is CaseState.RECORDING


def test_a_case_that_is_owed_money_is_not_withdrawn(app, clock):
    clock("2026-09-20T08:00+07:00")
    staff = make_staff()
    dossier_id = make_dossier(staff, until="sign")
    decisions.issue(dossier_id, actor=staff.clerk)
    owed = db.session.get_one(Dossier, dossier_id).lines[0].entitlement.case_id
    refused("already_decided", assessments.withdraw, owed, "Rút", actor=staff.officer)
    for payment_id in db.session.scalars(select(Payment.id)).all():
        payouts.cancel(payment_id, "Hộ xin rút", actor=staff.accountant)
    assessments.withdraw(owed, "Hộ xin rút", actor=staff.officer)
    assert db.session.get_one(Case, owed).state is CaseState.WITHDRAWN
