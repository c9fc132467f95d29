import re

import pytest

from tests.factories.funds import MILLION, approved_payout, make_crew, make_decision, make_fund, planned


@pytest.fixture
def crew(app):
    app.config["WTF_CSRF_ENABLED"] = False
    return make_crew()


@pytest.fixture
def payout(crew):
    payee = {"payee_name": "Trần Thị Mai", "payee_bank": "VCB", "payee_account": "0011001932418"}
    decision = make_decision(make_fund(crew.accountant), [MILLION, 2 * MILLION], crew=crew, receivers={"payee": payee})
    return approved_payout(decision, crew, "bank"), planned(decision)


def _text(answer):
    return answer.get_data(as_text=True).replace("\xa0", " ")


def test_from_the_dry_run_to_the_file(as_user, payout):
    payout_id, (first, second) = payout
    hoa, minh, tuyet = as_user("hoa"), as_user("minh"), as_user("tuyet")
    here = f"/payouts/{payout_id}/bank-file"
    assert here in _text(tuyet.get(f"/payouts/{payout_id}"))
    assert "Lập tệp 2 khoản, 3.000.000 đ" in _text(tuyet.get(here))
    assert "Lập tệp" not in _text(hoa.get(here))
    hoa.post(f"/payouts/{payout_id}/account-names", data={f"holder-{first}": "LE VAN BA", "holder-x": "y"})
    page = _text(tuyet.get(here))
    assert "Lập tệp 1 khoản, 2.000.000 đ" in page
    assert "chủ tài khoản khác tên người nhận" in page
    assert f"/payments/{first}/account-name" in _text(minh.get(here))
    assert "LE VAN BA" in _text(minh.get(f"/payments/{first}/account-name"))
    assert minh.post(f"/payments/{first}/account-name", data={"reason": ""}).status_code == 422
    minh.post(f"/payments/{first}/account-name", data={"reason": "tài khoản của con trai"})
    seen = {"layout": "csv_utf8", "count": "2", "total": "3000000"}
    assert tuyet.post(here, data={**seen, "total": "3000001"}).status_code == 422
    assert tuyet.post(here, data=seen).status_code == 303
    file = tuyet.get(re.search(r"/bank-files/\d+", _text(tuyet.get(here))).group())
    assert file.headers["Cache-Control"] == "no-store"
    assert "attachment" in file.headers["Content-Disposition"]
    assert f"KT{second}D{payout_id}" in file.get_data(as_text=True)
    assert tuyet.post(here, data=seen).status_code == 422


def test_no_page_of_the_cashier_or_holder_shows_a_whole_account(as_user, payout):
    for name in ("minh", "tuyet", "hoa"):
        assert "0011001932418" not in _text(as_user(name).get(f"/payouts/{payout[0]}/bank-file"))
