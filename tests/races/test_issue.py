"""Two at the same moment: one decision, one signature, no hole, no double, never more than the fund has."""

import time

import pytest
from sqlalchemy import func, select

from aid import clock as aid_clock
from aid.domain.dossiers import DossierState
from aid.domain.duties import Duty
from aid.domain.errors import Refusal
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.decisions import Book, Decision
from aid.models.dossiers import Dossier, DossierDuty
from aid.models.funds import Fund
from aid.models.payouts import Payment
from aid.services import decisions, dossiers, duties, trail
from aid.services.transaction import load_for_update, transaction
from tests.factories.delegations import delegate
from tests.factories.dossiers import a_plan, dossier_of, make_dossier, make_fund, make_staff
from tests.factories.users import actor, make_agency
from tests.races.harness import check_numbers, take_one

FAMILY_BY_DECREE = 26_400_000


@pytest.fixture
def staff(app):
    return make_staff()


def _refusals(outcomes) -> list[str]:
    return sorted(outcome.code for outcome in outcomes if isinstance(outcome, Refusal))


def test_the_harness_catches_a_book_that_is_read_without_its_lock(app, together):
    """The seeded bug: the number is read before the transaction, as a careless program would."""
    agency_id, day = make_agency().id, aid_clock.today()
    take_one(agency_id, day)
    with transaction() as session:
        session.get_one(Book, (agency_id, day.year, "QĐ-UBND")).last_number = 0
        trail.record(session, None, "decision:issued", session.get_one(Book, (agency_id, day.year, "QĐ-UBND")))

    def careless() -> int:
        number = db.session.scalars(select(Book.last_number)).one() + 1
        time.sleep(0.02)
        with transaction() as session:
            book = load_for_update(session, Book, (agency_id, day.year, "QĐ-UBND"))
            book.last_number = number
            trail.record(session, None, "decision:issued", book)
        return number

    with pytest.raises(AssertionError, match="a hole or a double"):
        check_numbers(together, careless, threads=4, each=3)


def test_eight_take_five_hundred_and_four_numbers(app, together):
    agency_id, day = make_agency().id, aid_clock.today()
    check_numbers(together, lambda: take_one(agency_id, day), threads=8, each=63)


def test_one_dossier_is_issued_once(staff, together):
    dossier_id = make_dossier(staff, until="sign")
    other_clerk = actor("van", Role.CLERK)
    outcomes = together(
        lambda: decisions.issue(dossier_id, actor=staff.clerk), lambda: decisions.issue(dossier_id, actor=other_clerk)
    )
    assert _refusals(outcomes) == ["step_not_possible"]
    db.session.rollback()
    assert db.session.scalars(select(Decision.number)).all() == [1]
    fund = db.session.scalars(select(Fund)).one()
    assert fund.reserved == FAMILY_BY_DECREE
    assert db.session.scalar(select(func.sum(Payment.amount))) == FAMILY_BY_DECREE


def test_two_dossiers_never_promise_more_than_the_fund_has(staff, together):
    fund_id = make_fund(staff, 2 * FAMILY_BY_DECREE - 1)
    first, second = (make_dossier(staff, fund_id, until="review") for _ in range(2))
    outcomes = together(*[lambda one=one: dossiers.sign(one, actor=staff.approver) for one in (first, second)])
    assert _refusals(outcomes) == ["fund_too_small"]
    db.session.rollback()
    states = dict(db.session.execute(select(Dossier.state, Dossier.id)).all())
    assert set(states) == {DossierState.SIGNED, DossierState.REVIEWED}
    decisions.issue(states[DossierState.SIGNED], actor=staff.clerk)
    assert db.session.get_one(Fund, fund_id).reserved == FAMILY_BY_DECREE
    assert db.session.scalars(select(Decision.number)).all() == [1]


def test_two_dossiers_get_two_numbers(staff, together):
    fund_id = make_fund(staff)
    first, second = (make_dossier(staff, fund_id, until="sign") for _ in range(2))
    together(lambda: decisions.issue(first, actor=staff.clerk), lambda: decisions.issue(second, actor=staff.clerk))
    db.session.rollback()
    assert sorted(db.session.scalars(select(Decision.number))) == [1, 2]
    assert db.session.get_one(Fund, fund_id).reserved == 2 * FAMILY_BY_DECREE


def test_two_who_sign_at_once_leave_one_signature(staff, together):
    dossier_id = make_dossier(staff, until="review")
    deputy = actor("dung", Role.APPROVER, title="Phó Chủ tịch", signing_form="deputy")
    delegate(staff.approver, deputy)
    outcomes = together(
        lambda: dossiers.sign(dossier_id, actor=staff.approver), lambda: dossiers.sign(dossier_id, actor=deputy)
    )
    assert _refusals(outcomes) == ["step_not_possible"]
    signed_by = dossier_of(dossier_id).signed_by
    held = db.session.scalars(select(DossierDuty.user_id).where(DossierDuty.duty == Duty.SIGN, DossierDuty.held)).all()
    assert held == [signed_by]


def test_signing_and_returning_at_once_is_one_of_both(staff, together):
    dossier_id = make_dossier(staff, until="review")
    deputy = actor("dung", Role.APPROVER, signing_form="deputy")
    outcomes = together(
        lambda: dossiers.sign(dossier_id, actor=staff.approver),
        lambda: dossiers.return_to_officer(dossier_id, reason="Thiếu giấy", actor=deputy),
    )
    assert len(_refusals(outcomes)) <= 1
    assert dossier_of(dossier_id).state in {DossierState.SIGNED, DossierState.RETURNED}


def test_one_person_cannot_take_two_excluding_duties_at_once(staff, together):
    dossier_id = make_dossier(staff)
    tuyet = actor("tuyet", *Role)

    def taking(duty: Duty):
        def work():
            with transaction() as session:
                duties.take(session, dossier_id, duty, actor=tuyet)
                trail.record(session, tuyet, "dossier:reviewed", session.get_one(Dossier, dossier_id))

        return work

    outcomes = together(taking(Duty.REVIEW), taking(Duty.SIGN))
    assert _refusals(outcomes) in (["duty_excluded"], ["duty_taken"])
    db.session.rollback()
    held = [row for row in duties.duties_of(db.session, dossier_id, tuyet.user_id) if row.held]
    assert len(held) == 1


def test_one_person_cannot_issue_and_pay_at_once_where_both_are_apart(staff, together):
    dossier_id = make_dossier(staff)
    tu = actor("kiem", Role.CLERK, Role.CASHIER)

    def taking(duty: Duty):
        def work():
            with transaction() as session:
                duties.take(session, dossier_id, duty, actor=tu)
                trail.record(session, tu, "dossier:numbered", session.get_one(Dossier, dossier_id))

        return work

    assert _refusals(together(taking(Duty.ISSUE), taking(Duty.PAY))) == ["duty_kept_apart"]
    db.session.rollback()
    assert len(duties.duties_of(db.session, dossier_id, tu.user_id)) in {1, 6}


def test_one_line_goes_into_one_of_two_dossiers(staff, together):
    plan = a_plan(staff, make_fund(staff))
    other = actor("huong", Role.OFFICER)
    outcomes = together(
        lambda: dossiers.prepare(plan, actor=staff.officer), lambda: dossiers.prepare(plan, actor=other)
    )
    assert _refusals(outcomes) == ["line_in_other_dossier"]
    db.session.rollback()
    assert db.session.scalar(select(func.count(Dossier.id))) == 1
    books = dict(db.session.execute(select(Book.code, Book.last_number)).all())
    assert books == {"HT": 1}
