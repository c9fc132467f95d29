import pytest
from sqlalchemy import select

from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.events import Access
from aid.services import payout_papers, payouts
from tests.factories.funds import MILLION, make_crew, make_decision, make_fund, planned, prepared_payout
from tests.factories.users import actor, make_agency

IDENTITY, DAUGHTERS = "001080000017", "001190000024"


@pytest.fixture
def crew(app):
    return make_crew()


@pytest.fixture
def drawn(monkeypatch):
    """What would be drawn, instead of the drawing."""
    kept = []
    monkeypatch.setattr(payout_papers, "render_sheet", lambda content: kept.append(content) or b"%PDF")
    monkeypatch.setattr(payout_papers, "render_slips", lambda contents: kept.extend(contents) or b"%PDF")
    return kept


def _decision(crew, **payee):
    receivers = {"identity": IDENTITY, "payee": payee}
    return make_decision(make_fund(crew.accountant), [MILLION, 2 * MILLION], crew=crew, receivers=receivers)


def test_the_sheet_names_each_receiver_with_the_own_number(crew, drawn):
    payout_papers.sheet(prepared_payout(_decision(crew), crew), actor=crew.cashier)
    (sheet,) = drawn
    assert [(row.name, row.identity, row.payee) for row in sheet.rows] == [
        ("Trần Văn Số 1", IDENTITY, ""),
        ("Trần Văn Số 2", IDENTITY, ""),
    ]
    assert (sheet.total, sheet.decision_number, sheet.unit) == (3 * MILLION, "01/QĐ-UBND", "VND")


def test_whoever_receives_instead_stands_beside_with_relation_number_and_paper(crew, drawn):
    payee = {"payee_name": "Trần Thị Mai", "payee_relation": "con gái", "payee_identity": DAUGHTERS,
             "payee_paper": "giấy ủy quyền 02"}  # fmt: skip
    payout_papers.sheet(prepared_payout(_decision(crew, **payee), crew), actor=crew.cashier)
    row = drawn[0].rows[0]
    assert (row.name, row.identity) == ("Trần Văn Số 1", IDENTITY)
    assert row.payee == f"Trần Thị Mai, con gái, {DAUGHTERS}, giấy ủy quyền 02"


def test_a_cancelled_payment_is_not_printed(crew, drawn):
    decision = _decision(crew)
    payout_id = prepared_payout(decision, crew)
    payouts.cancel(planned(decision)[0], "từ chối nhận", actor=crew.accountant)
    payout_papers.sheet(payout_id, actor=crew.cashier)
    assert drawn[0].total == 2 * MILLION


def test_one_slip_or_all_of_them(crew, drawn):
    decision = _decision(crew)
    payout_id = prepared_payout(decision, crew)
    payout_papers.slips(payout_id, actor=crew.cashier)
    payout_papers.slips(payout_id, actor=crew.cashier, payment_id=planned(decision)[1])
    assert [slip.amount for slip in drawn] == [MILLION, 2 * MILLION, 2 * MILLION]
    assert [slip.number for slip in drawn] == ["DC-1-1/1", "DC-1-1/2", "DC-1-1/2"]


def test_each_paper_is_a_look_that_is_written_down(crew, drawn):
    payout_id = prepared_payout(_decision(crew), crew)
    payout_papers.sheet(payout_id, actor=crew.cashier)
    (look,) = db.session.scalars(select(Access))
    assert (look.user_id, look.payout_id, look.purpose) == (crew.cashier.user_id, payout_id, "danh sách ký nhận")


def test_nobody_else_draws_them(crew, drawn):
    payout_id = prepared_payout(_decision(crew), crew)
    with pytest.raises(Refusal, match="action_not_allowed"):
        payout_papers.sheet(payout_id, actor=crew.officer)
    with pytest.raises(Missing):
        payout_papers.sheet(payout_id, actor=actor("thu", Role.CASHIER, agency=make_agency("thanh-xuan")))
    with pytest.raises(Missing):
        payout_papers.slips(payout_id, actor=crew.cashier, payment_id=10**6)
    assert db.session.scalars(select(Access)).all() == []


def test_an_empty_payout_has_nothing_to_print(crew, drawn):
    payout_id = prepared_payout(_decision(crew), crew)
    payouts.send_back(payout_id, "thiếu", actor=crew.holder)
    with pytest.raises(Refusal, match="nothing_to_print"):
        payout_papers.sheet(payout_id, actor=crew.cashier)
