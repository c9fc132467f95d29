"""Tú issues what Hoa signed: a number, a paper that never changes, promised money, payments to come."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from aid import clock
from aid.documents import storage
from aid.documents.decision import render_decision
from aid.domain.agencies import NumberSource
from aid.domain.decisions import content_from_data
from aid.domain.dossiers import DossierState
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Role
from aid.extensions import db, settings
from aid.models.decisions import Book, Decision, DecisionLine
from aid.models.events import Event
from aid.models.funds import Entry, Fund
from aid.models.households import Person
from aid.models.jobs import Job, JobState
from aid.models.payouts import Payment
from aid.services import decisions, dossiers, entitlements, funds, trail
from tests.factories.delegations import delegate
from tests.factories.dossiers import (
    MILLION,
    a_plan,
    dossier_of,
    make_decision,
    make_dossier,
    make_fund,
    make_staff,
    walk,
)
from tests.factories.users import actor

FAMILY_BY_DECREE = 26_400_000


@pytest.fixture
def staff(app):
    return make_staff()


def _decision(decision_id: int) -> Decision:
    db.session.rollback()
    return db.session.get_one(Decision, decision_id)


def test_issuing_gives_number_paper_money_and_payments_at_once(staff, clock):
    clock("2023-09-20T23:30+07:00")
    fund_id = make_fund(staff)
    decision = _decision(make_decision(staff, fund_id))
    assert (decision.number, decision.full_number) == (1, "01/QĐ-UBND")
    assert (decision.year, decision.issued_on) == (2023, date(2023, 9, 20))
    assert decision.total == FAMILY_BY_DECREE == sum(line.amount for line in decision.lines)
    assert dossier_of(decision.dossier_id).state is DossierState.ISSUED
    fund = db.session.get_one(Fund, fund_id)
    assert (fund.reserved, fund.spent) == (FAMILY_BY_DECREE, 0)
    reserved = db.session.scalars(select(Entry).where(Entry.decision_id == decision.id)).one()
    assert (reserved.kind, reserved.amount) == ("reserve", FAMILY_BY_DECREE)
    payments = db.session.scalars(select(Payment).order_by(Payment.id)).all()
    assert [(row.amount, row.state) for row in payments] == [(line.amount, "planned") for line in decision.lines]


def test_the_day_of_a_decision_is_the_day_in_viet_nam(staff, clock):
    clock("2023-12-31T17:30+00:00")
    decision = _decision(make_decision(staff))
    assert (decision.year, decision.issued_on) == (2024, date(2024, 1, 1))


def test_the_content_is_plain_and_hashed_and_says_what_is_paid_to_whom(staff):
    decision = _decision(make_decision(staff))
    content = content_from_data(decision.content)
    assert decision.content_sha256 == trail.digest(decision.content)
    assert content.total == decision.total
    assert [row.amount for row in content.annex] == [line.amount for line in decision.lines]
    assert content.signing == ("CHỦ TỊCH",)
    assert content.signer == staff.approver.name
    assert content.number == decision.full_number
    assert content.verify_code == decision.verify_code
    assert content.verify_url.endswith(f"/verify/{decision.verify_code}")
    assert any("20/2021/NĐ-CP" in ground for ground in content.grounds)


def test_later_changes_of_a_person_change_nothing_in_the_decision(staff):
    decision_id = make_decision(staff)
    before = _decision(decision_id)
    content, paper = dict(before.content), storage.get(settings().files, before.pdf_sha256)
    for person in db.session.scalars(select(Person)):
        person.full_name, person.identity_number = "Tên Đã Sửa", None
    db.session.commit()
    after = _decision(decision_id)
    assert after.content == content
    assert render_decision(content_from_data(after.content)) == paper
    assert "Tên Đã Sửa" not in [line.beneficiary for line in after.lines]


def test_the_paper_is_drawn_after_the_commit_and_kept_by_its_hash(staff):
    decision = _decision(make_decision(staff))
    assert decision.pdf_sha256
    assert storage.get(settings().files, decision.pdf_sha256).startswith(b"%PDF-")
    assert decision.renderer.startswith("WeasyPrint")
    assert db.session.scalars(select(Job)).one().state is JobState.DONE
    assert "decision:rendered" in db.session.scalars(select(Event.action)).all()


def test_a_failing_printer_loses_no_decision(staff, monkeypatch):
    """The number stands, the job stays open, and the next try draws the paper."""

    def broken(*_args):
        raise RuntimeError("no typeface")

    with monkeypatch.context() as patched:
        patched.setattr(decisions, "render_decision", broken)
        decision_id = make_decision(staff)
    assert _decision(decision_id).pdf_sha256 is None
    assert db.session.scalars(select(Job)).one().state is JobState.OPEN
    digest = decisions.render(decision_id)
    assert _decision(decision_id).pdf_sha256 == digest
    assert db.session.scalars(select(Job)).one().state is JobState.DONE


def test_drawing_twice_is_harmless(staff):
    decision_id = make_decision(staff)
    first = _decision(decision_id)
    kept, rendered_at = first.pdf_sha256, first.rendered_at
    assert decisions.render(decision_id) == kept
    assert _decision(decision_id).rendered_at == rendered_at


def test_numbers_run_from_one_without_holes_whatever_failed_between(staff, monkeypatch):
    """The last part of issuing fails every other time: the number it had taken goes to the next."""
    fund_id, given = make_fund(staff), []
    for _ in range(3):
        dossier_id = make_dossier(staff, fund_id, until="sign")
        with monkeypatch.context() as patched:
            patched.setattr(decisions.payments, "plan", _refuse)
            with pytest.raises(Refusal, match="busy"):
                decisions.issue(dossier_id, actor=staff.clerk)
        assert dossier_of(dossier_id).state is DossierState.SIGNED
        given.append(_decision(decisions.issue(dossier_id, actor=staff.clerk)).number)
    assert given == [1, 2, 3]
    assert db.session.scalars(select(Book.last_number).where(Book.code == "QĐ-UBND")).one() == 3
    assert db.session.get_one(Fund, fund_id).reserved == 3 * FAMILY_BY_DECREE


def _refuse(*_args, **_more):
    raise Refusal("busy")


def test_a_new_year_begins_with_one(staff, clock):
    fund_id = make_fund(staff)
    clock("2023-12-31T16:00+07:00")
    first = _decision(make_decision(staff, fund_id))
    clock("2024-01-02T08:00+07:00")
    second = _decision(make_decision(staff, fund_id))
    assert [(row.year, row.number) for row in (first, second)] == [(2023, 1), (2024, 1)]


def test_a_clock_that_goes_back_gives_no_number(staff, clock):
    fund_id = make_fund(staff)
    clock("2023-09-19T08:00+07:00")
    dossier_id = make_dossier(staff, fund_id, until="sign")
    clock("2023-09-20T08:00+07:00")
    make_decision(staff, fund_id)
    clock("2023-09-19T08:00+07:00")
    with pytest.raises(Refusal, match="day_before_last_number"):
        decisions.issue(dossier_id, actor=staff.clerk)


def test_issuing_twice_gives_one_decision(staff):
    dossier_id = make_dossier(staff, until="sign")
    decisions.issue(dossier_id, actor=staff.clerk)
    with pytest.raises(Refusal, match="step_not_possible"):
        decisions.issue(dossier_id, actor=staff.clerk)
    assert len(db.session.scalars(select(Decision.id)).all()) == 1


def test_no_decision_without_the_money(staff):
    """Money left the fund after both were signed; the second is refused and takes no number."""
    fund_id = make_fund(staff, 2 * FAMILY_BY_DECREE)
    first, second = (make_dossier(staff, fund_id, until="sign") for _ in range(2))
    decisions.issue(first, actor=staff.clerk)
    funds.transfer_out(fund_id, funds.Movement(1, clock.today(), "Công văn 5"), actor=staff.accountant)
    with pytest.raises(Refusal, match="fund_too_small") as refused:
        decisions.issue(second, actor=staff.clerk)
    assert refused.value.facts == {"asked": FAMILY_BY_DECREE, "available": FAMILY_BY_DECREE - 1}
    assert dossier_of(second).state is DossierState.SIGNED
    assert db.session.scalars(select(Book.last_number).where(Book.code == "QĐ-UBND")).one() == 1


def test_an_entered_number_is_needed_unique_and_only_where_the_book_is_not_ours(app):
    staff = make_staff(number_source=NumberSource.ENTERED)
    fund_id = make_fund(staff)
    first, second = (make_dossier(staff, fund_id, until="sign") for _ in range(2))
    for wrong in (None, 0, -3):
        with pytest.raises(Refusal, match="number_needed"):
            decisions.issue(first, actor=staff.clerk, entered_number=wrong)
    assert _decision(decisions.issue(first, actor=staff.clerk, entered_number=127)).full_number == "127/QĐ-UBND"
    with pytest.raises(Refusal, match="number_taken"):
        decisions.issue(second, actor=staff.clerk, entered_number=127)
    assert dossier_of(second).state is DossierState.SIGNED


def test_our_own_book_takes_no_entered_number(staff):
    with pytest.raises(Refusal, match="number_is_ours"):
        decisions.issue(make_dossier(staff, until="sign"), actor=staff.clerk, entered_number=5)


def test_a_deputy_signs_for_the_chairman(staff):
    deputy = actor("dung", Role.APPROVER, title="Phó Chủ tịch", signing_form="deputy")
    delegate(staff.approver, deputy)
    content = content_from_data(_decision(make_decision(staff._replace(approver=deputy))).content)
    assert content.signing == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


@pytest.mark.parametrize("column", ["total", "number", "full_number", "content_sha256", "verify_code", "issued_on"])
def test_the_database_refuses_to_change_an_issued_decision(staff, column):
    decision = _decision(make_decision(staff))
    setattr(decision, column, {"total": 1, "number": 9, "issued_on": date(2020, 1, 1)}.get(column, "x"))
    with pytest.raises(DBAPIError, match="append-only"):
        db.session.flush()
    db.session.rollback()


def test_the_database_refuses_another_paper_another_line_and_a_deletion(staff):
    decision_id = make_decision(staff)
    for change in (
        lambda: setattr(_decision(decision_id), "pdf_sha256", "0" * 64),
        lambda: setattr(db.session.scalars(select(DecisionLine)).first(), "amount", 1),
        lambda: db.session.delete(db.session.scalars(select(DecisionLine)).first()),
    ):
        change()
        with pytest.raises(DBAPIError, match="append-only"):
            db.session.flush()
        db.session.rollback()


def test_codes_to_verify_are_unguessable_and_easy_to_read():
    codes = {decisions.new_code() for _ in range(500)}
    assert len(codes) == 500
    letters = set("".join(codes)) - {"-"}
    assert len(letters) == 32 and not letters & set("01IO")
    assert all(len(part) == 4 for code in codes for part in code.split("-"))


def test_a_line_raised_by_the_officer_is_paid_as_raised(staff):
    fund_id = make_fund(staff)
    plan = a_plan(staff, fund_id)
    first = plan.entitlement_ids[0]
    entitlements.raise_amount(first, 30 * MILLION, "Hộ đặc biệt khó khăn", actor=staff.officer)
    dossier_id = dossiers.prepare(plan, actor=staff.officer)
    walk(dossier_id, staff, until="sign")
    decision = _decision(decisions.issue(dossier_id, actor=staff.clerk))
    raised = db.session.scalars(select(DecisionLine).where(DecisionLine.entitlement_id == first)).one()
    assert raised.amount == 30 * MILLION
    assert decision.total == sum(line.amount for line in decision.lines)


def test_a_decision_that_is_not_there_is_missing(app):
    with pytest.raises(Missing):
        decisions.render(4711)
