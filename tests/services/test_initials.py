"""Initials: one after the other where the office wants it, and by a stand-in when whom the route names is away."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from aid import clock
from aid.domain.approval_routes import Approval, Initial, Route
from aid.domain.dossiers import DossierState
from aid.domain.errors import Refusal
from aid.domain.roles import Role
from aid.domain.work import WorkKind
from aid.extensions import db
from aid.models.approval_routes import DossierApproval
from aid.models.events import Event
from aid.models.notices import Notice
from aid.queries import bulk_steps
from aid.queries.approvals import approvals_of
from aid.queries.dossiers import shown
from aid.queries.waiting import Turn, turn_of
from aid.queries.work import work_of
from aid.services import check, dossiers, relations
from aid.services.approval_routes import add_route
from aid.services.approvals import give
from aid.services.on_call import Place
from tests.factories.delegations import as_now, coming_night, delegate, put_on_call
from tests.factories.dossiers import dossier_of, make_dossier, make_staff
from tests.factories.users import actor as make_actor
from tests.factories.users import make_agency

HEAD, OFFICE = "Trưởng phòng", "Chánh Văn phòng"


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def head(staff):
    """The head of the department, who does not review here and may delegate his signature."""
    return make_actor("lien", Role.REVIEWER, agency=make_agency(), title=HEAD, signing_form="head")


@pytest.fixture
def deputy_head(staff):
    return make_actor("phuc", Role.REVIEWER, agency=make_agency(), title="Phó Trưởng phòng", signing_form="kt")


@pytest.fixture
def night(staff):
    return coming_night()


def a_route(staff, *initials, **asked):
    values = {"valid_from": clock.today(), "basis": "Quy chế làm việc số 15/QĐ-UBND"}
    return add_route(Route(**values, initials=initials, **asked), actor=staff.approver)


def initial(dossier_id, who):
    give(dossier_id, Approval.INITIAL, actor=who)


def asked(who, kind=WorkKind.DOSSIER_INITIAL):
    return [item.id for item in work_of(who, kind=kind)[0]]


def called(dossier_id):
    open_calls = Notice.asks & Notice.settled_at.is_(None) & (Notice.matter_id == dossier_id)
    return set(db.session.scalars(select(Notice.user_id).where(open_calls)))


def test_the_office_waits_for_the_head_of_the_department_where_the_rule_keeps_an_order(staff, head):
    a_route(staff, Initial(head.user_id, HEAD), Initial(staff.clerk.user_id, OFFICE), in_order=True)
    dossier_id = make_dossier(staff, until="review")
    assert called(dossier_id) == {head.user_id}
    assert (asked(head), asked(staff.clerk)) == ([dossier_id], [])
    assert bulk_steps.waiting(staff.clerk, DossierState.REVIEWED, None, Approval.INITIAL) == []
    assert [row.is_due for row in approvals_of(dossier_id)] == [True, False]
    assert turn_of(shown(dossier_id, area=None)) == Turn(None, [head.name], ())
    with pytest.raises(Refusal, match="initial_out_of_turn") as refused:
        initial(dossier_id, staff.clerk)
    assert refused.value.facts == {"names": f"{head.name} ({HEAD})"}
    initial(dossier_id, head)
    assert called(dossier_id) == {staff.clerk.user_id}
    assert turn_of(shown(dossier_id, area=None)).people == [staff.clerk.name]
    assert asked(staff.clerk) == [dossier_id]
    with pytest.raises(Refusal, match="initials_waiting"):
        dossiers.sign(dossier_id, actor=staff.approver)
    initial(dossier_id, staff.clerk)
    assert turn_of(shown(dossier_id, area=None)) == Turn(Role.APPROVER, [staff.approver.name], ())
    dossiers.sign(dossier_id, actor=staff.approver)
    assert check.run().findings == []


def test_without_an_order_the_office_need_not_wait(staff, head):
    a_route(staff, Initial(head.user_id, HEAD), Initial(staff.clerk.user_id, OFFICE))
    dossier_id = make_dossier(staff, until="review")
    initial(dossier_id, staff.clerk)
    initial(dossier_id, head)
    dossiers.sign(dossier_id, actor=staff.approver)


def test_the_order_begins_anew_when_the_dossier_comes_back(staff, head):
    a_route(staff, Initial(head.user_id, HEAD), Initial(staff.clerk.user_id, OFFICE), in_order=True)
    dossier_id = make_dossier(staff, until="review")
    initial(dossier_id, head)
    dossiers.return_to_officer(dossier_id, reason="Thiếu giấy tờ", actor=staff.approver)
    dossiers.reopen(dossier_id, actor=staff.officer)
    dossiers.submit(dossier_id, actor=staff.officer)
    dossiers.review(dossier_id, actor=staff.reviewer)
    with pytest.raises(Refusal, match="initial_out_of_turn"):
        initial(dossier_id, staff.clerk)


def test_a_deputy_initials_for_who_is_away_on_a_delegation_in_force(staff, head, deputy_head):
    a_route(staff, Initial(head.user_id, HEAD))
    dossier_id = make_dossier(staff, until="review")
    with pytest.raises(Refusal, match="approval_not_asked"):
        initial(dossier_id, deputy_head)
    delegate(head, deputy_head)
    assert asked(deputy_head) == [dossier_id]
    assert approvals_of(dossier_id)[0].hands == {head.user_id, deputy_head.user_id}
    initial(dossier_id, deputy_head)
    row = approvals_of(dossier_id)[0]
    assert (row.name, row.done_name) == (head.name, deputy_head.name)
    with pytest.raises(Refusal, match="approval_not_asked"):
        initial(dossier_id, head)
    event = db.session.scalars(select(Event).where(Event.action == "dossier:initialled")).one()
    assert event.after == {"post": HEAD, "initial_for": head.name}
    dossiers.sign(dossier_id, actor=staff.approver)
    assert check.run().findings == []


def test_a_delegation_for_less_money_or_another_policy_is_none(staff, head, deputy_head):
    a_route(staff, Initial(head.user_id, HEAD))
    dossier_id = make_dossier(staff, until="review")
    delegate(head, deputy_head, most=dossier_of(dossier_id).total - 1)
    with pytest.raises(Refusal, match="approval_not_asked"):
        initial(dossier_id, deputy_head)
    assert approvals_of(dossier_id)[0].hands == {head.user_id}


def test_who_is_on_call_in_that_place_initials_until_the_turn_ends(staff, head, night):
    cuc = make_actor("cuc", Role.OFFICER, agency=make_agency())
    a_route(staff, Initial(head.user_id, HEAD))
    put_on_call(cuc, Place(Role.REVIEWER, head.user_id), night, by=head)
    dossier_id = make_dossier(staff, until="review")
    with pytest.raises(Refusal, match="approval_not_asked"):
        initial(dossier_id, as_now(cuc))
    with clock.at(night[0]):
        at_night = as_now(cuc)
        assert asked(at_night) == [dossier_id]
        assert cuc.user_id in approvals_of(dossier_id)[0].hands
    with clock.at(night[1]), pytest.raises(Refusal, match="turn_over"):
        initial(dossier_id, at_night)
    with clock.at(night[0]):
        initial(dossier_id, at_night)
    event = db.session.scalars(select(Event).where(Event.action == "dossier:initialled")).one()
    assert (event.after["on_call_for"], event.after["on_call_role"]) == (head.name, "reviewer")
    assert check.run().findings == []


def test_those_who_stand_in_are_told_with_whom_the_route_names(staff, head, deputy_head):
    a_route(staff, Initial(head.user_id, HEAD))
    delegate(head, deputy_head)
    assert called(make_dossier(staff, until="review")) == {head.user_id, deputy_head.user_id}


def test_a_stand_in_inherits_that_the_head_is_near_to_the_family(staff, head, deputy_head):
    a_route(staff, Initial(head.user_id, HEAD))
    delegate(head, deputy_head)
    dossier_id = make_dossier(staff, until="review")
    case_id = dossier_of(dossier_id).lines[0].entitlement.case_id
    relations.declare(case_id, "Chị dâu", actor=head)
    with pytest.raises(Refusal, match="officer_related"):
        initial(dossier_id, deputy_head)
    assert [row.done_at for row in approvals_of(dossier_id)] == [None]


def test_who_prepared_the_dossier_does_not_look_it_over_in_the_place_of_the_head(staff, head, night):
    a_route(staff, Initial(head.user_id, HEAD))
    put_on_call(staff.officer, Place(Role.REVIEWER, head.user_id), night, by=head)
    dossier_id = make_dossier(staff, until="review")
    with clock.at(night[0]):
        assert asked(as_now(staff.officer)) == []
        with pytest.raises(Refusal, match="initial_in_one_hand"):
            initial(dossier_id, as_now(staff.officer))


def test_one_person_does_not_initial_twice_once_for_himself_and_once_for_another(staff, head, deputy_head):
    a_route(staff, Initial(head.user_id, HEAD), Initial(deputy_head.user_id, "Phó Trưởng phòng"))
    delegate(head, deputy_head)
    dossier_id = make_dossier(staff, until="review")
    initial(dossier_id, deputy_head)
    assert asked(deputy_head) == []
    with pytest.raises(Refusal, match="initial_in_one_hand"):
        initial(dossier_id, deputy_head)
    given = db.session.scalars(select(DossierApproval.user_id).where(DossierApproval.done_at.is_not(None))).all()
    assert given == [deputy_head.user_id]


def test_the_database_keeps_whether_a_rule_asks_for_an_order(staff, head):
    route_id = a_route(staff, Initial(head.user_id, HEAD), in_order=True)
    with pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(text(f"UPDATE approval_routes SET in_order = (1 = 0) WHERE id = {route_id}"))
    db.session.rollback()
