"""Two and eight people at once: the fund is never overspent, nothing is paid or approved twice.

Each harness first shows that it can see the fault: with the guard patched away the same race goes wrong.
"""

import time

import pytest
from sqlalchemy import func, select, text

from aid import clock
from aid.domain import ledger
from aid.domain.errors import Refusal
from aid.domain.ledger import EntryKind, Totals
from aid.domain.payouts import PayMethod
from aid.extensions import db
from aid.models.funds import Entry, Fund
from aid.models.payouts import Payment, Payout
from aid.services import check, payout_rows, payouts, postings
from aid.services.trail import record
from aid.services.transaction import load_for_update, transaction
from tests.factories.funds import (
    MILLION,
    approved_payout,
    make_crew,
    make_decision,
    make_fund,
    payment_of,
    planned,
    prepared_payout,
    totals_of,
)


@pytest.fixture
def crew(app):
    return make_crew()


def _codes(outcomes):
    return sorted(outcome.code if isinstance(outcome, Refusal) else "done" for outcome in outcomes)


def _reserve(fund_id, amount, crew):
    """Promise money as issuing a decision does; the fund is told about first, as every event is."""

    def work():
        with transaction() as session:
            postings.post(session, fund_id, postings.Posting(EntryKind.RESERVE, amount), actor=crew.officer)
            record(session, crew.officer, "fund:opened", session.get_one(Fund, fund_id))

    return work


def _count(table, /, **which):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table).filter_by(**which))


@pytest.mark.parametrize("people", [2, 8])
def test_a_fund_promises_no_more_than_it_has(crew, together, people):
    fund_id = make_fund(crew.accountant, 10 * MILLION)
    outcomes = together(*[_reserve(fund_id, 6 * MILLION, crew)] * people)
    assert _codes(outcomes) == ["done", *["fund_too_small"] * (people - 1)]
    assert totals_of(fund_id) == Totals(received=10 * MILLION, reserved=6 * MILLION)


def test_the_database_refuses_an_overspend_that_no_rule_saw(crew, together, monkeypatch):
    """The rule is away: the CHECK still says no."""
    fund_id = make_fund(crew.accountant, 10 * MILLION)
    monkeypatch.setattr(postings, "post_to", _unguarded)
    outcomes = together(*[_reserve(fund_id, 6 * MILLION, crew)] * 2)
    assert _codes(outcomes) == ["done", "fund_too_small"]


def test_without_rule_lock_and_check_the_harness_sees_the_overspend(crew, together, monkeypatch):
    """The seeded bug: read, think, write back, with nothing that holds it; promises are lost."""
    fund_id = make_fund(crew.accountant, 10 * MILLION)

    def careless():
        with db.engine.connect() as connection:
            wanted = text("SELECT reserved FROM funds WHERE id = :id")
            before = connection.execute(wanted, {"id": fund_id}).scalar_one()
            connection.rollback()
            time.sleep(0.2)
            change = text("UPDATE funds SET reserved = :sum WHERE id = :id")
            connection.execute(change, {"sum": before + 3 * MILLION, "id": fund_id})
            connection.commit()

    together(careless, careless)
    assert totals_of(fund_id).reserved == 3 * MILLION
    assert {found.code for found in check.run().findings} >= {"ledger_total", "row_changed"}


def _unguarded(totals, kind, amount, *, reversing=False):
    step = -amount if reversing else amount
    moves = {
        account.value: getattr(totals, account.value) + sign * step for account, sign in ledger.MOVES[kind].items()
    }
    return totals._replace(**moves)


def _prepare(decision, crew):
    return lambda: payouts.prepare(decision, [1, 2], PayMethod.CASH, actor=crew.accountant)


@pytest.mark.parametrize("people", [2, 8])
def test_one_payout_is_prepared_however_often_the_button_is_pressed(crew, together, people):
    decision = make_decision(make_fund(crew.accountant), [MILLION, MILLION], crew=crew)
    outcomes = together(*[_prepare(decision, crew)] * people)
    assert _codes(outcomes) == ["done", *["step_not_possible"] * (people - 1)]
    assert _count(Payout) == 1


def _approve(payout_id, crew):
    return lambda: payouts.approve(payout_id, actor=crew.holder)


@pytest.mark.parametrize("people", [2, 8])
def test_a_payout_is_approved_once(crew, together, people):
    payout_id = prepared_payout(make_decision(make_fund(crew.accountant), [MILLION], crew=crew), crew)
    outcomes = together(*[_approve(payout_id, crew)] * people)
    assert _codes(outcomes) == ["done", *["step_not_possible"] * (people - 1)]


