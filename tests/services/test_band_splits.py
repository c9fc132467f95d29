"""Two dossiers that stay below an amount band one by one: the reviewer and the signer are told, and the trail knows."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from aid import clock
from aid.domain.approval_routes import Route
from aid.domain.dossiers import DossierState
from aid.domain.gates import Gate, results
from aid.extensions import db
from aid.models.decisions import Decision
from aid.models.events import Event
from aid.queries.band_splits import split_with
from aid.queries.dossiers import shown
from aid.queries.gates import facts_of
from aid.services import check, dossiers, replacements
from aid.services.approval_routes import add_route
from aid.services.replacements import ReplacementPlan
from tests.factories.dossiers import (
    dossier_of,
    lines_for,
    make_decision,
    make_dossier,
    make_fund,
    make_staff,
    plan_of,
    walk,
)
from tests.factories.entitlements import make_assessed_case

MILLION = 1_000_000
FAMILY = 26_400_000


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def fund_id(staff):
    return make_fund(staff)


@pytest.fixture
def band(staff):
    """More than one family's money asks for the city."""
    route = Route(clock.today(), "Quy chế làm việc số 15", amount_from=FAMILY + 1, city=True)
    return add_route(route, actor=staff.approver)


def halves(staff, fund_id):
    """One family's lines in two dossiers, each with a part of them."""
    made = make_assessed_case(staff.officer)
    first, *rest = [row.id for row in lines_for(made.case_id)]
    plans = ([first], rest)
    return [dossiers.prepare(plan_of(part, made.incident_id, fund_id), actor=staff.officer) for part in plans]


def codes(dossier_id):
    split = split_with(dossier_id)
    return [one.code for one in split.siblings] if split else []


def code_of(dossier_id):
    return dossier_of(dossier_id).code


def warned(dossier_id):
    found = results(facts_of(shown(dossier_id, area=None)))
    return [lack.name for result in found if result.gate is Gate.SPLIT for lack in result.lacking]


def test_one_familys_aid_in_two_dossiers_below_the_band_is_shown_to_reviewer_and_signer(staff, fund_id):
    first, second = halves(staff, fund_id)
    largest = max(dossier_of(one).total for one in (first, second))
    add_route(Route(clock.today(), "Quy chế số 15", amount_from=largest + 1, city=True), actor=staff.approver)
    walk(first, staff, until="sign")
    assert dossier_of(first).route_id is None
    walk(second, staff, until="submit")
    assert warned(second) == [code_of(first), code_of(second)]
    assert split_with(second).total == FAMILY
    assert split_with(second).siblings[0].shares_household
    dossiers.review(second, actor=staff.reviewer)
    dossiers.sign(second, actor=staff.approver)
    said = db.session.scalars(select(Event.after).where(Event.subject_id == second, Event.subject == "dossiers"))
    told = [after["split_with"] for after in said if "split_with" in after]
    assert told == [code_of(first), code_of(first)]
    assert check.run().findings == []


def test_the_draft_tells_its_officer_before_it_is_submitted(staff, fund_id, band):
    first = make_dossier(staff, fund_id, until="submit")
    draft = make_dossier(staff, fund_id)
    assert codes(draft) == [code_of(first)]
    # A draft is not on its way: whoever looks at the first is not troubled by it.
    assert codes(first) == []
    dossiers.submit(draft, actor=staff.officer)
    assert codes(first) == [code_of(draft)]


def test_other_households_count_within_the_week_only(staff, fund_id, band):
    first = make_dossier(staff, fund_id, until="sign")
    with clock.at(clock.now() + timedelta(days=7)):
        assert codes(make_dossier(staff, fund_id)) == [code_of(first)]
    with clock.at(clock.now() + timedelta(days=8)):
        assert codes(make_dossier(staff, fund_id)) == []


def test_what_was_turned_down_or_replaced_does_not_count(staff, fund_id, band):
    refused = make_dossier(staff, fund_id, until="submit")
    dossiers.refuse(refused, reason="Không đủ điều kiện", actor=staff.reviewer)
    assert codes(make_dossier(staff, fund_id)) == []


def test_a_dossier_that_replaces_a_decision_is_no_second_one_beside_it(staff, fund_id, band):
    decision_id = make_decision(staff, fund_id)
    dossier_id = replacements.prepare(decision_id, ReplacementPlan("Ghi nhầm tên"), actor=staff.officer)
    assert codes(dossier_id) == []
    assert dossier_of(dossier_id).total == FAMILY


def test_a_dossier_that_is_decided_is_not_looked_at_again(staff, fund_id, band):
    make_dossier(staff, fund_id, until="submit")
    decided = db.session.get_one(Decision, make_decision(staff, fund_id)).dossier_id
    assert codes(decided) == []


def test_without_a_band_nobody_is_told_anything(staff, fund_id):
    add_route(Route(clock.today(), "Quy chế số 15", second_signer=True), actor=staff.approver)
    make_dossier(staff, fund_id, until="submit")
    second = make_dossier(staff, fund_id, until="submit")
    assert (codes(second), warned(second)) == ([], [])
    assert dossier_of(second).state is DossierState.SUBMITTED
