"""Papers in "Who waits for whom": the clerk for a number, who is named for a signature, the clerk for the seal."""

from datetime import timedelta

import pytest

from aid import clock
from aid.domain.roles import Role
from aid.domain.signatures import Part, Subject
from aid.domain.work import WorkKind
from aid.extensions import db
from aid.models.dossiers import Dossier
from aid.models.papers import Paper
from aid.queries.waiting import queues
from aid.services import papers, signatures
from aid.services.numbering import Numbering
from aid.services.paper_numbers import number_paper
from tests.factories import pki
from tests.factories.dossiers import make_dossier, make_fund
from tests.factories.signing import make_office, posted_notice, revoked, sign_both

_PAPERS = {
    WorkKind.PAPER_NUMBER, WorkKind.PAPER_SIGN, WorkKind.PAPER_SEAL, WorkKind.CHANGE_E_SIGN, WorkKind.CHANGE_E_SEAL,
}  # fmt: skip


@pytest.fixture
def office(app):
    made = make_office()
    sign_both(made)
    return made


def _queues(office, *, after=0):
    db.session.rollback()
    today = clock.today() + timedelta(days=after)
    found = queues({office.clerk.agency_id}, today=today)
    return [row for row in found if row.kind in _PAPERS]


def _due(paper_id, day):
    db.session.get_one(Dossier, db.session.get_one(Paper, paper_id).dossier_id).due_on = day
    db.session.commit()


def _steps(office):
    return [(row.kind, row.role, list(row.people), row.waiting) for row in _queues(office)]


def test_a_notice_waits_for_the_clerk_then_for_whom_it_names_then_for_the_clerk(office):
    paper_id = posted_notice(office, numbered=False)
    clerk = (Role.CLERK, [office.clerk.name], 1)
    assert _steps(office) == [(WorkKind.PAPER_NUMBER, *clerk)]
    number_paper(paper_id, Numbering(), actor=office.clerk)
    assert _steps(office) == [(WorkKind.PAPER_SIGN, Role.APPROVER, [office.signer.name], 1)]
    signatures.sign(paper_id, Part.SIGNER, pki.PASSWORD, of=Subject.PAPER, actor=office.signer)
    assert _steps(office) == [(WorkKind.PAPER_SEAL, *clerk)]
    signatures.sign(paper_id, Part.AGENCY, pki.PASSWORD, of=Subject.PAPER, actor=office.clerk)
    assert _steps(office) == []


def test_a_revocation_waits_for_its_signer_and_the_seal(office):
    change_id = revoked(office)
    assert _steps(office) == [(WorkKind.CHANGE_E_SIGN, Role.APPROVER, [office.signer.name], 1)]
    signatures.sign(change_id, Part.SIGNER, pki.PASSWORD, of=Subject.CHANGE, actor=office.signer)
    assert _steps(office) == [(WorkKind.CHANGE_E_SEAL, Role.CLERK, [office.clerk.name], 1)]


def test_the_oldest_tells_since_which_day_and_for_how_many(office):
    _due(posted_notice(office, numbered=False), None)
    (row,) = _queues(office, after=3)
    assert (row.since, row.days, row.late, row.due_on) == (clock.today(), 3, 0, None)


def test_a_paper_of_a_late_dossier_is_late_with_it(office):
    yesterday = clock.today() - timedelta(days=1)
    _due(posted_notice(office, numbered=False), yesterday)
    (row,) = _queues(office)
    assert (row.late, row.due_on, row.days) == (1, yesterday, 0)


def test_what_is_signed_by_hand_alone_waits_for_nobody(office):
    by_hand = {"began": "8 giờ", "venue": "Nhà văn hóa", "present": "Ông Năm", "period": "03 ngày"}
    dossier_id = make_dossier(office.staff, make_fund(office.staff, code="NS-8"))
    paper_id = papers.start("posting_start", dossier_id, by_hand, actor=office.staff.officer)
    papers.finalise(paper_id, actor=office.staff.officer)
    assert _steps(office) == []


def test_a_proposal_waits_for_the_head_of_the_department_only_with_a_key(office):
    dossier_id = make_dossier(office.staff, make_fund(office.staff, code="NS-8"))
    paper_id = papers.start("proposal", dossier_id, {}, actor=office.staff.officer)
    papers.finalise(paper_id, actor=office.staff.officer)
    number_paper(paper_id, Numbering(), actor=office.clerk)
    assert _steps(office) == []


def test_another_office_sees_none_of_it(office):
    posted_notice(office)
    assert queues({office.clerk.agency_id + 1}, today=clock.today()) == []
