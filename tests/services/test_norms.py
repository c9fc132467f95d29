"""Minh enters a norm, the city confirms it; the open cases tell what changes, and nothing that was decided does."""

from datetime import date

import pytest
from sqlalchemy import select

from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.decisions import Decision, DecisionLine
from aid.models.entitlements import Entitlement
from aid.models.policies import Norm
from aid.queries.norm_effects import effects_of
from aid.queries.norms import list_norms, norm_view
from aid.queries.policies import norms_known
from aid.services import check, entitlements, norms
from aid.services.norms import NormValues
from tests.factories.entitlements import khuong_dinh_family, lines_of, make_assessed_case, put_in_decision, the_fire
from tests.factories.policies import a_text
from tests.factories.users import actor, make_agency

STORM_DAY = date(2026, 8, 20)
FROM = date(2026, 8, 1)


@pytest.fixture(autouse=True)
def in_september(app, clock):
    clock("2026-09-15T08:00+07:00")


@pytest.fixture
def minh(app):
    return actor("minh", Role.REVIEWER)


@pytest.fixture
def city(app):
    return actor("pho", Role.CITY, agency=make_agency("ha-noi"))


@pytest.fixture
def lan(app):
    return actor("lan", Role.OFFICER)


def _values(**more):
    values = {"scope": "city", "amount": 800_000, "valid_from": FROM, "basis": "NQ 90/2026/NQ-HĐND"}
    return NormValues(**(values | more))


def _injured(lan, code="BAO-2026"):
    """A poor man ten days in hospital after the storm: ten times the norm."""
    storm = the_fire(code=code, day=STORM_DAY, kind="storm")
    stay = {"admitted_on": STORM_DAY, "discharged_on": date(2026, 8, 30), "day": STORM_DAY}
    person = {"name": "Trần Văn An", "born_in": 1980, "harms": [{"kind": "injured", "severity": "severe", **stay}]}
    return make_assessed_case(lan, person, incident=storm, poverty_class="poor")


def _refused(*given, by, **more):
    with pytest.raises(Refusal) as refused:
        by(*given, **more)
    return refused.value.code


def _amount(case_id, benefit="E13"):
    return next(row.amount for key, row in lines_of(case_id).items() if key[1] == benefit)


def _confirmed(minh, city, **more):
    norm_id = norms.enter_norm(_values(**more), actor=minh)
    norms.confirm_norm(norm_id, actor=city, text=a_text("nghi-quyet.pdf"))
    return norm_id


def test_a_norm_computes_only_after_the_city_confirmed_it(minh, city, lan):
    case_id = _injured(lan).case_id
    before = _amount(case_id)
    norm_id = norms.enter_norm(_values(), actor=minh)
    entitlements.compute(case_id, actor=lan)
    assert _amount(case_id) == before
    assert not norm_view(norm_id).computes
    norms.confirm_norm(norm_id, actor=city, text=a_text())
    entitlements.compute(case_id, actor=lan)
    assert (_amount(case_id), norm_view(norm_id).norm.province_code) == (8_000_000, "01")
    assert norms.open_text(norm_id).file_name == "nghi-quyet.pdf"
    assert not [found for found in check.run().findings if found.table in {"norms", "events"}]


def test_who_entered_a_norm_does_not_confirm_it_and_the_text_is_needed(minh, city):
    norm_id = norms.enter_norm(_values(), actor=city)
    assert _refused(norm_id, by=norms.confirm_norm, actor=city, text=a_text()) == "entered_it_yourself"
    other = actor("mai", Role.CITY, agency=make_agency("ha-noi"))
    assert _refused(norm_id, by=norms.confirm_norm, actor=other, text=None) == "policy_text_missing"
    assert _refused(norm_id, by=norms.confirm_norm, actor=minh, text=a_text()) == "action_not_allowed"
    norms.confirm_norm(norm_id, actor=other, text=a_text())
    assert _refused(norm_id, by=norms.confirm_norm, actor=other, text=a_text()) == "norm_settled"


def test_what_ships_unconfirmed_computes_as_an_estimate_and_is_confirmed_here(city):
    (view,) = [view for view in list_norms() if view.norm.amount == 540_000]
    assert view.computes and view.is_shipped and not view.norm.confirmed
    norms.confirm_norm(view.id, actor=city, text=a_text())
    assert norm_view(view.id).confirmed_by == city.name
    assert _refused(view.id, by=norms.discard_norm, actor=city) == "norm_settled"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"amount": -1}, "amount_not_positive"),
        ({"amount": 0}, "amount_not_positive"),
        ({"basis": " "}, "norm_basis_missing"),
        ({"scope": "ward"}, "norm_scope_unknown"),
        ({"valid_from": date(2020, 1, 1)}, "norm_backwards"),
        ({"scope": "central", "valid_from": date(2021, 7, 1)}, "norm_overlaps"),
    ],
)
def test_a_norm_that_cannot_continue_its_series_is_refused(minh, more, code):
    before = db.session.scalars(select(Norm.id)).all()
    assert _refused(_values(**more), by=norms.enter_norm, actor=minh) == code
    db.session.rollback()
    assert db.session.scalars(select(Norm.id)).all() == before


