from datetime import date

import pytest
from sqlalchemy import event

from aid.domain.errors import Missing
from aid.domain.roles import Role
from aid.extensions import db
from aid.queries import cases, duplicates, households
from aid.services.assessments import DamageValues, NeedValues, Papers
from tests.factories.cases import IDENTITY, a_person, injured, make_case
from tests.factories.incidents import make_incident
from tests.factories.users import actor

FIRE_DAY = date(2026, 9, 12)
TODAY = date(2026, 9, 20)


@pytest.fixture
def lan(app, clock):
    clock("2026-09-20T08:00+07:00")
    return actor("lan", Role.OFFICER)


@pytest.fixture
def fire(lan):
    return make_incident(actor=lan, occurred_on=FIRE_DAY)


@pytest.fixture
def asked(app):
    """The statements sent so far, in a list that grows."""
    statements = []

    def note(_connection, _cursor, statement, *_rest):
        if statement.startswith("SELECT"):
            statements.append(statement)

    engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def full_case(fire, lan, size, **more):
    members = [a_person(f"Trần Văn {number}", relation="child") for number in range(size)]
    harms = [(number, injured(FIRE_DAY)) for number in range(size + 1)]
    return make_case(
        fire, actor=lan, members=members, harms=harms, damage=DamageValues("severe", "solid"), needs=NeedValues(1),
        papers=Papers(FIRE_DAY), **more,
    )  # fmt: skip


def questions(asked, ask):
    db.session.rollback()
    db.session.expunge_all()
    asked.clear()
    ask()
    return len(asked)


def test_a_case_of_many_asks_no_more_than_a_case_of_few(lan, fire, asked):
    def ask(case_id):
        view = cases.shown(case_id, area={lan.agency_id}, on=TODAY)
        cases.task_facts(case_id, view)
        duplicates.of_case(case_id)

    few, many = full_case(fire, lan, 1), full_case(fire, lan, 6, address="số 9")
    first = questions(asked, lambda: ask(few))
    assert questions(asked, lambda: ask(many)) == first <= 12


def test_a_list_of_many_households_asks_twice(lan, fire, asked):
    for number in range(5):
        make_case(fire, actor=lan, address=f"số {number}", head=a_person(f"Lê Văn {number}"))
    wanted = households.HouseholdFilter(q="le van")
    assert questions(asked, lambda: households.listed(wanted, area=None)) == 2


def test_the_list_has_a_total_order_over_pages(lan, fire):
    for number in range(5):
        make_case(fire, actor=lan, address=f"số {number}", head=a_person("Lê Văn Trùng"))
    wanted = households.HouseholdFilter()
    pages = [households.listed(wanted, area=None, limit=2, offset=start) for start in (0, 2, 4)]
    ids = [row.id for page in pages for row in page.rows]
    assert len(set(ids)) == 5 == pages[0].total and ids == sorted(ids)


def test_numbers_are_hidden_and_days_counted(lan, fire):
    case_id = make_case(
        fire, actor=lan, head=a_person(identity_number=IDENTITY, bank="VCB", account="0123456789", account_name="X"),
        harms=[(0, injured(FIRE_DAY, admitted_on=FIRE_DAY))],
    )  # fmt: skip
    (head,) = cases.shown(case_id, area=None, on=TODAY).members
    assert (head.identity, head.account) == ("001*******89", "******6789")
    assert (head.standing.inpatient_days, head.standing.still_in) == (8, True)


def test_a_case_outside_the_area_is_missing(lan, fire):
    case_id = make_case(fire, actor=lan)
    with pytest.raises(Missing):
        cases.shown(case_id, area={lan.agency_id + 1}, on=TODAY)
