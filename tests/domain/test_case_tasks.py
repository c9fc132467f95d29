from dataclasses import replace

import pytest

from aid.domain.case_tasks import TASKS, TaskFacts, TaskState, is_computable, next_task, tasks_of

NEW = TaskFacts(members=1)
RECORDED = TaskFacts(members=2, received=True, harms=1)
ASSESSED = replace(RECORDED, assessed=True, lines=3)


def task(facts, code):
    return next(found for found in tasks_of(facts) if found.code == code)


def test_there_are_at_most_nine_tasks_with_names_of_their_own():
    assert len(TASKS) <= 9
    assert len({found.code for found in tasks_of(NEW)}) == len(TASKS)


def test_no_more_than_four_ways_to_stand():
    # "look" is a condition before signing that only warns, never a task of a case.
    assert len(set(TaskState) - {TaskState.LOOK}) == 4


@pytest.mark.parametrize(
    ("facts", "code", "state", "reason"),
    [
        (TaskFacts(), "members", "todo", "nobody"),
        (NEW, "members", "done", "members_recorded"),
        (NEW, "identity", "done", ""),
        (replace(NEW, births_unknown=["Lan"]), "identity", "todo", "birth_unknown"),
        (replace(NEW, unidentified=["CRDT-1"]), "identity", "if_any", "not_identified"),
        (NEW, "papers", "todo", "list_not_received"),
        (RECORDED, "papers", "done", ""),
        (replace(RECORDED, gone=True), "papers", "todo", "application_missing"),
        (replace(RECORDED, gone=True, applied=True), "papers", "done", ""),
        (NEW, "harm", "todo", "nothing_recorded_yet"),
        (RECORDED, "harm", "done", ""),
        (replace(RECORDED, harms_without_paper=["Lan"]), "harm", "todo", "paper_missing"),
        (replace(NEW, needs=True), "harm", "if_any", ""),
        (replace(NEW, damage=True), "damage", "todo", "damage_paper_missing"),
        (replace(NEW, damage=True, damage_paper=True), "damage", "done", ""),
        (RECORDED, "damage", "if_any", ""),
        (RECORDED, "needs", "if_any", ""),
        (NEW, "computed", "blocked", "nothing_recorded"),
        (replace(RECORDED, received=False, births_unknown=["Lan"]), "computed", "todo", ""),
        (RECORDED, "computed", "todo", ""),
        (ASSESSED, "computed", "done", ""),
        (RECORDED, "payee", "blocked", "not_computed"),
        (ASSESSED, "payee", "done", ""),
        (replace(ASSESSED, lines_without_payee=1), "payee", "todo", "payee_missing"),
        (replace(ASSESSED, lines=0), "payee", "if_any", "no_line"),
        (RECORDED, "dossier", "blocked", "not_computed"),
        (replace(ASSESSED, received=False), "dossier", "blocked", "list_not_received"),
        (replace(ASSESSED, lines_without_payee=1), "dossier", "blocked", "payee_missing"),
        (replace(ASSESSED, lines_of_others=2, others_without_payee=1), "payee", "if_any", "payee_missing"),
        (replace(ASSESSED, lines_of_others=2, others_without_payee=1), "dossier", "todo", "lines_left"),
        (replace(ASSESSED, lines_of_others=2, lines_in_dossiers=1), "dossier", "done", "others_pay"),
        (replace(ASSESSED, lines_in_dossiers=2), "dossier", "todo", "lines_left"),
        (replace(ASSESSED, lines_in_dossiers=3), "dossier", "done", ""),
        (replace(ASSESSED, lines=0), "dossier", "if_any", "no_line"),
    ],
)
def test_a_task_stands_as_its_facts_say(facts, code, state, reason):
    found = task(facts, code)
    assert (found.state, found.reason) == (TaskState(state), reason)


def test_a_task_names_whom_it_is_about():
    assert task(replace(RECORDED, harms_without_paper=["Lan", "Minh"]), "harm").about == ["Lan", "Minh"]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (NEW, "harm"),
        (replace(RECORDED, received=False, harms_without_paper=["Lan"]), "computed"),
        (replace(ASSESSED, received=False, lines_without_payee=1), "payee"),
        (replace(ASSESSED, received=False), "papers"),
        (replace(ASSESSED, gone=True), "papers"),
        (replace(ASSESSED, harms_without_paper=["Lan"]), "dossier"),
        (replace(ASSESSED, harms_without_paper=["Lan"], lines_in_dossiers=3), "harm"),
    ],
)
def test_what_others_bring_later_does_not_stand_before_what_can_be_done_now(facts, code):
    found = next_task(tasks_of(facts))
    assert found is not None
    assert found.code == code


def test_nothing_is_next_where_all_is_done():
    assert next_task(tasks_of(replace(ASSESSED, lines_in_dossiers=3))) is None


@pytest.mark.parametrize(
    ("facts", "may"),
    [(NEW, False), (replace(NEW, harms=1), True), (replace(NEW, damage=True), True), (replace(NEW, needs=True), True)],
)
def test_there_is_nothing_to_compute_before_anything_is_recorded(facts, may):
    assert is_computable(facts) is may
