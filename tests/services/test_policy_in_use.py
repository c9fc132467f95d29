"""Only a confirmed policy carries a decision, and only as it stood when the lines were computed."""

import copy
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from aid.domain.agencies import AgencyKind
from aid.domain.dossiers import DossierState
from aid.domain.errors import Refusal
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.entitlements import Entitlement
from aid.models.incidents import Incident
from aid.models.policies import Policy
from aid.queries.dossiers import shown
from aid.queries.policy_views import document_of
from aid.services import decisions, dossier_lines, dossiers, entitlements, policy_entries
from tests.factories.dossiers import a_plan, dossier_of, lines_for, make_dossier, make_fund, make_staff, walk
from tests.factories.policies import a_text
from tests.factories.users import actor, make_agency, place_of

DECREE = "ND20-2021"
BEFORE = {"submit": "draft", "review": "submit", "sign": "review", "issue": "sign"}


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def city(app):
    office = make_agency("tp", kind=AgencyKind.CITY, place=place_of("01"))
    return actor("ha", Role.CITY, agency=office)


def step(name, dossier_id, staff):
    verb = decisions.issue if name == "issue" else getattr(dossiers, name)
    return verb(dossier_id, actor=staff.of(name))


def policy_row(code=DECREE):
    db.session.rollback()
    return db.session.scalars(select(Policy).where(Policy.code == code)).one()


def confirm_anew(staff, city, change):
    """Minh enters a changed decree and the city confirms it."""
    row = policy_row()
    document = copy.deepcopy(document_of(row.id, row.version))
    for benefit in document["benefits"]:
        change(benefit)
    number = policy_entries.save_policy(row.id, document, base_version=row.version, actor=staff.reviewer)
    policy_entries.confirm_policy(row.id, number, actor=city, text=a_text())
    return number


def raise_multiples(benefit):
    if "times" in benefit["amount"]:
        benefit["amount"]["times"] += 1


def word_better(benefit):
    benefit["title"] += " (đúng theo văn bản)"
    benefit["clause"] += "; xem thêm Phụ lục"


def end_before_the_fire(dossier_id, city):
    day = db.session.get_one(Incident, dossier_of(dossier_id).incident_id).occurred_on
    policy_entries.end_policy(policy_row().id, day - timedelta(1), "Bị bãi bỏ", actor=city)


@pytest.mark.parametrize("name", sorted(BEFORE))
def test_a_version_with_other_numbers_stops_a_dossier_on_its_way(staff, city, name):
    dossier_id = make_dossier(staff, until=BEFORE[name])
    before = dossier_of(dossier_id).state
    confirm_anew(staff, city, raise_multiples)
    with pytest.raises(Refusal, match="policy_changed_since") as caught:
        step(name, dossier_id, staff)
    assert caught.value.facts["policy"] == DECREE
    assert caught.value.facts["beneficiary"]
    assert dossier_of(dossier_id).state is before


@pytest.mark.parametrize("name", sorted(BEFORE))
def test_a_policy_that_had_ended_by_then_stops_a_dossier_on_its_way(staff, city, name):
    dossier_id = make_dossier(staff, until=BEFORE[name])
    end_before_the_fire(dossier_id, city)
    with pytest.raises(Refusal, match="policy_ended_since"):
        step(name, dossier_id, staff)


def test_a_policy_that_ends_after_the_fire_still_carries_its_decision(staff, city):
    dossier_id = make_dossier(staff, until="sign")
    day = db.session.get_one(Incident, dossier_of(dossier_id).incident_id).occurred_on
    policy_entries.end_policy(policy_row().id, day, "Hết hiệu lực", actor=city)
    assert decisions.issue(dossier_id, actor=staff.clerk)


def test_better_words_stop_nothing(staff, city):
    dossier_id = make_dossier(staff)
    confirm_anew(staff, city, word_better)
    walk(dossier_id, staff, until="sign")
    decisions.issue(dossier_id, actor=staff.clerk)
    assert dossier_of(dossier_id).state is DossierState.ISSUED


def test_what_waits_for_confirmation_stops_nothing(staff):
    dossier_id = make_dossier(staff)
    row = policy_row()
    document = copy.deepcopy(document_of(row.id, row.version))
    document["benefits"] = document["benefits"][:1]
    policy_entries.save_policy(row.id, document, base_version=row.version, actor=staff.reviewer)
    walk(dossier_id, staff, until="sign")
    assert decisions.issue(dossier_id, actor=staff.clerk)


def test_lines_of_before_a_new_version_are_computed_again_first(staff, city):
    plan = a_plan(staff, make_fund(staff))
    case_id = db.session.get_one(Entitlement, plan.entitlement_ids[0]).case_id
    confirm_anew(staff, city, raise_multiples)
    with pytest.raises(Refusal, match="policy_changed_since"):
        dossiers.prepare(plan, actor=staff.officer)
    entitlements.compute(case_id, actor=staff.officer)
    lines = tuple(row.id for row in lines_for(case_id))
    assert set(lines).isdisjoint(plan.entitlement_ids)
    assert dossiers.prepare(replace(plan, entitlement_ids=lines), actor=staff.officer)


def test_a_draft_that_was_given_up_carries_nothing(staff, city):
    row = policy_row("ND335-2026")
    policy_entries.discard_version(row.id, 1, actor=city)
    with pytest.raises(Refusal, match="policy_not_in_force"):
        dossiers.prepare(a_plan(staff, make_fund(staff), policy_code="ND335-2026"), actor=staff.officer)


@pytest.mark.parametrize("name", sorted(BEFORE))
def test_a_policy_made_a_draft_by_hand_carries_nothing(staff, name):
    dossier_id = make_dossier(staff, until=BEFORE[name])
    make_draft_by_hand()
    assert not shown(dossier_id, area=None).policy_confirmed
    with pytest.raises(Refusal, match="policy_not_in_force"):
        step(name, dossier_id, staff)


def make_draft_by_hand():
    row = policy_row()
    row.state, row.confirmed_at = "draft", None
    db.session.commit()


def test_the_database_itself_takes_no_decision_by_an_unconfirmed_policy(staff, monkeypatch):
    dossier_id = make_dossier(staff, until="sign")
    make_draft_by_hand()
    monkeypatch.setattr(dossier_lines, "check_all", lambda *_: None)
    with pytest.raises(DBAPIError, match="not confirmed"):
        decisions.issue(dossier_id, actor=staff.clerk)


def test_the_database_itself_takes_no_estimate_into_a_decision(staff, monkeypatch):
    dossier_id = make_dossier(staff, until="sign")
    db.session.execute(update(Entitlement).values(confirmed=False))
    db.session.commit()
    with pytest.raises(Refusal, match="policy_not_confirmed"):
        decisions.issue(dossier_id, actor=staff.clerk)
    monkeypatch.setattr(dossier_lines, "check_all", lambda *_: None)
    with pytest.raises(DBAPIError, match="not confirmed"):
        decisions.issue(dossier_id, actor=staff.clerk)
