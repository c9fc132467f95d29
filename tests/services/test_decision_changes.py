"""A wrong decision is amended or revoked by a later one: four people, money released, what was paid named to return."""

import pypdfium2
import pytest
from sqlalchemy import select, text

from aid import clock as aid_clock
from aid.documents import storage
from aid.domain.decision_changes import ChangeKind
from aid.domain.dossiers import DecisionState, DossierState
from aid.domain.errors import Missing, Refusal
from aid.domain.payouts import PaymentState, PayMethod
from aid.domain.roles import Role
from aid.extensions import db, settings
from aid.models.decision_changes import DecisionChange
from aid.models.decisions import Decision, DecisionLine
from aid.models.entitlements import Entitlement
from aid.models.funds import Fund
from aid.models.outgoing import OutgoingDocument
from aid.models.payouts import Payment
from aid.queries import public_decisions
from aid.queries.decision_changes import of_decision, shown
from aid.services import check, decision_changes, entitlements, outgoing, payouts
from aid.services.decision_changes import ChangePlan
from aid.services.numbering import Numbering
from aid.services.payouts import Proof
from tests.factories.dossiers import lines_for, make_decision, make_fund, make_staff
from tests.factories.funds import add_signed_sheet
from tests.factories.users import actor, make_agency

FAMILY = 26_400_000
WAY = ("submit", "review", "sign")


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def decision_id(staff):
    return make_decision(staff, make_fund(staff))


def _revoke(reason="Ban hành nhầm hộ") -> ChangePlan:
    return ChangePlan(ChangeKind.REVOKE, reason)


def _walk(change_id: int, staff) -> int:
    for step in WAY:
        decision_changes.take_step(change_id, step, actor=staff.of(step))
    return decision_changes.issue(change_id, Numbering(), actor=staff.clerk)


def _fund() -> Fund:
    db.session.rollback()
    return db.session.scalars(select(Fund)).one()


def _states() -> list[PaymentState]:
    db.session.rollback()
    return list(db.session.scalars(select(Payment.state).order_by(Payment.id)))


def _lines(decision_id: int) -> list[DecisionLine]:
    db.session.rollback()
    wanted = select(DecisionLine).where(DecisionLine.decision_id == decision_id)
    return list(db.session.scalars(wanted.order_by(DecisionLine.position)))


def _pay_first(decision_id: int, staff) -> int:
    """Pay the first line in cash and return what it was."""
    line = _lines(decision_id)[0]
    payment = db.session.scalars(select(Payment).where(Payment.decision_line_id == line.id)).one()
    holder, cashier = actor("khoan", Role.ACCOUNT_HOLDER), actor("quy", Role.CASHIER)
    payout_id = payouts.prepare(decision_id, [payment.id], PayMethod.CASH, actor=staff.accountant)
    payouts.approve(payout_id, actor=holder)
    add_signed_sheet(payout_id)
    payouts.pay_cash(payout_id, [payment.id], Proof("DS 1", aid_clock.today()), actor=cashier)
    return line.amount


def test_a_revocation_calls_payments_off_and_gives_the_money_back_to_the_fund(staff, decision_id):
    change_id = _walk(decision_changes.prepare(decision_id, _revoke(), actor=staff.officer), staff)
    assert db.session.get_one(Decision, decision_id).state is DecisionState.REVOKED
    assert set(_states()) == {PaymentState.CANCELLED}
    assert (_fund().reserved, _fund().spent) == (0, 0)
    change = db.session.get_one(DecisionChange, change_id)
    assert change.full_number == "02/QĐ-UBND"
    assert [row.full_number for row in db.session.scalars(select(OutgoingDocument))] == ["01/QĐ-UBND", "02/QĐ-UBND"]
    assert check.run().findings == []
    line = _lines(decision_id)[0]
    with pytest.raises(Refusal, match="decision_not_in_force"):
        payouts.plan_line(line.id, actor=staff.accountant)
    with pytest.raises(Refusal, match="decision_not_in_force"):
        decision_changes.prepare(decision_id, _revoke(), actor=staff.officer)
    with pytest.raises(Refusal, match="decision_keeps_number"):
        outgoing.cancel(change.entry_id, "Nhầm", actor=staff.clerk)


