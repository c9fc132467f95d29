"""The lists of money: what they show, for whom, and with how few queries."""

import pytest
from sqlalchemy import event

from aid import clock
from aid.domain.payouts import PaymentState
from aid.domain.roles import Role
from aid.extensions import db
from aid.queries import funds, payable, payments, payouts
from aid.queries.areas import visible_agencies
from aid.queries.trail import events_of
from aid.services import funds as fund_work
from aid.services import payouts as work
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

MOST_QUERIES = 12


@pytest.fixture
def crew(app):
    return make_crew()


@pytest.fixture
def fund(crew):
    return make_fund(crew.accountant)


@pytest.fixture
def queries(app):
    """The statements sent since the test began."""
    sent = []

    def note(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine, "before_cursor_execute", note)


def test_the_running_balance_ends_at_what_is_available(crew, fund):
    decision = make_decision(fund, [20 * MILLION, 30 * MILLION], crew=crew)
    work.pay_cash(
        approved_payout(decision, crew), planned(decision)[:1], work.Proof("DS", clock.today()), actor=crew.cashier
    )
    work.cancel(planned(decision)[1], "từ chối nhận", actor=crew.accountant)
    rows = funds.statement(fund).rows
    assert [row.balance for row in reversed(rows)] == [100 * MILLION, 50 * MILLION, 50 * MILLION, 80 * MILLION]
    assert rows[0].balance == funds.shown(fund, area=None).available
    assert [row.effect for row in rows] == [30 * MILLION, 0, -50 * MILLION, 100 * MILLION]


def test_a_later_page_keeps_the_balance_of_its_rows(crew, fund):
    for number in range(3):
        paper = fund_work.Movement(MILLION, clock.today(), f"PT {number}")
        fund_work.receive(fund, paper, actor=crew.accountant)
    whole = funds.statement(fund).rows
    assert list(funds.statement(fund, limit=2, offset=2).rows) == list(whole[2:4])


def test_a_reversed_entry_cannot_be_reversed_again(crew, fund):
    entry = fund_work.receive(fund, fund_work.Movement(MILLION, clock.today(), "PT"), actor=crew.accountant)
    assert funds.entry_of(entry, area=None)[1].can_be_reversed
    reversal = fund_work.reverse(entry, "nhầm", actor=crew.accountant)
    assert not funds.entry_of(entry, area=None)[1].can_be_reversed
    assert not funds.entry_of(reversal, area=None)[1].can_be_reversed


def test_the_decisions_of_a_fund_show_what_is_promised_and_paid(crew, fund):
    first = make_decision(fund, [20 * MILLION], crew=crew)
    make_decision(fund, [5 * MILLION], crew=crew)
    work.pay_cash(approved_payout(first, crew), planned(first), work.Proof("DS", clock.today()), actor=crew.cashier)
    assert [(row.promised, row.paid) for row in funds.draws_on(fund)] == [(5 * MILLION, 0), (0, 20 * MILLION)]


def test_each_reads_the_own_area(crew, fund):
    prepared_payout(make_decision(fund, [MILLION], crew=crew), crew)
    stranger = visible_agencies(actor("thu", Role.ACCOUNTANT, agency=make_agency("thanh-xuan")))
    city = visible_agencies(actor("thanhpho", Role.CITY, agency=make_agency("ha-noi")))
    assert funds.listed(funds.FundFilter(), area=stranger).total == 0
    assert payouts.listed(payouts.PayoutFilter(), area=stranger).total == 0
    assert funds.listed(funds.FundFilter(), area=city).total == 1
    assert payouts.listed(payouts.PayoutFilter(), area=city).total == 1


def test_a_payout_stands_where_its_least_advanced_payment_stands(crew, fund):
    decision = make_decision(fund, [MILLION, MILLION], crew=crew)
    payout_id = approved_payout(decision, crew)
    work.pay_cash(payout_id, planned(decision)[:1], work.Proof("DS", clock.today()), actor=crew.cashier)
    (row,) = payouts.listed(payouts.PayoutFilter(), area=None).rows
    assert row.state is payouts.shown(payout_id, area=None).state is PaymentState.APPROVED
    assert (row.lines, row.total) == (2, 2 * MILLION)


def test_payouts_are_found_by_payee_number_state_and_method(crew, fund):
    prepared_payout(make_decision(fund, [MILLION], crew=crew), crew)

    def found(**wanted):
        return payouts.listed(payouts.PayoutFilter(**wanted), area=None).total

    assert found(q="văn số 1") == found(q="01/QĐ") == found(state="prepared") == found(method="cash") == 1
    assert found(q="100%") == found(state="paid") == found(method="bank") == 0


def test_what_waits_for_a_payout_is_told_with_what_keeps_it_back(crew, fund):
    decision = make_decision(
        fund, [MILLION], crew=crew, receivers={"payee": {"payee_name": "Mai", "payee_disputed": True}}
    )
    (row,) = payable.to_pay(decision, area=None).payments
    assert (row.payee, row.blocked) == ("Mai", "payee_disputed")


def test_the_line_of_a_cancelled_payment_is_free(crew, fund):
    decision = make_decision(fund, [MILLION], crew=crew)
    (payment,) = planned(decision)
    assert not payments.shown(payment, area=None).line_is_free
    work.cancel(payment, "từ chối nhận", actor=crew.accountant)
    assert payments.shown(payment, area=None).line_is_free


def test_fifty_rows_need_few_queries_and_none_per_row(crew, fund, queries):
    decision = make_decision(fund, [MILLION] * 50, crew=crew)
    read = {
        "to pay": lambda: payable.to_pay(decision, area=None),
        "payout": lambda: payouts.shown(1, area=None),
        "payouts": lambda: payouts.listed(payouts.PayoutFilter(), area=None),
        "statement": lambda: funds.statement(fund),
        "fund": lambda: (funds.shown(fund, area=None), funds.draws_on(fund)),
        "trail": lambda: events_of([("payments", number) for number in range(1, 51)]),
    }
    prepared_payout(decision, crew)
    for name, ask in read.items():
        db.session.rollback()
        queries.clear()
        ask()
        assert len(queries) <= MOST_QUERIES, (name, len(queries))
