"""The pages of norms: the series, entering, the cases that change, and the second person."""

from io import BytesIO

import pytest

from aid.domain.roles import Role
from aid.queries.norms import list_norms
from tests.factories.entitlements import make_assessed_case, the_fire
from tests.factories.incidents import a_pdf
from tests.factories.users import actor, make_agency
from tests.services.test_norms import STORM_DAY

TYPED = {
    "scope": "city",
    "amount": "800.000",
    "valid_from": "01/08/2026",
    "basis": "NQ 90/2026/NQ-HĐND",
    "citation": "",
}


@pytest.fixture
def people(app, clock):
    clock("2026-09-15T08:00+07:00")
    app.config["WTF_CSRF_ENABLED"] = False
    actor("minh", Role.REVIEWER)
    actor("toan", Role.ACCOUNTANT)
    actor("quy", Role.CASHIER)
    actor("pho", Role.CITY, agency=make_agency("ha-noi"), full_name="Mai Văn Phố")
    return actor("lan", Role.OFFICER)


@pytest.fixture
def hurt(people):
    storm = the_fire(code="BAO-2026", day=STORM_DAY, kind="storm")
    stay = {"admitted_on": STORM_DAY, "day": STORM_DAY}
    man = {"name": "Trần Văn An", "born_in": 1980, "harms": [{"kind": "injured", "severity": "severe", **stay}]}
    return make_assessed_case(people, man, incident=storm, poverty_class="poor")


def _text(page):
    return page.get_data(as_text=True)


def _entered(minh):
    answer = minh.post("/norms/new", data=TYPED)
    assert answer.status_code == 303
    return answer.location


def test_the_list_names_amount_document_and_state(people, as_user):
    page = _text(as_user("lan").get("/norms"))
    assert "540.000" in page
    assert "chưa xác nhận, để ước tính" in page
    assert "Nhập mức chuẩn mới" not in page
    assert "Nhập mức chuẩn mới" in _text(as_user("minh").get("/norms"))


def test_a_norm_is_entered_with_its_effects_and_confirmed_by_the_city(people, hurt, as_user):
    minh, pho = as_user("minh"), as_user("pho")
    path = _entered(minh)
    page = _text(minh.get(path))
    assert "Mức này chưa được dùng để tính" in page
    assert "Trần Văn An" in page
    assert "8.000.000" in page
    assert "Xem lại và xác nhận" not in page
    assert "Xem lại và xác nhận" in _text(pho.get(path))
    asked = _text(pho.get(f"{path}/confirm"))
    assert "800.000" in asked
    assert pho.post(f"{path}/confirm", data={}).status_code == 422
    sent = {"text": (BytesIO(a_pdf()), "nghi-quyet.pdf")}
    assert pho.post(f"{path}/confirm", data=sent, content_type="multipart/form-data").status_code == 303
    after = _text(pho.get(path))
    assert "Mai Văn Phố" in after
    assert "Tính lại theo vụ việc" in after
    assert "đã được xác nhận" in _text(pho.get(f"{path}/confirm"))
    assert pho.get(f"{path}/text").headers["Content-Disposition"].startswith("attachment")


def test_what_is_wrong_with_a_norm_is_said_where_it_was_typed(people, as_user):
    minh = as_user("minh")
    page = minh.post("/norms/new", data=TYPED | {"valid_from": "01/01/2020", "amount": "x"})
    assert page.status_code == 422
    again = minh.post("/norms/new", data=TYPED | {"valid_from": "01/01/2020"})
    assert again.status_code == 422
    assert "hồ sơ cũ phải tính như lúc ấy" in _text(again)
    assert "NQ 90/2026/NQ-HĐND" in _text(again)


def test_a_mistaken_norm_is_taken_out(people, as_user):
    minh = as_user("minh")
    path = _entered(minh)
    assert minh.post(f"{path}/discard").status_code == 303
    assert all(view.norm.amount != 800_000 for view in list_norms())
    assert minh.get(path).status_code == 404


def test_who_may_not_read_cases_sees_sums_only(people, hurt, as_user):
    path = _entered(as_user("minh"))
    assert "Trần Văn An" in _text(as_user("toan").get(path))
    page = _text(as_user("quy").get(path))
    assert "Trần Văn An" not in page
    assert "Hồ sơ thay đổi" in page
