"""A route that names people, at night: the step falls to who takes the place of the one it names."""

from datetime import timedelta

import pytest

from aid import clock
from aid.domain.approval_routes import Approval, Route
from aid.domain.errors import Refusal
from aid.domain.roles import Action, Role
from aid.domain.work import WorkKind
from aid.queries.users import actor_of
from aid.queries.work import work_of
from aid.services import delegations, dossiers
from aid.services.approval_routes import add_route
from aid.services.approvals import give
from aid.services.on_call import Place
from tests.factories.delegations import delegate
from tests.factories.dossiers import make_dossier, make_staff
from tests.factories.users import actor


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def night(staff):
    """From 17:00 tomorrow to 07:00 the day after in Việt Nam."""
    begins = clock.local(clock.now()).replace(hour=17, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return begins, begins + timedelta(hours=14)


@pytest.fixture
def cuc(staff):
    return actor("cuc", Role.OFFICER)


def _put(who, place, night, *, by):
    return delegations.put_on_call(who.user_id, *night, "0912345678", place=place, actor=by)


def _now(who):
    """The person as a page has it at this moment."""
    return actor_of(who.user_id)


def _review(dossier_id, who):
    dossiers.review(dossier_id, actor=_now(who).doing(Action.DOSSIER_REVIEW))


def _kinds(who):
    return {row.kind for row in work_of(_now(who))[0]}


def test_a_route_that_names_the_reviewer_falls_to_who_takes_that_place_and_to_nobody_else(staff, cuc, night):
    other = actor("ha", Role.REVIEWER)
    basis = "Quy chế làm việc số 15"
    add_route(Route(clock.today(), basis, reviewer_id=staff.reviewer.user_id), actor=staff.approver)
    dossier_id = make_dossier(staff, until="submit")
    _put(cuc, Place(Role.REVIEWER, staff.reviewer.user_id), night, by=staff.reviewer)
    tam = actor("tam", Role.OFFICER)
    _put(tam, Place(Role.REVIEWER, other.user_id), night, by=staff.approver)
    with clock.at(night[0]):
        for somebody in (other, tam):
            with pytest.raises(Refusal, match="route_names_reviewer"):
                _review(dossier_id, somebody)
            assert WorkKind.DOSSIER_REVIEW not in _kinds(somebody)
        assert WorkKind.DOSSIER_REVIEW in _kinds(cuc)
        _review(dossier_id, cuc)


def test_a_signer_only_on_call_agrees_as_second_signer_only_on_a_delegation(staff, night):
    tam = actor("tam", Role.OFFICER, title="Chánh Văn phòng", signing_form="by_authority")
    basis = "Quy chế làm việc số 15"
    add_route(Route(clock.today(), basis, second_signer=True), actor=staff.approver)
    dossier_id = make_dossier(staff, until="review")
    _put(tam, Place(Role.APPROVER, staff.approver.user_id), night, by=staff.approver)
    with clock.at(night[0]), pytest.raises(Refusal, match="no_delegation"):
        give(dossier_id, Approval.SECOND, actor=_now(tam))
    delegate(staff.approver, tam, form="by_authority")
    with clock.at(night[0]):
        give(dossier_id, Approval.SECOND, actor=_now(tam))
