"""Lan proposes more than a floor and names who receives; the line, the draft and the payment follow."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from aid import clock
from aid.domain.errors import Refusal
from aid.domain.payouts import PaymentState
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.cases import Case
from aid.models.dossiers import Dossier
from aid.models.payouts import Payment
from aid.models.policies import Norm
from aid.queries.entitlements import of_case
from aid.services import entitlements
from aid.services.entitlements import PayeeValues
from tests.factories.entitlements import lines_of, make_assessed_case, put_in_decision, put_in_dossier
from tests.factories.users import actor

ND20, NQ24 = "ND20-2021", "HN-NQ24-2023"
MOTHER = PayeeValues(name="Lê Thị Bình", relation="vợ")


@pytest.fixture
def lan(app):
    return actor("lan", Role.OFFICER)


def test_a_floor_may_be_raised_with_a_reason_and_the_city_then_tops_up_less(lan):
    made = make_assessed_case(lan)
    line = lines_of(made.case_id)[ND20, "E14", made.people["An"]]
    entitlements.raise_amount(line.id, 25_000_000, "Chi phí đưa về quê", actor=lan)
    entitlements.compute(made.case_id, actor=lan)
    lines = lines_of(made.case_id)
    assert lines[ND20, "E14", made.people["An"]].amount == 25_000_000
    assert lines[NQ24, "6", made.people["An"]].amount == 20_000_000


def test_a_raise_follows_into_the_draft(lan):
    made = make_assessed_case(lan)
    line = lines_of(made.case_id)[ND20, "E14", made.people["An"]]
    dossier_id = put_in_dossier(line)
    entitlements.raise_amount(line.id, 25_000_000, "Chi phí đưa về quê", actor=lan)
    assert db.session.get_one(Dossier, dossier_id).total == 25_000_000


@pytest.mark.parametrize(
    ("benefit", "amount", "reason", "code"),
    [
        ("3", 40_000_000, "Lý do", "not_a_floor"),
        ("E14", 21_999_999, "Lý do", "below_floor"),
        ("E14", 25_000_000, " ", "reason_missing"),
    ],
)
def test_what_may_not_be_raised(lan, benefit, amount, reason, code):
    made = make_assessed_case(lan)
    line = next(row for key, row in lines_of(made.case_id).items() if key[1] == benefit)
    with pytest.raises(Refusal) as refused:
        entitlements.raise_amount(line.id, amount, reason, actor=lan)
    assert refused.value.code == code
    assert lines_of(made.case_id)[line.policy_code, line.benefit, line.person_key].amount == line.computed


def test_a_decided_line_is_not_raised(lan):
    made = make_assessed_case(lan)
    line = lines_of(made.case_id)[ND20, "E14", made.people["An"]]
    put_in_decision(line)
    with pytest.raises(Refusal) as refused:
        entitlements.raise_amount(line.id, 25_000_000, "Lý do", actor=lan)
    assert refused.value.code == "already_decided"


def test_a_named_payee_stays_with_the_line_through_a_new_computation(lan):
    made = make_assessed_case(lan)
    line = lines_of(made.case_id)[NQ24, "5", made.people["Chi"]]
    uncle = PayeeValues("Trần Văn Dũng", "chú", "Trích lục giám hộ số 12", disputed=True)
    entitlements.name_payee(line.id, uncle, actor=lan)
    member = next(m for m in db.session.get_one(Case, made.case_id).members if m.person_id == made.people["Chi"])
    member.lost_parents = 2
    db.session.commit()
    entitlements.compute(made.case_id, actor=lan)
    new = lines_of(made.case_id)[NQ24, "5", made.people["Chi"]]
    assert (new.amount, new.payee_name, new.payee_disputed) == (100_000_000, "Trần Văn Dũng", True)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (PayeeValues(""), "payee_missing"),
        (PayeeValues("Trần Văn Dũng", "chú"), "payee_paper_missing"),
        (PayeeValues("Lê Thị Bình", "vợ", bank="Ngân hàng Thử"), "account_incomplete"),
    ],
)
def test_a_payee_needs_what_a_payment_will_need(lan, values, code):
    made = make_assessed_case(lan)
    line = lines_of(made.case_id)[ND20, "E14", made.people["An"]]
    with pytest.raises(Refusal) as refused:
        entitlements.name_payee(line.id, values, actor=lan)
    assert refused.value.code == code


def test_a_line_that_was_replaced_takes_no_more_changes(lan):
    made = make_assessed_case(lan)
    line = lines_of(made.case_id)[NQ24, "3", 0]
    db.session.delete(db.session.get_one(Case, made.case_id).need)
    db.session.commit()
    entitlements.compute(made.case_id, actor=lan)
    with pytest.raises(Refusal) as refused:
        entitlements.name_payee(line.id, MOTHER, actor=lan)
    assert refused.value.code == "line_superseded"


def test_a_payee_named_after_the_decision_reaches_the_planned_payment(lan):
    made = make_assessed_case(lan)
    line = lines_of(made.case_id)[ND20, "E14", made.people["An"]]
    put_in_decision(line)
    entitlements.name_payee(line.id, PayeeValues("Trần Văn Dũng", "em", "Giấy ủy quyền số 3"), actor=lan)
    assert db.session.scalars(select(Payment)).one().payee == "Trần Văn Dũng"


def test_a_payee_is_not_changed_once_the_money_is_on_its_way(lan):
    made = make_assessed_case(lan)
    line = lines_of(made.case_id)[ND20, "E14", made.people["An"]]
    put_in_decision(line, payment=PaymentState.PAID)
    with pytest.raises(Refusal) as refused:
        entitlements.name_payee(line.id, PayeeValues("Trần Văn Dũng", "em", "Giấy ủy quyền số 3"), actor=lan)
    assert refused.value.code == "payee_in_payout"
    assert db.session.scalars(select(Payment)).one().payee == "Lê Thị Bình"


def test_a_norm_that_was_used_is_not_named_as_a_cause(lan):
    """The example enters its cases with the clock set back before the catalogue came; the same norm still counts."""
    made = make_assessed_case(lan)
    db.session.execute(update(Norm).values(created_at=clock.now() + timedelta(days=1)))
    case = db.session.get_one(Case, made.case_id)
    next(harm for harm in case.harms if harm.person_id == made.people["An"]).kind = "injured"
    db.session.commit()
    (change,) = [row for row in of_case(made.case_id).changes if row.title == "Hỗ trợ chi phí mai táng"]
    causes = [cause for together in change.causes for cause in together]
    assert causes and not [cause for cause in causes if getattr(cause, "kind", "") == "norm"]
