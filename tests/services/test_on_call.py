"""The one on call acts in another's place through the night, with every bar of that place, and not a minute longer."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from aid import clock
from aid.domain.dossiers import DossierState
from aid.domain.duties import Duty
from aid.domain.errors import Missing, Refusal
from aid.domain.payouts import PayMethod
from aid.domain.roles import Action, Role
from aid.domain.signatures import Part
from aid.domain.work import WorkKind
from aid.extensions import db
from aid.models.delegations import TurnRole
from aid.models.events import Event
from aid.models.notices import Notice
from aid.models.users import User
from aid.queries.delegations import on_call
from aid.queries.duty_rules import barred_from
from aid.queries.waiting import queues
from aid.queries.work import work_of
from aid.services import check, decisions, delegations, dossiers, papers, payouts, relations, signing_keys
from aid.services.on_call import Place
from tests.factories.delegations import as_now, coming_night, delegate, put_on_call, review_now
from tests.factories.dossiers import dossier_of, make_dossier, make_staff
from tests.factories.funds import add_signed_sheet, payout_of, planned
from tests.factories.users import actor, make_agency

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def night(staff):
    return coming_night()


@pytest.fixture
def cuc(staff):
    """Cúc is an officer who has nothing to do with the dossiers of this story."""
    return actor("cuc", Role.OFFICER)


def _told(action):
    return db.session.scalars(select(Notice.user_id).where(Notice.action == action)).all()


def _kinds(who):
    return {row.kind for row in work_of(as_now(who))[0]}


def test_she_reviews_at_night_in_the_reviewer_s_place_and_the_trail_says_so(staff, cuc, night):
    dossier_id = make_dossier(staff, until="submit")
    put_on_call(cuc, Place(Role.REVIEWER, staff.reviewer.user_id), night, by=staff.reviewer)
    with clock.at(night[0] + 8 * HOUR):
        review_now(dossier_id, cuc)
        event = db.session.scalars(select(Event).where(Event.action == "dossier:reviewed")).one()
        assert (event.actor_id, event.after["on_call_role"]) == (cuc.user_id, "reviewer")
        assert event.after["on_call_for"] == staff.reviewer.name
        assert check.run().findings == []


@pytest.mark.parametrize(
    ("after", "may"),
    [
        (-SECOND, False), (0 * SECOND, True), (7 * HOUR - SECOND, True), (7 * HOUR, True), (14 * HOUR - SECOND, True),
        (14 * HOUR, False),
    ],
    ids=["before", "first second", "before midnight", "midnight", "last second", "after"],
)  # fmt: skip
def test_the_edges_of_her_turn(staff, cuc, night, after, may):
    dossier_id = make_dossier(staff, until="submit")
    put_on_call(cuc, Place(Role.REVIEWER, staff.reviewer.user_id), night, by=staff.reviewer)
    with clock.at(night[0] + after):
        assert as_now(cuc).may(Action.DOSSIER_REVIEW) is may
        if may:
            review_now(dossier_id, cuc)
        else:
            with pytest.raises(Refusal, match="action_not_allowed"):
                dossiers.review(dossier_id, actor=as_now(cuc))


def test_a_page_opened_before_the_end_does_not_carry_over_it(staff, cuc, night):
    dossier_id = make_dossier(staff, until="submit")
    put_on_call(cuc, Place(Role.REVIEWER, staff.reviewer.user_id), night, by=staff.reviewer)
    with clock.at(night[1] - SECOND):
        opened = as_now(cuc)
    with clock.at(night[1]), pytest.raises(Refusal, match="turn_over"):
        dossiers.review(dossier_id, actor=opened)
    assert dossier_of(dossier_id).state is DossierState.SUBMITTED


def test_what_bars_the_reviewer_bars_her(staff, cuc, night):
    both = staff.reviewer._replace(roles=frozenset({Role.OFFICER, Role.REVIEWER}))
    dossier_id = make_dossier(staff._replace(officer=both), until="submit")
    put_on_call(cuc, Place(Role.REVIEWER, staff.reviewer.user_id), night, by=staff.approver)
    with clock.at(night[0]), pytest.raises(Refusal, match="place_barred") as refused:
        review_now(dossier_id, cuc)
    assert refused.value.facts == {"name": staff.reviewer.name, "held": "prepare"}


def test_a_relative_of_the_reviewer_is_hers(staff, cuc, night):
    dossier_id = make_dossier(staff, until="submit")
    relations.declare(dossier_of(dossier_id).lines[0].entitlement.case_id, "em dâu", actor=staff.reviewer)
    put_on_call(cuc, Place(Role.REVIEWER, staff.reviewer.user_id), night, by=staff.approver)
    with clock.at(night[0]), pytest.raises(Refusal, match="officer_related"):
        review_now(dossier_id, cuc)


def test_what_she_prepared_she_does_not_review_at_night(staff, cuc, night):
    dossier_id = make_dossier(staff._replace(officer=cuc), until="submit")
    put_on_call(cuc, Place(Role.REVIEWER, staff.reviewer.user_id), night, by=staff.reviewer)
    with clock.at(night[0]), pytest.raises(Refusal, match="duty_excluded"):
        review_now(dossier_id, cuc)


def test_a_step_of_her_own_role_is_her_own(staff, cuc, night):
    put_on_call(cuc, Place(Role.REVIEWER, staff.reviewer.user_id), night, by=staff.reviewer)
    with clock.at(night[0]):
        make_dossier(staff._replace(officer=as_now(cuc).doing(Action.DOSSIER_PREPARE)))
    event = db.session.scalars(select(Event).where(Event.action == "dossier:prepared")).one()
    assert "on_call_for" not in event.after


def test_on_call_for_the_chairman_he_signs_only_on_a_delegation(staff, night):
    tam = actor("tam", Role.OFFICER, title="Chánh Văn phòng", signing_form="by_authority")
    dossier_id = make_dossier(staff, until="review")
    place = Place(Role.APPROVER, staff.approver.user_id)
    with pytest.raises(Refusal, match="not_a_signer"):
        delegate(staff.approver, tam, form="by_authority")
    with pytest.raises(Refusal, match="role_not_to_give"):
        put_on_call(tam, place, night, by=staff.reviewer)
    put_on_call(tam, place, night, by=staff.approver)
    with clock.at(night[0]), pytest.raises(Refusal, match="no_delegation"):
        dossiers.sign(dossier_id, actor=as_now(tam))
    delegate(staff.approver, tam, form="by_authority")
    with clock.at(night[0]):
        dossiers.sign(dossier_id, actor=as_now(tam))
    signed = dossier_of(dossier_id)
    assert (signed.signed_form, signed.signed_for) == ("by_authority", staff.approver.user_id)


def test_on_call_gives_no_right_to_give_rights(staff, night):
    tam = actor("tam", Role.OFFICER)
    put_on_call(tam, Place(Role.APPROVER, staff.approver.user_id), night, by=staff.approver)
    with clock.at(night[0]):
        with pytest.raises(Refusal, match="action_not_allowed"):
            delegate(as_now(tam), staff.approver)
        with pytest.raises(Refusal, match="action_not_allowed"):
            put_on_call(staff.officer, Place(Role.APPROVER, tam.user_id), night, by=as_now(tam))


def test_nobody_gives_a_place_that_is_not_there(staff, cuc, night):
    with pytest.raises(Refusal, match="place_not_held"):
        put_on_call(cuc, Place(Role.REVIEWER, staff.clerk.user_id), night, by=staff.reviewer)
    elsewhere = actor("xa", Role.REVIEWER, agency=make_agency("xa-khac"))
    with pytest.raises(Missing):
        put_on_call(cuc, Place(Role.REVIEWER, elsewhere.user_id), night, by=staff.reviewer)
    left = actor("nghi", Role.REVIEWER)
    db.session.get_one(User, left.user_id).disabled_at = clock.now()
    db.session.commit()
    with pytest.raises(Refusal, match="account_disabled"):
        put_on_call(cuc, Place(Role.REVIEWER, left.user_id), night, by=staff.reviewer)
    assert db.session.scalars(select(TurnRole)).all() == []


def test_she_is_not_on_call_twice_with_one_role(staff, cuc, night):
    place = Place(Role.REVIEWER, staff.reviewer.user_id)
    put_on_call(cuc, place, night, by=staff.reviewer)
    with pytest.raises(Refusal, match="turn_overlaps"):
        put_on_call(cuc, place, (night[1] - SECOND, night[1] + HOUR), by=staff.reviewer)
    put_on_call(cuc, place, (night[1], night[1] + HOUR), by=staff.reviewer)


def test_taken_off_the_list_she_is_out_at_once(staff, cuc, night):
    turn = put_on_call(cuc, Place(Role.REVIEWER, staff.reviewer.user_id), night, by=staff.reviewer)
    with clock.at(night[0]):
        assert as_now(cuc).may(Action.DOSSIER_REVIEW)
        delegations.take_off_call(turn, actor=staff.reviewer)
        assert not as_now(cuc).may(Action.DOSSIER_REVIEW)
        assert check.run().findings == []


def test_lists_and_notices_know_who_acts_tonight(staff, cuc, night):
    put_on_call(cuc, Place(Role.REVIEWER, staff.reviewer.user_id), night, by=staff.reviewer)
    with clock.at(night[0]):
        make_dossier(staff, until="submit")
        assert sorted(_told("dossier:submitted")) == sorted([staff.reviewer.user_id, cuc.user_id])
        assert WorkKind.DOSSIER_REVIEW in _kinds(cuc)
        (queue,) = queues({cuc.agency_id}, today=clock.today())
        assert [(one.name, one.for_name) for one in queue.on_call] == [(cuc.name, staff.reviewer.name)]
        (turn,) = on_call(cuc.agency_id, at=clock.now())
        assert (turn.role, turn.for_name) == (Role.REVIEWER, staff.reviewer.name)
    with clock.at(night[1]):
        assert WorkKind.DOSSIER_REVIEW not in _kinds(cuc)
        assert queues({cuc.agency_id}, today=clock.today())[0].on_call == ()


def test_a_dossier_barred_to_the_place_is_not_her_work(staff, cuc, night):
    both = staff.reviewer._replace(roles=frozenset({Role.OFFICER, Role.REVIEWER}))
    put_on_call(cuc, Place(Role.REVIEWER, staff.reviewer.user_id), night, by=staff.reviewer)
    with clock.at(night[0]):
        make_dossier(staff._replace(officer=both), until="submit")
        assert cuc.user_id not in _told("dossier:submitted")
        assert WorkKind.DOSSIER_REVIEW not in _kinds(cuc)


def test_hours_changed_by_hand_are_found(staff, cuc, night):
    put_on_call(cuc, Place(Role.REVIEWER, staff.reviewer.user_id), night, by=staff.reviewer)
    db.session.execute(update(TurnRole).values(ends_at=night[1] + 100 * HOUR))
    db.session.commit()
    assert [(found.code, found.table) for found in check.run().findings] == [("row_changed", "turn_roles")]


def test_a_paper_made_on_call_says_in_whose_place(staff, night):
    """Văn thư make papers, too, but no tờ trình: that is the officer's."""
    dossier_id = make_dossier(staff, until="submit")
    put_on_call(staff.clerk, Place(Role.OFFICER, staff.officer.user_id), night, by=staff.approver)
    with clock.at(night[0]):
        papers.start("proposal", dossier_id, {}, actor=as_now(staff.clerk).doing(Action.PAPER_MAKE))
        event = db.session.scalars(select(Event).where(Event.action == "paper:begun")).one()
        assert event.after["on_call_for"] == staff.officer.name


