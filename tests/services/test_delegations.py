"""The deputy signs when the chairman said so, for what he said, and never where the chairman could not."""

from datetime import timedelta

import pytest

from aid import clock
from aid.domain.decisions import content_from_data
from aid.domain.delegations import DelegationForm
from aid.domain.dossiers import DossierState
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.decisions import Decision
from aid.models.users import User
from aid.queries.delegations import on_call
from aid.services import decisions, delegations, dossiers, relations
from tests.factories.delegations import delegate
from tests.factories.dossiers import dossier_of, make_dossier, make_staff
from tests.factories.users import actor, make_agency


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def deputy(staff):
    return actor("dung", Role.APPROVER, title="Phó Chủ tịch", signing_form="deputy")


def _signed(staff, deputy):
    dossier_id = make_dossier(staff, until="review")
    dossiers.sign(dossier_id, actor=deputy)
    return dossier_id


def test_without_a_delegation_in_force_a_deputy_does_not_sign(staff, deputy):
    dossier_id = make_dossier(staff, until="review")
    with pytest.raises(Refusal, match="no_delegation"):
        dossiers.sign(dossier_id, actor=deputy)
    assert dossier_of(dossier_id).state is DossierState.REVIEWED


@pytest.mark.parametrize(
    ("form", "lines"),
    [
        (DelegationForm.DEPUTY, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (DelegationForm.BY_AUTHORITY, ("TUQ. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (DelegationForm.ACTING, ("Q. CHỦ TỊCH",)),
    ],
)
def test_the_block_on_the_paper_is_that_of_the_delegation(staff, deputy, form, lines):
    delegate(staff.approver, deputy, form=form)
    decision_id = decisions.issue(_signed(staff, deputy), actor=staff.clerk)
    assert content_from_data(db.session.get_one(Decision, decision_id).content).signing == lines


def test_what_was_signed_yesterday_keeps_its_block_when_the_delegation_ends(staff, deputy):
    delegation_id = delegate(staff.approver, deputy)
    dossier_id = _signed(staff, deputy)
    delegations.end(delegation_id, clock.today(), "Chủ tịch về", actor=staff.approver)
    with clock.at(clock.now() + timedelta(days=1)):
        decision_id = decisions.issue(dossier_id, actor=staff.clerk)
    assert content_from_data(db.session.get_one(Decision, decision_id).content).signing[0] == "KT. CHỦ TỊCH"


def test_it_ends_at_midnight_in_viet_nam(staff, deputy):
    dossier_id = make_dossier(staff, until="review")
    delegate(staff.approver, deputy, last_on=clock.today())
    midnight = clock.local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    with clock.at(midnight), pytest.raises(Refusal, match="no_delegation"):
        dossiers.sign(dossier_id, actor=deputy)
    with clock.at(midnight - timedelta(seconds=30)):
        dossiers.sign(dossier_id, actor=deputy)


def test_a_delegation_for_less_money_or_another_policy_carries_nothing(staff, deputy):
    dossier_id = make_dossier(staff, until="review")
    delegate(staff.approver, deputy, most=dossier_of(dossier_id).total - 1)
    delegate(staff.approver, deputy, form=DelegationForm.BY_AUTHORITY, policies=("HN-NQ24-2023",))
    with pytest.raises(Refusal, match="no_delegation"):
        dossiers.sign(dossier_id, actor=deputy)


def test_what_was_delegated_is_not_delegated_again(staff, deputy):
    delegate(staff.approver, deputy, form=DelegationForm.BY_AUTHORITY)
    third = actor("ba", Role.APPROVER, signing_form="deputy")
    with pytest.raises(Refusal, match="only_the_head_delegates"):
        delegate(deputy, third)


def test_the_chairman_s_conflicts_are_the_deputy_s(staff, deputy):
    chairman = staff.approver
    user = db.session.get_one(User, chairman.user_id)
    both = chairman._replace(roles=frozenset({Role.OFFICER, Role.APPROVER}))
    dossier_id = make_dossier(staff._replace(officer=both), until="review")
    delegate(chairman, deputy)
    with pytest.raises(Refusal, match="principal_barred") as refused:
        dossiers.sign(dossier_id, actor=deputy)
    assert refused.value.facts["name"] == user.full_name


def test_the_chairman_s_relatives_are_the_deputy_s(staff, deputy):
    dossier_id = make_dossier(staff, until="review")
    delegate(staff.approver, deputy)
    relations.declare(dossier_of(dossier_id).lines[0].entitlement.case_id, "cháu ruột", actor=staff.approver)
    with pytest.raises(Refusal, match="officer_related"):
        dossiers.sign(dossier_id, actor=deputy)


def test_only_signers_of_the_own_office_stand_in(staff, deputy):
    with pytest.raises(Refusal, match="not_a_signer"):
        delegate(staff.approver, staff.reviewer)
    elsewhere = actor("xa", Role.APPROVER, agency=make_agency("xa-khac"), signing_form="deputy")
    with pytest.raises(Missing):
        delegate(staff.approver, elsewhere)
    db.session.get_one(User, deputy.user_id).disabled_at = clock.now()
    db.session.commit()
    with pytest.raises(Refusal, match="not_a_signer"):
        delegate(staff.approver, deputy)


def test_the_reviewer_delegates_nothing_and_a_reason_is_needed_to_end(staff, deputy):
    """Minh reviews and heads no department."""
    with pytest.raises(Refusal, match="only_the_head_delegates"):
        delegate(staff.reviewer, deputy)
    with pytest.raises(Refusal, match="action_not_allowed"):
        delegate(staff.clerk, deputy)
    delegation_id = delegate(staff.approver, deputy)
    with pytest.raises(Refusal, match="reason_missing"):
        delegations.end(delegation_id, clock.today(), " ", actor=staff.approver)
    with pytest.raises(Refusal, match="document_missing"):
        delegate(staff.approver, deputy, document=" ")


def test_who_is_on_call_is_known_for_the_hours_of_the_turn(staff):
    now = clock.now()
    begins, ends = now - timedelta(hours=1), now + timedelta(hours=1)
    office = staff.officer.agency_id
    turn = delegations.put_on_call(staff.officer.user_id, begins, ends, "0912345678", actor=staff.approver)
    assert [one.phone for one in on_call(office, at=now)] == ["+84912345678"]
    assert on_call(office, at=ends) == [] and on_call(office, at=begins - timedelta(seconds=1)) == []
    with pytest.raises(Refusal, match="hours_reversed"):
        delegations.put_on_call(staff.officer.user_id, ends, begins, "0912345678", actor=staff.approver)
    delegations.take_off_call(turn, actor=staff.approver)
    assert on_call(office, at=now) == []
