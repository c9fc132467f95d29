"""A paper calls whom it waits for: the bell, the letter and the digest follow from the same rule as for dossiers."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from aid import clock
from aid.domain.notices import MailChoice
from aid.domain.roles import Role
from aid.domain.signatures import Part, Subject
from aid.extensions import db, settings
from aid.models.notices import Mail, Notice
from aid.models.papers import Paper
from aid.queries import notices as seen
from aid.services import delegations, digests, notices, papers, signatures, signing_keys
from aid.services.numbering import Numbering
from aid.services.on_call import Place
from aid.services.paper_numbers import number_paper
from tests.factories import pki
from tests.factories.delegations import as_now
from tests.factories.dossiers import make_dossier, make_fund
from tests.factories.signing import HOA, make_office, posted_notice
from tests.factories.users import actor


@pytest.fixture
def office(app):
    return make_office()


def _told(who):
    """What was told of papers, the newest first: what, under which code, whether it still asks."""
    db.session.rollback()
    rows, _ = seen.listed(who, limit=100, offset=0)
    return [(row.action, row.code, row.is_open) for row in rows if row.action.startswith("paper:")]


def test_each_step_calls_the_next_and_settles_the_call_before(office):
    paper_id = posted_notice(office, numbered=False)
    ((action, code, is_open),) = _told(office.clerk)
    assert (action, is_open) == ("paper:made_final", True) and code.startswith("HT-")
    number = number_paper(paper_id, Numbering(), actor=office.clerk)
    assert _told(office.clerk)[0][2] is False
    assert _told(office.signer) == [("paper:numbered", number, True)]
    signatures.sign(paper_id, Part.SIGNER, pki.PASSWORD, of=Subject.PAPER, actor=office.signer)
    assert _told(office.signer)[0][2] is False
    assert _told(office.clerk)[0] == ("paper:signed_by_signer", number, True)
    signatures.sign(paper_id, Part.AGENCY, pki.PASSWORD, of=Subject.PAPER, actor=office.clerk)
    assert all(not is_open for _, _, is_open in _told(office.clerk) + _told(office.signer))


def test_the_notice_leads_to_the_paper_under_its_subject(office):
    paper_id = posted_notice(office)
    notice = db.session.scalars(select(Notice).where(Notice.action == "paper:numbered")).one()
    assert (notice.subject, notice.subject_id, notice.asks) == ("papers", paper_id, True)
    assert notice.title.startswith("Về việc niêm yết công khai")


def test_a_namesake_is_not_called(office):
    namesake = actor("hoa2", Role.APPROVER, full_name=HOA, title="Phó Chủ tịch", signing_form="deputy")
    signing_keys.register_file(Part.SIGNER, pki.key_file(pki.identity(f"{HOA} 2")), pki.PASSWORD, actor=namesake)
    posted_notice(office)
    assert (len(_told(office.signer)), _told(namesake)) == (1, [])


def test_minutes_and_a_proposal_signed_by_hand_call_nobody_to_sign(office):
    by_hand = {"began": "8 giờ", "venue": "Nhà văn hóa", "present": "Ông Năm", "period": "03 ngày"}
    dossier_id = make_dossier(office.staff, make_fund(office.staff, code="NS-8"))
    minutes = papers.start("posting_start", dossier_id, by_hand, actor=office.staff.officer)
    papers.finalise(minutes, actor=office.staff.officer)
    assert _told(office.clerk) == []
    proposal = papers.start("proposal", dossier_id, {}, actor=office.staff.officer)
    papers.finalise(proposal, actor=office.staff.officer)
    number_paper(proposal, Numbering(), actor=office.clerk)
    assert _told(office.staff.reviewer) == []
    assert [action for action, _, _ in _told(office.clerk)] == ["paper:made_final"]


def test_a_paper_that_is_given_up_calls_nobody_any_more(office):
    paper_id = posted_notice(office)
    papers.void(paper_id, "Sai địa điểm", actor=office.staff.officer)
    assert _told(office.signer)[0][2] is False


def test_whoever_is_on_call_for_the_clerk_is_called_too(office):
    night = actor("dem", Role.OFFICER)
    begins = clock.now().replace(minute=0, second=0, microsecond=0)
    place = Place(Role.CLERK, office.clerk.user_id)
    delegations.put_on_call(
        night.user_id, begins, begins + timedelta(hours=12), "0912345678", place=place, actor=office.signer
    )
    posted_notice(office, numbered=False)
    assert [action for action, _, _ in _told(as_now(night))] == ["paper:made_final"]


def test_the_letter_names_the_number_and_a_link_and_the_digest_the_step(office, app, clock):
    clock("2026-11-26T06:00+07:00")
    app.config["AID"] = replace(settings(), smtp="smtp://127.0.0.1:1", mail_from="kipthoi@example.org")
    notices.wish("hoa@example.org", MailChoice.EACH, actor=office.signer)
    paper_id = posted_notice(office)
    clock("2026-11-26T07:05+07:00")
    assert digests.write_due() == 1
    db.session.rollback()
    letter, digest = db.session.scalars(select(Mail).order_by(Mail.id)).all()
    number = db.session.get_one(Paper, paper_id).number
    assert letter.subject == f"[Kịp Thời] Giấy tờ {number} chờ anh/chị ký số"
    assert f"/papers/{paper_id}" in letter.body and "Hoa" not in letter.body
    assert f"- Ký số giấy tờ: {number}" in digest.body
