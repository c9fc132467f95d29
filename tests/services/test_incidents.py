from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select

from aid import clock as aid_clock
from aid.domain.cases import CaseState
from aid.domain.errors import Missing, Refusal
from aid.domain.incidents import IncidentState
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.cases import Case
from aid.models.events import Event
from aid.models.households import Household
from aid.models.incidents import Attachment, Incident
from aid.services import attachments, incidents
from aid.services.attachments import Upload
from tests.factories.incidents import a_photo, a_report, make_incident
from tests.factories.users import actor, make_agency, place_of

MORNING = "2026-09-15T08:00+07:00"


@pytest.fixture(autouse=True)
def _morning(app, clock):
    clock(MORNING)


@pytest.fixture
def lan(app):
    return actor("lan", Role.OFFICER)


@pytest.fixture
def minh(app):
    return actor("minh", Role.REVIEWER)


def _incident(incident_id):
    db.session.expire_all()
    return db.session.get(Incident, incident_id)


def _refused(refused_with, call, *args, **values):
    with pytest.raises(Refusal) as refusal:
        call(*args, **values)
    assert refusal.value.code == refused_with
    db.session.rollback()
    return refusal.value.facts


def _events():
    return list(db.session.scalars(select(Event.action).where(Event.subject == "incidents").order_by(Event.seq)))


def test_a_report_gets_a_code_a_name_and_its_place(lan):
    incident = _incident(incidents.report(a_report(), actor=lan))
    assert incident.code == "VV-00364-2026-0001"
    assert incident.title == "Vụ cháy tại số 2 ngõ 5 phố Thử Nghiệm, Phường Khương Đình"
    assert incident.state is IncidentState.REPORTED
    assert (incident.place.code, incident.place.valid_to) == ("00364", None)
    assert incident.reporter_phone == "+84912345678"
    assert "khuong dinh" in incident.folded
    assert _events() == ["incident:reported"]


def test_codes_run_on_and_offices_of_one_ward_never_share_one(lan):
    front = actor("hoa", Role.OFFICER, agency=make_agency("mttq-khuong-dinh"))
    made = [incidents.report(a_report(dead=n), actor=who) for n, who in enumerate((lan, front, lan))]
    codes = [_incident(ident).code for ident in made]
    assert codes == ["VV-00364-2026-0001", "VV-00364-2026-0002", "VV-00364-2026-0003"]


def test_a_given_code_is_kept_and_stays_unique(lan):
    incident_id = incidents.report(a_report(), actor=lan, code="KHUONG-HA-2023")
    assert _incident(incident_id).code == "KHUONG-HA-2023"
    _refused("incident_code_taken", incidents.report, a_report(dead=9), actor=lan, code="KHUONG-HA-2023")


def test_the_same_report_twice_is_one_incident(lan):
    first = incidents.report(a_report(), actor=lan)
    assert incidents.report(a_report(), actor=lan) == first
    assert incidents.report(a_report(injured=3), actor=lan) != first
    assert db.session.scalar(select(func.count(Incident.id))) == 2


def test_the_same_words_an_hour_later_are_another_incident(lan, clock):
    first = incidents.report(a_report(), actor=lan)
    clock("2026-09-15T09:00+07:00")
    assert incidents.report(a_report(), actor=lan) != first


def test_a_day_before_the_reform_has_the_ward_of_that_day(lan):
    values = a_report(occurred_on=date(2023, 9, 12), occurred_at=time(23, 22))
    place = _incident(incidents.report(values, actor=lan)).place
    assert (place.name, place.parent_name, place.valid_to) == (
        "Phường Khương Đình", "Quận Thanh Xuân", date(2025, 6, 30),
    )  # fmt: skip


def test_a_ward_that_is_gone_is_refused_with_those_that_took_it_over(lan):
    facts = _refused("place_not_valid_on", incidents.report, a_report(place_code="00373"), actor=lan)
    assert "Phường Khương Đình (00364)" in facts["instead"]


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("day_in_future", {"occurred_on": date(2026, 9, 16)}),
        ("hour_in_future", {"occurred_at": time(8, 30)}),
        ("ward_unknown", {"place_code": "99999"}),
        ("place_in_other_province", {"place_code": "25747"}),
        ("phone_unreadable", {"reporter_phone": "12"}),
        ("point_incomplete", {"lat": 21.0}),
        ("point_outside", {"lat": 48.8, "lon": 2.3}),
        ("count_negative", {"dead": -1}),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(lan, code, change):
    _refused(code, incidents.report, a_report(**change), actor=lan)
    assert db.session.scalar(select(func.count(Incident.id))) == 0


def test_the_hour_may_be_unknown_and_yesterday_evening_is_fine(lan):
    yesterday = aid_clock.today() - timedelta(days=1)
    incident = _incident(incidents.report(a_report(occurred_on=yesterday, occurred_at=time(23, 50)), actor=lan))
    assert incident.occurred_at == time(23, 50)
    assert _incident(incidents.report(a_report(), actor=lan)).occurred_at is None


def test_the_first_photos_come_with_the_report(lan):
    kept = [attachments.keep(Upload(f"{n}.jpg", a_photo((50 + n, 40)))) for n in range(2)]
    incident_id = incidents.report(a_report(), actor=lan, files=kept)
    names = db.session.scalars(select(Attachment.file_name).filter_by(incident_id=incident_id).order_by(Attachment.id))
    assert list(names) == ["0.jpg", "1.jpg"]
    assert _events() == ["incident:reported", "incident:file_added", "incident:file_added"]


