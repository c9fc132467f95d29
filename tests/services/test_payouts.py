from datetime import timedelta

import pytest
from sqlalchemy import func, select

from aid import clock
from aid.domain.dossiers import DecisionState
from aid.domain.duties import Duty
from aid.domain.errors import Missing, Refusal
from aid.domain.ledger import Totals
from aid.domain.payouts import PayMethod
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.decisions import Decision
from aid.models.events import Event
from aid.models.payouts import Payment
from aid.services import check, payouts
from aid.services.duties import take
from aid.services.trail import record
from aid.services.transaction import transaction
from tests.factories.funds import (
    MILLION,
    add_signed_sheet,
    approved_payout,
    duties_on,
    make_crew,
    make_decision,
    make_fund,
    payout_of,
    planned,
    prepared_payout,
    totals_of,
)
from tests.factories.users import actor, actor_of, make_agency, make_user


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


def test_money_goes_the_whole_way_and_the_ledger_closes(crew, fund, decision):
    assert totals_of(fund) == Totals(received=100 * MILLION, reserved=50 * MILLION)
    payout_id = approved_payout(decision, crew)
    assert _pay(payout_id, crew) == 50 * MILLION
    assert totals_of(fund) == Totals(received=100 * MILLION, spent=50 * MILLION)
    assert {payment.state for payment in payout_of(payout_id).payments} == {"paid"}


def test_the_cashier_may_pay_one_family_now_and_the_other_later(crew, fund, decision):
    payout_id = approved_payout(decision, crew)
    first, second = planned(decision)
    _pay(payout_id, crew, [first])
    assert totals_of(fund) == Totals(received=100 * MILLION, reserved=30 * MILLION, spent=20 * MILLION)
    _pay(payout_id, crew, [second])
    assert totals_of(fund).reserved == 0


def test_paying_twice_pays_once(crew, fund, decision):
    payout_id = approved_payout(decision, crew)
    _pay(payout_id, crew)
    with pytest.raises(Refusal, match="step_not_possible"):
        _pay(payout_id, crew)
    assert totals_of(fund).spent == 50 * MILLION


def test_the_same_payment_named_twice_in_one_request_is_paid_once(crew, fund, decision):
    payout_id = approved_payout(decision, crew)
    first, _second = planned(decision)
    assert payouts.pay_cash(payout_id, [first, first], _proof(), actor=crew.cashier) == 20 * MILLION
    assert totals_of(fund).spent == 20 * MILLION


def test_preparing_twice_makes_one_payout(crew, decision):
    prepared_payout(decision, crew)
    with pytest.raises(Refusal, match="step_not_possible"):
        prepared_payout(decision, crew)


def test_nothing_is_paid_before_it_is_approved(crew, decision):
    payout_id = prepared_payout(decision, crew)
    add_signed_sheet(payout_id)
    with pytest.raises(Refusal, match="step_not_possible"):
        _pay(payout_id, crew)


def test_cash_is_not_recorded_without_the_signed_sheet(crew, decision):
    payout_id = prepared_payout(decision, crew)
    payouts.approve(payout_id, actor=crew.holder)
    with pytest.raises(Refusal, match="signed_sheet_missing"):
        _pay(payout_id, crew)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"proof": " "}, "proof_missing"),
        ({"paid_on": timedelta(1)}, "day_in_future"),
        ({"paid_on": timedelta(-1)}, "paid_before_decision"),
    ],
)
def test_a_payment_needs_a_proof_and_a_day_that_can_be(crew, decision, values, code):
    payout_id = approved_payout(decision, crew)
    if "paid_on" in values:
        values = {"paid_on": clock.today() + values["paid_on"]}
    with pytest.raises(Refusal, match=code):
        payouts.pay_cash(payout_id, planned(decision), _proof(**values), actor=crew.cashier)


def test_the_holder_sends_a_payout_back_and_it_is_prepared_anew(crew, fund, decision):
    payout_id = prepared_payout(decision, crew)
    with pytest.raises(Refusal, match="reason_missing"):
        payouts.send_back(payout_id, "  ", actor=crew.holder)
    assert payouts.send_back(payout_id, "thiếu một hộ", actor=crew.holder) == 2
    assert payout_of(payout_id).payments == []
    again = prepared_payout(decision, crew)
    assert payout_of(again).code != payout_of(payout_id).code
    assert totals_of(fund).reserved == 50 * MILLION


def test_an_approved_payout_taken_back_needs_a_new_approval(crew, decision):
    payout_id = approved_payout(decision, crew)
    payouts.reprepare(payout_id, "sai tên người nhận", actor=crew.accountant)
    assert payout_of(payout_id).approved_by is None
    with pytest.raises(Refusal, match="step_not_possible"):
        _pay(payout_id, crew)
    payouts.approve(payout_id, actor=crew.holder)
    _pay(payout_id, crew)


