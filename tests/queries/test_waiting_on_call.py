"""Who is on call stands beside whom a waiting thing names: of a named person only who takes that one's place."""

import pytest

from aid import clock
from aid.domain.approval_routes import Initial, Route
from aid.domain.decision_changes import ChangeKind
from aid.domain.roles import Role
from aid.domain.work import WorkKind
from aid.extensions import db
from aid.queries.dossiers import shown
from aid.queries.waiting import queues, turn_of
from aid.queries.work import work_of
from aid.services import decision_changes
from aid.services.approval_routes import add_route
from aid.services.decision_changes import ChangePlan
from aid.services.on_call import Place
from tests.factories.delegations import as_now, coming_night, put_on_call
from tests.factories.dossiers import make_decision, make_dossier, make_staff
from tests.factories.signing import electronic_decision
from tests.factories.users import actor

BASIS = "Quy chế làm việc số 15"


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def night(staff):
    """Cúc takes Minh's place tonight, Tâm that of Hà, who reviews as well."""
    ha = actor("ha", Role.REVIEWER)
    hours = coming_night()
    put_on_call(actor("cuc", Role.OFFICER), Place(Role.REVIEWER, staff.reviewer.user_id), hours, by=staff.reviewer)
    put_on_call(actor("tam", Role.OFFICER), Place(Role.REVIEWER, ha.user_id), hours, by=staff.approver)
    return hours[0]


def _on_call(row):
    return [(one.name, one.for_name) for one in row.on_call]


def _queue(staff, kind):
    db.session.rollback()
    return next(row for row in queues({staff.officer.agency_id}, today=clock.today()) if row.kind is kind)


CUC, TAM = ("Nguyễn Thị Cuc", "Nguyễn Thị Minh"), ("Nguyễn Thị Tam", "Nguyễn Thị Ha")


def test_a_role_has_everybody_who_is_on_call_with_it(staff, night):
    dossier_id = make_dossier(staff, until="submit")
    with clock.at(night):
        assert sorted(_on_call(_queue(staff, WorkKind.DOSSIER_REVIEW))) == [CUC, TAM]
        assert sorted(_on_call(turn_of(shown(dossier_id, area=None)))) == [CUC, TAM]
    assert _on_call(turn_of(shown(dossier_id, area=None))) == []


def test_a_named_reviewer_has_only_who_takes_that_place(staff, night):
    add_route(Route(clock.today(), BASIS, reviewer_id=staff.reviewer.user_id), actor=staff.approver)
    dossier_id = make_dossier(staff, until="submit")
    with clock.at(night):
        assert _on_call(_queue(staff, WorkKind.DOSSIER_REVIEW)) == [CUC]
        turn = turn_of(shown(dossier_id, area=None))
    assert (turn.role, turn.people, _on_call(turn)) == (None, [staff.reviewer.name], [CUC])


def test_an_initial_asked_by_name_has_who_takes_that_place(staff, night):
    initials = (Initial(staff.reviewer.user_id, "Trưởng phòng"),)
    add_route(Route(clock.today(), BASIS, initials=initials), actor=staff.approver)
    head = actor("hung", Role.REVIEWER, title="Phó Trưởng phòng")
    make_dossier(staff._replace(reviewer=head), until="review")
    with clock.at(night):
        assert _on_call(_queue(staff, WorkKind.DOSSIER_INITIAL)) == [CUC]


def test_a_digital_signature_waits_for_whose_name_is_printed_and_for_nobody_on_call(staff, night):
    actor("dung", Role.APPROVER, title="Phó Chủ tịch", signing_form="deputy")
    put_on_call(actor("son", Role.OFFICER), Place(Role.APPROVER, staff.approver.user_id), coming_night(),
                by=staff.approver)  # fmt: skip
    electronic_decision(staff)
    with clock.at(night):
        row = _queue(staff, WorkKind.DECISION_SIGN)
    assert (list(row.people), _on_call(row)) == ([staff.approver.name], [])


def test_on_call_the_change_that_is_barred_to_the_one_whose_place_it_is_is_nobody_s_work(staff, night):
    """Bích prepared the revocation; Đào in her place does not review it, though she had no hand in it."""
    both = actor("bich", Role.OFFICER, Role.REVIEWER)
    decision_id = make_decision(staff)
    plan = ChangePlan(ChangeKind.REVOKE, "Nhầm hộ")
    change_id = decision_changes.prepare(decision_id, plan, actor=both)
    decision_changes.take_step(change_id, "submit", actor=both)
    dao, hours = actor("dao", Role.OFFICER), coming_night()
    put_on_call(dao, Place(Role.REVIEWER, both.user_id), hours, by=staff.approver)
    with clock.at(night):
        for one, is_theirs in ((dao, False), (staff.reviewer, True)):
            assert (WorkKind.CHANGE_REVIEW in {row.kind for row in work_of(as_now(one))[0]}) is is_theirs
