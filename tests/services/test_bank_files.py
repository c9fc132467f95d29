import csv
from io import StringIO

import pytest
from sqlalchemy import select

from aid.domain.bank_files import LAYOUTS, Cell, LayoutCode, column_of
from aid.domain.errors import Missing, Refusal
from aid.domain.payouts import PaymentState
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.events import Access
from aid.models.households import Person
from aid.queries import bank_files as reading
from aid.services import account_names, bank_files, check, payouts
from tests.factories.funds import MILLION, approved_payout, make_crew, make_decision, make_fund, payment_of, planned
from tests.factories.users import actor, make_agency


@pytest.fixture
def crew(app):
    return make_crew()


def _payout(crew, bank="Vietcombank", method="bank"):
    payee = {"payee_name": "Trần Thị Mai", "payee_bank": bank, "payee_account": "0011 001 932 418"}
    fund = make_fund(crew.accountant)
    decision = make_decision(fund, [MILLION, 2 * MILLION, 4 * MILLION], crew=crew, receivers={"payee": payee})
    return approved_payout(decision, crew, method), planned(decision)


def _make(crew, payout_id, code=LayoutCode.CSV_UTF8):
    run = bank_files.dry_run(payout_id, actor=crew.cashier)
    return bank_files.make(payout_id, code, len(run.go), run.total, actor=crew.cashier)


def _amounts(data, layout):
    rows = list(csv.reader(StringIO(data.decode(layout.encoding), newline=""), delimiter=layout.separator))[1:]
    return [int(row[column_of(layout, Cell.AMOUNT)]) for row in rows]


def test_a_dry_run_changes_nothing(crew):
    payout_id, payments = _payout(crew)
    run = bank_files.dry_run(payout_id, actor=crew.accountant)
    assert (len(run.go), run.total, run.stay, run.held_total) == (3, 7 * MILLION, [], 0)
    assert {payment_of(one).state for one in payments} == {PaymentState.APPROVED}


@pytest.mark.parametrize("code", [LayoutCode.CSV_UTF8, LayoutCode.CSV_PLAIN])
def test_what_the_page_says_is_what_the_file_holds_and_it_is_sent(crew, code):
    payout_id, payments = _payout(crew)
    name, data = bank_files.content(_make(crew, payout_id, code), actor=crew.cashier)
    (file,) = reading.files_of(payout_id)
    amounts = _amounts(data, LAYOUTS[code])
    assert (len(amounts), sum(amounts)) == (file.lines, file.total) == (3, 7 * MILLION)
    assert name.endswith(".csv")
    assert {payment_of(one).state for one in payments} == {PaymentState.SENT}
    assert check.run().findings == []


def test_no_payment_is_in_two_files(crew):
    payout_id, _payments = _payout(crew)
    _make(crew, payout_id)
    with pytest.raises(Refusal, match="nothing_to_send"):
        bank_files.make(payout_id, LayoutCode.XLSX, 3, 7 * MILLION, actor=crew.cashier)
    assert len(reading.files_of(payout_id)) == 1


def test_another_name_of_the_account_is_held_until_the_holder_decides(crew):
    payout_id, (first, second, third) = _payout(crew)
    account_names.record(payout_id, {first: "TRAN THI MAI", second: "LE VAN BA", third: " "}, actor=crew.accountant)
    run = bank_files.dry_run(payout_id, actor=crew.cashier)
    assert [(one.payment_id, why) for one, why in run.stay] == [(second, "account_name_differs")]
    assert run.held_total == 2 * MILLION
    with pytest.raises(Refusal, match="account_name_differs"):
        payouts.send(payout_id, actor=crew.cashier)
    _make(crew, payout_id)
    assert payment_of(second).state is PaymentState.APPROVED
    account_names.accept(second, "Tài khoản của con trai, có giấy ủy quyền", actor=crew.holder)
    _make(crew, payout_id)
    assert [file.total for file in reading.files_of(payout_id)] == [2 * MILLION, 5 * MILLION]
    assert check.run().findings == []


def test_the_name_the_household_gave_for_its_account_counts_until_the_bank_shows_another(crew):
    payout_id, (first, *_more) = _payout(crew)
    person = db.session.scalars(select(Person).order_by(Person.id)).first()
    person.bank, person.account, person.account_name = "Vietcombank", "0011 001 932 418", "LE VAN BA"
    db.session.commit()
    run = bank_files.dry_run(payout_id, actor=crew.cashier)
    assert [(one.payment_id, one.holder) for one, _why in run.stay] == [(first, "LE VAN BA")]
    account_names.accept(first, "con trai", actor=crew.holder)
    assert bank_files.dry_run(payout_id, actor=crew.cashier).stay == []
    account_names.record(payout_id, {first: "TRAN THI MAI"}, actor=crew.accountant)
    assert bank_files.dry_run(payout_id, actor=crew.cashier).stay == []