def test_what_was_paid_is_named_to_return_and_comes_back_by_its_own_way(staff, decision_id):
    paid = _pay_first(decision_id, staff)
    change_id = _walk(decision_changes.prepare(decision_id, _revoke(), actor=staff.officer), staff)
    view = shown(change_id, area=None)
    assert (view.to_return, view.still_out, view.called_off) == (paid, paid, FAMILY - paid)
    assert (_fund().reserved, _fund().spent) == (0, paid)
    payment = db.session.scalars(select(Payment.id).where(Payment.state == PaymentState.PAID)).one()
    payouts.return_paid(payment, "Đã thu hồi theo quyết định", actor=staff.accountant)
    assert shown(change_id, area=None).still_out == 0
    assert check.run().findings == []


def test_an_amendment_takes_one_line_out_and_the_rest_is_paid(staff, decision_id):
    first, *rest = _lines(decision_id)
    plan = ChangePlan(ChangeKind.AMEND, "Tính nhầm", "", (first.id,))
    _walk(decision_changes.prepare(decision_id, plan, actor=staff.officer), staff)
    assert db.session.get_one(Decision, decision_id).state is DecisionState.AMENDED
    assert _fund().reserved == FAMILY - first.amount
    with pytest.raises(Refusal, match="line_withdrawn"):
        payouts.plan_line(first.id, actor=staff.accountant)
    left = db.session.scalars(select(Payment.id).where(Payment.state == PaymentState.PLANNED)).all()
    assert len(left) == len(rest)
    payouts.prepare(decision_id, left, PayMethod.CASH, actor=staff.accountant)
    assert check.run().findings == []
    _walk(decision_changes.prepare(decision_id, _revoke(), actor=staff.officer), staff)
    assert [row.kind for row in of_decision(decision_id)] == ["amend", "revoke"]
    assert _fund().reserved == 0


def test_a_draft_that_takes_out_another_line_leaves_no_gap_in_the_trail(staff, decision_id):
    first, second, *_ = _lines(decision_id)
    plans = [ChangePlan(ChangeKind.AMEND, "Tính nhầm", "", (line.id,)) for line in (first, second)]
    change_id = decision_changes.prepare(decision_id, plans[0], actor=staff.officer)
    decision_changes.rewrite(change_id, plans[1], actor=staff.officer)
    assert [line.line_id for line in shown(change_id, area=None).lines] == [second.id]
    assert check.run().findings == []


def test_a_corrected_name_moves_no_money(staff, decision_id):
    plan = ChangePlan(ChangeKind.AMEND, "Sai tên đệm", "Sửa “Nguyễn Văn Thử” thành “Nguyễn Văn Thự”.")
    _walk(decision_changes.prepare(decision_id, plan, actor=staff.officer), staff)
    assert set(_states()) == {PaymentState.PLANNED}
    assert _fund().reserved == FAMILY


def test_what_was_called_off_can_be_computed_and_decided_anew(staff, decision_id):
    case_id = db.session.scalars(select(Entitlement.case_id)).first()
    _walk(decision_changes.prepare(decision_id, _revoke(), actor=staff.officer), staff)
    assert lines_for(case_id) == []
    entitlements.compute(case_id, actor=staff.officer)
    assert sum(line.amount for line in lines_for(case_id)) == FAMILY


def test_money_that_moved_after_submission_sends_the_change_back(staff, decision_id):
    change_id = decision_changes.prepare(decision_id, _revoke(), actor=staff.officer)
    decision_changes.take_step(change_id, "submit", actor=staff.officer)
    decision_changes.take_step(change_id, "review", actor=staff.reviewer)
    _pay_first(decision_id, staff)
    with pytest.raises(Refusal, match="change_outdated"):
        decision_changes.take_step(change_id, "sign", actor=staff.approver)
    decision_changes.take_step(change_id, "return", reason="Đã chi một khoản", actor=staff.approver)
    decision_changes.take_step(change_id, "reopen", actor=staff.officer)
    _walk(change_id, staff)
    assert db.session.get_one(Decision, decision_id).state is DecisionState.REVOKED
    assert check.run().findings == []


