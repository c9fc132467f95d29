"""What a route asks of a dossier: nobody signs while somebody is waited for, and nothing survives a way back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from aid import clock
from aid.domain.approval_routes import Approval, Initial, Route
from aid.domain.dossiers import DossierState
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Role
from aid.domain.work import WorkKind
from aid.extensions import db
from aid.models.approval_routes import ApprovalRoute, DossierApproval
from aid.models.notices import Notice
from aid.queries.approvals import approvals_of
from aid.queries.work import work_of
from aid.services import check, dossiers
from aid.services.approval_routes import add_route, end_route
from aid.services.approvals import Document, give
from aid.services.dossier_headings import Heading
from tests.factories.delegations import delegate
from tests.factories.dossiers import dossier_of, make_dossier, make_staff, walk
from tests.factories.users import actor as make_actor
from tests.factories.users import make_agency

AGREED = Document("1250/UBND-VX", date(2026, 9, 1))


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def deputy(staff):
    return make_actor("binh", Role.APPROVER, agency=make_agency(), title="Phó Chủ tịch", signing_form="kt")


@pytest.fixture
def city(app):
    return make_actor("thanh", Role.CITY, agency=make_agency("thanh-pho"))


def a_route(staff, **asked):
    values = {"valid_from": clock.today(), "basis": "Quy chế làm việc số 15/QĐ-UBND"}
    return add_route(Route(**values | asked), actor=staff.approver)


def waited_for(dossier_id):
    return [row.approval for row in approvals_of(dossier_id) if row.done_at is None]


def asked_to(actor, kind):
    return [item.id for item in work_of(actor, kind=kind)[0]]


def test_without_a_route_a_dossier_goes_as_always(staff):
    dossier_id = make_dossier(staff, until="sign")
    assert dossier_of(dossier_id).state is DossierState.SIGNED
    assert approvals_of(dossier_id) == []


def test_the_chairman_waits_for_the_initial_of_the_head_of_the_office(staff):
    a_route(staff, initials=(Initial(staff.clerk.user_id, "Chánh Văn phòng"),))
    dossier_id = make_dossier(staff, until="review")
    with pytest.raises(Refusal, match="initials_waiting") as refused:
        dossiers.sign(dossier_id, actor=staff.approver)
    assert "Chánh Văn phòng" in refused.value.facts["names"]
    assert asked_to(staff.clerk, WorkKind.DOSSIER_INITIAL) == [dossier_id]
    assert asked_to(staff.reviewer, WorkKind.DOSSIER_INITIAL) == []
    assert asked_to(staff.approver, WorkKind.DOSSIER_SIGN) == []
    give(dossier_id, Approval.INITIAL, actor=staff.clerk)
    assert asked_to(staff.approver, WorkKind.DOSSIER_SIGN) == [dossier_id]
    dossiers.sign(dossier_id, actor=staff.approver)
    assert dossier_of(dossier_id).state is DossierState.SIGNED


def test_an_initial_is_given_by_whom_the_route_names_and_once(staff):
    a_route(staff, initials=(Initial(staff.clerk.user_id, "Chánh Văn phòng"),))
    dossier_id = make_dossier(staff, until="review")
    with pytest.raises(Refusal, match="approval_not_asked"):
        give(dossier_id, Approval.INITIAL, actor=staff.reviewer)
    give(dossier_id, Approval.INITIAL, actor=staff.clerk)
    with pytest.raises(Refusal, match="approval_not_asked"):
        give(dossier_id, Approval.INITIAL, actor=staff.clerk)


def test_two_people_sign_and_neither_is_the_other(staff, deputy):
    a_route(staff, second_signer=True)
    delegate(staff.approver, deputy)
    dossier_id = make_dossier(staff, until="review")
    with pytest.raises(Refusal, match="second_signer_waiting"):
        dossiers.sign(dossier_id, actor=staff.approver)
    give(dossier_id, Approval.SECOND, actor=deputy)
    with pytest.raises(Refusal, match="second_signer_signs"):
        dossiers.sign(dossier_id, actor=deputy)
    assert asked_to(deputy, WorkKind.DOSSIER_SIGN) == []
    dossiers.sign(dossier_id, actor=staff.approver)


def test_who_prepared_a_dossier_is_no_second_signer_whatever_the_roles(staff):
    a_route(staff, second_signer=True)
    dossier_id = make_dossier(staff, until="review")
    both = staff.officer._replace(roles=frozenset({Role.OFFICER, Role.APPROVER}))
    with pytest.raises(Refusal, match="duty_excluded"):
        give(dossier_id, Approval.SECOND, actor=both)
    assert waited_for(dossier_id) == [Approval.SECOND]


def test_the_city_agrees_by_a_document_with_number_and_day(staff, city):
    a_route(staff, city=True)
    dossier_id = make_dossier(staff, until="review")
    assert asked_to(city, WorkKind.DOSSIER_AGREE) == [dossier_id]
    for document in (None, Document("1250/UBND-VX"), Document("", date(2026, 9, 1))):
        with pytest.raises(Refusal, match="approval_document_missing"):
            give(dossier_id, Approval.CITY, document, actor=city)
    with pytest.raises(Refusal, match="approval_day_ahead"):
        give(dossier_id, Approval.CITY, Document("1", clock.today() + timedelta(1)), actor=city)
    with pytest.raises(Refusal, match="city_waiting"):
        dossiers.sign(dossier_id, actor=staff.approver)
    give(dossier_id, Approval.CITY, AGREED, actor=city)
    dossiers.sign(dossier_id, actor=staff.approver)
    assert approvals_of(dossier_id)[0].document_number == "1250/UBND-VX"


def test_nobody_of_the_ward_agrees_for_the_city_and_no_other_ward_initials(staff):
    a_route(staff, city=True, initials=(Initial(staff.clerk.user_id, "Chánh Văn phòng"),))
    dossier_id = make_dossier(staff, until="review")
    with pytest.raises(Refusal, match="action_not_allowed"):
        give(dossier_id, Approval.CITY, AGREED, actor=staff.approver._replace(roles=frozenset({Role.CLERK})))
    with pytest.raises(Missing):
        give(dossier_id, Approval.INITIAL, actor=make_actor("xa", Role.CLERK, agency=make_agency("xa-khac")))


def test_what_was_given_is_void_once_the_dossier_goes_back(staff):
    a_route(staff, initials=(Initial(staff.clerk.user_id, "Chánh Văn phòng"),))
    dossier_id = make_dossier(staff, until="review")
    give(dossier_id, Approval.INITIAL, actor=staff.clerk)
    dossiers.return_to_officer(dossier_id, reason="Thiếu giấy tờ", actor=staff.approver)
    assert approvals_of(dossier_id) == []
    dossiers.reopen(dossier_id, actor=staff.officer)
    walk(dossier_id, staff, until="review")
    with pytest.raises(Refusal, match="initials_waiting"):
        dossiers.sign(dossier_id, actor=staff.approver)


def test_a_dossier_keeps_the_rule_of_the_day_it_was_submitted(staff):
    dossier_id = make_dossier(staff, until="submit")
    route_id = a_route(staff, second_signer=True)
    end_route(route_id, clock.today(), actor=staff.approver)
    dossiers.review(dossier_id, actor=staff.reviewer)
    dossiers.sign(dossier_id, actor=staff.approver)
    with pytest.raises(Refusal, match="route_ended"):
        end_route(route_id, clock.today(), actor=staff.approver)


def test_the_minutes_come_before_the_submission_unless_it_is_urgent(staff):
    a_route(staff, meeting=True)
    dossier_id = make_dossier(staff, until="draft")
    with pytest.raises(Refusal, match="meeting_missing"):
        dossiers.submit(dossier_id, actor=staff.officer)
    minutes = Heading("Hỗ trợ", meeting_number="03/BB-TDP5", meeting_on=date(2026, 9, 14))
    dossiers.change_lines(dossier_id, heading=minutes, actor=staff.officer)
    walk(dossier_id, staff, until="sign")
    assert approvals_of(dossier_id)[0].document_number == "03/BB-TDP5"
    urgent = make_dossier(staff, dossier_of(dossier_id).fund_id, until="sign", urgent_reason="Mất hết nhà cửa")
    assert approvals_of(urgent) == []


def test_only_the_chairman_sets_a_rule_and_only_for_people_of_the_office(staff):
    route = Route(clock.today(), "Quy chế")
    for actor in (staff.officer, staff.reviewer, staff.clerk._replace(roles=frozenset({Role.ADMINISTRATOR}))):
        with pytest.raises(Refusal, match="action_not_allowed"):
            add_route(route, actor=actor)
    stranger = make_actor("xa", Role.CLERK, agency=make_agency("xa-khac"))
    for initial in (Initial(stranger.user_id, "Chánh Văn phòng"), Initial(staff.clerk.user_id, " ")):
        with pytest.raises(Refusal, match="route_person_unknown"):
            a_route(staff, initials=(initial,))
    with pytest.raises(Refusal, match="route_policy_unknown"):
        a_route(staff, policy_code="KHONG-CO")
    with pytest.raises(Missing):
        end_route(a_route(staff), clock.today(), actor=stranger._replace(roles=frozenset({Role.APPROVER})))


def test_those_it_waits_for_are_told_and_the_chairman_once_nobody_is_waited_for(staff, deputy, city):
    a_route(staff, second_signer=True, city=True, initials=(Initial(staff.clerk.user_id, "Chánh Văn phòng"),))
    dossier_id = make_dossier(staff, until="review")

    def called():
        open_calls = Notice.asks & Notice.settled_at.is_(None) & (Notice.matter_id == dossier_id)
        return set(db.session.scalars(select(Notice.user_id).where(open_calls)))

    signers = {staff.approver.user_id, deputy.user_id}
    assert called() == {staff.clerk.user_id, city.user_id} | signers
    give(dossier_id, Approval.SECOND, actor=deputy)
    assert called() == {staff.clerk.user_id, city.user_id}
    give(dossier_id, Approval.CITY, AGREED, actor=city)
    give(dossier_id, Approval.INITIAL, actor=staff.clerk)
    assert staff.approver.user_id in called()


def test_the_database_keeps_a_rule_and_what_was_given(staff):
    route_id = a_route(staff, initials=(Initial(staff.clerk.user_id, "Chánh Văn phòng"),))
    dossier_id = make_dossier(staff, until="review")
    give(dossier_id, Approval.INITIAL, actor=staff.clerk)
    for table, change in (
        (ApprovalRoute, f"UPDATE approval_routes SET amount_from = 5 WHERE id = {route_id}"),
        (ApprovalRoute, "DELETE FROM approval_routes"),
        (DossierApproval, "UPDATE dossier_approvals SET done_by = NULL, done_at = NULL"),
        (DossierApproval, "UPDATE dossier_approvals SET post = 'x'"),
        (DossierApproval, "DELETE FROM dossier_approvals"),
    ):
        with pytest.raises(DBAPIError, match="append-only"):
            db.session.execute(text(change))
        db.session.rollback()
        assert db.session.scalar(select(table.id)) is not None


def test_the_check_finds_a_dossier_signed_while_somebody_is_waited_for(staff):
    a_route(staff, second_signer=True)
    dossier_id = make_dossier(staff, until="review")
    assert check.run().findings == []
    values = {"id": dossier_id, "by": staff.approver.user_id}
    db.session.execute(text("UPDATE dossiers SET state = 'signed', signed_by = :by WHERE id = :id"), values)
    db.session.commit()
    assert "approval_waiting" in {finding.code for finding in check.run().findings}
