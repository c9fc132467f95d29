"""A fund has a year, a purpose and a ceiling: money in the till is no leave to promise it."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from aid import clock
from aid.domain.errors import Refusal
from aid.extensions import db
from aid.models.funds import Fund
from aid.services import check, funds
from tests.factories.funds import MILLION, make_crew, make_decision, totals_of


@pytest.fixture
def crew(app):
    return make_crew()


@pytest.fixture
def fund(crew):
    values = funds.NewFund("NS", "Ngân sách", "NS_PHUONG", year=2026, purpose="Khẩn cấp", ceiling=50 * MILLION)
    fund_id = funds.open_fund(values, actor=crew.accountant)
    funds.receive(fund_id, funds.Movement(80 * MILLION, clock.today(), "QĐ 01"), actor=crew.accountant)
    return fund_id


def test_the_last_dong_below_the_ceiling_is_promised_and_none_beyond(fund, crew):
    make_decision(fund, [50 * MILLION], crew=crew)
    with pytest.raises(Refusal, match="ceiling_reached") as refused:
        make_decision(fund, [1], crew=crew)
    assert refused.value.facts == {"asked": 1, "ceiling": 50 * MILLION, "left": 0}
    assert totals_of(fund).reserved == 50 * MILLION
    assert check.run().findings == []


def test_money_still_comes_in_and_goes_on_above_the_ceiling(fund, crew):
    make_decision(fund, [50 * MILLION], crew=crew)
    funds.receive(fund, funds.Movement(MILLION, clock.today(), "QĐ 02"), actor=crew.accountant)
    funds.transfer_out(fund, funds.Movement(31 * MILLION, clock.today(), "QĐ 03"), actor=crew.accountant)
    assert totals_of(fund).available == 0


def test_the_database_itself_keeps_the_ceiling(fund):
    with pytest.raises(IntegrityError):
        db.session.execute(text("UPDATE funds SET reserved = 50000001"))
    db.session.rollback()


def test_what_is_known_of_a_fund_is_kept(fund):
    kept = db.session.scalars(select(Fund)).one()
    assert (kept.year, kept.purpose, kept.ceiling) == (2026, "Khẩn cấp", 50 * MILLION)


@pytest.mark.parametrize("ceiling", [-1, 0])
def test_a_ceiling_is_a_sum(crew, ceiling):
    with pytest.raises(Refusal, match="amount_not_positive"):
        funds.open_fund(funds.NewFund("X", "Y", "NS_PHUONG", ceiling=ceiling), actor=crew.accountant)
