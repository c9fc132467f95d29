"""The văn thư of a small ward pays, too: only while a document of the office says so, and never unseen."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from aid import clock
from aid.domain.duties import HARD_PAIRS, Duty
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Role
from aid.domain.work import WorkKind
from aid.extensions import db
from aid.models.decisions import Decision
from aid.models.dossiers import Dossier
from aid.models.duty_rules import DutyRule
from aid.models.events import Event
from aid.models.notices import Notice
from aid.queries.duty_rules import barred_from
from aid.queries.work import work_of
from aid.services import check, dossiers, duty_rules, payouts, trail
from aid.services.duties import take
from aid.services.transaction import transaction
from tests.factories.delegations import delegate
from tests.factories.dossiers import make_dossier, make_staff
from tests.factories.duty_rules import JOINED_BY, JOINED_WHY, end_rule, lay_down
from tests.factories.funds import (
    MILLION,
    approved_payout,
    duties_on,
    make_crew,
    make_decision,
    make_fund,
    payout_of,
)
from tests.factories.users import actor, make_agency

DAY = timedelta(days=1)


@pytest.fixture
def admin(app):
    return actor("quantri", Role.ADMINISTRATOR)


@pytest.fixture
def crew(app):
    """Vân is văn thư and thủ quỹ of a small ward."""
    both = actor("kiem", Role.CLERK, Role.CASHIER)
    return make_crew()._replace(clerk=both, cashier=both)


@pytest.fixture
def payout(crew):
    """A decision Vân issued for two families, with a payout the holder approved."""
    fund = make_fund(crew.accountant)
    return approved_payout(make_decision(fund, [20 * MILLION, 30 * MILLION], crew=crew), crew)


def _pay(payout_id, crew, only=slice(None)):
    ids = [payment.id for payment in payout_of(payout_id).payments][only]
    proof = payouts.Proof(proof="Danh sách ký nhận", paid_on=clock.today())
    return payouts.pay_cash(payout_id, ids, proof, actor=crew.cashier)


def _dossier_of(payout_id):
    return db.session.get_one(Decision, payout_of(payout_id).decision_id).dossier_id


def _events(action):
    return db.session.scalars(select(Event).where(Event.action == action).order_by(Event.seq)).all()


def _to_pay(crew):
    return [row.kind for row in work_of(crew.cashier)[0] if row.kind is WorkKind.PAYOUT_PAY]


def test_who_issued_does_not_pay_where_the_office_said_nothing(crew, payout):
    with pytest.raises(Refusal, match="duty_kept_apart") as refused:
        _pay(payout, crew)
    assert refused.value.facts == {"held": Duty.ISSUE, "needed": Duty.PAY}
    assert payout_of(payout).payments[0].state == "approved"
    assert duties_on(_dossier_of(payout), crew.clerk) == {Duty.ISSUE: True}


def test_with_a_document_of_the_office_one_person_does_both_and_the_trail_says_why(crew, admin, payout):
    lay_down(crew.clerk.agency_id, admin)
    _pay(payout, crew)
    (event,) = _events("dossier:duties_joined")
    assert (event.subject_id, event.actor_id) == (_dossier_of(payout), crew.cashier.user_id)
    assert event.reason == JOINED_WHY
    assert event.after == {"duties": ["issue", "pay"], "duty_rule": JOINED_BY}
    assert check.run().findings == []


def test_paying_the_second_family_is_not_told_again(crew, admin, payout):
    lay_down(crew.clerk.agency_id, admin)
    _pay(payout, crew, slice(0, 1))
    _pay(payout, crew, slice(1, 2))
    assert len(_events("dossier:duties_joined")) == 1


def test_it_ends_while_a_payout_is_under_way_and_the_rest_is_somebody_else_s(crew, admin, payout):
    rule = lay_down(crew.clerk.agency_id, admin)
    _pay(payout, crew, slice(0, 1))
    end_rule(rule, clock.today(), admin)
    with clock.at(clock.now() + DAY):
        with pytest.raises(Refusal, match="duty_kept_apart"):
            _pay(payout, crew, slice(1, 2))
        _pay(payout, crew._replace(cashier=actor("tuyet2", Role.CASHIER)), slice(1, 2))
    assert check.run().findings == []


def test_it_ends_at_midnight_in_viet_nam(crew, admin, payout):
    lay_down(crew.clerk.agency_id, admin, last_on=clock.today())
    midnight = clock.local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0) + DAY
    with clock.at(midnight), pytest.raises(Refusal, match="duty_kept_apart"):
        _pay(payout, crew)
    with clock.at(midnight - timedelta(seconds=1)):
        _pay(payout, crew)


def test_the_rule_of_another_office_says_nothing_here(crew, admin, payout):
    lay_down(make_agency("xa-khac").id, admin)
    with pytest.raises(Refusal, match="duty_kept_apart"):
        _pay(payout, crew)


def test_the_work_list_follows_the_rule_of_the_day(crew, admin, payout):
    assert _to_pay(crew) == []
    rule = lay_down(crew.clerk.agency_id, admin)
    assert _to_pay(crew) == [WorkKind.PAYOUT_PAY]
    end_rule(rule, clock.today(), admin)
    with clock.at(clock.now() + DAY):
        assert _to_pay(crew) == []


def test_nobody_is_called_to_what_the_office_keeps_from_him(crew, admin, payout):
    told = select(Notice).where(Notice.user_id == crew.cashier.user_id, Notice.action == "payout:approved")
    assert db.session.scalars(told).all() == []
    lay_down(crew.clerk.agency_id, admin)
    approved_payout(make_decision(make_fund(crew.accountant, code="NS-2"), [MILLION], crew=crew), crew)
    assert len(db.session.scalars(told).all()) == 1


def test_a_stricter_office_parts_two_duties_that_are_free_elsewhere(app, admin):
    """Whoever prepared a dossier does not give its decision the number."""
    staff = make_staff()
    lay_down(staff.officer.agency_id, admin, duties=(Duty.PREPARE, Duty.ISSUE), reason="Kiểm soát nội bộ")
    both = staff.officer._replace(roles=frozenset({Role.OFFICER, Role.CLERK}))
    dossier_id = make_dossier(staff._replace(officer=both), until="sign")
    whose = (dossier_id, both.user_id, both.agency_id)
    assert barred_from([Duty.ISSUE, Duty.PREPARE, Duty.SIGN], *whose, clock.today()) == {Duty.ISSUE, Duty.SIGN}
    assert barred_from([Duty.ISSUE], *whose, clock.today() - DAY) == set()
    assert barred_from([], *whose, clock.today()) == set()


def test_a_stand_in_inherits_what_is_kept_apart(app, admin):
    staff = make_staff()
    deputy = actor("dung", Role.APPROVER, title="Phó Chủ tịch", signing_form="deputy")
    delegate(staff.approver, deputy)
    dossier_id = make_dossier(staff, until="review")
    with transaction() as session:
        take(session, dossier_id, Duty.ISSUE, actor=staff.approver)
        trail.record(session, staff.approver, "dossier:numbered", session.get_one(Dossier, dossier_id))
    lay_down(staff.officer.agency_id, admin, duties=(Duty.ISSUE, Duty.SIGN), first_on=clock.today() + DAY)
    with clock.at(clock.now() + DAY), pytest.raises(Refusal, match="principal_barred") as refused:
        dossiers.sign(dossier_id, actor=deputy)
    assert refused.value.facts["held"] is Duty.ISSUE
    dossiers.sign(dossier_id, actor=deputy)


@pytest.mark.parametrize("pair", sorted(map(sorted, HARD_PAIRS)))
def test_no_document_joins_what_the_law_of_the_house_parts(admin, pair):
    with pytest.raises(Refusal, match="pair_is_hard"):
        lay_down(admin.agency_id, admin, duties=tuple(Duty(duty) for duty in pair))
    row = {"duty": pair[0], "other": pair[1], "rule": "together", "first_on": clock.today(), "reason": "x"}
    made = {"document": "x", "created_at": clock.now(), "end_reason": ""}
    db.session.add(DutyRule(agency_id=admin.agency_id, **row, **made))
    with pytest.raises(IntegrityError, match="not_hard"):
        db.session.flush()
    db.session.rollback()


def test_only_the_administrator_lays_rules_down_and_ends_them(crew, admin):
    for somebody in (crew.approver, crew.clerk):
        with pytest.raises(Refusal, match="action_not_allowed"):
            lay_down(crew.clerk.agency_id, somebody)
    rule = lay_down(crew.clerk.agency_id, admin)
    with pytest.raises(Refusal, match="action_not_allowed"):
        end_rule(rule, clock.today(), crew.approver)
    with pytest.raises(Refusal, match="reason_missing"):
        duty_rules.end(rule, clock.today(), " ", actor=admin)
    with pytest.raises(Missing):
        lay_down(0, admin)
    with pytest.raises(Refusal, match="duty_rule_overlaps"):
        lay_down(crew.clerk.agency_id, admin, first_on=clock.today() + 30 * DAY)


def test_a_rule_that_has_not_begun_is_dropped_and_another_takes_its_place(crew, admin):
    later = clock.today() + 10 * DAY
    end_rule(lay_down(crew.clerk.agency_id, admin, first_on=later), clock.today(), admin)
    lay_down(crew.clerk.agency_id, admin, first_on=later)
    assert [event.action for event in _events("duty_rule:ended")] == ["duty_rule:ended"]


def test_a_row_changed_by_hand_is_found(crew, admin):
    lay_down(crew.clerk.agency_id, admin)
    db.session.execute(update(DutyRule).values(reason="Lý do khác"))
    db.session.commit()
    assert [(found.code, found.table) for found in check.run().findings] == [("row_changed", "duty_rules")]
