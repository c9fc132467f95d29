"""Two dossiers below an amount band: the pages name both before review and signature, and bulk steps set them apart."""

import pytest

from aid import clock
from aid.domain.approval_routes import Route
from aid.services.approval_routes import add_route
from tests.factories.dossiers import dossier_of, make_dossier, make_fund, make_staff


@pytest.fixture
def staff(app):
    app.config["WTF_CSRF_ENABLED"] = False
    return make_staff()


def _text(page):
    return page.get_data(as_text=True)


def test_reviewer_and_signer_read_both_dossiers_and_what_they_come_to(staff, as_user):
    fund_id = make_fund(staff)
    first = make_dossier(staff, fund_id, until="submit")
    add_route(Route(clock.today(), "Quy chế số 15", amount_from=26_400_001, city=True), actor=staff.approver)
    second = make_dossier(staff, fund_id, until="submit")
    codes = [dossier_of(one).code for one in (second, first)]
    told = f"{codes[0]} và {codes[1]} cùng vụ việc, cùng chính sách: từng hồ sơ dưới mức, cộng lại 52.800.000"
    minh, hoa = as_user("minh"), as_user("hoa")
    page = _text(minh.get(f"/dossiers/{second}"))
    assert told in page and "Quy chế số 15" in page
    assert "Không chia nhỏ dưới mức của trình tự duyệt" in page and f'href="/dossiers/{first}"' in page
    assert told in _text(minh.get(f"/dossiers/{second}/review"))
    assert f"{codes[1]}, {codes[0]} cùng vụ việc" in _text(minh.get("/dossiers/bulk/review"))
    assert minh.post(f"/dossiers/{second}/review").status_code == 303
    assert told in _text(hoa.get(f"/dossiers/{second}/sign"))
    assert "Cùng vượt mức duyệt với" in _text(hoa.get(f"/dossiers/{second}"))
