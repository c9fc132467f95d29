"""An amendment or a revocation goes by the route in force, like the decision it changes: nobody takes the short way."""

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from aid import clock
from aid.domain.approval_routes import Approval, Initial, Route
from aid.domain.decision_changes import ChangeKind
from aid.domain.dossiers import DecisionState, DossierState
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Role
from aid.domain.work import WorkKind
from aid.extensions import db
from aid.models.decision_changes import DecisionChange
from aid.models.decisions import Decision, DecisionLine
from aid.models.notices import Notice
from aid.queries.approvals import approvals_of, approvals_of_change
from aid.queries.decision_changes import shown
from aid.queries.waiting import queues
from aid.queries.work import work_of
from aid.services import check, decision_changes, decisions, dossiers, relations
from aid.services.approval_routes import add_route, end_route
from aid.services.approvals import Document, give, give_on_change
from aid.services.decision_changes import ChangePlan
from aid.services.numbering import Numbering
from tests.factories.delegations import delegate
from tests.factories.dossiers import make_decision, make_dossier, make_fund, make_staff
from tests.factories.users import actor as make_actor
from tests.factories.users import make_agency

FAMILY, MILLION = 26_400_000, 1_000_000
REVOKE = ChangePlan(ChangeKind.REVOKE, "Ban hành nhầm hộ")
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


@pytest.fixture
def decision_id(staff):
    """Decided before the office had a route."""
    return make_decision(staff, make_fund(staff))


def a_route(staff, **asked):
    values = {"valid_from": clock.today(), "basis": "Quy chế làm việc số 15/QĐ-UBND"}
    return add_route(Route(**values | asked), actor=staff.approver)


def lines(decision_id):
    wanted = select(DecisionLine).where(DecisionLine.decision_id == decision_id).order_by(DecisionLine.position)
    return list(db.session.scalars(wanted))


def begin(staff, decision_id, plan=REVOKE, until="review"):
    change_id = decision_changes.prepare(decision_id, plan, actor=staff.officer)
    for step in ("submit", "review", "sign")[: ("submit", "review", "sign").index(until) + 1]:
        take(change_id, step, staff.of(step))
    return change_id


def take(change_id, step, actor, **more):
    decision_changes.take_step(change_id, step, actor=actor, **more)


def change_of(change_id):
    db.session.rollback()
    return db.session.get_one(DecisionChange, change_id)


def work(who, kind):
    return [item.id for item in work_of(who, kind=kind)[0]]


def called(change_id):
    open_calls = Notice.asks & Notice.settled_at.is_(None) & (Notice.matter == "decision_changes")
    return set(db.session.scalars(select(Notice.user_id).where(open_calls, Notice.matter_id == change_id)))


def test_a_revocation_waits_for_all_that_the_office_asks_of_a_dossier(staff, deputy, city, decision_id):
    asked = {"second_signer": True, "city": True, "meeting": True}
    a_route(staff, initials=(Initial(staff.clerk.user_id, "Chánh Văn phòng"),), **asked)
    change_id = begin(staff, decision_id)
    waited_for = [row.approval for row in approvals_of_change(change_id)]
    assert waited_for == [Approval.INITIAL, Approval.SECOND, Approval.CITY]
    assert called(change_id) == {one.user_id for one in (staff.clerk, staff.approver, deputy, city)}
    for code, give_it in (
        ("initials_waiting", lambda: give_on_change(change_id, Approval.INITIAL, actor=staff.clerk)),
        ("second_signer_waiting", lambda: give_on_change(change_id, Approval.SECOND, actor=deputy)),
        ("city_waiting", lambda: give_on_change(change_id, Approval.CITY, AGREED, actor=city)),
    ):
        with pytest.raises(Refusal, match=code):
            take(change_id, "sign", staff.approver)
        assert work(staff.approver, WorkKind.CHANGE_SIGN) == []
        give_it()
    assert work(staff.approver, WorkKind.CHANGE_SIGN) == [change_id]
    take(change_id, "sign", staff.approver)
    decision_changes.issue(change_id, Numbering(), actor=staff.clerk)
    assert db.session.get_one(Decision, decision_id).state is DecisionState.REVOKED
    assert check.run().findings == []


def test_each_whom_it_waits_for_finds_it_in_the_work_list_and_in_who_waits_for_whom(staff, deputy, city, decision_id):
    a_route(
        staff, initials=(Initial(staff.clerk.user_id, "Chánh Văn phòng"),), second_signer=True, city=True,
        signer_id=staff.approver.user_id,
    )  # fmt: skip
    change_id = begin(staff, decision_id)
    kinds = (WorkKind.CHANGE_INITIAL, WorkKind.CHANGE_SECOND, WorkKind.CHANGE_AGREE)
    people = (staff.clerk, deputy, city)
    assert [work(who, kind) for who, kind in zip(people, kinds, strict=True)] == [[change_id]] * 3
    assert work(staff.approver, WorkKind.CHANGE_SECOND) == []
    found = {queue.kind: list(queue.people) for queue in queues({staff.clerk.agency_id}, today=clock.today())}
    assert found[WorkKind.CHANGE_INITIAL] == [staff.clerk.name]
    assert found[WorkKind.CHANGE_AGREE] == [city.name]
    assert WorkKind.CHANGE_SIGN not in found


