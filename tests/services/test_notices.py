"""Who hears of a step: whose turn it is next, whose work came back, and nobody else."""

import pytest
from sqlalchemy import select

from aid import clock
from aid.domain.errors import Refusal
from aid.domain.notices import PAGES, RULES, MailChoice
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.funds import Fund
from aid.models.notices import MailWish, Notice
from aid.models.users import User
from aid.queries import notices as seen
from aid.services import decisions, dossiers, incidents, notices
from tests.factories.dossiers import make_dossier, make_staff
from tests.factories.incidents import a_report
from tests.factories.users import actor


@pytest.fixture
def staff(app):
    return make_staff()


def _told(who, action=None):
    db.session.rollback()
    rows, _ = seen.listed(who, limit=100, offset=0)
    return [row for row in rows if action in (None, row.action)]


def test_the_reviewer_hears_of_a_submitted_dossier_and_the_officer_does_not(staff):
    make_dossier(staff, until="submit")
    assert [row.action for row in _told(staff.reviewer, "dossier:submitted")] == ["dossier:submitted"]
    assert _told(staff.officer) == []
    assert _told(staff.approver) == []


def test_what_comes_back_is_told_to_whoever_prepared_it_with_the_reason(staff):
    dossier_id = make_dossier(staff, until="submit")
    dossiers.return_to_officer(dossier_id, reason="Thiếu giấy ra viện", actor=staff.reviewer)
    (row,) = _told(staff.officer)
    assert (row.action, row.reason, row.href) == ("dossier:returned", "Thiếu giấy ra viện", f"/dossiers/{dossier_id}")


def test_a_colleague_who_took_the_step_spares_the_others(staff):
    other = actor("phuc", Role.REVIEWER)
    dossier_id = make_dossier(staff, until="submit")
    assert seen.unread(other.user_id) == 1
    dossiers.review(dossier_id, actor=staff.reviewer)
    (row,) = _told(other)
    assert row.is_settled and not row.is_open
    assert seen.unread(other.user_id) == 0


def test_who_is_barred_from_the_next_duty_is_not_called_to_it(staff):
    both = actor("van", Role.OFFICER, Role.REVIEWER)
    make_dossier(staff._replace(officer=both), until="submit")
    assert _told(both) == []
    assert _told(staff.reviewer) != []


def test_a_disabled_person_and_the_one_who_did_it_hear_nothing(staff):
    gone = actor("xuan", Role.REVIEWER)
    db.session.get_one(User, gone.user_id).disabled_at = clock.now()
    db.session.commit()
    make_dossier(staff, until="submit")
    assert _told(gone) == []


def test_a_step_that_is_refused_tells_nobody(staff):
    dossier_id = make_dossier(staff, until="submit")
    with pytest.raises(Refusal, match="reason_missing"):
        dossiers.return_to_officer(dossier_id, reason=" ", actor=staff.reviewer)
    assert _told(staff.officer) == []


def test_the_accountant_hears_of_the_decision_under_its_number(staff):
    decision_id = decisions.issue(make_dossier(staff, until="sign"), actor=staff.clerk)
    (row,) = _told(staff.accountant)
    assert row.href == f"/decisions/{decision_id}"
    assert "/QĐ-UBND" in row.code


def test_reading_ends_the_count_and_a_newer_notice_begins_it_again(staff):
    make_dossier(staff, until="submit")
    newest = _told(staff.reviewer)[0].id
    assert notices.read_all(actor=staff.reviewer, upto=newest) >= 1
    assert notices.read_all(actor=staff.reviewer, upto=newest) == 0
    assert seen.unread(staff.reviewer.user_id) == 0
    make_dossier(staff, db.session.scalar(select(Fund.id)), until="submit")
    assert seen.unread(staff.reviewer.user_id) >= 1


def test_nobody_reads_for_another(staff):
    make_dossier(staff, until="submit")
    newest = _told(staff.reviewer)[0].id
    notices.read_all(actor=staff.officer, upto=newest)
    assert seen.unread(staff.reviewer.user_id) >= 1


def test_a_confirmed_incident_no_longer_asks_to_be_confirmed(staff):
    incident_id = incidents.report(a_report(), actor=staff.officer)
    assert seen.unread(staff.reviewer.user_id) == 1
    incidents.confirm(incident_id, actor=staff.approver)
    assert seen.unread(staff.reviewer.user_id) == 0


@pytest.mark.parametrize(
    "address",
    [
        "lan", "lan@", "a@b", "a b@example.org", "a@example.org\nBcc: x@example.org", "=?utf-8?b?Cg==?=@example.org",
        "lan\x00@example.org", "\ud800@example.org", "lan..a@example.org", "l" * 65 + "@example.org",
    ],
)  # fmt: skip
def test_an_address_that_no_letter_reaches_is_refused(staff, address):
    with pytest.raises(Refusal, match="address_unreadable"):
        notices.wish(address, MailChoice.EACH, actor=staff.officer)
    assert db.session.get(MailWish, staff.officer.user_id) is None


def test_a_wish_can_be_changed_and_ended(staff):
    notices.wish("lan@example.org", MailChoice.EACH, actor=staff.officer)
    notices.wish("lan@example.org", MailChoice.DIGEST, actor=staff.officer)
    assert seen.wish_of(staff.officer.user_id) == ("lan@example.org", MailChoice.DIGEST)
    notices.wish("", MailChoice.DIGEST, actor=staff.officer)
    assert seen.wish_of(staff.officer.user_id) == ("", MailChoice.NONE)


def test_every_notice_leads_to_a_page(staff):
    decisions.issue(make_dossier(staff, until="sign"), actor=staff.clerk)
    rows = db.session.scalars(select(Notice)).all()
    assert rows and all(row.subject in PAGES and row.action in RULES for row in rows)
