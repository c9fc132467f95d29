"""Who waits for whom, counted from the rows: the late ones are seen before the press sees them."""

from datetime import timedelta

import pytest

from aid import clock
from aid.domain.approval_routes import Approval, Initial, Route
from aid.domain.roles import Role
from aid.domain.work import WorkKind
from aid.extensions import db
from aid.models.users import User
from aid.queries.waiting import queues
from aid.services import decisions, dossiers
from aid.services.approval_routes import add_route
from aid.services.approvals import Document, give
from tests.factories.dossiers import dossier_of, make_dossier, make_fund, make_staff
from tests.factories.users import actor, make_agency


@pytest.fixture
def staff(app):
    return make_staff()


def _queues(staff):
    db.session.rollback()
    return {row.kind: row for row in queues({staff.officer.agency_id}, today=clock.today())}


def test_each_dossier_waits_in_the_queue_of_its_next_step(staff):
    fund_id = make_fund(staff)
    first, second = (make_dossier(staff, fund_id, until="submit") for _ in range(2))
    make_dossier(staff, fund_id, until="review")
    found = _queues(staff)
    assert found[WorkKind.DOSSIER_REVIEW].waiting == 2
    assert found[WorkKind.DOSSIER_REVIEW].amount == dossier_of(first).total + dossier_of(second).total
    assert found[WorkKind.DOSSIER_REVIEW].people == ["Nguyễn Thị Minh"]
    assert found[WorkKind.DOSSIER_SIGN].role is Role.APPROVER


def test_a_late_one_is_counted_and_its_day_is_the_earliest(staff):
    dossier_id = make_dossier(staff, until="submit")
    yesterday = clock.today() - timedelta(days=1)
    dossier_of(dossier_id).due_on = yesterday
    db.session.commit()
    row = _queues(staff)[WorkKind.DOSSIER_REVIEW]
    assert (row.late, row.due_on) == (1, yesterday)


def test_an_issued_decision_waits_as_payments(staff):
    decisions.issue(make_dossier(staff, until="sign"), actor=staff.clerk)
    found = _queues(staff)
    assert set(found) == {WorkKind.PAYMENT_PREPARE}
    assert found[WorkKind.PAYMENT_PREPARE].people == ["Nguyễn Thị Nga"]


def test_a_dossier_waits_for_whom_its_route_names_and_then_for_the_signer(staff):
    city = actor("thanh", Role.CITY, agency=make_agency("thanh-pho"))
    asked = {"initials": (Initial(staff.clerk.user_id, "Chánh Văn phòng"),), "city": True}
    add_route(Route(clock.today(), "Quy chế", **asked), actor=staff.approver)
    dossier_id = make_dossier(staff, until="review")
    found = _queues(staff)
    assert {kind: (row.role, row.people) for kind, row in found.items()} == {
        WorkKind.DOSSIER_INITIAL: (None, [staff.clerk.name]),
        WorkKind.DOSSIER_AGREE: (Role.CITY, [city.name]),
    }
    assert found[WorkKind.DOSSIER_INITIAL].amount == dossier_of(dossier_id).total
    give(dossier_id, Approval.INITIAL, actor=staff.clerk)
    give(dossier_id, Approval.CITY, Document("1250/UBND-VX", clock.today()), actor=city)
    assert set(_queues(staff)) == {WorkKind.DOSSIER_SIGN}


def test_a_named_reviewer_and_signer_are_named_and_others_not(staff):
    actor("binh", Role.APPROVER, agency=make_agency())
    named = {"reviewer_id": staff.reviewer.user_id, "signer_id": staff.approver.user_id}
    add_route(Route(clock.today(), "Quy chế", **named), actor=staff.approver)
    dossier_id = make_dossier(staff, until="submit")
    assert _queues(staff)[WorkKind.DOSSIER_REVIEW].people == [staff.reviewer.name]
    dossiers.review(dossier_id, actor=staff.reviewer)
    assert _queues(staff)[WorkKind.DOSSIER_SIGN].people == [staff.approver.name]


def test_a_named_one_who_left_is_still_named_beside_a_queue_with_nobody(staff):
    fund_id = make_fund(staff)
    make_dossier(staff, fund_id, until="submit")
    add_route(Route(clock.today(), "Quy chế", reviewer_id=staff.reviewer.user_id), actor=staff.approver)
    make_dossier(staff, fund_id, until="submit")
    db.session.get_one(User, staff.reviewer.user_id).disabled_at = clock.now()
    db.session.commit()
    found = queues({staff.officer.agency_id}, today=clock.today())
    assert [(row.kind, list(row.people)) for row in found] == [
        (WorkKind.DOSSIER_REVIEW, []), (WorkKind.DOSSIER_REVIEW, [staff.reviewer.name]),
    ]  # fmt: skip


def test_another_office_sees_none_of_it(staff):
    make_dossier(staff, until="submit")
    elsewhere = actor("xa", Role.REVIEWER, agency=make_agency("xa-khac"))
    assert queues({elsewhere.agency_id}, today=clock.today()) == []
