"""Lan computes what a family is entitled to; the database keeps the lines, their clocks and their payees."""

from datetime import date

import pytest
from sqlalchemy import select

from aid.domain.cases import CaseState
from aid.domain.dossiers import DossierState
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.cases import Case, Damage, Evaluation
from aid.models.cases import Harm as HarmRow
from aid.models.decisions import DecisionLine
from aid.models.dossiers import Dossier, DossierLine
from aid.models.entitlements import Entitlement
from aid.models.events import Event
from aid.services import entitlements
from aid.services.case_clock import recount_due_after
from aid.services.entitlements import PayeeValues
from aid.services.trail import record
from aid.services.transaction import transaction
from tests.factories.entitlements import (
    add_harm,
    khuong_dinh_family,
    lines_of,
    make_assessed_case,
    make_case,
    put_in_decision,
    put_in_dossier,
    the_fire,
)
from tests.factories.users import actor, make_agency

ND20, TX, NQ24 = "ND20-2021", "TX-2023", "HN-NQ24-2023"
ROUND_1, ROUND_2 = "MTTQ-KH-2023-1", "MTTQ-KH-2023-2"
MOTHER = PayeeValues(name="Lê Thị Bình", relation="vợ")


@pytest.fixture
def lan(app):
    return actor("lan", Role.OFFICER)


def _amounts(case_id):
    return {key[:2]: row.amount for key, row in lines_of(case_id).items()}


def _of_policies(case_id, *codes):
    return {key: row.amount for key, row in lines_of(case_id).items() if key[0] in codes}


def test_the_family_of_khuong_dinh_gets_exactly_what_the_resolution_says(lan):
    made = make_assessed_case(lan)
    an, binh, chi = made.people["An"], made.people["Bình"], made.people["Chi"]
    assert _of_policies(made.case_id, ND20, TX, NQ24) == {
        (ND20, "E14", an): 22_000_000,
        (TX, "dead", an): 5_000_000,
        (NQ24, "6", an): 23_000_000,
        (ND20, "E13", binh): 4_400_000,
        (TX, "injured", binh): 3_000_000,
        (NQ24, "1", binh): 22_600_000,
        (NQ24, "3", 0): 36_000_000,
        (NQ24, "4", chi): 15_000_000,
        (NQ24, "5", chi): 70_000_000,
    }


def test_the_donated_rounds_are_lines_of_their_own_beside(lan):
    made = make_assessed_case(lan)
    an, binh, chi = made.people["An"], made.people["Bình"], made.people["Chi"]
    assert _of_policies(made.case_id, ROUND_1) == {
        (ROUND_1, "dead", an): 5_000_000,
        (ROUND_1, "injured", binh): 3_000_000,
        **{(ROUND_1, "resident", person): 40_000_000 for person in (an, binh, chi)},
    }
    assert _of_policies(made.case_id, ROUND_2) == {
        (ROUND_2, "dead", an): 500_000_000,
        (ROUND_2, "injured", binh): 300_000_000,
        **{(ROUND_2, "resident", person): 700_000_000 for person in (binh, chi)},
        (ROUND_2, "orphan", chi): 1_000_000_000,
    }


def test_the_answer_and_the_facts_are_kept_with_the_computation(lan):
    made = khuong_dinh_family()
    evaluation = db.session.get_one(Evaluation, entitlements.compute(made.case_id, actor=lan))
    assert evaluation.answer["totals"] == {"VND": 201_000_000 + 128_000_000 + 3_200_000_000}
    assert {refused["policy"]: refused["code"] for refused in evaluation.answer["refusals"]} == {
        ND20: "not_poor_or_difficult", ROUND_2: "too_many_parents_lost",
    }  # fmt: skip
    assert evaluation.facts["incident"]["code"] == "KHUONG-HA-2023"
    assert {row["ref"] for row in evaluation.facts["household"]["members"]} == {str(i) for i in made.people.values()}


def test_the_city_tops_up_what_the_decree_and_the_district_have_already_decided(lan):
    made = make_assessed_case(lan)
    top_up = lines_of(made.case_id)[NQ24, "6", made.people["An"]]
    assert top_up.amount == 23_000_000
    assert "22.000.000 đồng" in top_up.says and "5.000.000 đồng" in top_up.says


def test_computing_again_keeps_every_equal_line(lan):
    made = make_assessed_case(lan)
    before = {row.id for row in lines_of(made.case_id).values()}
    entitlements.compute(made.case_id, actor=lan)
    assert {row.id for row in lines_of(made.case_id).values()} == before
    assert len(db.session.scalars(select(Entitlement)).all()) == len(before)