def test_of_an_account_that_a_family_shares_the_payees_own_name_counts(crew):
    payout_id, _payments = _payout(crew)
    person = db.session.scalars(select(Person).order_by(Person.id)).first()
    person.account, person.account_name = "0011 001 932 418", "LE VAN BA"
    shared = {"full_name": "Mai", "folded": "mai", "sort_key": "mai", "relation": "child", "identity_state": "none"}
    made = {"created_at": person.created_at, "created_by": None}
    mine = {"account": person.account, "account_name": "TRAN THI MAI", "household_id": person.household_id}
    db.session.add(Person(**shared, **mine, **made))
    db.session.commit()
    assert bank_files.dry_run(payout_id, actor=crew.cashier).stay == []


def test_looking_accounts_up_is_written_down(crew):
    payout_id, payments = _payout(crew)
    assert [one.payment_id for one in account_names.to_note(payout_id, actor=crew.accountant)] == payments
    (look,) = db.session.scalars(select(Access)).all()
    assert (look.user_id, look.payout_id, look.fields) == (crew.accountant.user_id, payout_id, "account")


def test_a_changed_name_takes_back_what_was_accepted(crew):
    payout_id, (first, *_more) = _payout(crew)
    assert account_names.record(payout_id, {first: "LE VAN BA"}, actor=crew.accountant) == 1
    account_names.accept(first, "con trai", actor=crew.holder)
    assert account_names.record(payout_id, {first: "LE VAN BA"}, actor=crew.accountant) == 0
    assert bank_files.dry_run(payout_id, actor=crew.cashier).stay == []
    account_names.record(payout_id, {first: "VU VAN TU"}, actor=crew.accountant)
    assert len(bank_files.dry_run(payout_id, actor=crew.cashier).stay) == 1


def test_what_does_not_differ_or_went_out_is_not_accepted(crew):
    payout_id, (first, *_more) = _payout(crew)
    with pytest.raises(Refusal, match="account_name_agrees"):
        account_names.accept(first, "con trai", actor=crew.holder)
    with pytest.raises(Refusal, match="reason_missing"):
        account_names.accept(first, "  ", actor=crew.holder)
    with pytest.raises(Refusal, match="name_too_long"):
        account_names.record(payout_id, {first: "A" * 121}, actor=crew.accountant)
    _make(crew, payout_id)
    with pytest.raises(Refusal, match="step_not_possible"):
        account_names.record(payout_id, {first: "LE VAN BA"}, actor=crew.accountant)
    with pytest.raises(Refusal, match="step_not_possible"):
        account_names.accept(first, "con trai", actor=crew.holder)


def test_an_unknown_bank_stays_out_and_says_why(crew):
    payout_id, _payments = _payout(crew, bank="BVB")
    run = bank_files.dry_run(payout_id, actor=crew.cashier)
    assert {why for _one, why in run.stay} == {"bank_not_known"}
    with pytest.raises(Refusal, match="nothing_to_send"):
        bank_files.make(payout_id, LayoutCode.XLSX, 0, 0, actor=crew.cashier)


def test_a_page_that_is_no_longer_true_sends_nothing(crew):
    payout_id, payments = _payout(crew)
    payouts.hold(payments[0], "đổi tài khoản", actor=crew.accountant)
    with pytest.raises(Refusal, match="bank_file_differs"):
        bank_files.make(payout_id, LayoutCode.XLSX, 3, 7 * MILLION, actor=crew.cashier)
    assert payment_of(payments[1]).state is PaymentState.APPROVED


def test_the_file_is_the_same_each_time_and_each_look_is_written_down(crew):
    payout_id, _payments = _payout(crew)
    file_id = _make(crew, payout_id, LayoutCode.XLSX)
    assert bank_files.content(file_id, actor=crew.cashier) == bank_files.content(file_id, actor=crew.cashier)
    assert len(db.session.scalars(select(Access)).all()) == 2


def test_cash_other_roles_and_other_offices_have_no_file(crew):
    cash, _payments = _payout(crew, method="cash")
    with pytest.raises(Refusal, match="wrong_method"):
        bank_files.dry_run(cash, actor=crew.cashier)
    with pytest.raises(Refusal, match="wrong_method"):
        bank_files.make(cash, LayoutCode.XLSX, 3, 7 * MILLION, actor=crew.cashier)
    other = actor("la", Role.CASHIER, agency=make_agency("phuong-khac"))
    for verb in (lambda: bank_files.dry_run(cash, actor=other), lambda: bank_files.content(1, actor=other)):
        with pytest.raises(Missing):
            verb()


def test_the_accountant_does_not_make_the_file(crew):
    payout_id, _payments = _payout(crew)
    with pytest.raises(Refusal, match="action_not_allowed"):
        bank_files.make(payout_id, LayoutCode.XLSX, 3, 7 * MILLION, actor=crew.accountant)
    with pytest.raises(Refusal, match="action_not_allowed"):
        account_names.accept(_payments[0], "con trai", actor=crew.accountant)
