"""The front and the Red Cross pay lines of a ward's cases from their own funds, and touch nothing else of the ward."""

import pytest

from aid import clock
from aid.domain.agencies import AgencyKind
from aid.domain.dossiers import DossierState
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.cases import Case
from aid.queries import cases, dossier_choices
from aid.queries import dossiers as dossier_queries
from aid.queries.areas import matters_of, visible_agencies
from aid.queries.open_work import open_work_of
from aid.services import assessments, dossiers, entitlements, incidents
from aid.services.assessments import DamageValues
from tests.factories.dossiers import dossier_of, lines_for, make_dossier, make_fund, make_staff, plan_of
from tests.factories.entitlements import make_assessed_case
from tests.factories.front import (
    FIRST_ROUND,
    MILLION,
    donated,
    issue_of_front,
    make_front,
    make_relief,
    name_who_receives,
)
from tests.factories.incidents import a_report
from tests.factories.users import actor, make_agency, place_of


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def front(staff):
    return make_front()


@pytest.fixture
def relief(front):
    return make_relief(front)


@pytest.fixture
def family(staff):
    return make_assessed_case(staff.officer)


def test_the_front_decides_its_lines_of_a_ward_case_from_its_own_fund(front, relief, family):
    name_who_receives(family)
    dossier_id = dossiers.prepare(donated(family, relief), actor=front.officer)
    issue_of_front(dossier_id, front)
    made = dossier_of(dossier_id)
    assert (made.state, made.agency_id, made.total) == (DossierState.ISSUED, front.officer.agency_id, 120 * MILLION)
    assert db.session.get_one(Case, family.case_id).agency_id != front.officer.agency_id


def test_the_front_cannot_take_a_line_that_only_the_budget_pays(front, relief, family):
    plan = plan_of([row.id for row in lines_for(family.case_id)], family.incident_id, relief)
    with pytest.raises(Refusal, match="fund_may_not_pay"):
        dossiers.prepare(plan, actor=front.officer)


def test_the_front_cannot_draw_on_a_fund_of_the_ward(staff, front, family):
    name_who_receives(family)
    of_ward = make_fund(staff, code="MTTQ-GIA", source="MTTQ_PHUONG")
    with pytest.raises(Missing):
        dossiers.prepare(donated(family, of_ward), actor=front.officer)
    assert of_ward not in {fund.id for fund in dossier_choices.funds_of(front.officer.agency_id)}


def test_the_ward_cannot_draw_on_the_fund_of_the_front(staff, relief, family):
    name_who_receives(family)
    with pytest.raises(Missing):
        dossiers.prepare(donated(family, relief), actor=staff.officer)


def test_each_office_is_offered_what_it_can_pay(staff, front, family):
    own = {choice.code for choice in dossier_choices.policies_of(family.incident_id, agency_id=staff.officer.agency_id)}
    given = {
        choice.code for choice in dossier_choices.policies_of(family.incident_id, agency_id=front.officer.agency_id)
    }
    assert FIRST_ROUND in given
    assert "ND20-2021" in own
    assert not own & given


def test_the_front_changes_nothing_of_a_case(front, family):
    with pytest.raises(Missing):
        assessments.record_damage(family.case_id, DamageValues("none", "solid"), actor=front.officer)
    with pytest.raises(Missing):
        entitlements.compute(family.case_id, actor=front.officer)
    with pytest.raises(Missing):
        assessments.close(family.case_id, actor=front.officer)


def test_the_front_neither_reads_nor_moves_a_dossier_of_the_ward(staff, front):
    dossier_id = make_dossier(staff, until="submit")
    with pytest.raises(Missing):
        dossiers.review(dossier_id, actor=front.accountant)
    with pytest.raises(Missing):
        dossier_queries.shown(dossier_id, area=visible_agencies(front.officer))


def test_the_ward_does_not_sign_for_the_front(staff, front, relief, family):
    name_who_receives(family)
    dossier_id = dossiers.prepare(donated(family, relief), actor=front.officer)
    dossiers.submit(dossier_id, actor=front.officer)
    with pytest.raises(Missing):
        dossiers.review(dossier_id, actor=staff.reviewer)


def test_the_front_of_another_place_finds_nothing(staff, family):
    elsewhere = make_agency("mttq-ba-dinh", kind=AgencyKind.FRONT, place=place_of("00004"))
    other = actor("ba", Role.OFFICER, agency=elsewhere)
    with pytest.raises(Missing):
        cases.shown(family.case_id, area=matters_of(other), on=clock.today())
    with pytest.raises(Missing):
        dossier_choices.incident_head(family.incident_id, agency_id=other.agency_id)


def test_the_red_cross_of_the_place_sees_the_cases_but_not_the_funds_of_the_front(front, relief, family):
    office = make_agency("ctd-khuong-dinh", kind=AgencyKind.RED_CROSS)
    red_cross = actor("man", Role.OFFICER, agency=office)
    assert cases.shown(family.case_id, area=matters_of(red_cross), on=clock.today()).id == family.case_id
    name_who_receives(family)
    with pytest.raises(Missing):
        dossiers.prepare(donated(family, relief), actor=red_cross)
    choices = dossier_choices.policies_of(family.incident_id, agency_id=red_cross.agency_id)
    assert FIRST_ROUND not in {choice.code for choice in choices}


def test_a_case_the_front_still_pays_does_not_keep_the_ward_from_closing_the_matter(front, relief, staff, family):
    name_who_receives(family)
    dossiers.prepare(donated(family, relief), actor=front.officer)
    work = open_work_of(family.incident_id)
    assert (work.dossiers, work.others) == (0, 1)


def test_a_person_without_the_role_prepares_nothing(front, relief, family):
    name_who_receives(family)
    with pytest.raises(Refusal, match="action_not_allowed"):
        dossiers.prepare(donated(family, relief), actor=front.accountant)


def test_the_front_reports_no_incident_of_its_own(front):
    with pytest.raises(Refusal, match="action_not_allowed"):
        incidents.report(a_report(), actor=front.officer)
