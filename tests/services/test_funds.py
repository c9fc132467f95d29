from datetime import timedelta

import pytest

from aid import clock
from aid.domain.errors import Missing, Refusal
from aid.domain.ledger import Totals
from aid.domain.roles import Role
from aid.services import funds
from tests.factories.funds import make_crew, make_decision, make_fund, totals_of
from tests.factories.users import actor, make_agency


@pytest.fixture
def crew(app):
    return make_crew()


def _movement(amount=5_000_000, **values):
    return funds.Movement(**{"amount": amount, "day": clock.today(), "document": "PT 02", **values})


def test_hoa_takes_money_in_and_the_fund_grows(crew):
    fund_id = make_fund(crew.accountant, 0)
    funds.receive(fund_id, _movement(), actor=crew.accountant)
    funds.receive(fund_id, _movement(document="PT 03"), actor=crew.accountant)
    assert totals_of(fund_id) == Totals(received=10_000_000)


def test_what_is_passed_on_lowers_what_was_received(crew):
    fund_id = make_fund(crew.accountant, 5_000_000)
    funds.transfer_out(fund_id, _movement(2_000_000), actor=crew.accountant)
    assert totals_of(fund_id) == Totals(received=3_000_000)


def test_promised_money_cannot_be_passed_on(crew):
    fund_id = make_fund(crew.accountant, 5_000_000)
    make_decision(fund_id, [4_000_000], crew=crew)
    with pytest.raises(Refusal, match="fund_too_small"):
        funds.transfer_out(fund_id, _movement(2_000_000), actor=crew.accountant)
    assert totals_of(fund_id).available == 1_000_000


def test_a_wrong_receipt_is_reversed_once(crew):
    fund_id = make_fund(crew.accountant, 0)
    entry_id = funds.receive(fund_id, _movement(), actor=crew.accountant)
    funds.reverse(entry_id, "ghi nhầm nguồn", actor=crew.accountant)
    assert totals_of(fund_id) == Totals()
    with pytest.raises(Refusal, match="already_reversed"):
        funds.reverse(entry_id, "ghi nhầm nguồn", actor=crew.accountant)


def test_a_reversed_transfer_comes_back(crew):
    fund_id = make_fund(crew.accountant, 5_000_000)
    entry_id = funds.transfer_out(fund_id, _movement(), actor=crew.accountant)
    funds.reverse(entry_id, "chưa chuyển được", actor=crew.accountant)
    assert totals_of(fund_id) == Totals(received=5_000_000)


def test_a_reversal_is_not_reversed(crew):
    fund_id = make_fund(crew.accountant, 0)
    entry_id = funds.receive(fund_id, _movement(), actor=crew.accountant)
    second = funds.reverse(entry_id, "ghi nhầm", actor=crew.accountant)
    with pytest.raises(Refusal, match="entry_not_reversible"):
        funds.reverse(second, "ghi nhầm", actor=crew.accountant)


def test_a_receipt_that_is_promised_already_stays(crew):
    fund_id = make_fund(crew.accountant, 0)
    entry_id = funds.receive(fund_id, _movement(), actor=crew.accountant)
    make_decision(fund_id, [4_000_000], crew=crew)
    with pytest.raises(Refusal, match="fund_too_small"):
        funds.reverse(entry_id, "ghi nhầm", actor=crew.accountant)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"amount": 0}, "amount_not_positive"),
        ({"amount": -1}, "amount_not_positive"),
        ({"document": "  "}, "document_missing"),
    ],
)
def test_an_incomplete_receipt_is_refused(crew, values, code):
    fund_id = make_fund(crew.accountant, 0)
    with pytest.raises(Refusal, match=code):
        funds.receive(fund_id, _movement(**values), actor=crew.accountant)
    assert totals_of(fund_id) == Totals()


def test_money_of_tomorrow_is_refused(crew):
    fund_id = make_fund(crew.accountant, 0)
    with pytest.raises(Refusal, match="day_in_future"):
        funds.receive(fund_id, _movement(day=clock.today() + timedelta(1)), actor=crew.accountant)


def test_a_reversal_needs_its_reason(crew):
    fund_id = make_fund(crew.accountant, 0)
    entry_id = funds.receive(fund_id, _movement(), actor=crew.accountant)
    with pytest.raises(Refusal, match="reason_missing"):
        funds.reverse(entry_id, " ", actor=crew.accountant)


def test_the_accountant_of_another_ward_finds_nothing(crew):
    fund_id = make_fund(crew.accountant, 0)
    entry_id = funds.receive(fund_id, _movement(), actor=crew.accountant)
    stranger = actor("thu", Role.ACCOUNTANT, agency=make_agency("thanh-xuan"))
    with pytest.raises(Missing):
        funds.receive(fund_id, _movement(), actor=stranger)
    with pytest.raises(Missing):
        funds.reverse(entry_id, "ghi nhầm", actor=stranger)


def test_only_an_accountant_touches_a_fund(crew):
    fund_id = make_fund(crew.accountant, 0)
    for other in (crew.officer, crew.holder, crew.cashier):
        with pytest.raises(Refusal, match="action_not_allowed"):
            funds.receive(fund_id, _movement(), actor=other)


def test_a_fund_code_is_given_once(crew):
    make_fund(crew.accountant, 0)
    with pytest.raises(Refusal, match="fund_code_taken"):
        make_fund(crew.accountant, 0)


@pytest.mark.parametrize("wrong", [{"code": ""}, {"name": " "}, {"source": "NS_LA"}, {"unit": "USD"}])
def test_a_fund_without_its_marks_is_not_opened(crew, wrong):
    values = {"code": "A", "name": "Nguồn A", "source": "NS_PHUONG", "unit": "VND", **wrong}
    with pytest.raises(Refusal, match="fund_incomplete"):
        funds.open_fund(funds.NewFund(**values), actor=crew.accountant)
