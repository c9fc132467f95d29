"""Lan computes again after a decision: what was decided stays, what is due beside it goes its own way."""

from datetime import date

import pytest

from aid.domain.errors import Refusal
from aid.domain.payouts import PaymentState
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.cases import Damage
from aid.models.decisions import DecisionLine
from aid.models.entitlements import Entitlement
from aid.models.policies import Norm
from aid.services import check, decisions, dossiers, entitlements
from aid.services.entitlements import PayeeValues
from tests.factories.dossiers import make_fund, make_staff, plan_of, walk
from tests.factories.entitlements import add_harm, lines_of, make_assessed_case, put_in_decision, the_fire
from tests.factories.users import actor

ND20 = "ND20-2021"
DAY = date(2024, 8, 1)
BINH = {"name": "Lê Thị Bình", "born": date(1983, 7, 2), "sex": "f", "relation": "head"}
AN = {"name": "Lê Văn An", "born": date(1985, 7, 2), "sex": "m", "relation": "spouse"}
WEEK = {"kind": "injured", "severity": "severe", "day": DAY, "admitted_on": DAY, "discharged_on": date(2024, 8, 8)}


@pytest.fixture
def lan(app):
    return actor("lan", Role.OFFICER)


def a_fire():
    return {"incident": the_fire(code="CHAY-2024", day=DAY)}


def lines(case_id, benefit):
    wanted = db.session.query(Entitlement).filter_by(case_id=case_id, benefit=benefit, policy_code=ND20)
    return sorted(wanted.populate_existing(), key=lambda row: (row.part, row.id))


def live(case_id, benefit):
    return [row for row in lines(case_id, benefit) if row.superseded_at is None]


def norm_of(amount, valid_from=date(2024, 7, 1)):
    """The norm in force on the day of the fire, changed by hand as a new resolution with back pay would."""
    row = db.session.query(Norm).filter_by(valid_from=valid_from).order_by(Norm.amount.desc()).first()
    row.amount = amount
    db.session.commit()


def test_a_death_in_hospital_after_the_injury_was_decided(lan):
    made = make_assessed_case(lan, BINH, AN | {"harms": [WEEK]}, **a_fire())
    (injury,) = live(made.case_id, "E13")
    put_in_decision(injury, payment=PaymentState.PAID)
    add_harm(made.case_id, made.people["An"], "dead", day=date(2024, 8, 9))
    db.session.commit()
    entitlements.compute(made.case_id, actor=lan)
    assert [(row.id, row.amount, row.part) for row in live(made.case_id, "E13")] == [(injury.id, injury.amount, 0)]
    (burial,) = live(made.case_id, "E14")
    assert (burial.part, burial.amount) == (0, 25_000_000)
    assert burial.payee_name == "Lê Thị Bình"


def test_a_higher_norm_gives_a_further_line_of_the_difference(lan):
    made = make_assessed_case(lan, BINH, AN | {"harms": [{"kind": "dead", "day": DAY}]}, **a_fire())
    (burial,) = live(made.case_id, "E14")
    put_in_decision(burial)
    norm_of(650_000)
    entitlements.compute(made.case_id, actor=lan)
    decided, more = live(made.case_id, "E14")
    assert (decided.id, decided.amount) == (burial.id, 25_000_000)
    assert (more.part, more.count, more.times_norm, more.rate, more.computed) == (1, 1, None, 7_500_000, 7_500_000)
    assert more.says == (
        "Tính lại: 1 người chết × 50 × 650.000 đồng = 32.500.000 đồng; đã quyết định 25.000.000 đồng; "
        "đề nghị bổ sung 7.500.000 đồng"
    )
    assert more.due_on is None
    entitlements.compute(made.case_id, actor=lan)
    assert [row.id for row in live(made.case_id, "E14")] == [burial.id, more.id]


