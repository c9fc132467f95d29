import pytest
from sqlalchemy import select
from vietnam_qr_pay import QRPay

from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.events import Access
from aid.services import payouts, transfers
from tests.factories.funds import (
    MILLION,
    approved_payout,
    make_crew,
    make_decision,
    make_fund,
    planned,
    prepared_payout,
)
from tests.factories.users import actor, make_agency


@pytest.fixture
def crew(app):
    return make_crew()


def _decision(crew, bank="Vietcombank CN Thanh Xuân", account="0881 000 458 086"):
    payee = {"payee_name": "Trần Thị Mai", "payee_relation": "con gái", "payee_bank": bank, "payee_account": account}
    return make_decision(make_fund(crew.accountant), [MILLION, 2 * MILLION], crew=crew, receivers={"payee": payee})


def test_each_transfer_has_its_own_code_with_account_sum_and_reference(crew):
    decision = _decision(crew)
    payout_id = approved_payout(decision, crew, "bank")
    found = transfers.codes(payout_id, actor=crew.cashier).transfers
    read = [QRPay(row.code) for row in found]
    assert all(code.is_valid for code in read)
    assert [code.consumer.bank_bin for code in read] == ["970436", "970436"]
    assert [code.consumer.bank_number for code in read] == ["0881000458086"] * 2
    assert [code.amount for code in read] == ["1000000", "2000000"]
    assert [code.additional_data.purpose for code in read] == [
        f"KT{payment}D{payout_id} HO TRO KHAN CAP" for payment in planned(decision)
    ]


def test_opening_the_codes_is_written_down_as_a_look_at_accounts(crew):
    transfers.codes(approved_payout(_decision(crew), crew, "bank"), actor=crew.cashier)
    (look,) = db.session.scalars(select(Access)).all()
    assert (look.user_id, look.fields, look.purpose) == (crew.cashier.user_id, "account", "mã VietQR")


@pytest.mark.parametrize(
    ("bank", "account", "missing"), [("BVB", "0881", "bank"), ("VCB", "1" * 20, "account"), ("VCB", "088/1", "account")]
)
def test_without_one_certain_bank_and_account_there_is_no_code(crew, bank, account, missing):
    payout_id = approved_payout(_decision(crew, bank, account), crew, "bank")
    assert {(row.code, row.missing) for row in transfers.codes(payout_id, actor=crew.cashier).transfers} == {
        ("", missing)
    }


def test_only_what_is_approved_and_not_sent_has_a_code(crew):
    payout_id = prepared_payout(_decision(crew), crew, "bank")
    assert transfers.codes(payout_id, actor=crew.cashier).transfers == []
    payouts.approve(payout_id, actor=crew.holder)
    assert len(transfers.codes(payout_id, actor=crew.cashier).transfers) == 2
    payouts.send(payout_id, actor=crew.cashier)
    assert transfers.codes(payout_id, actor=crew.cashier).transfers == []


def test_cash_and_other_peoples_payouts_have_none(crew):
    with pytest.raises(Refusal, match="wrong_method"):
        transfers.codes(approved_payout(_decision(crew), crew, "cash"), actor=crew.cashier)
    other = actor("la", Role.CASHIER, agency=make_agency("Phường khác"))
    with pytest.raises(Missing):
        transfers.codes(1, actor=other)
    with pytest.raises(Refusal, match="action_not_allowed"):
        transfers.codes(1, actor=crew.holder)