def test_only_whom_the_route_names_reviews_and_signs(staff, deputy, decision_id):
    other = make_actor("thu", Role.REVIEWER, agency=make_agency())
    a_route(staff, reviewer_id=staff.reviewer.user_id, signer_id=staff.approver.user_id)
    change_id = begin(staff, decision_id, until="submit")
    assert (work(other, WorkKind.CHANGE_REVIEW), work(staff.reviewer, WorkKind.CHANGE_REVIEW)) == ([], [change_id])
    assert called(change_id) == {staff.reviewer.user_id}
    with pytest.raises(Refusal, match="route_names_reviewer"):
        take(change_id, "review", other)
    take(change_id, "review", staff.reviewer)
    head = make_actor("long", Role.APPROVER, agency=make_agency(), title="Chủ tịch", signing_form="head")
    with pytest.raises(Refusal, match="route_names_signer"):
        take(change_id, "sign", head)
    assert work(deputy, WorkKind.CHANGE_SIGN) == []
    delegate(staff.approver, deputy)
    assert work(deputy, WorkKind.CHANGE_SIGN) == [change_id]
    take(change_id, "sign", deputy)
    assert change_of(change_id).signed_for == staff.approver.user_id


def test_an_amendment_goes_by_what_it_leaves_and_a_revocation_by_all_that_was_decided(staff, deputy, decision_id):
    first, *rest = lines(decision_id)
    left = sum(line.amount for line in rest)
    a_route(staff, second_signer=True, amount_from=left + 1)
    amend = ChangePlan(ChangeKind.AMEND, "Tính nhầm", "", (first.id,))
    small = begin(staff, decision_id, amend, until="sign")
    assert change_of(small).route_id is None
    decision_changes.issue(small, Numbering(), actor=staff.clerk)
    large = begin(staff, decision_id)
    assert [row.approval for row in approvals_of_change(large)] == [Approval.SECOND]
    give_on_change(large, Approval.SECOND, actor=deputy)
    take(large, "sign", staff.approver)


def test_a_corrected_name_in_a_large_decision_goes_the_way_of_a_large_one(staff, decision_id):
    a_route(staff, second_signer=True, amount_from=FAMILY)
    words = ChangePlan(ChangeKind.AMEND, "Sai tên đệm", "Sửa “Nguyễn Văn Thử” thành “Nguyễn Văn Thự”.")
    change_id = begin(staff, decision_id, words)
    with pytest.raises(Refusal, match="second_signer_waiting"):
        take(change_id, "sign", staff.approver)


def test_a_deputy_with_a_cap_does_not_sign_the_amendment_of_a_larger_decision(staff, deputy, decision_id):
    delegate(staff.approver, deputy, most=FAMILY - 1)
    words = ChangePlan(ChangeKind.AMEND, "Sai tên đệm", "Sửa “Nguyễn Văn Thử” thành “Nguyễn Văn Thự”.")
    change_id = begin(staff, decision_id, words)
    with pytest.raises(Refusal, match="no_delegation"):
        take(change_id, "sign", deputy)


def test_two_people_sign_a_change_and_neither_prepared_it_or_stands_in_for_the_other(staff, deputy, decision_id):
    a_route(staff, second_signer=True)
    delegate(staff.approver, deputy)
    change_id = begin(staff, decision_id)
    both = staff.officer._replace(roles=frozenset({Role.OFFICER, Role.APPROVER}))
    with pytest.raises(Refusal, match="duty_excluded"):
        give_on_change(change_id, Approval.SECOND, actor=both)
    give_on_change(change_id, Approval.SECOND, actor=staff.approver)
    with pytest.raises(Refusal, match="second_signer_signs"):
        take(change_id, "sign", staff.approver)
    with pytest.raises(Refusal, match="second_signer_principal"):
        take(change_id, "sign", deputy)


def test_a_deputy_inherits_that_the_chairman_prepared_the_change(staff, deputy, decision_id):
    """The chairman is an officer too in this ward: what he wrote himself is not signed in his name."""
    chairman = staff.approver._replace(roles=frozenset({Role.OFFICER, Role.APPROVER}))
    delegate(staff.approver, deputy)
    change_id = decision_changes.prepare(decision_id, REVOKE, actor=chairman)
    take(change_id, "submit", chairman)
    take(change_id, "review", staff.reviewer)
    with pytest.raises(Refusal, match="principal_barred"):
        take(change_id, "sign", deputy)


def test_a_relative_of_the_household_gives_no_initial_on_its_change(staff, decision_id):
    a_route(staff, initials=(Initial(staff.clerk.user_id, "Chánh Văn phòng"),))
    change_id = begin(staff, decision_id)
    case_id = db.session.get_one(Decision, decision_id).dossier.lines[0].entitlement.case_id
    relations.declare(case_id, "Em ruột", actor=staff.clerk)
    with pytest.raises(Refusal, match="officer_related"):
        give_on_change(change_id, Approval.INITIAL, actor=staff.clerk)