def test_a_further_line_follows_the_facts_until_it_is_decided_itself(lan):
    made = make_assessed_case(lan, BINH, AN | {"harms": [{"kind": "dead", "day": DAY}]}, **a_fire())
    put_in_decision(*live(made.case_id, "E14"))
    norm_of(600_000)
    entitlements.compute(made.case_id, actor=lan)
    (_, more) = live(made.case_id, "E14")
    entitlements.name_payee(more.id, PayeeValues("Lê Văn Dũng", "em", "Giấy ủy quyền số 3"), actor=lan)
    norm_of(650_000)
    entitlements.compute(made.case_id, actor=lan)
    _, replaced, now = lines(made.case_id, "E14")
    assert replaced.superseded_at is not None
    assert (now.part, now.amount, now.payee_name) == (1, 7_500_000, "Lê Văn Dũng")
    put_in_decision(now)
    norm_of(700_000)
    entitlements.compute(made.case_id, actor=lan)
    assert [(row.part, row.amount) for row in live(made.case_id, "E14")] == [
        (0, 25_000_000), (1, 7_500_000), (2, 2_500_000),
    ]  # fmt: skip


def test_less_than_was_decided_takes_nothing_back(lan):
    made = make_assessed_case(lan, BINH, AN | {"harms": [{"kind": "dead", "day": DAY}]}, **a_fire())
    (burial,) = live(made.case_id, "E14")
    put_in_decision(burial, payment=PaymentState.PAID)
    norm_of(440_000)
    entitlements.compute(made.case_id, actor=lan)
    assert [(row.id, row.amount) for row in live(made.case_id, "E14")] == [(burial.id, 25_000_000)]


def test_a_raise_already_gave_part_of_what_a_new_norm_gives(lan):
    made = make_assessed_case(lan, BINH, AN | {"harms": [{"kind": "dead", "day": DAY}]}, **a_fire())
    (burial,) = live(made.case_id, "E14")
    entitlements.raise_amount(burial.id, 30_000_000, "Đưa về quê xa", actor=lan)
    put_in_decision(*live(made.case_id, "E14"))
    norm_of(650_000)
    entitlements.compute(made.case_id, actor=lan)
    assert [row.amount for row in live(made.case_id, "E14")] == [30_000_000, 2_500_000]


def test_the_further_line_goes_through_a_dossier_and_a_decision_of_its_own(app):
    staff = make_staff()
    made = make_assessed_case(staff.officer, BINH, AN | {"harms": [{"kind": "dead", "day": DAY}]}, **a_fire())
    fund_id = make_fund(staff)

    def decide(rows):
        dossier_id = dossiers.prepare(plan_of([row.id for row in rows], made.incident_id, fund_id), actor=staff.officer)
        walk(dossier_id, staff, until="sign")
        return decisions.issue(dossier_id, actor=staff.clerk)

    first = decide(live(made.case_id, "E14"))
    norm_of(650_000)
    entitlements.compute(made.case_id, actor=staff.officer)
    with pytest.raises(Refusal) as refused:
        decide(live(made.case_id, "E14"))
    assert refused.value.code == "line_in_other_dossier"
    db.session.rollback()
    second = decide(live(made.case_id, "E14")[1:])
    rows = db.session.query(DecisionLine).order_by(DecisionLine.id).all()
    assert [(row.decision_id, row.amount) for row in rows] == [(first, 25_000_000), (second, 7_500_000)]
    assert [finding for finding in check.run().findings if finding.table != "norms"] == []


def test_what_a_level_is_filled_up_to_counts_all_parts_of_the_other(lan):
    """NQ 24 fills up to 50 million: 22 decided, 4 more decided later, so 24 are left and not 28."""
    made = make_assessed_case(lan)
    key = (ND20, "E14", made.people["An"])
    put_in_decision(lines_of(made.case_id)[key])
    norm_of(520_000, date(2021, 10, 3))
    entitlements.compute(made.case_id, actor=lan)
    (_, more) = live(made.case_id, "E14")
    put_in_decision(more)
    entitlements.compute(made.case_id, actor=lan)
    level = lines_of(made.case_id)["HN-NQ24-2023", "6", made.people["An"]]
    assert (more.amount, level.amount) == (4_000_000, 50_000_000 - 26_000_000 - 5_000_000)


def test_a_house_found_less_damaged_after_the_decision_is_left_to_people(lan):
    made = make_assessed_case(lan, BINH, damage={"degree": "total"}, poverty_class="poor", **a_fire())
    put_in_decision(*live(made.case_id, "E15a"))
    db.session.get_one(Damage, made.case_id).degree = "severe"
    db.session.commit()
    entitlements.compute(made.case_id, actor=lan)
    assert [row.amount for row in live(made.case_id, "E15a")] == [40_000_000]
    assert [row.amount for row in live(made.case_id, "E15c")] == [20_000_000]
