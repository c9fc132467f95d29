"""Two people replace, change or issue for the same decision at the same moment: one happened first, once."""

import pytest
from sqlalchemy import func, select

from aid.domain.decision_changes import ChangeKind
from aid.domain.dossiers import DecisionState
from aid.domain.errors import Refusal
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.decision_changes import DecisionChange
from aid.models.decisions import Decision
from aid.models.dossiers import Dossier
from aid.models.funds import Fund
from aid.models.replacements import Replacement
from aid.services import check, decision_changes, decisions, dossiers, replacements
from aid.services.decision_changes import ChangePlan
from aid.services.replacements import ReplacementPlan
from tests.factories.dossiers import make_decision, make_fund, make_staff, walk
from tests.factories.entitlements import make_assessed_case
from tests.factories.front import donated, issue_of_front, make_front, make_relief, name_who_receives
from tests.factories.users import actor, make_agency

FAMILY = 26_400_000
WHY = ReplacementPlan("Danh sách thiếu nhà bị cháy của hộ")


@pytest.fixture
def staff(app):
    return make_staff()


def _refused(outcomes):
    assert all(isinstance(outcome, int | Refusal) for outcome in outcomes), outcomes
    return [outcome.code for outcome in outcomes if isinstance(outcome, Refusal)]


def _count(what):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(what))


def test_two_officers_who_replace_one_decision_at_once_open_one_dossier(staff, together):
    decision_id, other = make_decision(staff, make_fund(staff)), actor("huong", Role.OFFICER)
    begin = [lambda one=one: replacements.prepare(decision_id, WHY, actor=one) for one in (staff.officer, other)]
    assert _refused(together(*begin)) == ["change_open"]
    assert (_count(Replacement), _count(Dossier)) == (1, 2)
    assert check.run().findings == []


def test_a_replacement_and_a_revocation_begun_at_once_are_one_of_both(staff, together):
    decision_id, other = make_decision(staff, make_fund(staff)), actor("huong", Role.OFFICER)
    revoke = ChangePlan(ChangeKind.REVOKE, "Ban hành nhầm")
    outcomes = together(
        lambda: replacements.prepare(decision_id, WHY, actor=staff.officer),
        lambda: decision_changes.prepare(decision_id, revoke, actor=other),
    )
    assert _refused(outcomes) == ["change_open"]
    assert _count(Replacement) + _count(DecisionChange) == 1
    assert check.run().findings == []


def test_a_replacement_issued_twice_at_once_takes_one_number_and_one_sum(staff, together):
    decision_id, other = make_decision(staff, make_fund(staff)), actor("van", Role.CLERK)
    dossier_id = replacements.prepare(decision_id, WHY, actor=staff.officer)
    walk(dossier_id, staff, until="sign")
    issue = [lambda one=one: decisions.issue(dossier_id, actor=one) for one in (staff.clerk, other)]
    assert _refused(together(*issue)) == ["step_not_possible"]
    db.session.rollback()
    assert db.session.get_one(Decision, decision_id).state is DecisionState.REVOKED
    assert (_count(Decision), db.session.scalars(select(Fund.reserved)).one()) == (2, FAMILY)
    assert check.run().findings == []


def test_a_draft_renewed_and_turned_down_at_once_leaves_the_decision_free_for_another(staff, together):
    decision_id = make_decision(staff, make_fund(staff))
    dossier_id = replacements.prepare(decision_id, WHY, actor=staff.officer)
    dossiers.submit(dossier_id, actor=staff.officer)
    outcomes = together(
        lambda: replacements.renew(dossier_id, WHY, actor=staff.officer),
        lambda: dossiers.refuse(dossier_id, reason="Quyết định cũ đúng", actor=staff.reviewer),
    )
    assert [one.code for one in outcomes if isinstance(one, Refusal)] == ["step_not_possible"]
    assert replacements.prepare(decision_id, WHY, actor=staff.officer) != dossier_id
    assert check.run().findings == []


def test_two_officers_of_the_front_replace_one_decision_of_donated_money_at_once(staff, together):
    front, family = make_front(), make_assessed_case(staff.officer)
    name_who_receives(family)
    dossier_id = dossiers.prepare(donated(family, make_relief(front)), actor=front.officer)
    decision_id = issue_of_front(dossier_id, front)
    other = actor("dao", Role.OFFICER, agency=make_agency("mttq-khuong-dinh"))
    begin = [lambda one=one: replacements.prepare(decision_id, WHY, actor=one) for one in (front.officer, other)]
    assert _refused(together(*begin)) == ["change_open"]
    assert (_count(Replacement), _count(Dossier)) == (1, 2)
    assert check.run().findings == []
