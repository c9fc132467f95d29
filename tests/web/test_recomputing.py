"""The button on the page of an incident that computes all its open cases, and what it says afterwards."""

import pytest

from aid.domain.dossiers import DossierState
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.cases import Case
from aid.services import entitlements, recomputing
from tests.factories.entitlements import khuong_dinh_family, lines_of, make_case, put_in_dossier, the_fire
from tests.factories.users import actor


@pytest.fixture
def lan(app):
    app.config["WTF_CSRF_ENABLED"] = False
    actor("minh", Role.REVIEWER)
    return actor("lan", Role.OFFICER)


def _page(browser, incident_id):
    return browser.get(f"/incidents/{incident_id}").get_data(as_text=True)


def test_the_officer_computes_all_cases_and_reads_the_result(lan, as_user):
    made, browser = [khuong_dinh_family() for _ in range(2)], as_user("lan")
    incident_id = made[0].incident_id
    assert "Tính lại tất cả hồ sơ" in _page(browser, incident_id)
    answer = browser.post(f"/incidents/{incident_id}/recompute")
    assert (answer.status_code, answer.location) == (303, f"/incidents/{incident_id}#recompute")
    assert "đã tính 2 hồ sơ, 2 hồ sơ có khoản thay đổi" in _page(browser, incident_id)
    assert len(lines_of(made[1].case_id)) == len(lines_of(made[0].case_id)) >= 9
    assert f"/incidents/{incident_id}/recompute" not in _page(as_user("minh"), incident_id)


def test_a_run_under_way_says_how_far_it_is_and_has_no_second_button(lan, as_user, monkeypatch):
    monkeypatch.setattr(recomputing, "CHUNK", 2)
    made = [khuong_dinh_family() for _ in range(3)]
    recomputing._step(recomputing.start(made[0].incident_id, actor=lan))
    page = _page(as_user("lan"), made[0].incident_id)
    assert "Đang tính: 2 trên 3 hồ sơ" in page
    assert f"/incidents/{made[0].incident_id}/recompute" not in page


def test_cases_left_alone_are_named_with_their_dossier(lan, as_user):
    made = khuong_dinh_family()
    entitlements.compute(made.case_id, actor=lan)
    put_in_dossier(*lines_of(made.case_id).values(), state=DossierState.SUBMITTED)
    browser = as_user("lan")
    browser.post(f"/incidents/{made.incident_id}/recompute")
    page = _page(browser, made.incident_id)
    assert "1 hồ sơ được để nguyên" in page
    assert db.session.get_one(Case, made.case_id).code in page


def test_without_open_cases_there_is_nothing_to_press(lan, as_user):
    incident_id = the_fire().id
    assert "Tính lại tất cả hồ sơ" not in _page(as_user("lan"), incident_id)
    assert as_user("lan").post(f"/incidents/{incident_id}/recompute").status_code == 409
    assert make_case({"name": "Trần Văn An"}).incident_id == incident_id
    assert "Tính lại tất cả hồ sơ" in _page(as_user("lan"), incident_id)
