"""Lan computes all open cases of a storm again; the worker does it in steps and may be killed between them."""

import pytest
from sqlalchemy import func, select

from aid.domain.cases import CaseState
from aid.domain.dossiers import DossierState
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Role
from aid.domain.runs import RunState
from aid.extensions import db
from aid.jobs import worker
from aid.models.cases import Case, Evaluation
from aid.models.events import Event
from aid.models.jobs import Job, JobState
from aid.models.recomputations import Recomputation
from aid.queries.recomputing import latest_of
from aid.services import check, entitlements, jobs, recomputing
from tests.factories.entitlements import khuong_dinh_family, lines_of, make_case, put_in_decision, put_in_dossier
from tests.factories.users import actor, make_agency


@pytest.fixture
def lan(app):
    return actor("lan", Role.OFFICER)


@pytest.fixture
def steps_of_two(monkeypatch):
    monkeypatch.setattr(recomputing, "CHUNK", 2)


def _families(count):
    return [khuong_dinh_family() for _ in range(count)]


def _run(run_id):
    db.session.rollback()
    return db.session.get_one(Recomputation, run_id, populate_existing=True)


def _amounts(case_id):
    return {key[:2]: row.amount for key, row in lines_of(case_id).items()}


def test_a_small_incident_is_computed_at_once_just_as_case_by_case(lan):
    alone, *others = _families(4)
    entitlements.compute(alone.case_id, actor=lan)
    run = _run(recomputing.start(alone.incident_id, actor=lan))
    assert (run.state, run.total, run.computed, run.changed) == (RunState.DONE, 4, 4, 3)
    assert {tuple(sorted(_amounts(made.case_id).items())) for made in others} == {
        tuple(sorted(_amounts(alone.case_id).items()))
    }
    assert len(_amounts(alone.case_id)) >= 9
    assert set(db.session.scalars(select(Case.state))) == {CaseState.ASSESSED}
    assert set(db.session.scalars(select(Job.state))) == {JobState.DONE}


def test_the_trail_is_complete_after_a_run(lan):
    made = _families(3)
    recomputing.start(made[0].incident_id, actor=lan)
    computed = db.session.scalars(select(Event).where(Event.action == "case:computed")).all()
    assert {event.subject_id for event in computed} == {one.case_id for one in made}
    assert {event.actor_id for event in computed} == {lan.user_id}
    (told,) = db.session.scalars(select(Event).where(Event.action == "incident:recomputed"))
    assert told.after == {"cases": 3, "changed_cases": 3, "left_cases": 0}
    db.session.rollback()
    assert not [
        found for found in check.run().findings if found.table in {"cases", "entitlements", "evaluations", "events"}
    ]


def test_a_large_incident_waits_for_the_worker_which_shows_how_far_it_is(lan, steps_of_two, clock):
    clock("2026-09-15T08:00+07:00")
    made = _families(5)
    run_id = recomputing.start(made[0].incident_id, actor=lan)
    seen = latest_of(made[0].incident_id)
    assert (seen.is_done, seen.done, seen.total) == (False, 0, 5)
    assert recomputing._step(run_id)
    assert latest_of(made[0].incident_id).done == 2
    clock("2026-09-15T08:11+07:00")
    assert worker.work_one()
    seen = latest_of(made[0].incident_id)
    assert (seen.is_done, seen.done, seen.changed) == (True, 5, 5)


def test_a_killed_run_goes_on_after_its_last_step_and_computes_nothing_twice(lan, steps_of_two, monkeypatch):
    made = _families(5)
    run_id = recomputing.start(made[0].incident_id, actor=lan)
    compute, calls = recomputing.compute_cases, []

    def killed_in_the_second_step(session, cases, **given):
        calls.append(1)
        if len(calls) == 2:
            compute(session, cases, **given)
            raise KeyboardInterrupt
        return compute(session, cases, **given)

    monkeypatch.setattr(recomputing, "compute_cases", killed_in_the_second_step)
    with pytest.raises(KeyboardInterrupt):
        recomputing.recompute(run_id)
    assert (_run(run_id).computed, db.session.scalar(select(func.count(Evaluation.id)))) == (2, 2)
    recomputing.recompute(run_id)
    recomputing.recompute(run_id)
    assert (_run(run_id).state, _run(run_id).computed) == (RunState.DONE, 5)
    assert db.session.scalar(select(func.count(Evaluation.id))) == 5