def test_nobody_does_two_parts_of_it_whatever_the_roles(staff, decision_id):
    everything = staff.officer._replace(roles=frozenset(Role))
    change_id = decision_changes.prepare(decision_id, _revoke(), actor=everything)
    decision_changes.take_step(change_id, "submit", actor=everything)
    with pytest.raises(Refusal, match="duty_excluded"):
        decision_changes.take_step(change_id, "review", actor=everything)
    with pytest.raises(Refusal, match="action_not_allowed"):
        decision_changes.take_step(change_id, "review", actor=staff.clerk)
    decision_changes.take_step(change_id, "review", actor=staff.reviewer)
    with pytest.raises(Refusal, match="duty_excluded"):
        decision_changes.take_step(change_id, "sign", actor=everything)


def test_one_change_at_a_time_and_a_refused_one_makes_room(staff, decision_id):
    change_id = decision_changes.prepare(decision_id, _revoke(), actor=staff.officer)
    with pytest.raises(Refusal, match="change_open"):
        decision_changes.prepare(decision_id, _revoke(), actor=staff.officer)
    decision_changes.rewrite(change_id, _revoke("Trùng hồ sơ"), actor=staff.officer)
    decision_changes.take_step(change_id, "submit", actor=staff.officer)
    with pytest.raises(Refusal, match="step_not_possible"):
        decision_changes.rewrite(change_id, _revoke(), actor=staff.officer)
    decision_changes.take_step(change_id, "refuse", reason="Quyết định đúng", actor=staff.reviewer)
    assert decision_changes.prepare(decision_id, _revoke(), actor=staff.officer) != change_id
    assert db.session.get_one(DecisionChange, change_id).state is DossierState.REFUSED


def test_the_office_next_door_changes_nothing(staff, decision_id):
    stranger = actor("la", Role.OFFICER, agency=make_agency("khac"))
    with pytest.raises(Missing):
        decision_changes.prepare(decision_id, _revoke(), actor=stranger)
    with pytest.raises(Missing):
        plan = ChangePlan(ChangeKind.AMEND, "Nhầm", "", (999_999,))
        decision_changes.prepare(decision_id, plan, actor=staff.officer)


def test_the_paper_has_the_form_of_a_decision_and_the_code_of_the_old_one_names_it(staff, decision_id):
    change_id = _walk(decision_changes.prepare(decision_id, _revoke(), actor=staff.officer), staff)
    change = db.session.get_one(DecisionChange, change_id)
    paper = pypdfium2.PdfDocument(storage.get(settings().files, change.pdf_sha256))
    said = " ".join(" ".join(page.get_textpage().get_text_range() for page in paper).split())
    assert "Về việc thu hồi Quyết định số 01/QĐ-UBND" in said
    assert "Số: 02/QĐ-UBND" in said
    assert "Điều 1. Thu hồi" in said
    old = public_decisions.by_code(db.session.get_one(Decision, decision_id).verify_code)
    assert (old.state, old.replaced_by) == (DecisionState.REVOKED, "02/QĐ-UBND")
    new = public_decisions.by_code(change.verify_code)
    assert (new.full_number, new.is_change, new.change_sha256) == ("02/QĐ-UBND", True, change.pdf_sha256)
    with pytest.raises(Exception, match="append-only"):
        db.session.execute(text("UPDATE decision_changes SET reason = 'khác'"))
    db.session.rollback()
    assert decision_changes.render(change_id) == change.pdf_sha256


def test_what_is_at_the_bank_waits_for_its_answer(staff, decision_id):
    payment = db.session.scalars(select(Payment).order_by(Payment.id)).first()
    db.session.execute(text("UPDATE entitlements SET payee_account = '0123', payee_bank = 'NH'"))
    payment.account, payment.bank = "0123", "NH"
    db.session.commit()
    payout_id = payouts.prepare(decision_id, [payment.id], PayMethod.BANK, actor=staff.accountant)
    payouts.approve(payout_id, actor=actor("khoan", Role.ACCOUNT_HOLDER))
    payouts.send(payout_id, actor=actor("quy", Role.CASHIER))
    with pytest.raises(Refusal, match="payment_at_bank"):
        decision_changes.prepare(decision_id, _revoke(), actor=staff.officer)
