"""One payment by itself: by bank, failed, held, cancelled, returned, planned anew; and who receives it."""

import pytest

from aid import clock
from aid.domain.errors import Refusal
from aid.domain.ledger import Totals
from aid.domain.payouts import PayMethod
from aid.models.cases import Harm
from aid.models.decisions import Decision
from aid.models.entitlements import Entitlement
from aid.services import payouts
from aid.services.trail import record
from aid.services.transaction import transaction
from tests.factories.funds import (
    MILLION,
    add_signed_sheet,
    approved_payout,
    make_crew,
    make_decision,
    make_fund,
    payment_of,
    payout_of,
    planned,
    prepared_payout,
    totals_of,
)


@pytest.fixture
def crew(app):
    return make_crew()


@pytest.fixture
def fund(crew):
    return make_fund(crew.accountant, 100 * MILLION)


@pytest.fixture
def decision(crew, fund):
    return make_decision(fund, [20 * MILLION, 30 * MILLION], crew=crew)


def _proof(**values):
    return payouts.Proof(**{"proof": "Danh sách ký nhận DC-1", "paid_on": clock.today(), **values})


def _pay(payout_id, crew, ids=None):
    ids = ids or [payment.id for payment in payout_of(payout_id).payments]
    return payouts.pay_cash(payout_id, ids, _proof(), actor=crew.cashier)


def test_a_bank_transfer_is_sent_and_confirmed(crew, fund):
    payee = {"payee_name": "Trần Thị Mai", "payee_bank": "VCB", "payee_account": "0011001234567"}
    decision = make_decision(fund, [7 * MILLION], crew=crew, receivers={"payee": payee})
    payout_id = approved_payout(decision, crew, "bank")
    payouts.send(payout_id, actor=crew.cashier)
    assert totals_of(fund).spent == 0
    payouts.confirm_bank(payout_id, planned(decision), _proof(proof="FT26258001"), actor=crew.cashier)
    paid = payment_of(planned(decision)[0])
    assert (paid.state, paid.payee, paid.account, paid.proof) == ("paid", "Trần Thị Mai", "0011001234567", "FT26258001")
    assert totals_of(fund).spent == 7 * MILLION


def test_a_failed_transfer_is_planned_again_and_goes_by_cash(crew, fund):
    payee = {"payee_name": "Trần Thị Mai", "payee_bank": "VCB", "payee_account": "0011001234567"}
    decision = make_decision(fund, [7 * MILLION], crew=crew, receivers={"payee": payee})
    payouts.send(approved_payout(decision, crew, "bank"), actor=crew.cashier)
    (payment,) = planned(decision)
    payouts.fail(payment, "sai số tài khoản", actor=crew.cashier)
    assert totals_of(fund) == Totals(received=100 * MILLION, reserved=7 * MILLION)
    payouts.plan_again(payment, actor=crew.accountant)
    _pay(approved_payout(decision, crew), crew)
    assert totals_of(fund).spent == 7 * MILLION


def test_cash_is_not_sent_to_a_bank_and_a_transfer_is_not_handed_over(crew, decision, fund):
    cash = approved_payout(decision, crew)
    with pytest.raises(Refusal, match="wrong_method"):
        payouts.send(cash, actor=crew.cashier)
    payee = {"payee_name": "Trần Thị Mai", "payee_bank": "VCB", "payee_account": "0011001234567"}
    other = make_decision(fund, [7 * MILLION], crew=crew, receivers={"payee": payee})
    bank = approved_payout(other, crew, "bank")
    with pytest.raises(Refusal, match="wrong_method"):
        payouts.pay_cash(bank, planned(other), _proof(), actor=crew.cashier)


def test_a_transfer_needs_an_account(crew, decision):
    with pytest.raises(Refusal, match="account_missing"):
        prepared_payout(decision, crew, "bank")
    assert payment_of(planned(decision)[0]).state == "planned"


def test_a_held_payment_stays_promised_and_goes_on_later(crew, fund, decision):
    payout_id = approved_payout(decision, crew)
    first, second = planned(decision)
    payouts.hold(first, "chờ giấy ủy quyền", actor=crew.accountant)
    _pay(payout_id, crew, [second])
    with pytest.raises(Refusal, match="step_not_possible"):
        _pay(payout_id, crew, [first])
    assert totals_of(fund).reserved == 20 * MILLION
    payouts.release_hold(first, actor=crew.accountant)
    again = approved_payout_of(decision, [first], crew)
    _pay(again, crew, [first])
    assert totals_of(fund).spent == 50 * MILLION


