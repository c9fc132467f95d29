from datetime import date

import pytest
from sqlalchemy import event

from aid import clock as aid_clock
from aid.domain.cases import CaseState
from aid.domain.errors import Missing
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.cases import Case, CaseMember, Harm
from aid.models.households import Household, Person
from aid.queries import incident_work, incidents
from aid.queries.incidents import IncidentFilter
from aid.queries.open_work import open_work_of
from tests.factories.incidents import make_incident
from tests.factories.users import actor, make_agency, place_of


@pytest.fixture
def lan(app, clock):
    clock("2026-09-15T08:00+07:00")
    return actor("lan", Role.OFFICER)


@pytest.fixture
def statements(app):
    seen = []

    def note(_connection, _cursor, text, *_rest):
        seen.append(text)

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


def _person(household, name):
    person = Person(
        household_id=household.id, full_name=name, folded=name.lower(), sort_key=name.lower(),
        created_at=aid_clock.now(),
    )  # fmt: skip
    db.session.add(person)
    db.session.flush()
    return person


def _case(incident_id, lan, number, *kinds, state=CaseState.RECORDING):
    now = aid_clock.now()
    household = Household(agency_id=lan.agency_id, place_id=place_of().id, address=f"nhà {number}", created_at=now)
    db.session.add(household)
    db.session.flush()
    case = Case(
        code=f"X-{incident_id}-{number}", agency_id=lan.agency_id, incident_id=incident_id, household_id=household.id,
        head_name=f"Người {number}", state=state, reason="rút" if state is CaseState.WITHDRAWN else "", created_at=now,
    )  # fmt: skip
    db.session.add(case)
    db.session.flush()
    person = _person(household, f"Nguoi {number}")
    db.session.add(CaseMember(case_id=case.id, person_id=person.id))
    for kind in kinds:
        db.session.add(
            Harm(case_id=case.id, person_id=person.id, kind=kind, happened_on=date(2026, 9, 15), created_at=now)
        )
    db.session.commit()
    return case.id


def test_the_list_is_ordered_by_day_then_by_age(lan):
    ids = [make_incident(actor=lan, dead=n, occurred_on=date(2026, 9, day)) for n, day in enumerate((10, 12, 12))]
    found = incidents.listed(IncidentFilter(), area={lan.agency_id})
    assert [row.id for row in found.rows] == [ids[2], ids[1], ids[0]]
    assert found.total == 3
    assert [row.id for row in incidents.listed(IncidentFilter(), area=None, limit=1, offset=1).rows] == [ids[1]]


def test_another_area_has_none_of_them(lan):
    incident_id = make_incident(actor=lan)
    assert incidents.listed(IncidentFilter(), area={lan.agency_id + 1}) == ([], 0)
    with pytest.raises(Missing):
        incidents.shown(incident_id, area={lan.agency_id + 1})
    assert incidents.shown(incident_id, area=None).code == "VV-00364-2026-0001"


def test_a_new_ward_reads_what_the_old_one_logged(lan):
    old = make_agency("khuong-dinh-cu", successor_id=lan.agency_id, valid_to=date(2025, 6, 30))
    incident_id = make_incident(actor=actor("xua", Role.OFFICER, agency=old), occurred_on=date(2023, 9, 12))
    assert incidents.shown(incident_id, area={lan.agency_id, old.id}).district == "Quận Thanh Xuân"
    with pytest.raises(Missing):
        incidents.own(incident_id, actor=lan)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (IncidentFilter(q="KHUONG dinh"), 1),
        (IncidentFilter(q="ngọc hà"), 1),
        (IncidentFilter(q="_"), 0),
        (IncidentFilter(kind="storm"), 1),
        (IncidentFilter(state="reported"), 2),
        (IncidentFilter(state="closed"), 0),
        (IncidentFilter(year=2026), 1),
        (IncidentFilter(year=2025, kind="storm"), 1),
    ],
)
def test_the_list_is_narrowed(lan, wanted, found):
    make_incident(actor=lan)
    make_incident(actor=lan, kind="storm", place_code="00008", occurred_on=date(2025, 9, 1))
    result = incidents.listed(wanted, area={lan.agency_id})
    assert (len(result.rows), result.total) == (found, found)
    assert incidents.years({lan.agency_id}) == [2026, 2025]


def test_people_are_counted_once_and_who_was_found_is_not_missing(lan):
    incident_id = make_incident(actor=lan)
    _case(incident_id, lan, 1, "injured", "dead")
    _case(incident_id, lan, 2, "missing", "found")
    _case(incident_id, lan, 3, "missing")
    _case(incident_id, lan, 4, "dead", state=CaseState.WITHDRAWN)
    assert incident_work.counts_of(incident_id) == (3, 3, 1, 1, 1)
    assert open_work_of(incident_id).cases == 3
    assert incident_work.money_of(incident_id) == (0, 0, 0)


def test_households_are_listed_with_what_is_missing(lan):
    incident_id = make_incident(actor=lan)
    first = _case(incident_id, lan, 1, "injured")
    _case(incident_id, lan, 2, state=CaseState.WITHDRAWN)
    found = incident_work.households_of(incident_id)
    assert [(row.head_name, row.people, row.harmed, row.missing) for row in found.rows] == [
        ("Người 1", 1, 1, 4), ("Người 2", 1, 0, 0),
    ]  # fmt: skip
    assert [row.case_id for row in incident_work.households_of(incident_id, q="người 1").rows] == [first]
    assert incident_work.households_of(incident_id, q="X-%").total == 0


def test_the_number_of_queries_does_not_grow_with_the_rows(lan, statements):
    incident_id = make_incident(actor=lan)
    for number in range(12):
        make_incident(actor=lan, dead=number + 1)
        _case(incident_id, lan, number, "injured")
    statements.clear()
    assert len(incidents.listed(IncidentFilter(q="khuong"), area={lan.agency_id}).rows) == 13
    assert len(statements) == 2
    statements.clear()
    assert len(incident_work.households_of(incident_id).rows) == 12
    incident_work.counts_of(incident_id)
    incident_work.money_of(incident_id)
    assert len(statements) == 4


def test_the_same_fire_reported_twice_is_pointed_out(lan):
    first = make_incident(actor=lan)
    second = make_incident(actor=lan, injured=7)
    make_incident(actor=lan, kind="storm")
    make_incident(actor=lan, occurred_on=date(2026, 9, 1))
    view = incidents.shown(first, area=None)
    assert [other.id for other in incidents.likely_same(view, area={lan.agency_id})] == [second]