def test_a_changed_line_is_superseded_and_stays(lan):
    made = make_assessed_case(lan)
    old = lines_of(made.case_id)[ND20, "E13", made.people["Bình"]]
    stay = db.session.scalars(select(HarmRow).where(HarmRow.person_id == made.people["Bình"])).one()
    stay.discharged_on = date(2023, 9, 14)
    db.session.commit()
    entitlements.compute(made.case_id, actor=lan)
    assert (ND20, "E13", made.people["Bình"]) not in lines_of(made.case_id)
    assert lines_of(made.case_id)[NQ24, "1", made.people["Bình"]].amount == 27_000_000
    assert db.session.get_one(Entitlement, old.id).superseded_at is not None


def test_a_line_of_an_issued_decision_never_changes(lan):
    made = make_assessed_case(lan)
    paid = lines_of(made.case_id)[ND20, "E13", made.people["Bình"]]
    put_in_decision(paid)
    add_harm(made.case_id, made.people["Bình"], "dead", date(2023, 9, 17))
    db.session.commit()
    entitlements.compute(made.case_id, actor=lan)
    lines = lines_of(made.case_id)
    assert lines[ND20, "E13", made.people["Bình"]].id == paid.id
    assert lines[ND20, "E14", made.people["Bình"]].amount == 22_000_000
    assert lines[NQ24, "1", made.people["Bình"]].amount == 22_600_000


def test_a_replaced_line_is_taken_out_of_the_draft_it_was_in(lan):
    made = make_assessed_case(lan)
    line = lines_of(made.case_id)[NQ24, "3", 0]
    dossier_id = put_in_dossier(line, lines_of(made.case_id)[NQ24, "4", made.people["Chi"]])
    need = db.session.get_one(Case, made.case_id).need
    need.temporary_shelter = False
    db.session.commit()
    entitlements.compute(made.case_id, actor=lan)
    dossier = db.session.get_one(Dossier, dossier_id)
    assert dossier.total == 15_000_000
    assert not db.session.scalars(select(DossierLine).where(DossierLine.entitlement_id == line.id)).one().live
    assert "dossier:line_taken_out" in set(db.session.scalars(select(Event.action)))


@pytest.mark.parametrize("state", [DossierState.SUBMITTED, DossierState.REVIEWED, DossierState.SIGNED])
def test_nothing_is_computed_while_a_dossier_is_on_its_way(lan, state):
    made = make_assessed_case(lan)
    put_in_dossier(*lines_of(made.case_id).values(), state=state)
    with pytest.raises(Refusal) as refused:
        entitlements.compute(made.case_id, actor=lan)
    assert refused.value.code == "case_in_dossier"


def test_the_case_is_assessed_and_due_on_its_earliest_undecided_line(lan):
    made = make_assessed_case(lan)
    case = db.session.get_one(Case, made.case_id)
    assert (case.state, case.due_on) == (CaseState.ASSESSED, date(2023, 9, 14))
    put_in_decision(lines_of(made.case_id)[ND20, "E13", made.people["Bình"]])
    entitlements.compute(made.case_id, actor=lan)
    assert db.session.get_one(Case, made.case_id).due_on == date(2023, 9, 15)


def test_no_clock_runs_before_its_paper_has_come(lan):
    made = make_assessed_case(
        lan, {"name": "Trần Văn An", "born_in": 1980, "harms": [{"kind": "dead"}]}, papers={"applied_on": None}
    )
    line = lines_of(made.case_id)[ND20, "E14", made.people["An"]]
    assert (line.limit_days, line.limit_from, line.due_on) == (3, "applied_on", None)
    case = db.session.get_one(Case, made.case_id)
    case.applied_on = date(2023, 9, 20)
    db.session.commit()
    entitlements.compute(made.case_id, actor=lan)
    again = lines_of(made.case_id)[ND20, "E14", made.people["An"]]
    assert (again.id, again.due_on) == (line.id, date(2023, 9, 25))


def test_who_cannot_receive_is_stood_in_for(lan):
    made = make_assessed_case(lan)
    payees = {key[1]: (row.payee_name, row.payee_account) for key, row in lines_of(made.case_id).items()}
    assert payees["E14"] == payees["E13"] == payees["5"] == payees["3"] == ("Lê Thị Bình", "0123456789")