def test_a_mistaken_norm_is_taken_out_and_its_day_is_free_again(minh):
    norm_id = norms.enter_norm(_values(amount=8_000_000), actor=minh)
    assert _refused(_values(), by=norms.enter_norm, actor=minh) == "norm_overlaps"
    assert _refused(norm_id, by=norms.discard_norm, actor=actor("lan", Role.OFFICER)) == "action_not_allowed"
    neighbour = actor("binh", Role.REVIEWER, agency=make_agency("phuong-ben"))
    assert not norm_view(norm_id).may_discard(neighbour) and norm_view(norm_id).may_discard(minh)
    assert _refused(norm_id, by=norms.discard_norm, actor=neighbour) == "norm_not_yours"
    norms.discard_norm(norm_id, actor=minh)
    with pytest.raises(Missing):
        norm_view(norm_id)
    assert norms.enter_norm(_values(), actor=minh)
    assert not [found for found in check.run().findings if found.table in {"norms", "events"}]


def test_the_effects_name_the_open_cases_and_by_how_much_they_change(minh, lan):
    touched = _injured(lan)
    khuong_dinh_family()
    norm_id = norms.enter_norm(_values(), actor=minh)
    found = effects_of(norm_view(norm_id).norm, actor=minh)
    (change,) = found.changes
    assert (change.case_id, change.person, change.decided) == (touched.case_id, "Trần Văn An", False)
    assert (change.old, change.new, change.difference) == (_amount(touched.case_id), 8_000_000, found.difference)
    assert (found.looked_at, found.total, found.cases, found.owed) == (2, 2, 1, 0)


def test_an_issued_decision_never_changes_and_the_rest_is_told_as_owed(minh, city, lan):
    case_id = _injured(lan).case_id
    line = next(row for key, row in lines_of(case_id).items() if key[1] == "E13")
    put_in_decision(line)
    paid = line.amount
    stored = _stored()
    norm_id = _confirmed(minh, city)
    (change,) = effects_of(norm_view(norm_id).norm, actor=minh).changes
    assert (change.decided, change.old, change.new) == (True, paid, 8_000_000)
    entitlements.compute(case_id, actor=lan)
    assert _stored() == stored
    further = [row for row in _all_lines(case_id) if row.part]
    assert [row.amount for row in further] == [8_000_000 - paid]


def _stored():
    db.session.rollback()
    return (
        db.session.execute(select(DecisionLine.entitlement_id, DecisionLine.amount)).all(),
        db.session.execute(select(Decision.total, Decision.content_sha256, Decision.state)).all(),
    )


def _all_lines(case_id):
    return db.session.scalars(select(Entitlement).where(Entitlement.case_id == case_id)).all()


def test_a_lower_norm_takes_nothing_back_that_was_decided(minh, city, lan):
    made = _injured(lan)
    put_in_decision(next(row for key, row in lines_of(made.case_id).items() if key[1] == "E13"))
    norm_id = _confirmed(minh, city, amount=1_000)
    assert not effects_of(norm_view(norm_id).norm, actor=minh).changes


def test_each_reads_the_cases_of_the_own_area_and_province(minh, lan):
    _injured(lan)
    norm = norm_view(norms.enter_norm(_values(), actor=minh)).norm
    hoa = actor("hoa", Role.REVIEWER, agency=make_agency("ha-dinh"))
    assert effects_of(norm, actor=hoa).total == 0
    elsewhere = type(norm)(**(vars(norm) | {"province_code": "79"}))
    assert effects_of(elsewhere, actor=minh).total == 0


def test_a_long_list_is_looked_at_in_parts(minh, lan):
    made = [_injured(lan), _injured(lan)]
    norm = norm_view(norms.enter_norm(_values(), actor=minh)).norm
    parts = [effects_of(norm, actor=minh, limit=1, offset=offset) for offset in (0, 1)]
    assert [part.changes[0].case_id for part in parts] == [one.case_id for one in made]
    assert [part.total for part in parts] == [2, 2]


def test_only_whose_work_it_is_enters_a_norm(lan):
    assert _refused(_values(), by=norms.enter_norm, actor=lan) == "action_not_allowed"
    assert all(norm.amount != 800_000 for norm in norms_known())
