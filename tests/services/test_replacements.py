"""A wrong decision is replaced in one act: taken back, granted anew from corrected facts, no paid đồng undone."""

import pypdfium2
import pytest
from sqlalchemy import select

from aid import clock as aid_clock
from aid.documents import storage
from aid.domain.decision_changes import ChangeKind
from aid.domain.dossiers import DecisionState, DossierState
from aid.domain.errors import Missing, Refusal
from aid.domain.payouts import PaymentState, PayMethod
from aid.domain.replacements import Replaced
from aid.domain.roles import Role
from aid.extensions import db, settings
from aid.models.cases import Harm
from aid.models.decisions import Decision, DecisionLine
from aid.models.entitlements import Entitlement
from aid.models.funds import Fund
from aid.models.payouts import Payment
from aid.queries import public_decisions
from aid.queries.replacements import of_decision, of_dossier
from aid.services import check, decision_changes, decisions, dossiers, entitlements, harms, payouts, replacements
from aid.services.decision_changes import ChangePlan
from aid.services.payouts import Proof
from aid.services.replacements import ReplacementPlan
from tests.factories.dossiers import dossier_of, lines_for, make_decision, make_fund, make_staff, walk
from tests.factories.funds import add_signed_sheet
from tests.factories.users import actor, make_agency

FAMILY = 26_400_000
WHY = ReplacementPlan("Danh sách thiếu nhà bị cháy của hộ")


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def decision_id(staff):
    return make_decision(staff, make_fund(staff))


def _issue(dossier_id, staff):
    walk(dossier_id, staff, until="sign")
    return decisions.issue(dossier_id, actor=staff.clerk)


def _decision(decision_id):
    db.session.rollback()
    return db.session.get_one(Decision, decision_id)


def _fund():
    db.session.rollback()
    return db.session.scalars(select(Fund)).one()


def _case_id():
    return db.session.scalars(select(Entitlement.case_id)).first()


def _payments(decision_id):
    db.session.rollback()
    wanted = select(Payment).join(DecisionLine).where(DecisionLine.decision_id == decision_id)
    return list(db.session.scalars(wanted.order_by(Payment.id)))


def _pay_first(decision_id, staff):
    payment = _payments(decision_id)[0]
    line_id, amount = payment.decision_line_id, payment.amount
    holder, cashier = actor("khoan", Role.ACCOUNT_HOLDER), actor("quy", Role.CASHIER)
    payout_id = payouts.prepare(decision_id, [payment.id], PayMethod.CASH, actor=staff.accountant)
    payouts.approve(payout_id, actor=holder)
    add_signed_sheet(payout_id)
    payouts.pay_cash(payout_id, [payment.id], Proof("DS 1", aid_clock.today()), actor=cashier)
    return line_id, amount


def test_one_act_revokes_the_old_decision_and_grants_the_corrected_facts(staff, decision_id):
    """The mother was never in hospital: her line falls away, the others are granted again."""
    wrong = db.session.scalars(select(Harm.id).where(Harm.kind == "injured")).one()
    harms.remove_harm(_case_id(), wrong, "Nhầm người", actor=staff.officer)
    dossier_id = replacements.prepare(decision_id, WHY, actor=staff.officer)
    gone = [line.amount for line in of_dossier(dossier_id).lines if not line.anew]
    assert _decision(decision_id).state is DecisionState.IN_FORCE and len(gone) == 1
    assert (_fund().reserved, dossier_of(dossier_id).total) == (FAMILY, FAMILY - gone[0])
    new_id = _issue(dossier_id, staff)
    old, new = _decision(decision_id), db.session.get_one(Decision, new_id)
    assert (old.state, new.replaces_id, new.full_number) == (DecisionState.REVOKED, decision_id, "02/QĐ-UBND")
    assert {payment.state for payment in _payments(decision_id)} == {PaymentState.CANCELLED}
    assert {payment.state for payment in _payments(new_id)} == {PaymentState.PLANNED}
    assert _fund().reserved == new.total == sum(payment.amount for payment in _payments(new_id))
    assert check.run().findings == []
    assert public_decisions.by_code(old.verify_code).replaced_by == "02/QĐ-UBND"


def test_what_was_paid_stays_paid_and_is_not_granted_again(staff, decision_id):
    _, paid = _pay_first(decision_id, staff)
    new_id = _issue(replacements.prepare(decision_id, WHY, actor=staff.officer), staff)
    assert _decision(new_id).total == FAMILY - paid
    assert (_fund().spent, _fund().reserved) == (paid, FAMILY - paid)
    states = [payment.state for payment in _payments(decision_id)]
    assert states.count(PaymentState.PAID) == 1 and states.count(PaymentState.CANCELLED) == len(states) - 1
    assert check.run().findings == []


