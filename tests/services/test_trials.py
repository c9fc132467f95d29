"""Minh tries a resolution of the city on the families of the fire before anybody confirms it."""

import pytest
from sqlalchemy import func, select

from aid.domain.cases import CaseState
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Role
from aid.extensions import db
from aid.jobs import worker
from aid.models.cases import Case, Evaluation
from aid.models.entitlements import Entitlement
from aid.models.funds import Fund
from aid.models.policies import Policy
from aid.models.trials import PolicyTrial, PolicyTrialCase
from aid.queries import trials as reading
from aid.services import entitlements, policy_entries, trials
from tests.factories.entitlements import khuong_dinh_family, lines_of, put_in_decision, the_fire
from tests.factories.policies import a_benefit, a_document, a_text
from tests.factories.users import actor, make_agency

HURT = a_benefit("thuong", who="injured", title="Bị thương", amount={"kind": "fixed", "amount": 3_000_000})


@pytest.fixture
def minh(app):
    return actor("minh", Role.REVIEWER)


@pytest.fixture
def city(app):
    return actor("pho", Role.CITY, agency=make_agency("ha-noi"))


def _draft(who, **more):
    return policy_entries.create_policy(a_document(benefits=[a_benefit(), HURT], **more), actor=who, owner="law")


def _fund(available, code="NS", source="NS_PHUONG", agency_id=None):
    agency_id = agency_id or the_fire().agency_id
    db.session.add(Fund(code=code, name=code, agency_id=agency_id, source=source, received=available, **_made()))
    db.session.commit()


def _made():
    return {"created_at": the_fire().created_at}


def _withdraw(case_id):
    case = db.session.get_one(Case, case_id)
    case.state, case.reason = CaseState.WITHDRAWN, "Ghi nhầm hộ"
    db.session.commit()


def _view(policy_id, trial_id, who):
    db.session.rollback()
    return reading.trial_view(policy_id, trial_id, actor=who)


def test_a_draft_is_tried_on_the_families_of_the_fire_and_changes_no_line(minh):
    families = [khuong_dinh_family() for _ in range(3)]
    entitlements.compute(families[0].case_id, actor=actor("lan", Role.OFFICER))
    lines = db.session.execute(select(Entitlement.id, Entitlement.amount, Entitlement.superseded_at)).all()
    policy_id = _draft(minh)
    seen = _view(policy_id, trials.start_trial(policy_id, families[0].incident_id, actor=minh), minh)
    assert (seen.is_done, seen.total, seen.done, seen.households, seen.people) == (True, 3, 3, 3, 6)
    assert {one.code: (one.lines, one.amount) for one in seen.benefits} == {
        "tham": (3, 6_000_000),
        "thuong": (3, 9_000_000),
    }
    db.session.rollback()
    assert db.session.execute(select(Entitlement.id, Entitlement.amount, Entitlement.superseded_at)).all() == lines
    assert db.session.scalar(select(func.count(Evaluation.id))) == 1


def test_the_money_of_the_funds_that_may_pay_is_told_with_what_is_missing(minh):
    made = khuong_dinh_family()
    _fund(4_000_000)
    _fund(50_000_000, "KHAC", "NS_THANH_PHO")
    policy_id = _draft(minh)
    seen = _view(policy_id, trials.start_trial(policy_id, made.incident_id, actor=minh), minh)
    (cover,) = seen.cover
    assert [fund.code for fund in seen.funds] == ["NS"]
    assert (cover.due, cover.available, cover.missing) == (5_000_000, 4_000_000, 1_000_000)


def test_a_pending_version_is_told_beside_the_one_in_use_and_less_what_was_decided(minh, city):
    made = khuong_dinh_family()
    policy_id = _draft(minh)
    policy_entries.confirm_policy(policy_id, 1, actor=city, text=a_text())
    entitlements.compute(made.case_id, actor=actor("lan", Role.OFFICER))
    put_in_decision(lines_of(made.case_id)[("NQ-THU", "thuong", made.people["Bình"])])
    more = HURT | {"amount": {"kind": "fixed", "amount": 5_000_000}}
    changed = a_document(benefits=[a_benefit(), more])
    policy_entries.save_policy(policy_id, changed, base_version=1, actor=minh)
    trial_id = trials.start_trial(policy_id, made.incident_id, actor=minh)
    seen = _view(policy_id, trial_id, minh)
    hurt = next(one for one in seen.benefits if one.code == "thuong")
    assert (seen.version, hurt.amount, hurt.decided, hurt.due) == (2, 5_000_000, 3_000_000, 2_000_000)
    (case,) = reading.trial_cases(trial_id)
    assert (case.amount_before, case.amount) == (5_000_000, 7_000_000)
    assert reading.count_trial_cases(trial_id) == 1
    beside = {one.policy: (one.before, one.after) for one in seen.others}
    assert beside["ND20-2021"][0] == beside["ND20-2021"][1] > 0


