"""The rounds of donated money, once confirmed, stand on the page of a family without being work of the ward."""

import pytest
from sqlalchemy import select

from aid import clock
from aid.domain.agencies import AgencyKind
from aid.domain.case_tasks import tasks_of
from aid.domain.roles import Role
from aid.domain.work import WorkKind
from aid.extensions import db
from aid.models.cases import Case
from aid.models.policies import Policy, PolicyState
from aid.queries import cases
from aid.queries.entitlements import of_case
from aid.queries.open_work import open_work_of
from aid.queries.work import work_of
from aid.services import assessments, entitlements, policies
from tests.factories.entitlements import lines_of, make_assessed_case, put_in_decision
from tests.factories.users import actor, make_agency

ROUNDS = ("MTTQ-KH-2023-1", "MTTQ-KH-2023-2")
FATHER = {"name": "Trần Văn An", "born_in": 1980, "relation": "head", "harms": [{"kind": "dead"}]}

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def lan():
    return actor("lan", Role.OFFICER)


def set_rounds(state):
    """Take the rounds away, as before anybody knew of them, or bring them confirmed."""
    with policies.transaction() as session:
        for row in session.scalars(select(Policy).where(Policy.code.in_(ROUNDS))):
            row.state = state
            row.confirmed_at = clock.now() if state is PolicyState.CONFIRMED else None
            policies.trail.record(session, None, "policy:renewed", row)


def family_before_the_rounds(lan, *people):
    """A family whose lines were computed while only decree, district and city had decided."""
    set_rounds(PolicyState.ENDED)
    made = make_assessed_case(lan, *people)
    rows = lines_of(made.case_id)
    assert not {policy for policy, _, _ in rows} & set(ROUNDS)
    return made, rows


def tasks(case_id):
    view = cases.shown(case_id, area=None, on=clock.today())
    return {task.code: (task.state.value, task.reason) for task in tasks_of(cases.task_facts(case_id, view))}


def test_a_confirmed_round_is_told_as_new_lines_and_moves_nothing_of_the_ward(lan):
    made, rows = family_before_the_rounds(lan)
    put_in_decision(*rows.values())
    due_on = db.session.get_one(Case, made.case_id).due_on
    before = (work_of(lan), open_work_of(made.incident_id), tasks(made.case_id), of_case(made.case_id).lines)
    set_rounds(PolicyState.CONFIRMED)
    after = (work_of(lan), open_work_of(made.incident_id), tasks(made.case_id), of_case(made.case_id).lines)
    assert after == before
    assert db.session.get_one(Case, made.case_id).due_on == due_on
    assert {change.kind for change in of_case(made.case_id).changes} == {"new"}


def test_computing_again_leaves_the_ward_its_decided_lines_its_clock_and_an_empty_list(lan):
    made, rows = family_before_the_rounds(lan)
    put_in_decision(*rows.values())
    set_rounds(PolicyState.CONFIRMED)
    entitlements.compute(made.case_id, actor=lan)
    now = lines_of(made.case_id)
    assert {key: row.id for key, row in now.items() if key[0] not in ROUNDS} == {
        key: row.id for key, row in rows.items()
    }
    assert {key[0] for key in now} >= set(ROUNDS)
    assert work_of(lan) == ([], False)
    assert tasks(made.case_id)["dossier"] == ("done", "others_pay")
    assert db.session.get_one(Case, made.case_id).due_on is None
    assessments.close(made.case_id, actor=lan)
    assert not open_work_of(made.incident_id).cases


def test_the_front_of_the_place_finds_the_family_in_its_own_list(lan):
    made, rows = family_before_the_rounds(lan)
    put_in_decision(*rows.values())
    set_rounds(PolicyState.CONFIRMED)
    entitlements.compute(made.case_id, actor=lan)
    front = actor("mai", Role.OFFICER, agency=make_agency("mttq", kind=AgencyKind.FRONT))
    donated = sum(row.amount for key, row in lines_of(made.case_id).items() if key[0] in ROUNDS)
    found, _ = work_of(front)
    assert [(row.kind, row.id, row.amount) for row in found] == [(WorkKind.CASE_PROPOSE, made.case_id, donated)]


def test_a_family_nobody_of_which_lives_keeps_the_ward_only_while_its_own_lines_have_no_payee(lan):
    """Who receives for the dead is named for the ward's own lines; those of the donations may follow."""
    made, rows = family_before_the_rounds(lan, FATHER)
    relative = entitlements.PayeeValues("Trần Văn Ba", "anh trai", "Văn bản thỏa thuận của thân nhân")
    for row in rows.values():
        entitlements.name_payee(row.id, relative, actor=lan)
    set_rounds(PolicyState.CONFIRMED)
    entitlements.compute(made.case_id, actor=lan)
    assert tasks(made.case_id)["payee"] == ("if_any", "payee_missing")
    assert tasks(made.case_id)["dossier"] == ("todo", "lines_left")
