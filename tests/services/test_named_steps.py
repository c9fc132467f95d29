"""A route that names who reviews and who signs: nobody else does, but a deputy in the name of the one who is named."""

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from aid import clock
from aid.domain.approval_routes import Approval, Initial, Route
from aid.domain.dossiers import DossierState
from aid.domain.duties import Duty
from aid.domain.errors import Refusal
from aid.domain.outgoing import SigningOrder
from aid.domain.roles import Role
from aid.domain.work import WorkKind
from aid.extensions import db
from aid.models.events import Event
from aid.models.notices import Notice
from aid.queries import bulk_steps
from aid.queries.dossiers import shown
from aid.queries.work import work_of
from aid.services import check, dossiers, numbers_ahead, relations
from aid.services.approval_routes import add_route, end_route
from aid.services.approvals import Document, give
from tests.factories.delegations import delegate
from tests.factories.dossiers import dossier_of, make_dossier, make_fund, make_staff, walk
from tests.factories.users import actor as make_actor
from tests.factories.users import make_agency

MILLION = 1_000_000


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def deputy(staff):
    return make_actor("binh", Role.APPROVER, agency=make_agency(), title="Phó Chủ tịch", signing_form="kt")


def a_route(staff, **asked):
    return add_route(Route(**{"valid_from": clock.today(), "basis": "Quy chế số 15"} | asked), actor=staff.approver)


def work(actor, kind):
    return [item.id for item in work_of(actor, kind=kind)[0]]


def called(dossier_id):
    open_calls = Notice.asks & Notice.settled_at.is_(None) & (Notice.matter_id == dossier_id)
    return set(db.session.scalars(select(Notice.user_id).where(open_calls)))


def test_only_the_named_reviewer_reviews_and_another_may_still_send_it_back(staff):
    other = make_actor("thu", Role.REVIEWER, agency=make_agency())
    a_route(staff, reviewer_id=staff.reviewer.user_id)
    dossier_id = make_dossier(staff, until="submit")
    assert called(dossier_id) == {staff.reviewer.user_id}
    assert work(other, WorkKind.DOSSIER_REVIEW) == []
    assert bulk_steps.waiting(other, DossierState.SUBMITTED, Duty.REVIEW) == []
    with pytest.raises(Refusal, match="route_names_reviewer") as refused:
        dossiers.review(dossier_id, actor=other)
    assert refused.value.facts == {"name": staff.reviewer.name}
    assert work(staff.reviewer, WorkKind.DOSSIER_REVIEW) == [dossier_id]
    dossiers.return_to_officer(dossier_id, reason="Người thẩm định nghỉ phép", actor=other)
    assert dossier_of(dossier_id).route_id is None


def test_a_deputy_signs_what_the_chairman_is_named_for_only_with_his_delegation(staff, deputy):
    a_route(staff, signer_id=staff.approver.user_id)
    other_head = make_actor("long", Role.APPROVER, agency=make_agency(), title="Chủ tịch", signing_form="head")
    dossier_id = make_dossier(staff, until="review")
    assert called(dossier_id) == {staff.approver.user_id}
    with pytest.raises(Refusal, match="route_names_signer"):
        dossiers.sign(dossier_id, actor=other_head)
    with pytest.raises(Refusal, match="no_delegation"):
        dossiers.sign(dossier_id, actor=deputy)
    assert work(deputy, WorkKind.DOSSIER_SIGN) == []
    delegate(staff.approver, deputy)
    assert work(deputy, WorkKind.DOSSIER_SIGN) == [dossier_id]
    assert deputy.user_id in shown(dossier_id, area=None).named[Duty.SIGN].hands
    dossiers.sign(dossier_id, actor=deputy)
    assert dossier_of(dossier_id).signed_for == staff.approver.user_id


def test_a_delegation_of_somebody_else_is_no_delegation_of_the_named_signer(staff, deputy):
    a_route(staff, signer_id=staff.approver.user_id)
    other_head = make_actor("long", Role.APPROVER, agency=make_agency(), title="Chủ tịch", signing_form="head")
    delegate(other_head, deputy)
    dossier_id = make_dossier(staff, until="review")
    with pytest.raises(Refusal, match="route_names_signer"):
        dossiers.sign(dossier_id, actor=deputy)


def test_a_deputy_inherits_that_the_chairman_is_near_to_the_family(staff, deputy):
    a_route(staff, signer_id=staff.approver.user_id)
    delegate(staff.approver, deputy)
    dossier_id = make_dossier(staff, until="review")
    relations.declare(shown(dossier_id, area=None).case_ids[0], "Cháu ruột", actor=staff.approver)
    with pytest.raises(Refusal, match="officer_related"):
        dossiers.sign(dossier_id, actor=deputy)


