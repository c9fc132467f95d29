"""A dossier goes from Lan to Minh to Hoa to Tú, and back where it must."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from aid.domain.dossiers import DOSSIER_STEPS, DossierState
from aid.domain.duties import HARD_PAIRS, Duty
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Actor, Role
from aid.extensions import db
from aid.models.dossiers import Dossier, DossierDuty, DossierLine
from aid.models.entitlements import Entitlement
from aid.models.funds import Fund
from aid.models.policies import Policy
from aid.models.users import User
from aid.services import decisions, dossiers, duties, trail
from aid.services.transaction import transaction
from tests.factories.dossiers import (
    a_plan,
    dossier_of,
    lines_for,
    make_dossier,
    make_fund,
    make_staff,
    plan_of,
    walk,
)
from tests.factories.entitlements import make_assessed_case
from tests.factories.users import actor, make_agency

FAMILY_BY_DECREE = 26_400_000
DO = {
    "submit": dossiers.submit,
    "review": dossiers.review,
    "sign": dossiers.sign,
    "issue": decisions.issue,
    "return": lambda dossier_id, *, actor: dossiers.return_to_officer(dossier_id, reason="Thiếu giấy", actor=actor),
    "refuse": lambda dossier_id, *, actor: dossiers.refuse(dossier_id, reason="Trùng hồ sơ", actor=actor),
    "reopen": dossiers.reopen,
}
STEPS = {(step.source, step.step): step for step in DOSSIER_STEPS}


@pytest.fixture
def staff(app):
    return make_staff()


def _reach(staff, state: DossierState) -> int:
    way = {"draft": "draft", "submitted": "submit", "reviewed": "review", "signed": "sign"}
    if state in way:
        return make_dossier(staff, until=way[state])
    dossier_id = make_dossier(staff, until="sign" if state is DossierState.ISSUED else "submit")
    if state is DossierState.ISSUED:
        decisions.issue(dossier_id, actor=staff.clerk)
    else:
        DO["return" if state is DossierState.RETURNED else "refuse"](dossier_id, actor=staff.reviewer)
    return dossier_id


def _who(staff, step: str, state: DossierState) -> Actor:
    if step in ("return", "refuse"):
        by_state = {DossierState.REVIEWED: staff.approver, DossierState.SIGNED: staff.clerk}
        return (
            staff.approver if (step, state) == ("refuse", DossierState.SIGNED) else by_state.get(state, staff.reviewer)
        )
    return staff.of(step)


@pytest.mark.parametrize("state", DossierState)
def test_exactly_the_steps_of_the_table_can_be_taken(staff, state):
    """Every other step is refused and leaves the dossier as it was."""
    dossier_id = _reach(staff, state)
    for step in DO:
        if (state, step) in STEPS:
            continue
        version = dossier_of(dossier_id).version
        with pytest.raises(Refusal, match="step_not_possible"):
            DO[step](dossier_id, actor=_who(staff, step, state))
        assert (dossier_of(dossier_id).state, dossier_of(dossier_id).version) == (state, version)


@pytest.mark.parametrize(("state", "step"), STEPS)
def test_every_step_of_the_table_leads_where_it_says(staff, state, step):
    dossier_id = _reach(staff, state)
    DO[step](dossier_id, actor=_who(staff, step, state))
    assert dossier_of(dossier_id).state is STEPS[state, step].target


def test_a_prepared_dossier_knows_its_sum_its_number_and_who_prepared_it(staff):
    dossier = dossier_of(make_dossier(staff))
    assert dossier.total == FAMILY_BY_DECREE == sum(line.amount for line in dossier.lines)
    assert dossier.code.endswith("-0001")
    assert dossier.due_on == min(line.entitlement.due_on for line in dossier.lines)
    assert {row.duty for row in duties.duties_of(db.session, dossier.id, staff.officer.user_id) if row.held} == {
        Duty.PREPARE
    }


def test_an_urgent_dossier_says_why(staff):
    fund_id = make_fund(staff)
    dossier = dossier_of(
        dossiers.prepare(a_plan(staff, fund_id, urgent_reason="Gia đình mất nhà"), actor=staff.officer)
    )
    assert (dossier.urgent, dossier.urgent_reason) == (True, "Gia đình mất nhà")


def test_a_line_is_in_one_dossier_only_until_that_is_refused(staff):
    fund_id = make_fund(staff)
    plan = a_plan(staff, fund_id)
    first = dossiers.prepare(plan, actor=staff.officer)
    with pytest.raises(Refusal, match="line_in_other_dossier"):
        dossiers.prepare(plan, actor=staff.officer)
    dossiers.submit(first, actor=staff.officer)
    dossiers.refuse(first, reason="Trùng với hồ sơ của thành phố", actor=staff.reviewer)
    second = dossiers.prepare(plan, actor=staff.officer)
    assert dossier_of(second).total == FAMILY_BY_DECREE
    assert dossier_of(second).code.endswith("-0002")


def test_a_returned_dossier_is_mended_and_goes_the_whole_way(staff):
    dossier_id = make_dossier(staff, until="sign")
    dossiers.return_to_officer(dossier_id, reason="Sai tên người nhận", actor=staff.clerk)
    returned = dossier_of(dossier_id)
    assert (returned.reason, returned.signed_by, returned.signed_at) == ("Sai tên người nhận", None, None)
    dossiers.reopen(dossier_id, actor=staff.officer)
    taken_out = dossier_of(dossier_id).lines[0]
    gone, left = taken_out.entitlement_id, FAMILY_BY_DECREE - taken_out.amount
    dossiers.change_lines(dossier_id, take_out=[gone], actor=staff.officer)
    assert dossier_of(dossier_id).total == left
    walk(dossier_id, staff, until="sign")
    assert decisions.issue(dossier_id, actor=staff.clerk)


def test_a_line_taken_out_can_be_put_in_again(staff):
    dossier_id = make_dossier(staff)
    first = dossier_of(dossier_id).lines[0].entitlement_id
    dossiers.change_lines(dossier_id, take_out=[first], actor=staff.officer)
    dossiers.change_lines(dossier_id, add=[first], actor=staff.officer)
    assert dossier_of(dossier_id).total == FAMILY_BY_DECREE
    positions = db.session.scalars(select(DossierLine.position).where(DossierLine.live)).all()
    assert len(positions) == len(set(positions)) == 2


def test_lines_change_in_a_draft_only(staff):
    dossier_id = make_dossier(staff, until="submit")
    with pytest.raises(Refusal, match="step_not_possible"):
        dossiers.change_lines(dossier_id, take_out=[1], actor=staff.officer)


def test_an_empty_dossier_is_neither_prepared_nor_submitted(staff):
    fund_id = make_fund(staff)
    plan = a_plan(staff, fund_id)
    with pytest.raises(Refusal, match="dossier_empty"):
        dossiers.prepare(plan_of([], plan.incident_id, fund_id), actor=staff.officer)
    dossier_id = dossiers.prepare(plan, actor=staff.officer)
    dossiers.change_lines(dossier_id, take_out=plan.entitlement_ids, actor=staff.officer)
    with pytest.raises(Refusal, match="dossier_empty"):
        dossiers.submit(dossier_id, actor=staff.officer)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"payee_name": ""}, "payee_missing"),
        ({"payee_disputed": True}, "payee_disputed"),
        ({"confirmed": False}, "policy_not_confirmed"),
    ],
)
@pytest.mark.parametrize("until", ["draft", "submit", "review", "sign"])
def test_every_hop_looks_at_the_lines_again(staff, until, change, code):
    """A payee may fall into dispute between two hops; the next one sees it, whatever was checked before."""
    dossier_id = make_dossier(staff, until=until)
    line = db.session.get_one(Entitlement, dossier_of(dossier_id).lines[0].entitlement_id)
    for name, value in change.items():
        setattr(line, name, value)
    db.session.commit()
    step = {"draft": "submit", "submit": "review", "review": "sign", "sign": "issue"}[until]
    with pytest.raises(Refusal, match=code):
        DO[step](dossier_id, actor=staff.of(step))


@pytest.mark.parametrize(
    ("fund", "code"),
    [
        ({"source": "BAN_VAN_DONG"}, "fund_may_not_pay"),
        ({"source": "DU_TRU_QUOC_GIA", "unit": "kg_rice"}, "fund_may_not_pay"),
        ({"unit": "kg_rice"}, "fund_unit_differs"),
    ],
)
def test_a_fund_pays_only_what_it_may_and_in_its_unit(staff, fund, code):
    fund_id = make_fund(staff, 0, **fund)
    with pytest.raises(Refusal, match=code):
        dossiers.prepare(a_plan(staff, fund_id), actor=staff.officer)


def test_lines_of_another_policy_stay_outside(staff):
    made = make_assessed_case(staff.officer)
    other = lines_for(made.case_id, policy="TX-2023")[0].id
    with pytest.raises(Refusal, match="line_of_other_dossier_kind"):
        dossiers.prepare(plan_of([other], made.incident_id, make_fund(staff)), actor=staff.officer)


def test_a_policy_that_is_only_a_draft_carries_no_dossier(staff):
    plan = a_plan(staff, make_fund(staff), policy_code="ND335-2026")
    assert db.session.scalar(select(Policy.state).where(Policy.code == "ND335-2026")) == "draft"
    with pytest.raises(Refusal, match="policy_not_in_force"):
        dossiers.prepare(plan, actor=staff.officer)


def test_the_signer_sees_whether_the_money_is_there(staff):
    dossier_id = make_dossier(staff, make_fund(staff, FAMILY_BY_DECREE - 1), until="review")
    with pytest.raises(Refusal, match="fund_too_small") as refused:
        dossiers.sign(dossier_id, actor=staff.approver)
    assert refused.value.facts == {"asked": FAMILY_BY_DECREE, "available": FAMILY_BY_DECREE - 1}
    assert dossier_of(dossier_id).state is DossierState.REVIEWED


def test_signing_reserves_nothing_yet(staff):
    dossier_id = make_dossier(staff, until="sign")
    assert db.session.get_one(Fund, dossier_of(dossier_id).fund_id).reserved == 0


def test_who_has_no_signing_form_does_not_sign(staff):
    dossier_id = make_dossier(staff, until="review")
    db.session.get_one(User, staff.approver.user_id).signing_form = None
    db.session.commit()
    with pytest.raises(Refusal, match="no_signing_form"):
        dossiers.sign(dossier_id, actor=staff.approver)


@pytest.mark.parametrize("step", ["return", "refuse"])
def test_going_back_needs_a_reason(staff, step):
    dossier_id = make_dossier(staff, until="submit")
    verb = dossiers.return_to_officer if step == "return" else dossiers.refuse
    with pytest.raises(Refusal, match="reason_missing"):
        verb(dossier_id, reason="  ", actor=staff.reviewer)


def test_each_step_asks_for_the_role(staff):
    for until, step in (("draft", "submit"), ("submit", "review"), ("review", "sign"), ("sign", "issue")):
        dossier_id = make_dossier(staff, make_fund(staff, code=f"F-{step}"), until=until)
        with pytest.raises(Refusal, match="action_not_allowed"):
            DO[step](dossier_id, actor=staff.accountant)


def test_nobody_of_another_ward_touches_it(staff):
    other = make_agency("bach-mai")
    stranger = actor("huong", *Role, agency=other)
    dossier_id = make_dossier(staff)
    for step in DO.values():
        with pytest.raises(Missing):
            step(dossier_id, actor=stranger)


@pytest.mark.parametrize(
    ("first", "second"),
    sorted((a, b) for pair in HARD_PAIRS for a in pair for b in pair if a is not b),
    ids=lambda duty: duty.value,
)
def test_duties_that_exclude_each_other_never_meet_in_one_person(staff, first, second):
    """The service refuses by the table; the database refuses even a row written past the service."""
    dossier_id, somebody = make_dossier(staff), actor("tuyet", *Role)
    with transaction() as session:
        duties.take(session, dossier_id, first, actor=somebody)
        trail.record(session, somebody, "dossier:lines_changed", session.get_one(Dossier, dossier_id))
    with pytest.raises(Refusal, match="duty_excluded"), transaction() as session:
        duties.take(session, dossier_id, second, actor=somebody)
    db.session.rollback()
    db.session.add(DossierDuty(dossier_id=dossier_id, user_id=somebody.user_id, duty=second, held=True))
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


@pytest.mark.parametrize(
    ("done", "then"),
    [("submit", "review"), ("submit", "sign"), ("review", "sign")],
)
def test_one_person_with_every_role_is_stopped_at_the_real_step(staff, done, then):
    everything = actor("tuyet", *Role, title="Chủ tịch", signing_form="head")
    dossier_id = dossiers.prepare(
        a_plan(staff, make_fund(staff)), actor=everything if done == "submit" else staff.officer
    )
    for step in ("submit", "review"):
        if step == then:
            break
        DO[step](dossier_id, actor=everything if step == done else staff.of(step))
    with pytest.raises(Refusal, match="duty_excluded"):
        DO[then](dossier_id, actor=everything)


def test_twice_does_no_harm(staff):
    dossier_id = make_dossier(staff)
    dossiers.submit(dossier_id, actor=staff.officer)
    with pytest.raises(Refusal, match="step_not_possible"):
        dossiers.submit(dossier_id, actor=staff.officer)
    assert dossier_of(dossier_id).state is DossierState.SUBMITTED
