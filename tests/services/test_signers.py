"""The block over the name on every paper is that of the delegation in force on the day of signing."""

from datetime import timedelta

import pytest

from aid import clock
from aid.domain.decision_changes import ChangeKind
from aid.domain.delegations import DelegationForm
from aid.domain.errors import Refusal
from aid.domain.paper_content import content_from_data
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.decision_changes import DecisionChange
from aid.models.dossiers import Dossier
from aid.models.papers import Paper
from aid.models.users import Agency, User
from aid.services import decision_changes, decision_drafts, delegations, dossiers, papers, relations
from aid.services.decision_changes import ChangePlan
from aid.services.paper_facts.blocks import signature_of_department, signature_of_office
from aid.services.paper_facts.letterheads import of_department
from tests.factories.delegations import delegate
from tests.factories.dossiers import dossier_of, make_decision, make_dossier, make_staff
from tests.factories.users import actor

DAY = timedelta(days=1)
TOLD = {"venue": "Nhà văn hóa", "period": "03 ngày", "contact": "Phòng VHXH"}


@pytest.fixture
def deputy(app):
    """The deputy's account is older than the chairman's: the first who approves is not who signs."""
    return actor("dung", Role.APPROVER, title="Phó Chủ tịch", signing_form="deputy")


@pytest.fixture
def staff(deputy):
    return make_staff()


@pytest.fixture
def dossier(staff):
    return dossier_of(make_dossier(staff, until="review"))


def _office(subject, **more):
    return signature_of_office(db.session(), db.session.get_one(Agency, subject.agency_id), subject, **more).signature


def _notice(staff, dossier):
    """A final thông báo about a dossier."""
    paper_id = papers.start("notice", dossier.id, TOLD, actor=staff.officer)
    papers.finalise(paper_id, actor=staff.officer)
    return paper_id


def _printed(paper_id):
    return content_from_data(db.session.get_one(Paper, paper_id).content).signatures[-1]