def test_the_seal_of_the_agency_is_no_work_of_a_night(staff, cuc, night):
    put_on_call(cuc, Place(Role.CLERK, staff.clerk.user_id), night, by=staff.approver)
    with clock.at(night[0]):
        with pytest.raises(Refusal, match="key_not_on_call"):
            signing_keys.register_file(Part.AGENCY, b"khoa", "mat khau", actor=as_now(cuc))
        with pytest.raises(Refusal, match="key_not_on_call"):
            signing_keys.give_up(Part.AGENCY, actor=as_now(cuc))


def test_a_signer_does_not_take_the_reviewer_s_place_by_his_own_word(staff, night):
    deputy = actor("dung", Role.APPROVER, signing_form="deputy")
    with pytest.raises(Refusal, match="role_to_oneself"):
        put_on_call(deputy, Place(Role.REVIEWER, staff.reviewer.user_id), night, by=deputy)
    delegations.put_on_call(deputy.user_id, *night, "0912345678", actor=deputy)


def test_on_call_as_clerk_the_cashier_issues_and_does_not_pay_what_she_issued(staff, night):
    """A night as văn thư holds for ever on that dossier."""
    cashier = actor("lieu", Role.CASHIER)
    put_on_call(cashier, Place(Role.CLERK, staff.clerk.user_id), night, by=staff.approver)
    dossier_id = make_dossier(staff, until="sign")
    with clock.at(night[0]):
        decision_id = decisions.issue(dossier_id, actor=as_now(cashier).doing(Action.DECISION_ISSUE))
        assert barred_from([Duty.PAY], dossier_id, cashier.user_id, cashier.agency_id, clock.today()) == {Duty.PAY}
        payout_id = payouts.prepare(decision_id, planned(decision_id), PayMethod.CASH, actor=staff.accountant)
        payouts.approve(payout_id, actor=actor("tin", Role.ACCOUNT_HOLDER))
        add_signed_sheet(payout_id)
        ids = [payment.id for payment in payout_of(payout_id).payments]
        proof = payouts.Proof(proof="DS 01", paid_on=clock.today())
        with pytest.raises(Refusal, match="duty_kept_apart"):
            payouts.pay_cash(payout_id, ids, proof, actor=as_now(cashier))