def test_long_work_keeps_its_lease(lan, steps_of_two, clock):
    made = _families(3)
    clock("2026-09-15T08:00+07:00")
    run_id = recomputing.start(made[0].incident_id, actor=lan)
    assert jobs.take() is not None
    clock("2026-09-15T08:09+07:00")
    recomputing._step(run_id)
    clock("2026-09-15T08:12+07:00")
    assert jobs.take() is None


def test_a_case_in_a_dossier_on_its_way_is_left_alone_and_listed(lan):
    held, free = _families(2)
    entitlements.compute(held.case_id, actor=lan)
    put_in_dossier(*lines_of(held.case_id).values(), state=DossierState.REVIEWED)
    need = db.session.get_one(Case, held.case_id).need
    need.temporary_shelter = False
    db.session.commit()
    before = _amounts(held.case_id)
    recomputing.start(held.incident_id, actor=lan)
    seen = latest_of(held.incident_id)
    assert (seen.is_done, seen.done, seen.left) == (True, 2, 1)
    assert [(row["case_id"], row["state"]) for row in seen.left_alone] == [(held.case_id, "reviewed")]
    assert _amounts(held.case_id) == before
    assert len(_amounts(free.case_id)) >= 9


def test_decided_lines_and_closed_cases_stay_as_they_are(lan):
    decided, closed = _families(2)
    entitlements.compute(decided.case_id, actor=lan)
    key = ("ND20-2021", "E13", decided.people["Bình"])
    put_in_decision(lines_of(decided.case_id)[key])
    line_id = lines_of(decided.case_id)[key].id
    db.session.get_one(Case, closed.case_id).state = CaseState.CLOSED
    db.session.commit()
    assert _run(recomputing.start(decided.incident_id, actor=lan)).total == 1
    assert lines_of(decided.case_id)[key].id == line_id
    assert not _amounts(closed.case_id)


def test_a_case_that_is_still_being_recorded_stays_on_the_list_of_its_officer(lan):
    whole, begun = khuong_dinh_family(), make_case({"name": "Trần Văn An", "born_in": 1980})
    assert _run(recomputing.start(whole.incident_id, actor=lan)).total == 1
    assert db.session.get_one(Case, begun.case_id).state is CaseState.RECORDING
    assert not _amounts(begun.case_id)


def test_pressing_twice_goes_on_with_the_run_under_way(lan, steps_of_two):
    made = _families(3)
    assert recomputing.start(made[0].incident_id, actor=lan) == recomputing.start(made[0].incident_id, actor=lan)
    assert db.session.scalar(select(func.count(Job.id))) == 1


def test_only_the_own_officer_and_only_where_there_are_cases(lan):
    made = make_case({"name": "Trần Văn An", "born_in": 1980})
    hoa = actor("hoa", Role.OFFICER, agency=make_agency("ha-dinh"))
    with pytest.raises(Missing):
        recomputing.start(made.incident_id, actor=hoa)
    with pytest.raises(Refusal) as refused:
        recomputing.start(made.incident_id, actor=actor("minh", Role.REVIEWER))
    assert refused.value.code == "action_not_allowed"
    db.session.get_one(Case, made.case_id).state = CaseState.CLOSED
    db.session.commit()
    with pytest.raises(Refusal) as refused:
        recomputing.start(made.incident_id, actor=lan)
    assert refused.value.code == "nothing_to_compute"