def test_taking_back_the_rest_keeps_the_approval_of_what_is_paid(crew, fund, decision):
    payout_id = approved_payout(decision, crew)
    first, second = planned(decision)
    _pay(payout_id, crew, [first])
    payouts.reprepare(payout_id, "sai tên người nhận", actor=crew.accountant)
    assert payout_of(payout_id).approved_by == crew.holder.user_id
    with pytest.raises(Refusal, match="step_not_possible"):
        _pay(payout_id, crew, [second])
    assert check.run().findings == []


def test_each_step_is_taken_by_who_holds_its_duty(crew, decision):
    payout_id = approved_payout(decision, crew)
    _pay(payout_id, crew)
    dossier_id = db.session.get_one(Decision, decision).dossier_id
    assert duties_on(dossier_id, crew.accountant)[Duty.CONTROL]
    assert duties_on(dossier_id, crew.holder)[Duty.APPROVE_PAYMENT]
    assert duties_on(dossier_id, crew.cashier)[Duty.PAY]


@pytest.mark.parametrize("together", [Role.ACCOUNT_HOLDER, Role.CASHIER])
def test_who_controls_neither_approves_nor_pays_whatever_the_roles(crew, decision, together):
    both = actor("dung", Role.ACCOUNTANT, together)
    payout_id = payouts.prepare(decision, planned(decision), PayMethod.CASH, actor=both)
    if together is Role.CASHIER:
        payouts.approve(payout_id, actor=crew.holder)
        add_signed_sheet(payout_id)
    with pytest.raises(Refusal, match="duty_excluded"):
        if together is Role.CASHIER:
            payouts.pay_cash(payout_id, planned(decision), _proof(), actor=both)
        else:
            payouts.approve(payout_id, actor=both)


def test_who_prepared_the_dossier_does_not_pay_it(crew, decision):
    lan = actor_of(make_user("lan2", Role.OFFICER, Role.CASHIER))
    payout_id = approved_payout(decision, crew)
    dossier_id = db.session.get_one(Decision, decision).dossier_id
    with transaction() as session:
        take(session, dossier_id, Duty.PREPARE, actor=lan)
        record(session, lan, "dossier:submitted", session.get_one(Decision, decision).dossier)
    with pytest.raises(Refusal, match="duty_excluded"):
        payouts.pay_cash(payout_id, planned(decision), _proof(), actor=lan)


def test_the_wrong_role_takes_no_step(crew, decision):
    for other in (crew.officer, crew.holder, crew.cashier):
        with pytest.raises(Refusal, match="action_not_allowed"):
            prepared_payout(decision, crew._replace(accountant=other))
    payout_id = prepared_payout(decision, crew)
    for other in (crew.officer, crew.accountant, crew.cashier):
        with pytest.raises(Refusal, match="action_not_allowed"):
            payouts.approve(payout_id, actor=other)


def test_another_ward_finds_no_payout(crew, decision):
    payout_id = prepared_payout(decision, crew)
    stranger = actor("thu", *Role, agency=make_agency("thanh-xuan"))
    first, _second = planned(decision)
    for step in (
        lambda: payouts.approve(payout_id, actor=stranger),
        lambda: payouts.hold(first, "x", actor=stranger),
        lambda: payouts.prepare(decision, [first], PayMethod.CASH, actor=stranger),
    ):
        with pytest.raises(Missing):
            step()


def test_a_revoked_decision_pays_nothing(crew, decision):
    payout_id = approved_payout(decision, crew)
    with transaction() as session:
        row = session.get_one(Decision, decision)
        row.state = DecisionState.REVOKED
        record(session, crew.officer, "decision:revoked", row)
    with pytest.raises(Refusal, match="decision_not_in_force"):
        _pay(payout_id, crew)


def test_payments_of_two_decisions_never_meet_in_one_payout(crew, fund, decision):
    other = make_decision(fund, [MILLION], crew=crew)
    with pytest.raises(Missing):
        payouts.prepare(decision, [*planned(decision), *planned(other)], PayMethod.CASH, actor=crew.accountant)


def test_nothing_chosen_is_refused(crew, decision):
    with pytest.raises(Refusal, match="nothing_chosen"):
        payouts.prepare(decision, [], PayMethod.CASH, actor=crew.accountant)


def test_every_step_leaves_an_event(crew, decision):
    payout_id = approved_payout(decision, crew)
    _pay(payout_id, crew)
    actions = db.session.scalars(select(Event.action).order_by(Event.seq)).all()
    assert actions[-5:] == ["payout:prepared", "payout:approved", "payment:paid", "payment:paid", "payout:paid"]


def test_a_refused_step_leaves_nothing(crew, fund, decision):
    payout_id = approved_payout(decision, crew)
    before = db.session.scalar(select(func.count()).select_from(Event))
    with pytest.raises(Refusal):
        payouts.pay_cash(payout_id, planned(decision), _proof(proof=""), actor=crew.cashier)
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Event)) == before
    assert {row.state for row in db.session.scalars(select(Payment))} == {"approved"}
