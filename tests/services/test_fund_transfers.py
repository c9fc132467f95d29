"""Hoa passes money on between the ward's funds and closes a month; nobody else's fund is hers to touch."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from aid import clock
from aid.domain.errors import Missing, Refusal
from aid.domain.ledger import Totals
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.funds import Entry, FundTransfer
from aid.services import check, fund_periods, fund_transfers, funds
from tests.factories.funds import make_crew, make_decision, make_fund, totals_of
from tests.factories.users import actor, make_agency


@pytest.fixture
def crew(app):
    return make_crew()


@pytest.fixture
def hoa(crew):
    return crew.accountant


@pytest.fixture
def pair(hoa):
    return make_fund(hoa, 10_000_000), make_fund(hoa, 0, code="NS-DP")


def _movement(amount=4_000_000, **values):
    return funds.Movement(**{"amount": amount, "day": clock.today(), "document": "QĐ 15", **values})


def _last_month():
    return clock.today().replace(day=1) - timedelta(days=1)


def _halves():
    joined = db.session.scalars(select(FundTransfer)).one()
    return joined.out_entry_id, joined.in_entry_id


def _codes():
    return {finding.code for finding in check.run().findings}


def test_a_transfer_is_two_entries_that_name_each_other(pair, hoa):
    fund_transfers.transfer(*pair, _movement(), actor=hoa)
    assert totals_of(pair[0]) == Totals(received=6_000_000)
    assert totals_of(pair[1]) == Totals(received=4_000_000)
    assert _codes() == set()


@pytest.mark.parametrize("half", [0, 1])
def test_undoing_either_half_undoes_both(pair, hoa, half):
    fund_transfers.transfer(*pair, _movement(), actor=hoa)
    funds.reverse(_halves()[half], "chuyển nhầm", actor=hoa)
    assert [totals_of(one) for one in pair] == [Totals(received=10_000_000), Totals()]
    for other in _halves():
        with pytest.raises(Refusal, match="already_reversed"):
            funds.reverse(other, "chuyển nhầm", actor=hoa)
    assert _codes() == set()


@pytest.mark.parametrize("half", [0, 1])
def test_what_was_promised_meanwhile_keeps_both_halves(pair, hoa, crew, half):
    fund_transfers.transfer(*pair, _movement(), actor=hoa)
    make_decision(pair[1], [3_000_000], crew=crew)
    with pytest.raises(Refusal, match="fund_too_small"):
        funds.reverse(_halves()[half], "chuyển nhầm", actor=hoa)
    assert [totals_of(one).received for one in pair] == [6_000_000, 4_000_000]


def test_what_the_giver_does_not_have_reaches_nobody(pair, hoa):
    with pytest.raises(Refusal, match="fund_too_small"):
        fund_transfers.transfer(*pair, _movement(10_000_001), actor=hoa)
    assert [totals_of(one).received for one in pair] == [10_000_000, 0]


def test_a_transfer_sent_twice_is_posted_once(pair, hoa):
    fund_transfers.transfer(*pair, _movement(), actor=hoa)
    with pytest.raises(Refusal, match="entry_exists"):
        fund_transfers.transfer(*pair, _movement(), actor=hoa)
    assert totals_of(pair[1]).received == 4_000_000


def test_a_fund_gives_nothing_to_itself_nor_rice_to_money(pair, hoa):
    with pytest.raises(Refusal, match="transfer_to_itself"):
        fund_transfers.transfer(pair[0], pair[0], _movement(), actor=hoa)
    rice = make_fund(hoa, 0, code="GAO", unit="kg_rice")
    with pytest.raises(Refusal, match="funds_differ_in_unit"):
        fund_transfers.transfer(pair[0], rice, _movement(), actor=hoa)


def test_the_ward_touches_no_fund_of_the_front_and_the_front_none_of_the_ward(pair, hoa):
    thu = actor("thu", Role.ACCOUNTANT, agency=make_agency("MTTQ"))
    theirs = make_fund(thu, 9_000_000, code="MTTQ")
    acts = (
        lambda: fund_transfers.transfer(theirs, pair[0], _movement(), actor=hoa),
        lambda: fund_transfers.transfer(pair[0], theirs, _movement(), actor=hoa),
        lambda: fund_transfers.transfer(theirs, pair[0], _movement(), actor=thu),
        lambda: fund_periods.close(theirs, _last_month(), actor=hoa),
        lambda: fund_periods.reopen(theirs, "xem lại", actor=hoa),
        lambda: fund_periods.close(pair[0], _last_month(), actor=thu),
    )
    for act in acts:
        with pytest.raises(Missing):
            act()
    assert [totals_of(one).received for one in (*pair, theirs)] == [10_000_000, 0, 9_000_000]


@pytest.mark.parametrize("who", ["officer", "approver", "holder", "cashier", "clerk"])
def test_nobody_but_the_accountant_moves_money_or_closes(pair, crew, who):
    for act in (
        lambda one: fund_transfers.transfer(*pair, _movement(), actor=one),
        lambda one: fund_periods.close(pair[0], _last_month(), actor=one),
        lambda one: fund_periods.reopen(pair[0], "xem lại", actor=one),
    ):
        with pytest.raises(Refusal, match="action_not_allowed"):
            act(getattr(crew, who))


def test_a_closed_month_takes_no_entry_until_it_is_opened_with_a_reason(pair, hoa):
    fund_periods.close(pair[0], _last_month(), actor=hoa)
    for act in (funds.receive, funds.transfer_out):
        with pytest.raises(Refusal, match="period_closed"):
            act(pair[0], _movement(day=_last_month()), actor=hoa)
    funds.receive(pair[0], _movement(), actor=hoa)
    with pytest.raises(Refusal, match="reason_missing"):
        fund_periods.reopen(pair[0], "  ", actor=hoa)
    fund_periods.reopen(pair[0], "sót giấy báo có", actor=hoa)
    funds.receive(pair[0], _movement(day=_last_month()), actor=hoa)
    assert totals_of(pair[0]).received == 18_000_000
    assert _codes() == set()


@pytest.mark.parametrize("closed", [0, 1])
def test_a_transfer_needs_both_books_open(pair, hoa, closed):
    fund_periods.close(pair[closed], _last_month(), actor=hoa)
    with pytest.raises(Refusal, match="period_closed"):
        fund_transfers.transfer(*pair, _movement(day=_last_month()), actor=hoa)
    assert [totals_of(one).received for one in pair] == [10_000_000, 0]


def test_a_mistake_of_a_closed_month_is_undone_in_the_open_one(pair, hoa):
    entry_id = funds.receive(pair[0], _movement(day=_last_month()), actor=hoa)
    fund_periods.close(pair[0], _last_month(), actor=hoa)
    undone = db.session.get_one(Entry, funds.reverse(entry_id, "ghi nhầm", actor=hoa))
    assert undone.day == clock.today()


def test_only_a_month_that_is_over_is_closed_and_only_once(pair, hoa):
    for day, code in (
        (_last_month() - timedelta(days=1), "closing_not_month_end"),
        (date(9999, 11, 30), "closing_too_early"),
    ):
        with pytest.raises(Refusal, match=code):
            fund_periods.close(pair[0], day, actor=hoa)
    with pytest.raises(Refusal, match="period_not_closed"):
        fund_periods.reopen(pair[0], "xem lại", actor=hoa)
    fund_periods.close(pair[0], _last_month(), actor=hoa)
    with pytest.raises(Refusal, match="closing_not_later"):
        fund_periods.close(pair[0], _last_month(), actor=hoa)


def _is_refused(statement):
    with pytest.raises(DBAPIError, match="aid:"):
        db.session.execute(text(statement))
    db.session.rollback()


def test_the_database_itself_keeps_closed_books_closed_and_halves_together(pair, hoa):
    fund_transfers.transfer(*pair, _movement(), actor=hoa)
    fund_periods.close(pair[0], _last_month(), actor=hoa)
    _is_refused(
        "INSERT INTO entries (fund_id, kind, amount, day, document, note, created_at)"
        f" VALUES ({pair[0]}, 'receive', 1, '{_last_month()}', '', '', CURRENT_TIMESTAMP)"
    )
    _is_refused("DELETE FROM fund_transfers")
    _is_refused("UPDATE fund_transfers SET in_entry_id = out_entry_id")
    first = db.session.scalar(select(Entry.id).order_by(Entry.id))
    _is_refused(
        "INSERT INTO fund_transfers (out_entry_id, in_entry_id, created_at)"
        f" VALUES ({first}, {first}, CURRENT_TIMESTAMP)"
    )