def test_nobody_signs_for_whom_agreed_as_second_signer(staff, deputy):
    a_route(staff, second_signer=True)
    delegate(staff.approver, deputy)
    dossier_id = make_dossier(staff, until="review")
    give(dossier_id, Approval.SECOND, actor=staff.approver)
    with pytest.raises(Refusal, match="second_signer_principal") as refused:
        dossiers.sign(dossier_id, actor=deputy)
    assert refused.value.facts == {"name": staff.approver.name}


def test_the_named_signer_is_not_the_second_and_is_not_asked(staff, deputy):
    a_route(staff, second_signer=True, signer_id=staff.approver.user_id)
    dossier_id = make_dossier(staff, until="review")
    assert called(dossier_id) == {deputy.user_id}
    assert work(staff.approver, WorkKind.DOSSIER_SECOND) == []
    with pytest.raises(Refusal, match="named_signer_not_second"):
        give(dossier_id, Approval.SECOND, actor=staff.approver)
    give(dossier_id, Approval.SECOND, actor=deputy)
    dossiers.sign(dossier_id, actor=staff.approver)


def test_nobody_of_the_ward_speaks_for_the_city_whatever_the_roles(staff):
    a_route(staff, city=True)
    dossier_id = make_dossier(staff, until="review")
    for one in (staff.officer, staff.approver):
        both = one._replace(roles=one.roles | {Role.CITY})
        with pytest.raises(Refusal, match="city_is_another"):
            give(dossier_id, Approval.CITY, Document("1250/UBND-VX", clock.today()), actor=both)
        assert work(both, WorkKind.DOSSIER_AGREE) == []


def test_a_number_before_the_signature_waits_for_the_initial(staff):
    a_route(staff, initials=(Initial(staff.clerk.user_id, "Chánh Văn phòng"),))
    dossier_id = make_dossier(staff, until="review")
    with pytest.raises(Refusal, match="initials_waiting") as refused:
        numbers_ahead.choose_order(dossier_id, SigningOrder.ELECTRONIC, actor=staff.clerk)
    assert refused.value.facts == {"names": f"{staff.clerk.name} (Chánh Văn phòng)"}
    give(dossier_id, Approval.INITIAL, actor=staff.clerk)
    assert numbers_ahead.choose_order(dossier_id, SigningOrder.ELECTRONIC, actor=staff.clerk)


def test_a_rule_set_while_a_dossier_is_under_way_is_for_its_next_submission(staff):
    first = a_route(staff, signer_id=staff.approver.user_id)
    dossier_id = make_dossier(staff, until="review")
    end_route(first, clock.today(), actor=staff.approver)
    second = a_route(staff, second_signer=True)
    assert dossier_of(dossier_id).route_id == first
    dossiers.return_to_officer(dossier_id, reason="Thiếu giấy tờ", actor=staff.approver)
    dossiers.reopen(dossier_id, actor=staff.officer)
    walk(dossier_id, staff, until="review")
    assert dossier_of(dossier_id).route_id == second
    with pytest.raises(Refusal, match="second_signer_waiting"):
        dossiers.sign(dossier_id, actor=staff.approver)
    assert check.run().findings == []


def test_whom_a_rule_names_has_the_role_and_the_database_keeps_the_name(staff):
    for named in ({"reviewer_id": staff.clerk.user_id}, {"signer_id": staff.officer.user_id}):
        with pytest.raises(Refusal, match="route_role_missing"):
            a_route(staff, **named)
    route_id = a_route(staff, signer_id=staff.approver.user_id)
    with pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(text(f"UPDATE approval_routes SET signer_id = NULL WHERE id = {route_id}"))
    db.session.rollback()


def test_bands_send_small_and_large_dossiers_different_ways(staff, deputy):
    a_route(staff, signer_id=staff.approver.user_id, amount_from=26 * MILLION)
    fund_id = make_fund(staff)
    large = make_dossier(staff, fund_id, until="review")
    small_plan = dossier_of(make_dossier(staff, fund_id))
    lines = [line.entitlement_id for line in small_plan.lines]
    dossiers.change_lines(small_plan.id, take_out=lines[1:], actor=staff.officer)
    walk(small_plan.id, staff, until="review")
    assert dossier_of(large).route_id is not None
    assert (dossier_of(small_plan.id).total < 26 * MILLION, dossier_of(small_plan.id).route_id) == (True, None)


def test_the_reason_of_urgency_is_in_the_trail_from_the_first_event(staff):
    dossier_id = make_dossier(staff, urgent_reason="Mất hết nhà cửa")
    about = (Event.subject == "dossiers") & (Event.subject_id == dossier_id)
    event = db.session.scalars(select(Event).where(about).order_by(Event.seq)).first()
    assert event.after["urgent_reason"] == "Mất hết nhà cửa"
    minutes = make_dossier(staff, make_fund(staff, code="NS-2"), meeting_number="03/BB", meeting_on=date(2026, 9, 14))
    about = (Event.subject == "dossiers") & (Event.subject_id == minutes)
    assert db.session.scalars(select(Event).where(about)).first().after["meeting_number"] == "03/BB"
