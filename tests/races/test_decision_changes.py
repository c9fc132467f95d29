"""A payment and a revocation at the same moment: one of both happened first, and the books say the same."""

import pytest
from sqlalchemy import select

from aid import clock
from aid.domain.decision_changes import ChangeKind
from aid.domain.errors import Refusal
from aid.domain.payouts import PayMethod
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.funds import Fund
from aid.models.payouts import Payment
from aid.services import check, decision_changes, payouts
from aid.services.decision_changes import ChangePlan
from aid.services.numbering import Numbering
from aid.services.payouts import Proof
from tests.factories.dossiers import make_decision, make_fund, make_staff
from tests.factories.funds import add_signed_sheet
from tests.factories.users import actor

FAMILY = 26_400_000
PLAN = ChangePlan(ChangeKind.REVOKE, "Ban hành nhầm")


@pytest.fixture
def staff(app):
    return make_staff()


def _signed(decision_id, staff) -> int:
    change_id = decision_changes.prepare(decision_id, PLAN, actor=staff.officer)
    for step in ("submit", "review", "sign"):
        decision_changes.take_step(change_id, step, actor=staff.of(step))
    return change_id


def test_a_payment_and_a_revocation_at_once_never_pay_what_was_revoked(staff, together):
    decision_id = make_decision(staff, make_fund(staff))
    payments = db.session.scalars(select(Payment.id)).all()
    holder, cashier = actor("khoan", Role.ACCOUNT_HOLDER), actor("quy", Role.CASHIER)
    payout_id = payouts.prepare(decision_id, payments, PayMethod.CASH, actor=staff.accountant)
    payouts.approve(payout_id, actor=holder)
    add_signed_sheet(payout_id)
    change_id = _signed(decision_id, staff)
    outcomes = together(
        lambda: payouts.pay_cash(payout_id, payments, Proof("DS", clock.today()), actor=cashier),
        lambda: decision_changes.issue(change_id, Numbering(), actor=staff.clerk),
    )
    refused = [outcome.code for outcome in outcomes if isinstance(outcome, Refusal)]
    assert refused in (["change_outdated"], ["step_not_possible"], ["decision_not_in_force"])
    db.session.rollback()
    fund = db.session.scalars(select(Fund)).one()
    assert (fund.reserved, fund.spent) in ((0, FAMILY), (0, 0))
    assert check.run().findings == []


def test_a_change_is_issued_once(staff, together):
    decision_id = make_decision(staff, make_fund(staff))
    change_id, other = _signed(decision_id, staff), actor("van", Role.CLERK)
    outcomes = together(
        lambda: decision_changes.issue(change_id, Numbering(), actor=staff.clerk),
        lambda: decision_changes.issue(change_id, Numbering(), actor=other),
    )
    assert [outcome.code for outcome in outcomes if isinstance(outcome, Refusal)] == ["step_not_possible"]
    assert check.run().findings == []


def test_two_officers_open_one_change(staff, together):
    decision_id, other = make_decision(staff, make_fund(staff)), actor("huong", Role.OFFICER)
    outcomes = together(
        lambda: decision_changes.prepare(decision_id, PLAN, actor=staff.officer),
        lambda: decision_changes.prepare(decision_id, PLAN, actor=other),
    )
    assert [outcome.code for outcome in outcomes if isinstance(outcome, Refusal)] == ["change_open"]
