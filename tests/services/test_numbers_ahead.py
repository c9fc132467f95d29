"""On paper the number follows the signature; electronically it comes first, and goes with a dossier that goes back."""

from datetime import date

import pytest
from sqlalchemy import select

from aid.domain.decision_changes import ChangeKind
from aid.domain.errors import Refusal
from aid.domain.outgoing import BookRule, BookRun, EntryState, SigningOrder
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.decisions import Decision
from aid.models.outgoing import OutgoingDocument
from aid.queries.signing_state import unsigned_parts
from aid.services import book_rules, check, decision_changes, decisions, dossiers, numbers_ahead, outgoing
from aid.services.numbering import Numbering
from tests.factories.dossiers import make_decision, make_dossier, make_staff, walk


@pytest.fixture
def staff(app, clock):
    clock("2026-09-18T15:00+07:00")
    return make_staff()


def _entries() -> list[OutgoingDocument]:
    db.session.rollback()
    return list(db.session.scalars(select(OutgoingDocument).order_by(OutgoingDocument.id)))


def _sign_electronically(staff) -> None:
    rule = BookRule(date(2026, 9, 18), BookRun.EACH_KIND, SigningOrder.ELECTRONIC, "15/QĐ-UBND")
    admin = staff.clerk._replace(roles=frozenset({Role.ADMINISTRATOR}))
    book_rules.set_rule(staff.clerk.agency_id, rule, actor=admin)


def test_electronic_signing_gets_its_number_first(staff, clock):
    _sign_electronically(staff)
    dossier_id = make_dossier(staff, until="review")
    with pytest.raises(Refusal, match="number_comes_first"):
        dossiers.sign(dossier_id, actor=staff.approver)
    given = numbers_ahead.choose_order(dossier_id, SigningOrder.ELECTRONIC, actor=staff.clerk)
    assert given == "01/QĐ-UBND"
    assert _entries()[0].state is EntryState.NUMBERED
    with pytest.raises(Refusal, match="dossier_keeps_number"):
        outgoing.cancel(_entries()[0].id, "Nhầm", actor=staff.clerk)
    with pytest.raises(Refusal, match="order_settled"):
        numbers_ahead.choose_order(dossier_id, SigningOrder.PAPER, actor=staff.clerk)
    clock("2026-09-28T15:00+07:00")
    dossiers.sign(dossier_id, actor=staff.approver)
    with pytest.raises(Refusal, match="number_given"):
        decisions.issue(dossier_id, day=date(2026, 9, 28), actor=staff.clerk)
    decision_id = decisions.issue(dossier_id, actor=staff.clerk)
    decision = db.session.get_one(Decision, decision_id)
    assert (decision.full_number, decision.issued_on) == ("01/QĐ-UBND", date(2026, 9, 18))
    assert [row.state for row in _entries()] == [EntryState.ISSUED]
    assert check.run().findings == []


def test_a_number_whose_dossier_goes_back_is_cancelled_and_the_next_takes_another(staff):
    dossier_id = make_dossier(staff, until="review")
    numbers_ahead.choose_order(dossier_id, SigningOrder.ELECTRONIC, actor=staff.clerk)
    dossiers.return_to_officer(dossier_id, reason="Sai tên chủ hộ", actor=staff.approver)
    assert [(row.state, row.reason) for row in _entries()] == [(EntryState.CANCELLED, "Sai tên chủ hộ")]
    dossiers.reopen(dossier_id, actor=staff.officer)
    walk(dossier_id, staff, until="review")
    numbers_ahead.choose_order(dossier_id, SigningOrder.ELECTRONIC, actor=staff.clerk)
    dossiers.refuse(dossier_id, reason="Không đủ điều kiện", actor=staff.approver)
    assert [(row.number, row.state) for row in _entries()] == [(1, "cancelled"), (2, "cancelled")]
    assert check.run().findings == []


def test_a_rule_that_begins_after_the_signature_does_not_ask_for_another_one(staff, clock):
    dossier_id = make_dossier(staff, until="sign")
    clock("2026-09-21T08:00+07:00")
    rule = BookRule(date(2026, 9, 21), BookRun.EACH_KIND, SigningOrder.ELECTRONIC, "15/QĐ-UBND")
    admin = staff.clerk._replace(roles=frozenset({Role.ADMINISTRATOR}))
    book_rules.set_rule(staff.clerk.agency_id, rule, actor=admin)
    with pytest.raises(Refusal, match="paper_day_before_signing"):
        decisions.issue(dossier_id, day=date(2026, 9, 17), actor=staff.clerk)
    decision_id = decisions.issue(dossier_id, actor=staff.clerk)
    assert [row.signing_order for row in _entries()] == [SigningOrder.PAPER]
    assert unsigned_parts(decision_id) == ()
    assert check.run().findings == []


@pytest.mark.parametrize("electronic", [False, True], ids=["on paper", "electronic"])
def test_a_revocation_is_not_dated_before_it_was_signed(staff, clock, electronic):
    decision_id = make_decision(staff)
    clock("2026-09-21T08:00+07:00")
    if electronic:
        rule = BookRule(date(2026, 9, 21), BookRun.EACH_KIND, SigningOrder.ELECTRONIC, "15/QĐ-UBND")
        admin = staff.clerk._replace(roles=frozenset({Role.ADMINISTRATOR}))
        book_rules.set_rule(staff.clerk.agency_id, rule, actor=admin)
    plan = decision_changes.ChangePlan(ChangeKind.REVOKE, "Ban hành nhầm hộ")
    change_id = decision_changes.prepare(decision_id, plan, actor=staff.officer)
    for step in ("submit", "review", "sign"):
        decision_changes.take_step(change_id, step, actor=staff.of(step))
    with pytest.raises(Refusal, match="paper_day_before_signing"):
        decision_changes.issue(change_id, Numbering(day=date(2026, 9, 19)), actor=staff.clerk)
    decision_changes.issue(change_id, Numbering(), actor=staff.clerk)
    assert [row.signing_order is SigningOrder.ELECTRONIC for row in _entries()] == [False, electronic]


def test_one_paper_may_be_signed_by_hand_in_an_electronic_office(staff):
    _sign_electronically(staff)
    dossier_id = make_dossier(staff, until="review")
    assert numbers_ahead.choose_order(dossier_id, SigningOrder.PAPER, actor=staff.clerk) == ""
    dossiers.sign(dossier_id, actor=staff.approver)
    decisions.issue(dossier_id, actor=staff.clerk)
    assert [row.signing_order for row in _entries()] == [SigningOrder.PAPER]
    with pytest.raises(Refusal, match="step_not_possible"):
        numbers_ahead.choose_order(dossier_id, SigningOrder.PAPER, actor=staff.clerk)