def test_what_was_paid_wrongly_is_named_to_return_with_the_difference(staff, decision_id):
    line_id, paid = _pay_first(decision_id, staff)
    plan = ReplacementPlan("Chi sai mức", (line_id,))
    dossier_id = replacements.prepare(decision_id, plan, actor=staff.officer)
    (row,) = [line for line in of_dossier(dossier_id).lines if line.treatment is Replaced.RECOVER]
    assert (row.amount, row.anew) == (paid, paid)
    new_id = _issue(dossier_id, staff)
    assert _decision(new_id).total == FAMILY
    assert of_dossier(dossier_id).still_out == paid
    (wrong,) = [payment.id for payment in _payments(decision_id) if payment.state is PaymentState.PAID]
    payouts.return_paid(wrong, "Đã nộp lại", actor=staff.accountant)
    assert of_dossier(dossier_id).still_out == 0
    assert check.run().findings == []


def test_money_that_moved_after_the_draft_sends_it_back_to_be_written_anew(staff, decision_id):
    dossier_id = replacements.prepare(decision_id, WHY, actor=staff.officer)
    _pay_first(decision_id, staff)
    with pytest.raises(Refusal, match="replacement_outdated"):
        dossiers.submit(dossier_id, actor=staff.officer)
    assert dossier_of(dossier_id).state is DossierState.DRAFT
    replacements.renew(dossier_id, WHY, actor=staff.officer)
    _issue(dossier_id, staff)
    assert check.run().findings == []


def test_facts_that_changed_after_the_draft_are_read_anew(staff, decision_id):
    dossier_id = replacements.prepare(decision_id, WHY, actor=staff.officer)
    before = dossier_of(dossier_id).total
    entitlements.compute(_case_id(), actor=staff.officer)
    with pytest.raises(Refusal, match="replacement_outdated"):
        dossiers.submit(dossier_id, actor=staff.officer)
    replacements.renew(dossier_id, WHY, actor=staff.officer)
    assert dossier_of(dossier_id).total == before == FAMILY
    dossiers.submit(dossier_id, actor=staff.officer)


def test_one_change_or_replacement_at_a_time_and_a_refused_one_makes_room(staff, decision_id):
    dossier_id = replacements.prepare(decision_id, WHY, actor=staff.officer)
    with pytest.raises(Refusal, match="change_open"):
        replacements.prepare(decision_id, WHY, actor=staff.officer)
    with pytest.raises(Refusal, match="change_open"):
        decision_changes.prepare(decision_id, ChangePlan(ChangeKind.REVOKE, "Nhầm"), actor=staff.officer)
    walk(dossier_id, staff, until="submit")
    dossiers.refuse(dossier_id, reason="Quyết định đúng", actor=staff.reviewer)
    assert _decision(decision_id).state is DecisionState.IN_FORCE
    change_id = decision_changes.prepare(decision_id, ChangePlan(ChangeKind.REVOKE, "Nhầm"), actor=staff.officer)
    with pytest.raises(Refusal, match="change_open"):
        replacements.prepare(decision_id, WHY, actor=staff.officer)
    assert change_id and [row.state for row in of_decision(decision_id)] == [DossierState.REFUSED]
    assert check.run().findings == []


def test_the_money_the_old_decision_gives_back_pays_for_the_new_one(staff):
    decision_id = make_decision(staff, make_fund(staff, FAMILY))
    new_id = _issue(replacements.prepare(decision_id, WHY, actor=staff.officer), staff)
    assert (_decision(new_id).total, _fund().reserved) == (FAMILY, FAMILY)


def test_nobody_replaces_without_a_reason_a_revoked_or_a_neighbours_decision(staff, decision_id):
    with pytest.raises(Refusal, match="reason_missing"):
        replacements.prepare(decision_id, ReplacementPlan(" "), actor=staff.officer)
    with pytest.raises(Refusal, match="nothing_to_recover"):
        unpaid = _payments(decision_id)[0].decision_line_id
        replacements.prepare(decision_id, ReplacementPlan("Nhầm", (unpaid,)), actor=staff.officer)
    with pytest.raises(Missing):
        stranger = actor("la", Role.OFFICER, agency=make_agency("khac"))
        replacements.prepare(decision_id, WHY, actor=stranger)
    _issue(replacements.prepare(decision_id, WHY, actor=staff.officer), staff)
    with pytest.raises(Refusal, match="decision_not_in_force"):
        replacements.prepare(decision_id, WHY, actor=staff.officer)


def test_nobody_does_two_parts_of_it(staff, decision_id):
    everything = staff.officer._replace(roles=frozenset(Role))
    dossier_id = replacements.prepare(decision_id, WHY, actor=everything)
    dossiers.submit(dossier_id, actor=everything)
    with pytest.raises(Refusal, match="duty_excluded"):
        dossiers.review(dossier_id, actor=everything)


def test_the_paper_names_what_it_replaces_and_has_its_own_list(staff, decision_id):
    _pay_first(decision_id, staff)
    new_id = _issue(replacements.prepare(decision_id, WHY, actor=staff.officer), staff)
    paper = pypdfium2.PdfDocument(storage.get(settings().files, _decision(new_id).pdf_sha256))
    said = " ".join(" ".join(page.get_textpage().get_text_range() for page in paper).split())
    assert "thay thế Quyết định số 01/QĐ-UBND" in said and "Lý do: Danh sách thiếu nhà bị cháy của hộ." in said
    assert "giữ nguyên, không chi lại" in said and "Số: 02/QĐ-UBND" in said and "Như Điều 4" in said
    assert lines_for(_case_id())