def test_a_payout_is_approved_or_sent_back_but_never_both(crew, together):
    payout_id = prepared_payout(make_decision(make_fund(crew.accountant), [MILLION], crew=crew), crew)
    outcomes = together(_approve(payout_id, crew), lambda: payouts.send_back(payout_id, "thiếu", actor=crew.holder))
    assert _codes(outcomes) == ["done", "step_not_possible"]


def _pay(payout_id, ids, crew):
    return lambda: payouts.pay_cash(payout_id, ids, payouts.Proof("DS", clock.today()), actor=crew.cashier)


@pytest.mark.parametrize("people", [2, 8])
def test_a_payment_is_paid_once_however_often_the_button_is_pressed(crew, together, people):
    fund_id = make_fund(crew.accountant)
    decision = make_decision(fund_id, [MILLION, MILLION], crew=crew)
    payout_id = approved_payout(decision, crew)
    outcomes = together(*[_pay(payout_id, planned(decision), crew)] * people)
    assert _codes(outcomes) == ["done", *["step_not_possible"] * (people - 1)]
    assert totals_of(fund_id) == Totals(received=100 * MILLION, spent=2 * MILLION)
    assert _count(Entry, kind=EntryKind.SPEND) == 2


def test_without_its_guard_the_harness_sees_a_payment_paid_twice(crew, together, monkeypatch):
    """The seeded bug: nothing is locked and the state is not asked."""
    fund_id = make_fund(crew.accountant)
    decision = make_decision(fund_id, [MILLION, MILLION], crew=crew)
    payout_id = approved_payout(decision, crew)
    (table,) = [step for step in payout_rows.PAYMENT_STEPS if step.step == "pay_cash"]
    monkeypatch.setattr(payout_rows, "next_state", lambda *_args: table)
    outcomes = together(*[_pay(payout_id, planned(decision)[:1], crew)] * 2)
    assert _codes(outcomes) == ["done", "done"]
    assert _count(Entry, kind=EntryKind.SPEND) == 2
    assert "payment_entries" in {found.code for found in check.run().findings}


def test_a_payment_is_paid_or_held_but_never_both(crew, together):
    fund_id = make_fund(crew.accountant)
    decision = make_decision(fund_id, [MILLION], crew=crew)
    payout_id = approved_payout(decision, crew)
    (payment,) = planned(decision)
    outcomes = together(
        _pay(payout_id, [payment], crew), lambda: payouts.hold(payment, "chờ giấy", actor=crew.accountant)
    )
    assert _codes(outcomes) == ["done", "step_not_possible"]
    spent = totals_of(fund_id).spent
    assert (spent, str(payment_of(payment).state)) in {(MILLION, "paid"), (0, "held")}


def test_a_returned_line_is_planned_anew_once(crew, together):
    fund_id = make_fund(crew.accountant)
    decision = make_decision(fund_id, [MILLION], crew=crew)
    _pay(approved_payout(decision, crew), planned(decision), crew)()
    (payment,) = planned(decision)
    payouts.return_paid(payment, "trả nhầm", actor=crew.accountant)
    line = payment_of(payment).decision_line_id
    outcomes = together(*[lambda: payouts.plan_line(line, actor=crew.accountant)] * 4)
    assert _codes(outcomes) == ["already_planned"] * 3 + ["done"]
    assert _count(Payment) == 2
    assert totals_of(fund_id).reserved == MILLION


def test_the_database_keeps_one_live_payment_per_line_where_no_rule_asks(crew, together):
    decision = make_decision(make_fund(crew.accountant), [MILLION], crew=crew)
    (payment,) = planned(decision)

    def careless():
        with transaction() as session:
            known = load_for_update(session, Payment, payment)
            twin = Payment(decision_line_id=known.decision_line_id, amount=1, payee="x", state="planned",
                           created_at=clock.now())  # fmt: skip
            session.add(twin)
            record(session, crew.accountant, "payment:planned_again", twin)

    assert _codes(together(careless, careless)) == ["already_planned"] * 2


def test_two_decisions_of_one_fund_are_paid_side_by_side(crew, together):
    fund_id = make_fund(crew.accountant)
    decisions = [make_decision(fund_id, [MILLION, 2 * MILLION], crew=crew) for _n in range(4)]
    works = [_pay(approved_payout(decision, crew), planned(decision), crew) for decision in decisions]
    assert _codes(together(*works)) == ["done"] * 4
    assert totals_of(fund_id) == Totals(received=100 * MILLION, spent=12 * MILLION)
    assert check.run().findings == []
