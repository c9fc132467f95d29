"""Two people give, sign or send back at the same moment: one happened first, and nobody signs what is waited for."""

import pytest
from sqlalchemy import select

from aid import clock
from aid.domain.approval_routes import Approval, Initial, Route
from aid.domain.decision_changes import ChangeKind
from aid.domain.dossiers import DossierState
from aid.domain.errors import Refusal
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.approval_routes import DossierApproval
from aid.services import check, decision_changes, dossiers
from aid.services.approval_routes import add_route
from aid.services.approvals import give, give_on_change
from aid.services.decision_changes import ChangePlan
from tests.factories.delegations import delegate
from tests.factories.dossiers import dossier_of, make_decision, make_dossier, make_fund, make_staff
from tests.factories.users import actor, make_agency


@pytest.fixture
def staff(app):
    return make_staff()


def _route(staff, **asked):
    add_route(Route(clock.today(), "Quy chế số 15", **asked), actor=staff.approver)


def _refused(outcomes):
    assert all(outcome is None or isinstance(outcome, Refusal) for outcome in outcomes), outcomes
    return [outcome.code for outcome in outcomes if outcome is not None]


def test_two_who_agree_as_second_signer_at_once_leave_one_who_did(staff, together):
    _route(staff, second_signer=True)
    deputies = [actor(name, Role.APPROVER, agency=make_agency()) for name in ("binh", "cuong")]
    dossier_id = make_dossier(staff, until="review")
    outcomes = together(*(lambda one=one: give(dossier_id, Approval.SECOND, actor=one) for one in deputies))
    assert _refused(outcomes) == ["approval_not_asked"]
    db.session.rollback()
    given = db.session.scalars(select(DossierApproval.done_by)).all()
    assert len(given) == 1 and given[0] in {one.user_id for one in deputies}
    dossiers.sign(dossier_id, actor=staff.approver)
    assert check.run().findings == []


def test_one_who_clicks_twice_initials_once(staff, together):
    _route(staff, initials=(Initial(staff.clerk.user_id, "Chánh Văn phòng"),))
    dossier_id = make_dossier(staff, until="review")
    click = [lambda: give(dossier_id, Approval.INITIAL, actor=staff.clerk)] * 2
    assert _refused(together(*click)) == ["approval_not_asked"]
    db.session.rollback()
    assert check.run().findings == []


def test_two_initials_in_order_at_once_are_never_given_the_wrong_way_round(staff, together):
    head = actor("lien", Role.REVIEWER, agency=make_agency())
    two = (Initial(head.user_id, "Trưởng phòng"), Initial(staff.clerk.user_id, "Chánh Văn phòng"))
    _route(staff, initials=two, in_order=True)
    dossier_id = make_dossier(staff, until="review")
    both = (lambda one=one: give(dossier_id, Approval.INITIAL, actor=one) for one in (staff.clerk, head))
    refused = _refused(together(*both))
    db.session.rollback()
    row = DossierApproval
    given = db.session.scalars(select(row.position).where(row.done_at.is_not(None)).order_by(row.position)).all()
    assert (refused, given) in (([], [1, 2]), (["initial_out_of_turn"], [1]))
    assert check.run().findings == []


def test_agreeing_as_second_and_signing_at_once_are_never_one_person(staff, together):
    _route(staff, second_signer=True)
    dossier_id = make_dossier(staff, until="review")
    outcomes = together(
        lambda: give(dossier_id, Approval.SECOND, actor=staff.approver),
        lambda: dossiers.sign(dossier_id, actor=staff.approver),
    )
    assert _refused(outcomes) in (["second_signer_waiting"], ["second_signer_signs"], ["duty_taken"])
    assert dossier_of(dossier_id).state is DossierState.REVIEWED
    assert check.run().findings == []


def test_an_initial_and_a_return_at_once_leave_nothing_given_to_what_went_back(staff, together):
    _route(staff, initials=(Initial(staff.clerk.user_id, "Chánh Văn phòng"),))
    dossier_id = make_dossier(staff, until="review")
    outcomes = together(
        lambda: give(dossier_id, Approval.INITIAL, actor=staff.clerk),
        lambda: dossiers.return_to_officer(dossier_id, reason="Thiếu giấy tờ", actor=staff.approver),
    )
    assert _refused(outcomes) in ([], ["step_not_possible"])
    assert dossier_of(dossier_id).state is DossierState.RETURNED
    assert db.session.scalars(select(DossierApproval.id).where(DossierApproval.voided_at.is_(None))).all() == []
    assert check.run().findings == []


def test_two_who_agree_to_one_revocation_at_once_leave_one_who_did(staff, together):
    decision_id = make_decision(staff, make_fund(staff))
    _route(staff, second_signer=True)
    deputies = [actor(name, Role.APPROVER, agency=make_agency()) for name in ("binh", "cuong")]
    change_id = _reviewed_change(decision_id, staff)
    outcomes = together(*(lambda one=one: give_on_change(change_id, Approval.SECOND, actor=one) for one in deputies))
    assert _refused(outcomes) == ["approval_not_asked"]
    decision_changes.take_step(change_id, "sign", actor=staff.approver)
    assert check.run().findings == []


def test_two_who_may_give_one_initial_on_a_revocation_give_it_once(staff, together):
    head = actor("lien", Role.REVIEWER, agency=make_agency(), signing_form="head")
    vice = actor("phuc", Role.REVIEWER, agency=make_agency(), signing_form="kt")
    delegate(head, vice)
    decision_id = make_decision(staff, make_fund(staff))
    _route(staff, initials=(Initial(head.user_id, "Trưởng phòng"),))
    change_id = _reviewed_change(decision_id, staff)
    both = (lambda one=one: give_on_change(change_id, Approval.INITIAL, actor=one) for one in (head, vice))
    assert _refused(together(*both)) == ["approval_not_asked"]
    assert check.run().findings == []


def _reviewed_change(decision_id, staff):
    change_id = decision_changes.prepare(decision_id, ChangePlan(ChangeKind.REVOKE, "Nhầm hộ"), actor=staff.officer)
    for step in ("submit", "review"):
        decision_changes.take_step(change_id, step, actor=staff.of(step))
    return change_id
