"""What is being approved does not move: every edit service refuses while a dossier is on its way, and says how."""

import inspect
from datetime import date

import pytest
from sqlalchemy import select

from aid.domain.cases import CaseState
from aid.domain.errors import Refusal
from aid.extensions import db
from aid.models.cases import Case, Harm
from aid.models.households import Household
from aid.services import assessments, case_edits, dossiers, entitlements, harms, households, incidents
from aid.services.assessments import DamageValues, MemberValues, NeedValues, Papers
from aid.services.entitlements import PayeeValues
from tests.factories.cases import a_household, a_person, injured
from tests.factories.dossiers import lines_for, make_fund, make_staff, plan_of, walk
from tests.factories.entitlements import make_assessed_case
from tests.factories.incidents import a_report

# What opens something new, reads, or takes a step of its own table, changes nothing that is approved.
NO_EDIT = {
    "households": {"register", "register_existing"},
    "incidents": {"report", "confirm", "dismiss", "close"},
    "harms": {"entry_of"},
    "entitlements": {"beneficiary_of"},
    "assessments": set(),
    "dossiers": {"prepare", "submit", "review", "sign", "return_to_officer", "refuse", "reopen", "check_gates",
                 "begin_step", "finish_step"},
}  # fmt: skip


class World:
    """A family in a dossier, and every edit there is of what the dossier rests on."""

    def __init__(self):
        self.staff = make_staff()
        self.made = made = make_assessed_case(self.staff.officer)
        self.lines = [row.id for row in lines_for(made.case_id)]
        plan = plan_of(self.lines, made.incident_id, make_fund(self.staff))
        self.dossier = dossiers.prepare(plan, actor=self.staff.officer)
        self.harm = db.session.scalars(select(Harm.id).where(Harm.person_id == made.people["Bình"])).one()

    def edits(self):
        made, lan, home = self.made, self.staff.officer, db.session.get_one(Household, self.made.household_id)
        case, wife = made.case_id, made.people["Bình"]
        values = a_household(made.incident_id, address="số khác")
        return {
            "households.add_person": lambda: households.add_person(case, a_person("Trần Văn Mới", relation="child"),
                                                                   actor=lan),
            "households.correct_person": lambda: households.correct_person(
                wife, a_person("Lê Thị Khác", relation="spouse"), actor=lan),
            "households.name_head": lambda: households.name_head(wife, actor=lan),
            "households.correct_household": lambda: households.correct_household(home.id, values, actor=lan),
            "assessments.record_papers": lambda: assessments.record_papers(case, Papers(date(2023, 9, 14)), actor=lan),
            "assessments.record_member": lambda: assessments.record_member(case, wife, MemberValues(False), actor=lan),
            "assessments.leave_out": lambda: assessments.leave_out(case, made.people["Chi"], actor=lan),
            "assessments.record_damage": lambda: assessments.record_damage(
                case, DamageValues("heavy", "solid"), actor=lan),
            "assessments.record_needs": lambda: assessments.record_needs(case, NeedValues(2), actor=lan),
            "assessments.withdraw": lambda: assessments.withdraw(case, "nhầm", actor=lan),
            "assessments.close": lambda: assessments.close(case, actor=lan),
            "harms.record_harm": lambda: harms.record_harm(case, wife, injured(date(2023, 9, 13)), actor=lan),
            "harms.correct_harm": lambda: harms.correct_harm(case, self.harm, injured(date(2023, 9, 13)), actor=lan),
            "harms.remove_harm": lambda: harms.remove_harm(case, self.harm, "nhầm", actor=lan),
            "harms.record_cost": lambda: harms.record_cost(
                case, harms.CostValues("treatment", "household", 1_000_000, "HĐ 1"), actor=lan),
            "harms.remove_cost": lambda: harms.remove_cost(case, 1, "nhầm", actor=lan),
            "entitlements.compute": lambda: entitlements.compute(case, actor=lan),
            "entitlements.raise_amount": lambda: entitlements.raise_amount(
                self.lines[0], 90_000_000, "nặng", actor=lan),
            "entitlements.name_payee": lambda: entitlements.name_payee(
                self.lines[0], PayeeValues("Trần Văn An", "anh"), actor=lan),
            "incidents.correct": lambda: incidents.correct(
                made.incident_id, a_report(address="ngõ khác"), version=1, actor=lan),
            "dossiers.change_lines": lambda: dossiers.change_lines(self.dossier, take_out=self.lines, actor=lan),
        }  # fmt: skip


@pytest.fixture
def world(app):
    return World()


REFUSED = {"case_in_dossier", "incident_in_dossier", "step_not_possible"}


@pytest.mark.parametrize("until", ["submit", "review", "sign"])
def test_no_edit_moves_what_is_on_its_way(world, until):
    walk(world.dossier, world.staff, until=until)
    before = dossiers.shown(world.dossier, area=None)
    for name, edit in world.edits().items():
        with pytest.raises(Refusal) as refused:
            edit()
        assert refused.value.code in REFUSED, name
        db.session.rollback()
    assert dossiers.shown(world.dossier, area=None) == before


def test_every_verb_of_the_edit_services_is_tried(world):
    modules = {module.__name__.rpartition(".")[2]: module for module in (
        assessments, dossiers, entitlements, harms, households, incidents)}  # fmt: skip
    verbs = {
        f"{name}.{verb}"
        for name, module in modules.items()
        for verb, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not verb.startswith("_") and verb not in NO_EDIT[name]
    }
    assert verbs == set(world.edits())


def test_once_returned_the_facts_may_be_mended_and_the_approvals_are_gone(world):
    walk(world.dossier, world.staff, until="sign")
    dossiers.return_to_officer(world.dossier, reason="sai địa chỉ", actor=world.staff.clerk)
    world.edits()["incidents.correct"]()
    world.edits()["households.correct_household"]()
    shown = dossiers.shown(world.dossier, area=None)
    assert (shown.state, shown.signed_at) == ("returned", None)


def test_a_closed_case_keeps_its_people_while_another_office_decides_on_it(world):
    walk(world.dossier, world.staff, until="submit")
    case = db.session.get_one(Case, world.made.case_id)
    # The ward closed its case; the dossier that is on its way is the front's as far as closing is concerned.
    case.state = CaseState.CLOSED
    with pytest.raises(Refusal, match="case_in_dossier"):
        households.correct_household(
            world.made.household_id, a_household(world.made.incident_id, address="số khác"), actor=world.staff.officer
        )


def test_a_dossier_sent_on_between_the_look_and_the_write_is_still_kept(world, monkeypatch):
    """The guard looks before the officer's dossier is locked; here it saw the draft, and Lan sent it on meanwhile."""
    monkeypatch.setattr(case_edits, "in_dossiers_on_their_way", lambda *_given, **_named: {})
    walk(world.dossier, world.staff, until="submit")
    lan, case = world.staff.officer, world.made.case_id
    floor = next(row for row in lines_for(case) if row.floor)
    with pytest.raises(Refusal, match="case_in_dossier"):
        entitlements.raise_amount(floor.id, floor.amount + 1_000_000, "nặng", actor=lan)
    harms.remove_harm(case, world.harm, "nhầm", actor=lan)
    with pytest.raises(Refusal, match="case_in_dossier"):
        entitlements.compute(case, actor=lan)