def approved_payout_of(decision, ids, crew):
    payout_id = payouts.prepare(decision, ids, PayMethod.CASH, actor=crew.accountant)
    payouts.approve(payout_id, actor=crew.holder)
    add_signed_sheet(payout_id)
    return payout_id


def test_a_cancelled_payment_gives_its_promise_back_and_may_be_planned_anew(crew, fund, decision):
    first, _second = planned(decision)
    payouts.cancel(first, "hộ từ chối nhận", actor=crew.accountant)
    assert totals_of(fund) == Totals(received=100 * MILLION, reserved=30 * MILLION)
    line_id = payment_of(first).decision_line_id
    payouts.plan_line(line_id, actor=crew.accountant)
    assert totals_of(fund).reserved == 50 * MILLION
    with pytest.raises(Refusal, match="already_planned"):
        payouts.plan_line(line_id, actor=crew.accountant)


def test_returned_money_comes_back_and_the_line_is_paid_anew(crew, fund, decision):
    payout_id = approved_payout(decision, crew)
    _pay(payout_id, crew)
    first = payout_of(payout_id).payments[0]
    line_id = first.decision_line_id
    payouts.return_paid(first.id, "trả nhầm người", actor=crew.accountant)
    assert totals_of(fund) == Totals(received=100 * MILLION, spent=50 * MILLION, returned=20 * MILLION)
    again = payouts.plan_line(line_id, actor=crew.accountant)
    _pay(approved_payout_of(decision, [again], crew), crew, [again])
    assert totals_of(fund) == Totals(received=100 * MILLION, spent=70 * MILLION, returned=20 * MILLION)


def test_what_was_sent_or_paid_cannot_be_cancelled(crew, fund, decision):
    payout_id = approved_payout(decision, crew)
    _pay(payout_id, crew)
    with pytest.raises(Refusal, match="step_not_possible"):
        payouts.cancel(planned(decision)[0], "nhầm", actor=crew.accountant)


def _dispute(decision, crew, disputed=True):
    with transaction() as session:
        line = session.get_one(Decision, decision).lines[0]
        row = session.get_one(Entitlement, line.entitlement_id)
        row.payee_disputed = disputed
        record(session, crew.officer, "entitlement:payee_named", row)


def test_a_disputed_payee_holds_the_line_at_every_hop(crew, decision):
    payout_id = approved_payout(decision, crew)
    _dispute(decision, crew)
    with pytest.raises(Refusal, match="payee_disputed"):
        _pay(payout_id, crew)
    payouts.reprepare(payout_id, "tranh chấp", actor=crew.accountant)
    with pytest.raises(Refusal, match="payee_disputed"):
        payouts.approve(payout_id, actor=crew.holder)
    payouts.send_back(payout_id, "tranh chấp", actor=crew.holder)
    with pytest.raises(Refusal, match="payee_disputed"):
        prepared_payout(decision, crew)


def test_a_line_without_somebody_to_receive_waits(crew, fund):
    decision = make_decision(fund, [5 * MILLION], crew=crew)
    with transaction() as session:
        case = session.get_one(Decision, decision).lines[0].entitlement.case
        (head,) = case.household.people
        harm = Harm(case_id=case.id, person_id=head.id, kind="dead", happened_on=clock.today(), created_at=clock.now())
        session.add(harm)
        record(session, crew.officer, "case:harm_recorded", case)
    with pytest.raises(Refusal, match="payee_missing"):
        prepared_payout(decision, crew)


def test_the_payee_named_after_the_decision_is_the_one_who_is_paid(crew, decision):
    assert payment_of(planned(decision)[0]).payee == "Trần Văn Số 1"
    with transaction() as session:
        row = session.get_one(Decision, decision).lines[0].entitlement
        row.payee_name, row.payee_relation = "Trần Thị Em", "con gái"
        record(session, crew.officer, "entitlement:payee_named", row)
    prepared_payout(decision, crew)
    assert payment_of(planned(decision)[0]).payee == "Trần Thị Em"
