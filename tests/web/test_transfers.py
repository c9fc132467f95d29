import pytest

from tests.factories.funds import MILLION, approved_payout, make_crew, make_decision, make_fund, planned


@pytest.fixture
def crew(app):
    return make_crew()


def _payout(crew, bank):
    payee = {"payee_name": "Trần Thị <b>Mai", "payee_bank": bank, "payee_account": "0881000458086"}
    decision = make_decision(make_fund(crew.accountant), [MILLION], crew=crew, receivers={"payee": payee})
    return approved_payout(decision, crew, "bank"), planned(decision)[0]


def test_the_cashier_goes_from_payment_and_payout_to_the_code(as_user, crew):
    payout_id, payment_id = _payout(crew, "VCB")
    tuyet, here = as_user("tuyet"), f"/payouts/{payout_id}/transfers"
    for page in (f"/payouts/{payout_id}", f"/payments/{payment_id}"):
        assert here in tuyet.get(page).get_data(as_text=True)
    answer = tuyet.get(here)
    text = answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<svg" in text
    assert "<b>Mai" not in text
    assert f"KT{payment_id}D{payout_id} HO TRO KHAN CAP" in text


def test_an_unknown_bank_gets_a_sentence_and_no_code(as_user, crew):
    payout_id, payment_id = _payout(crew, "BVB")
    tuyet = as_user("tuyet")
    assert "là ngân hàng nào nên khoản này không có mã VietQR" in tuyet.get(f"/payments/{payment_id}").get_data(
        as_text=True
    )
    text = tuyet.get(f"/payouts/{payout_id}/transfers").get_data(as_text=True)
    assert "transfer__code" not in text
    assert "Chưa rõ “BVB” là ngân hàng nào" in text


def test_who_does_not_pay_sees_no_way_to_the_codes(as_user, crew):
    payout_id, payment_id = _payout(crew, "VCB")
    for name in ("hoa", "minh"):
        somebody = as_user(name)
        for page in (f"/payouts/{payout_id}", f"/payments/{payment_id}"):
            assert "/transfers" not in somebody.get(page).get_data(as_text=True)
        assert somebody.get(f"/payouts/{payout_id}/transfers").status_code == 403