def test_where_nobody_can_receive_the_payee_stays_open(lan):
    dead = {"name": "Trần Văn An", "born_in": 1980, "relation": "head", "harms": [{"kind": "dead"}]}
    child = {"name": "Trần Thị Chi", "born_in": 2022, "lost_parents": 1}
    made = make_assessed_case(lan, dead, child)
    assert {row.payee_name for row in lines_of(made.case_id).values()} == {""}


def test_an_unconfirmed_policy_gives_lines_that_say_so(lan):
    storm = the_fire(code="BAO-2026", day=date(2026, 11, 2), kind="storm")
    made = make_assessed_case(
        lan,
        {"name": "Trần Văn An", "born_in": 1980, "harms": [{"kind": "dead", "day": date(2026, 11, 2)}]},
        incident=storm,
    )
    (line,) = lines_of(made.case_id).values()
    assert (line.policy_code, line.confirmed, line.amount) == ("ND335-2026", False, 32_500_000)
    assert "chưa xác nhận" in line.clause


def test_t15_one_person_alone_gets_the_shelter_of_one(lan):
    made = make_assessed_case(lan, {"name": "Trần Văn An", "born_in": 1980}, need={"temporary_shelter": True})
    assert list(_of_policies(made.case_id, ND20, TX, NQ24).values()) == [9_000_000]


def test_another_wards_case_is_not_there(lan):
    made = make_assessed_case(lan)
    line = next(iter(lines_of(made.case_id).values()))
    hoa = actor("hoa", Role.OFFICER, agency=make_agency("ha-dinh"))
    for step in (
        lambda: entitlements.compute(made.case_id, actor=hoa),
        lambda: entitlements.raise_amount(line.id, 1, "x", actor=hoa),
        lambda: entitlements.name_payee(line.id, MOTHER, actor=hoa),
    ):
        with pytest.raises(Missing):
            step()


def test_only_an_officer_computes(lan):
    made = khuong_dinh_family()
    minh = actor("minh", Role.REVIEWER)
    with pytest.raises(Refusal) as refused:
        entitlements.compute(made.case_id, actor=minh)
    assert refused.value.code == "action_not_allowed"


def test_a_withdrawn_case_is_not_computed(lan):
    made = khuong_dinh_family()
    case = db.session.get_one(Case, made.case_id)
    case.state, case.reason = CaseState.WITHDRAWN, "Ghi nhầm hộ"
    db.session.commit()
    with pytest.raises(Refusal) as refused:
        entitlements.compute(made.case_id, actor=lan)
    assert refused.value.code == "case_not_open"


def test_every_computation_is_an_event_with_what_it_changed(lan):
    made = make_assessed_case(lan)
    event = db.session.scalars(select(Event).where(Event.action == "case:computed")).one()
    assert (event.subject_id, event.actor_id) == (made.case_id, lan.user_id)
    assert (event.after["added"], event.after["kept"], event.after["superseded"]) == (19, 0, 0)
    assert "entitlements" in event.rows and "evaluations" in event.rows


def test_a_poor_owner_without_another_home_gets_a_house(lan):
    made = make_case(
        {"name": "Trần Văn An", "born_in": 1980},
        {"name": "Lê Thị Bình", "born_in": 1983},
        poverty_class="poor",
        damage={"degree": "total"},
    )
    entitlements.compute(made.case_id, actor=lan)
    assert _amounts(made.case_id)[ND20, "E15a"] == 40_000_000
    db.session.get_one(Damage, made.case_id).tenure = "tenant"
    db.session.commit()
    entitlements.compute(made.case_id, actor=lan)
    assert (ND20, "E15a") not in _amounts(made.case_id)


def test_decided_money_counts_once_for_the_top_up(lan):
    made = make_assessed_case(lan)
    put_in_decision(lines_of(made.case_id)[ND20, "E14", made.people["An"]])
    assert db.session.scalars(select(DecisionLine)).one().amount == 22_000_000
    entitlements.compute(made.case_id, actor=lan)
    assert lines_of(made.case_id)[NQ24, "6", made.people["An"]].amount == 23_000_000


def test_an_issued_decision_stops_the_clock_of_its_cases(lan):
    made = make_assessed_case(lan)
    lines = lines_of(made.case_id)
    decision_id = put_in_decision(lines[ND20, "E13", made.people["Bình"]], lines[ND20, "E14", made.people["An"]])
    with transaction() as session:
        recount_due_after(session, decision_id)
        record(session, None, "case:computed", session.get_one(Case, made.case_id))
    assert db.session.get_one(Case, made.case_id).due_on is None
