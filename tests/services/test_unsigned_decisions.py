"""In the electronic order the number comes first: until both digital signatures stand, not a đồng goes out."""

import pytest
from sqlalchemy import select, update

from aid.domain.errors import Refusal
from aid.domain.outgoing import SigningOrder
from aid.domain.payouts import PaymentState, PayMethod
from aid.domain.roles import Role
from aid.domain.signatures import Part, SigningState
from aid.domain.work import WorkKind
from aid.extensions import db
from aid.models.decisions import Decision, DecisionLine
from aid.models.outgoing import OutgoingDocument
from aid.models.payouts import Payment
from aid.queries.outgoing import OutgoingFilter, in_order
from aid.queries.public_decisions import by_code
from aid.queries.waiting import queues
from aid.queries.work import work_of
from aid.services import check, papers, payout_papers, payouts
from tests.factories.dossiers import make_decision, make_fund
from tests.factories.signing import code_of, make_electronic_office, sign
from tests.factories.users import actor


@pytest.fixture
def office(app):
    return make_electronic_office()


def _planned(office):
    db.session.rollback()
    wanted = select(Payment.id).join(DecisionLine).where(DecisionLine.decision_id == office.decision_id)
    return list(db.session.scalars(wanted))


def _prepare(office):
    return payouts.prepare(office.decision_id, _planned(office), PayMethod.CASH, actor=office.staff.accountant)


def _publicly(office):
    return by_code(db.session.get_one(Decision, office.decision_id).verify_code).lacks


def _waits(who):
    return {(row.kind, row.id) for row in work_of(who)[0]}


def test_nothing_is_prepared_before_both_have_signed(office):
    assert code_of(_prepare, office) == "unsigned_by_signer" and _publicly(office) is SigningState.UNSIGNED
    sign(office)
    assert code_of(_prepare, office) == "unsigned_by_agency" and _publicly(office) is SigningState.UNSEALED
    sign(office, Part.AGENCY)
    assert _prepare(office) and _publicly(office) is None
    assert check.run().findings == []


def test_a_refused_payout_leaves_the_payments_as_they_were(office):
    with pytest.raises(Refusal):
        _prepare(office)
    db.session.rollback()
    assert set(db.session.scalars(select(Payment.state))) == {PaymentState.PLANNED}


def test_what_was_under_way_before_this_release_stops_at_its_next_step(office):
    """A payout prepared while the decision was unsigned, as an older release let it."""
    _relabel(SigningOrder.PAPER)
    payout_id = _prepare(office)
    _relabel(SigningOrder.ELECTRONIC)
    holder = actor("khoan", Role.ACCOUNT_HOLDER)
    assert code_of(payouts.approve, payout_id, actor=holder) == "unsigned_by_signer"
    assert code_of(payout_papers.sheet, payout_id, actor=office.staff.accountant) == "unsigned_by_signer"
    given = {"when": "8 giờ", "venue": "UBND phường", "bring": "Căn cước", "contact": "Ông Tú"}
    begun = code_of(papers.start, "invitation", payout_id, given, actor=office.staff.accountant)
    assert begun == code_of(papers.start, "pay_list_public", payout_id, {}, actor=office.staff.accountant)
    assert begun == "unsigned_by_signer"
    assert (WorkKind.PAYOUT_APPROVE, payout_id) not in _waits(holder)
    assert payouts.send_back(payout_id, "Chờ ký số", actor=holder)


def _relabel(order):
    db.session.rollback()
    db.session.execute(update(OutgoingDocument).values(signing_order=order))
    db.session.commit()


def test_the_work_goes_from_signer_to_clerk_to_accountant_and_no_key_is_needed_to_be_asked(office):
    here, accountant = office.decision_id, office.staff.accountant
    assert (WorkKind.DECISION_SIGN, here) in _waits(office.signer)
    assert (WorkKind.PAYMENT_PREPARE, here) not in _waits(accountant)
    assert _queues(office) == {WorkKind.DECISION_SIGN}
    sign(office)
    assert (WorkKind.DECISION_SEAL, here) in _waits(office.clerk) and _queues(office) == {WorkKind.DECISION_SEAL}
    sign(office, Part.AGENCY)
    assert (WorkKind.PAYMENT_PREPARE, here) in _waits(accountant) and _queues(office) == {WorkKind.PAYMENT_PREPARE}


def _queues(office):
    db.session.rollback()
    day = db.session.get_one(Decision, office.decision_id).issued_on
    return {row.kind for row in queues({office.staff.officer.agency_id}, today=day)}


def test_a_decision_signed_by_hand_waits_for_nobody(office):
    by_hand = make_decision(office.staff, make_fund(office.staff, code="NS-2"))
    assert by_code(db.session.get_one(Decision, by_hand).verify_code).lacks is None
    assert (WorkKind.PAYMENT_PREPARE, by_hand) in _waits(office.staff.accountant)
    assert [row.is_unsigned for row in in_order(OutgoingFilter(), area=None, most=9)] == [True, False]
