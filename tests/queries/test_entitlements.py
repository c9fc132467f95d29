"""What the page of a case shows of its entitlements."""

from datetime import date

import pytest
from sqlalchemy import event, select

from aid.domain.errors import Missing
from aid.domain.payouts import PaymentState
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.cases import Case
from aid.models.policies import Policy
from aid.queries import entitlements as seen
from aid.services import entitlements
from tests.factories.entitlements import (
    khuong_dinh_family,
    lines_of,
    make_assessed_case,
    put_in_decision,
    put_in_dossier,
)
from tests.factories.users import actor, make_agency


@pytest.fixture
def lan(app):
    return actor("lan", Role.OFFICER)


def _line(shown, benefit):
    return next(line for line in shown.lines if line.benefit == benefit)


def test_before_the_first_computation_there_is_nothing_to_show(lan):
    shown = seen.of_case(khuong_dinh_family().case_id)
    assert (shown.computed_at, shown.lines, shown.refusals, shown.changes, shown.totals) == (None, [], [], [], {})


def test_lines_refusals_and_totals_are_shown_with_their_norm(lan):
    shown = seen.of_case(make_assessed_case(lan).case_id)
    assert len(shown.lines) == 19
    assert shown.totals == {"VND": 3_529_000_000}
    assert [(row.title, row.code) for row in shown.refusals] == [
        ("Hỗ trợ làm nhà ở", "not_poor_or_difficult"),
        ("Hỗ trợ trẻ em còn cha, mẹ", "too_many_parents_lost"),
    ]
    assert shown.norm["amount"] == 440_000 and shown.has_own_norm
    assert [policy.code for policy in shown.policies] == [
        "ND20-2021", "HN-NQ24-2023", "MTTQ-KH-2023-1", "MTTQ-KH-2023-2", "TX-2023",
    ]  # fmt: skip
    assert "ngày xảy ra vụ việc" in shown.policies[0].note


def test_a_line_says_by_when_and_what_is_left(lan, clock):
    clock("2023-09-16T08:00+07:00")
    shown = seen.of_case(make_assessed_case(lan).case_id)
    assert _line(shown, "E14").clock[:5] == (3, "working_day", "applied_on", date(2023, 9, 15), -1)
    assert _line(shown, "E13").clock == (2, "day", "received_on", date(2023, 9, 14), -2, date(2023, 9, 14))
    assert _line(shown, "3").clock is None


def test_a_line_says_where_it_stands(lan):
    made = make_assessed_case(lan)
    lines = lines_of(made.case_id)
    put_in_dossier(lines["HN-NQ24-2023", "3", 0])
    put_in_decision(lines["ND20-2021", "E14", made.people["An"]], payment=PaymentState.PAID)
    put_in_decision(lines["ND20-2021", "E13", made.people["Bình"]])
    shown = seen.of_case(made.case_id)
    assert {line.benefit: line.where.state for line in shown.lines if line.where.state != "open"} == {
        "3": "dossier",
        "E14": "paid",
        "E13": "decided",
    }
    paid = _line(shown, "E14").where
    assert (paid.payment_state, paid.paid_on, paid.fund) == (PaymentState.PAID, date(2023, 9, 12), "Ngân sách quận")
    assert [line.benefit for line in shown.lines if not line.may_change] == ["E13", "E14"]


def test_everything_the_household_receives_stands_together(lan):
    made = make_assessed_case(lan)
    lines = lines_of(made.case_id)
    put_in_decision(lines["ND20-2021", "E14", made.people["An"]], payment=PaymentState.PAID)
    put_in_decision(lines["TX-2023", "dead", made.people["An"]])
    shown = seen.of_case(made.case_id)
    assert [(row.amount, row.fund, row.paid_on) for row in shown.support] == [
        (22_000_000, "Ngân sách quận", date(2023, 9, 12)),
        (5_000_000, "Ngân sách quận", None),
    ]
    assert (shown.decided, shown.paid) == ({"VND": 27_000_000}, {"VND": 22_000_000})


def test_changed_facts_show_what_computing_again_would_change(lan):
    made = make_assessed_case(lan)
    assert seen.of_case(made.case_id).changes == []
    db.session.get_one(Case, made.case_id).need.temporary_shelter = False
    db.session.get_one(Case, made.case_id).damage.relocation_order = True
    db.session.commit()
    changes = seen.of_case(made.case_id).changes
    told = {(change.kind, change.before, change.after) for change in changes}
    assert told == {("gone", 36_000_000, None), ("new", None, 30_000_000)}
    causes = {change.kind: [cause.field for (cause,) in change.causes] for change in changes}
    assert causes == {"gone": ["needs.temporary_shelter"], "new": ["damage.relocation_order"]}
    entitlements.compute(made.case_id, actor=lan)
    assert seen.of_case(made.case_id).changes == []


def test_a_decided_line_is_told_apart_where_the_facts_say_otherwise_now(lan):
    made = make_assessed_case(lan)
    put_in_decision(lines_of(made.case_id)["HN-NQ24-2023", "3", 0])
    db.session.get_one(Case, made.case_id).need.temporary_shelter = False
    db.session.commit()
    (change,) = seen.of_case(made.case_id).changes
    assert (change.kind, change.before, change.after) == ("too_much", 36_000_000, 0)
    assert [cause.field for (cause,) in change.causes] == ["needs.temporary_shelter"]


def test_a_policy_confirmed_since_asks_for_a_new_computation(lan):
    made = make_assessed_case(lan)
    policy = db.session.scalars(select(Policy).where(Policy.code == "TX-2023")).one()
    policy.state, policy.confirmed_at = "draft", None
    db.session.commit()
    changes = seen.of_case(made.case_id).changes
    assert {change.kind for change in changes} == {"confirmed", "changed"}
    # What an unconfirmed policy would give is not taken off a level any more, so the level's lines grow by just that.
    told = {(change.before, change.after) for change in changes if change.kind == "changed"}
    assert told == {(23_000_000, 28_000_000), (22_600_000, 25_600_000)}


def test_another_wards_line_and_case_are_missing(lan):
    made = make_assessed_case(lan)
    hoa = actor("hoa", Role.OFFICER, agency=make_agency("ha-dinh"))
    line = next(iter(lines_of(made.case_id).values()))
    with pytest.raises(Missing):
        seen.line_of(line.id, actor=hoa)
    with pytest.raises(Missing):
        seen.case_of(made.case_id, actor=hoa)
    assert seen.line_of(line.id, actor=actor("thanhtra", Role.AUDITOR)).id == line.id


def test_the_number_of_queries_does_not_grow_with_the_lines(lan):
    made = make_assessed_case(lan)
    db.session.rollback()
    statements = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    seen.of_case(made.case_id)
    assert len(statements) <= 20
