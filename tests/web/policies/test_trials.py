"""The pages of a trial: choosing an incident, what the policy would give, and what the money does not cover."""

import pytest

from aid.domain.roles import Role
from aid.extensions import db
from aid.models.incidents import Incident
from aid.services import funds, policy_entries, trail, trials
from tests.factories.entitlements import khuong_dinh_family
from tests.factories.policies import a_benefit, a_document
from tests.factories.users import actor, make_agency


@pytest.fixture
def minh(app):
    return actor("minh", Role.REVIEWER)


@pytest.fixture
def draft(app, minh):
    app.config["WTF_CSRF_ENABLED"] = False
    for name, role in (("lan", Role.OFFICER), ("toan", Role.ACCOUNTANT), ("quy", Role.CASHIER)):
        actor(name, role)
    rice = {"code": "gao", "title": "Gạo cứu đói", "clause": "Điều 3", "who": "household", "fund_kinds": ["NS_PHUONG"]}
    rice |= {"amount": {"kind": "in_kind", "text": "Gạo, mì, nước uống"}}
    document = a_document(benefits=[a_benefit(), rice])
    return policy_entries.create_policy(document, actor=minh, owner="law")


def _families(count):
    made = [khuong_dinh_family() for _ in range(count)]
    # What the factory wrote is no step of a person.
    trail.forget(db.session())
    return made


def _text(page):
    return page.get_data(as_text=True)


def test_nobody_is_told_that_funds_lack_money_which_he_cannot_see(draft, minh, as_user):
    (made,) = _families(1)
    trial_id = trials.start_trial(draft, made.incident_id, actor=minh)
    page = _text(as_user("minh").get(f"/policies/{draft}/trials/{trial_id}"))
    assert "Chưa rõ có đủ hay không" in page and "chưa rõ" in page
    assert "Không đủ nguồn" not in page


def test_a_policy_that_does_not_reach_the_incident_says_so_beside_its_zeros(draft, minh, as_user):
    elsewhere = policy_entries.create_policy(a_document(code="XA-2026", places=["79"]), actor=minh, owner="law")
    (made,) = _families(1)
    for policy_id, is_told in ((elsewhere, True), (draft, False)):
        trial_id = trials.start_trial(policy_id, made.incident_id, actor=minh)
        page = _text(as_user("minh").get(f"/policies/{policy_id}/trials/{trial_id}"))
        assert ("Văn bản không áp dụng cho vụ việc này" in page) is is_told


def test_a_policy_is_tried_from_its_page(draft, as_user):
    fund = funds.NewFund("NS-PHUONG", "Ngân sách phường", "NS_PHUONG")
    funds.open_fund(fund, actor=actor("oanh", Role.ACCOUNTANT))
    made, minh = khuong_dinh_family(), as_user("minh")
    assert f"/policies/{draft}/trials" in _text(minh.get(f"/policies/{draft}"))
    assert "Chưa có lần tính thử nào" in _text(minh.get(f"/policies/{draft}/trials"))
    sent = minh.post(f"/policies/{draft}/trials", data={"incident": str(made.incident_id)})
    assert sent.status_code == 303
    page = _text(minh.get(sent.location))
    for words in (
        "Ước tính",
        "Không phải quyết định",
        "2.000.000",
        "Không đủ nguồn",
        "hiện vật",
        "Trần Văn An",
        "ND20",
    ):
        assert words in page
    assert "2.000.000" in _text(minh.get(f"/policies/{draft}/trials"))


def test_the_incident_a_resolution_was_made_for_is_chosen_already(app, minh, as_user):
    made = khuong_dinh_family()
    code = db.session.get_one(Incident, made.incident_id).code
    meant = policy_entries.create_policy(a_document("NQ-VU-NAY", incidents=[code]), actor=minh, owner="law")
    other = policy_entries.create_policy(a_document("NQ-CHUNG"), actor=minh, owner="law")
    chosen = f'<option selected value="{made.incident_id}"'
    assert chosen in _text(as_user("minh").get(f"/policies/{meant}/trials"))
    assert chosen not in _text(as_user("minh").get(f"/policies/{other}/trials"))


def test_without_an_incident_nothing_is_tried(draft, as_user):
    khuong_dinh_family()
    answer = as_user("minh").post(f"/policies/{draft}/trials", data={"incident": ""})
    assert answer.status_code == 422
    assert "Chưa tính thử được" in _text(answer)


def test_a_trial_under_way_says_how_far_it_is(draft, minh, as_user, monkeypatch):
    monkeypatch.setattr(trials, "CHUNK", 2)
    made = _families(3)
    trial_id = trials.start_trial(draft, made[0].incident_id, actor=minh)
    trials._step(trial_id)
    page = _text(as_user("minh").get(f"/policies/{draft}/trials/{trial_id}"))
    assert "Đã tính 2 trên 3 hồ sơ" in page
    assert "đang tính" in _text(as_user("minh").get(f"/policies/{draft}/trials"))


def test_who_may_not_read_cases_sees_sums_only_and_another_office_nothing(draft, minh, as_user):
    (made,) = _families(1)
    trial_id = trials.start_trial(draft, made.incident_id, actor=minh)
    path = f"/policies/{draft}/trials/{trial_id}"
    assert "Trần Văn An" in _text(as_user("toan").get(path))
    page = _text(as_user("quy").get(path))
    assert "Trần Văn An" not in page
    assert "2.000.000" in page
    actor("hoa", Role.REVIEWER, agency=make_agency("ha-dinh"))
    assert as_user("hoa").get(path).status_code == 404