def test_initials_on_a_change_keep_the_order_and_a_deputy_gives_them(staff, decision_id):
    head = make_actor("lien", Role.REVIEWER, agency=make_agency(), title="Trưởng phòng", signing_form="head")
    vice = make_actor("phuc", Role.REVIEWER, agency=make_agency(), title="Phó Trưởng phòng", signing_form="kt")
    two = (Initial(head.user_id, "Trưởng phòng"), Initial(staff.clerk.user_id, "Chánh Văn phòng"))
    a_route(staff, initials=two, in_order=True)
    delegate(head, vice)
    change_id = begin(staff, decision_id)
    with pytest.raises(Refusal, match="initial_out_of_turn"):
        give_on_change(change_id, Approval.INITIAL, actor=staff.clerk)
    assert work(vice, WorkKind.CHANGE_INITIAL) == [change_id]
    give_on_change(change_id, Approval.INITIAL, actor=vice)
    give_on_change(change_id, Approval.INITIAL, actor=staff.clerk)
    assert [row.done_name for row in approvals_of_change(change_id)] == [vice.name, staff.clerk.name]


def test_nobody_of_the_ward_speaks_for_the_city_on_a_change_and_no_other_ward_gives_anything(staff, decision_id):
    a_route(staff, city=True, initials=(Initial(staff.clerk.user_id, "Chánh Văn phòng"),))
    change_id = begin(staff, decision_id)
    both = staff.approver._replace(roles=frozenset({Role.APPROVER, Role.CITY}))
    with pytest.raises(Refusal, match="city_is_another"):
        give_on_change(change_id, Approval.CITY, AGREED, actor=both)
    with pytest.raises(Missing):
        give_on_change(change_id, Approval.INITIAL, actor=make_actor("xa", Role.CLERK, agency=make_agency("xa-khac")))


def test_a_change_that_comes_back_starts_again_under_the_rule_of_the_new_day(staff, decision_id):
    first = a_route(staff, initials=(Initial(staff.clerk.user_id, "Chánh Văn phòng"),))
    change_id = begin(staff, decision_id)
    give_on_change(change_id, Approval.INITIAL, actor=staff.clerk)
    take(change_id, "return", staff.approver, reason="Chưa rõ lý do")
    assert approvals_of_change(change_id) == []
    end_route(first, clock.today(), actor=staff.approver)
    second = a_route(staff, second_signer=True)
    take(change_id, "reopen", staff.officer)
    take(change_id, "submit", staff.officer)
    assert change_of(change_id).route_id == second
    assert [row.approval for row in approvals_of_change(change_id)] == [Approval.SECOND]
    assert check.run().findings == []


def test_what_is_asked_of_a_change_is_not_asked_of_the_dossier_it_goes_back_to(staff, deputy):
    a_route(staff, second_signer=True)
    dossier_id = make_dossier(staff, until="review")
    give(dossier_id, Approval.SECOND, actor=deputy)
    dossiers.sign(dossier_id, actor=staff.approver)
    change_id = begin(staff, decisions.issue(dossier_id, actor=staff.clerk))
    assert [row.done_by for row in approvals_of(dossier_id)] == [deputy.user_id]
    with pytest.raises(Refusal, match="step_not_possible"):
        give(dossier_id, Approval.SECOND, actor=staff.approver)
    # Who signed the decision may be the second signer of its revocation: it is another paper.
    give_on_change(change_id, Approval.SECOND, actor=staff.approver)
    assert check.run().findings == []


def test_the_page_of_a_change_knows_whom_its_route_names(staff, deputy, decision_id):
    a_route(staff, signer_id=staff.approver.user_id)
    change_id = begin(staff, decision_id, until="submit")
    delegate(staff.approver, deputy)
    (named,) = shown(change_id, area=None).named.values()
    assert (named.name, named.hands) == (staff.approver.name, {staff.approver.user_id, deputy.user_id})


def test_the_database_keeps_by_which_rule_an_issued_change_went_and_what_was_asked_of_it(staff, deputy, decision_id):
    a_route(staff, second_signer=True)
    change_id = begin(staff, decision_id)
    give_on_change(change_id, Approval.SECOND, actor=deputy)
    take(change_id, "sign", staff.approver)
    decision_changes.issue(change_id, Numbering(), actor=staff.clerk)
    for bent in ("UPDATE decision_changes SET route_id = NULL", "UPDATE dossier_approvals SET change_id = NULL"):
        with pytest.raises(DBAPIError, match="append-only"):
            db.session.execute(text(bent))
        db.session.rollback()


def test_the_check_finds_a_change_signed_while_somebody_is_waited_for(staff, decision_id):
    a_route(staff, second_signer=True)
    change_id = begin(staff, decision_id)
    assert check.run().findings == []
    db.session.execute(text(f"UPDATE decision_changes SET state = 'signed' WHERE id = {change_id}"))
    db.session.commit()
    found = {(finding.code, finding.table) for finding in check.run().findings}
    assert ("approval_waiting", "decision_changes") in found
    assert change_of(change_id).state is DossierState.SIGNED
