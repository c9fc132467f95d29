"""A route that names people, at night: the step falls to who takes the place of the one it names."""

import pytest

from aid import clock
from aid.domain.approval_routes import Approval, Route
from aid.domain.errors import Refusal
from aid.domain.roles import Role
from aid.domain.work import WorkKind
from aid.queries.work import work_of
from aid.services.approval_routes import add_route
from aid.services.approvals import give
from aid.services.on_call import Place
from tests.factories.delegations import as_now, coming_night, delegate, put_on_call, review_now
from tests.factories.dossiers import make_dossier, make_staff
from tests.factories.users import actor


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def night(staff):
    return coming_night()


@pytest.fixture
def cuc(staff):
    return actor("cuc", Role.OFFICER)


def _kinds(who):
    return {row.kind for row in work_of(as_now(who))[0]}


def test_a_route_that_names_the_reviewer_falls_to_who_takes_that_place_and_to_nobody_else(staff, cuc, night):
    other = actor("ha", Role.REVIEWER)
    basis = "Quy chế làm việc số 15"
    add_route(Route(clock.today(), basis, reviewer_id=staff.reviewer.user_id), actor=staff.approver)
    dossier_id = make_dossier(staff, until="submit")
    put_on_call(cuc, Place(Role.REVIEWER, staff.reviewer.user_id), night, by=staff.reviewer)
    tam = actor("tam", Role.OFFICER)
    put_on_call(tam, Place(Role.REVIEWER, other.user_id), night, by=staff.approver)
    with clock.at(night[0]):
        for somebody in (other, tam):
            with pytest.raises(Refusal, match="route_names_reviewer"):
                review_now(dossier_id, somebody)
            assert WorkKind.DOSSIER_REVIEW not in _kinds(somebody)
        assert WorkKind.DOSSIER_REVIEW in _kinds(cuc)
        review_now(dossier_id, cuc)


def test_a_signer_only_on_call_agrees_as_second_signer_only_on_a_delegation(staff, night):
    tam = actor("tam", Role.OFFICER, title="Chánh Văn phòng", signing_form="by_authority")
    basis = "Quy chế làm việc số 15"
    add_route(Route(clock.today(), basis, second_signer=True), actor=staff.approver)
    dossier_id = make_dossier(staff, until="review")
    put_on_call(tam, Place(Role.APPROVER, staff.approver.user_id), night, by=staff.approver)
    with clock.at(night[0]), pytest.raises(Refusal, match="no_delegation"):
        give(dossier_id, Approval.SECOND, actor=as_now(tam))
    delegate(staff.approver, tam, form="by_authority")
    with clock.at(night[0]):
        give(dossier_id, Approval.SECOND, actor=as_now(tam))