def test_somebody_without_the_role_cannot_report(minh):
    _refused("action_not_allowed", incidents.report, a_report(), actor=minh)


def test_a_correction_stands_in_the_trail_with_what_was_there(lan):
    incident_id = make_incident(actor=lan)
    incidents.correct(incident_id, a_report(dead=1, place_code="00008"), version=1, actor=lan)
    incident = _incident(incident_id)
    assert (incident.dead, incident.place.name, incident.version) == (1, "Phường Ngọc Hà", 2)
    assert incident.title.endswith("Phường Ngọc Hà")
    event = db.session.scalars(select(Event).order_by(Event.seq.desc())).first()
    assert event.action == "incident:corrected"
    assert event.before["place"] == "Phường Khương Đình"
    assert (event.before["dead"], event.after["dead"]) == (0, 1)


def test_a_correction_that_changes_nothing_writes_nothing(lan):
    incident_id = make_incident(actor=lan)
    incidents.correct(incident_id, a_report(), version=1, actor=lan)
    assert _incident(incident_id).version == 1
    assert _events() == ["incident:reported"]


def test_an_edit_of_an_old_version_is_refused(lan):
    incident_id = make_incident(actor=lan)
    incidents.correct(incident_id, a_report(dead=1), version=1, actor=lan)
    _refused("stale_edit", incidents.correct, incident_id, a_report(dead=5), version=1, actor=lan)
    assert _incident(incident_id).dead == 1


def test_another_ward_finds_nothing_to_change(lan):
    incident_id = make_incident(actor=lan)
    far = make_agency("hoan-kiem", place=place_of("00070"))
    stranger, reviewer = actor("ha", Role.OFFICER, agency=far), actor("hai", Role.REVIEWER, agency=far)
    for call in (
        lambda: incidents.correct(incident_id, a_report(dead=1), version=1, actor=stranger),
        lambda: incidents.confirm(incident_id, actor=reviewer),
        lambda: incidents.dismiss(incident_id, "nhầm", actor=reviewer),
        lambda: incidents.close(incident_id, actor=reviewer),
    ):
        with pytest.raises(Missing):
            call()


def test_confirming_twice_is_refused_the_second_time(lan, minh):
    incident_id = make_incident(actor=lan)
    incidents.confirm(incident_id, actor=minh)
    assert _incident(incident_id).state is IncidentState.CONFIRMED
    _refused("step_not_possible", incidents.confirm, incident_id, actor=minh)
    assert _events().count("incident:confirmed") == 1


def test_who_reports_does_not_confirm(lan):
    incident_id = make_incident(actor=lan)
    _refused("action_not_allowed", incidents.confirm, incident_id, actor=lan)


def test_dismissing_needs_a_reason_and_ends_it(lan, minh):
    incident_id = make_incident(actor=lan)
    _refused("reason_missing", incidents.dismiss, incident_id, "  ", actor=minh)
    incidents.dismiss(incident_id, "Báo trùng", actor=minh)
    assert (_incident(incident_id).state, _incident(incident_id).reason) == (IncidentState.DISMISSED, "Báo trùng")
    facts = _refused("incident_finished", incidents.correct, incident_id, a_report(dead=1), version=1, actor=lan)
    assert facts["state"] is IncidentState.DISMISSED


def _with_case(incident_id, lan, state=CaseState.RECORDING):
    household = Household(
        agency_id=lan.agency_id, place_id=place_of().id, address="số 2 ngõ 5", created_at=aid_clock.now()
    )
    db.session.add(household)
    db.session.flush()
    incident = db.session.get(Incident, incident_id)
    case = Case(
        code=f"{incident.code}-001", agency_id=lan.agency_id, incident_id=incident_id, household_id=household.id,
        head_name="Nguyễn Thị Mẫu", state=state, created_at=aid_clock.now(),
    )  # fmt: skip
    db.session.add(case)
    db.session.commit()
    return case.id


def test_an_incident_with_open_cases_is_neither_closed_nor_dismissed(lan, minh):
    incident_id = make_incident(actor=lan)
    case_id = _with_case(incident_id, lan)
    assert _refused("incident_has_cases", incidents.dismiss, incident_id, "trùng", actor=minh) == {"cases": 1}
    incidents.confirm(incident_id, actor=minh)
    facts = _refused("incident_has_open_work", incidents.close, incident_id, actor=minh)
    assert (facts["cases"], facts["dossiers"], facts["payments"]) == (1, 0, 0)
    assert facts["named"] == ("VV-00364-2026-0001-001",)
    db.session.get(Case, case_id).state = CaseState.CLOSED
    db.session.commit()
    incidents.close(incident_id, actor=minh)
    assert _incident(incident_id).state is IncidentState.CLOSED


def test_a_report_that_is_only_reported_cannot_be_closed(lan, minh):
    incident_id = make_incident(actor=lan)
    _refused("step_not_possible", incidents.close, incident_id, actor=minh)


def test_the_values_of_a_report_are_frozen():
    assert replace(a_report(), dead=3) != a_report()