def test_without_a_delegation_the_chairman_signs_though_the_deputy_is_the_first_who_approves(staff, dossier):
    found = _office(dossier)
    assert (found.lines, found.name) == (("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), staff.approver.name)


@pytest.mark.parametrize(
    ("form", "lines"),
    [
        (DelegationForm.DEPUTY, ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (DelegationForm.BY_AUTHORITY, ("TUQ. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (DelegationForm.BY_ORDER, ("TL. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (DelegationForm.ACTING, ("Q. CHỦ TỊCH",)),
    ],
)
def test_a_letter_bears_the_block_of_the_delegation_in_force(staff, deputy, dossier, form, lines):
    delegate(staff.approver, deputy, form=form)
    printed = _printed(_notice(staff, dossier))
    assert (printed.lines, printed.name) == (lines, deputy.name)


def test_a_delegation_for_another_policy_or_less_money_says_nothing_about_this_letter(staff, deputy, dossier):
    delegate(staff.approver, deputy, policies=("HN-NQ24-2023",))
    delegate(staff.approver, deputy, form=DelegationForm.BY_AUTHORITY, most=dossier.total - 1)
    assert _office(dossier).name == staff.approver.name
    assert _office(dossier.incident).name == deputy.name


def test_the_number_of_a_day_without_the_delegation_is_refused_and_that_of_the_last_day_given(staff, deputy, dossier):
    delegate(staff.approver, deputy, last_on=clock.today())
    paper_id, today = _notice(staff, dossier), clock.today()
    with clock.at(clock.now() + DAY):
        with pytest.raises(Refusal, match="paper_signer_not_in_force") as refused:
            papers.set_number(paper_id, "41/TB-UBND", today + DAY, actor=staff.clerk)
        assert refused.value.facts == {"name": deputy.name, "day": today + DAY}
        papers.set_number(paper_id, "41/TB-UBND", today, actor=staff.clerk)


def test_the_chairman_s_own_letter_is_numbered_whoever_stands_in(staff, deputy, dossier):
    paper_id = _notice(staff, dossier)
    delegate(staff.approver, deputy)
    papers.set_number(paper_id, "41/TB-UBND", clock.today(), actor=staff.clerk)


def test_a_chairman_who_chairs_a_meeting_is_no_signature_of_the_office(staff, deputy, dossier):
    """A name typed under "CHỦ TỌA" needs no delegation on any day."""
    told = {"began": "8 giờ", "ended": "9 giờ", "venue": "Nhà văn hóa", "chair": deputy.name, "secretary": "Lan"}
    told |= {"present": "Ông An\nBà Bình\nÔng Chi", "opinions": "Nhất trí", "outcome": "Nhất trí"}
    paper_id = papers.start("meeting", dossier.incident_id, told, actor=staff.officer)
    papers.finalise(paper_id, actor=staff.officer)
    papers.set_number(paper_id, "02/BB", clock.today(), actor=staff.clerk)


def test_the_draft_shows_who_signs_today(staff, deputy, dossier):
    """The deputy reads the chairman's block until the delegation is in force, then the own one."""
    before = decision_drafts.draft(dossier.id, actor=deputy)
    assert (before.signing, before.signer) == (("CHỦ TỊCH",), staff.approver.name)
    delegate(staff.approver, deputy, form=DelegationForm.BY_AUTHORITY)
    after = decision_drafts.draft(dossier.id, actor=deputy)
    assert (after.signing, after.signer) == (("TUQ. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), deputy.name)
    assert decision_drafts.draft(dossier.id, actor=staff.approver).signer == staff.approver.name


def _department(dossier):
    agency = db.session.get_one(Agency, dossier.agency_id)
    return signature_of_department(db.session(), dossier, of_department(agency, "TTr")).signature


def test_the_head_of_the_department_signs_the_proposal_and_the_deputy_head_on_a_delegation(staff, dossier):
    assert (_department(dossier).lines, _department(dossier).name) == (("TRƯỞNG PHÒNG",), staff.reviewer.name)
    head = actor("hung", Role.REVIEWER, title="Trưởng phòng", signing_form="head")
    user = db.session.get_one(User, staff.reviewer.user_id)
    user.signing_form, user.title = "deputy", "Phó Trưởng phòng"
    db.session.commit()
    assert _department(dossier).name == head.name
    delegate(head, staff.reviewer)
    found = _department(dossier)
    assert (found.lines, found.name) == (("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"), staff.reviewer.name)


def test_the_head_of_a_department_delegates_no_signature_of_the_office(staff, deputy, dossier):
    head = actor("hung", Role.REVIEWER, title="Trưởng phòng", signing_form="head")
    with pytest.raises(Refusal, match="not_a_signer"):
        delegate(head, deputy)
    both = actor("ca", Role.REVIEWER, Role.APPROVER, signing_form="deputy")
    delegate(head, both)
    with pytest.raises(Refusal, match="no_delegation"):
        dossiers.sign(dossier.id, actor=both)


def test_nobody_but_the_giver_and_the_signers_ends_a_delegation(staff, deputy):
    given = delegate(staff.approver, deputy)
    head = actor("hung", Role.REVIEWER, title="Trưởng phòng", signing_form="head")
    with pytest.raises(Refusal, match="delegation_of_another"):
        delegations.end(given, clock.today(), "Không còn cần", actor=head)
    delegations.end(given, clock.today(), "Chủ tịch về", actor=staff.approver)


def test_a_delegation_is_dropped_before_its_first_day(staff, deputy, dossier):
    given = delegate(staff.approver, deputy, first_on=clock.today() + 5 * DAY, last_on=clock.today() + 9 * DAY)
    delegations.end(given, clock.today(), "Chủ tịch không đi công tác", actor=staff.approver)
    with clock.at(clock.now() + 6 * DAY), pytest.raises(Refusal, match="no_delegation"):
        dossiers.sign(dossier.id, actor=deputy)
    delegate(staff.approver, deputy, first_on=clock.today() + 5 * DAY, last_on=clock.today() + 9 * DAY)


def _change(staff):
    """A revocation that waits for its signature."""
    decision_id = make_decision(staff)
    change_id = decision_changes.prepare(decision_id, ChangePlan(ChangeKind.REVOKE, "Nhầm hộ"), actor=staff.officer)
    decision_changes.take_step(change_id, "submit", actor=staff.officer)
    decision_changes.take_step(change_id, "review", actor=staff.reviewer)
    return change_id


def test_a_change_of_a_decision_is_signed_like_a_decision(staff, deputy):
    change_id = _change(staff)
    with pytest.raises(Refusal, match="no_delegation"):
        decision_changes.take_step(change_id, "sign", actor=deputy)
    delegate(staff.approver, deputy, form=DelegationForm.BY_AUTHORITY)
    decision_changes.take_step(change_id, "sign", actor=deputy)
    assert decision_changes.draft(change_id).signing == ("TUQ. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert db.session.get_one(DecisionChange, change_id).signed_for == staff.approver.user_id


def test_a_relative_of_the_chairman_keeps_the_deputy_from_changing_the_decision(staff, deputy):
    change_id = _change(staff)
    delegate(staff.approver, deputy)
    dossier = db.session.get_one(DecisionChange, change_id).decision.dossier
    relations.declare(dossier.lines[0].entitlement.case_id, "cháu ruột", actor=staff.approver)
    for who in (deputy, staff.approver):
        with pytest.raises(Refusal, match="officer_related"):
            decision_changes.take_step(change_id, "sign", actor=who)


def test_two_heads_who_stand_in_for_each_other_each_sign_for_themselves(staff, dossier):
    other = actor("son", Role.APPROVER, title="Chủ tịch", signing_form="head")
    delegate(staff.approver, other)
    delegate(other, staff.approver)
    relations.declare(dossier.lines[0].entitlement.case_id, "cháu ruột", actor=staff.approver)
    with pytest.raises(Refusal, match="officer_related"):
        dossiers.sign(dossier.id, actor=staff.approver)
    dossiers.sign(dossier.id, actor=other)
    signed = db.session.get_one(Dossier, dossier.id)
    assert (signed.signed_form, signed.signed_for) == ("head", None)


def test_a_delegation_ended_mid_way_carries_nothing_the_next_day(staff, deputy, dossier):
    given = delegate(staff.approver, deputy)
    delegations.end(given, clock.today(), "Chủ tịch về", actor=staff.approver)
    with clock.at(clock.now() + DAY):
        with pytest.raises(Refusal, match="no_delegation"):
            dossiers.sign(dossier.id, actor=deputy)
        assert _office(dossier).name == staff.approver.name