def test_a_draft_above_the_decree_is_tried_as_if_confirmed_and_takes_no_line_before(minh):
    made = khuong_dinh_family()
    lan = actor("lan", Role.OFFICER)
    more = HURT | {"amount": {"kind": "fixed", "amount": 90_000_000}, "group": "ND20-dieu-13"}
    policy_id = policy_entries.create_policy(a_document(benefits=[more]), actor=minh, owner="law")
    entitlements.compute(made.case_id, actor=lan)
    lines = lines_of(made.case_id)
    decree, draft = (lines[(*key, made.people["Bình"])] for key in (("ND20-2021", "E13"), ("NQ-THU", "thuong")))
    by_decree = decree.amount
    assert (decree.confirmed, draft.confirmed, by_decree + draft.amount) == (True, False, 90_000_000)
    seen = _view(policy_id, trials.start_trial(policy_id, made.incident_id, actor=minh), minh)
    beside = {one.policy: one.before - one.after for one in seen.others}
    assert beside["ND20-2021"] == by_decree
    assert [one.amount for one in seen.benefits] == [90_000_000]


def test_a_large_trial_waits_for_the_worker_and_a_killed_one_counts_nobody_twice(minh, clock, monkeypatch):
    clock("2026-09-15T08:00+07:00")
    monkeypatch.setattr(trials, "CHUNK", 2)
    families = [khuong_dinh_family() for _ in range(5)]
    policy_id = _draft(minh)
    trial_id = trials.start_trial(policy_id, families[0].incident_id, actor=minh)
    assert not _view(policy_id, trial_id, minh).is_done
    add, calls = trials._add_cases, []

    def killed_in_the_second_step(*given):
        calls.append(1)
        add(*given)
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(trials, "_add_cases", killed_in_the_second_step)
    with pytest.raises(KeyboardInterrupt):
        trials.run_trial(trial_id)
    assert _view(policy_id, trial_id, minh).done == 2
    clock("2026-09-15T08:11+07:00")
    assert worker.work_one()
    seen = _view(policy_id, trial_id, minh)
    assert (seen.is_done, seen.done, seen.benefits[0].lines) == (True, 5, 5)
    assert db.session.scalar(select(func.count()).select_from(PolicyTrialCase)) == 5
    trials.run_trial(trial_id)
    assert _view(policy_id, trial_id, minh).done == 5


def test_closed_cases_count_and_withdrawn_ones_do_not(minh):
    closed, withdrawn = khuong_dinh_family(), khuong_dinh_family()
    db.session.get_one(Case, closed.case_id).state = CaseState.CLOSED
    _withdraw(withdrawn.case_id)
    policy_id = _draft(minh)
    seen = _view(policy_id, trials.start_trial(policy_id, closed.incident_id, actor=minh), minh)
    assert (seen.total, seen.households) == (1, 1)
    _withdraw(closed.case_id)
    with pytest.raises(Refusal) as refused:
        trials.start_trial(policy_id, closed.incident_id, actor=minh)
    assert refused.value.code == "nothing_to_try"


def test_a_trial_is_for_those_who_enter_or_confirm_and_stays_in_their_area(minh):
    made = khuong_dinh_family()
    policy_id = _draft(minh)
    hoa = actor("hoa", Role.REVIEWER, agency=make_agency("ha-dinh"))
    with pytest.raises(Missing):
        trials.start_trial(policy_id, made.incident_id, actor=hoa)
    with pytest.raises(Missing):
        trials.start_trial(policy_id, 99, actor=minh)
    with pytest.raises(Refusal) as refused:
        trials.start_trial(policy_id, made.incident_id, actor=actor("toan", Role.ACCOUNTANT))
    assert refused.value.code == "action_not_allowed"
    assert db.session.scalar(select(func.count(PolicyTrial.id))) == 0
    trial_id = trials.start_trial(policy_id, made.incident_id, actor=minh)
    other = db.session.scalars(select(Policy.id).where(Policy.code == "ND20-2021")).one()
    for policy, who in ((policy_id, hoa), (other, minh)):
        with pytest.raises(Missing):
            reading.trial_view(policy, trial_id, actor=who)
    assert [row.id for row in reading.trials_of(policy_id, actor=minh)] == [trial_id]
    assert not reading.trials_of(policy_id, actor=hoa)
    assert [one.cases for one in reading.incidents_to_try(actor=minh)] == [1]
    assert not reading.incidents_to_try(actor=hoa)
