"""A paper from its first draft to the shelf: what was made final never changes, whatever happens to the rows."""

from dataclasses import replace
from datetime import date

import pytest

from aid.documents import storage
from aid.documents.papers import render_paper
from aid.domain.errors import Missing, Refusal
from aid.domain.papers import KINDS, PaperState
from aid.domain.roles import Role
from aid.extensions import db, settings
from aid.models.dossiers import Dossier
from aid.models.jobs import Job, JobState
from aid.models.papers import Paper
from aid.services import check, paper_views, papers
from aid.services.paper_contents import content_now, kept_content
from aid.services.paper_facts import COMPOSERS
from tests.factories.dossiers import make_dossier, make_staff
from tests.factories.users import actor, make_agency


@pytest.fixture
def staff(app, clock):
    return make_staff()


def paper_of(paper_id):
    db.session.rollback()
    return db.session.get_one(Paper, paper_id, populate_existing=True)


def a_proposal(staff, *, final=True, **answers):
    paper_id = papers.start("proposal", make_dossier(staff), answers, actor=staff.officer)
    if final:
        papers.finalise(paper_id, actor=staff.officer)
    return paper_id


def test_every_kind_has_its_composer_and_no_composer_is_left_over():
    assert set(COMPOSERS) == set(KINDS)


def test_a_final_proposal_is_frozen_drawn_and_kept_by_its_hash(staff):
    paper = paper_of(a_proposal(staff))
    assert paper.state is PaperState.FINAL
    data = storage.get(settings().files, paper.pdf_sha256)
    assert data.startswith(b"%PDF")
    assert data == render_paper(kept_content(paper))
    jobs = db.session.query(Job).filter_by(kind="render_paper").all()
    assert [job.state for job in jobs] == [JobState.DONE]
    assert check.run().findings == []


def test_a_dossier_that_changes_later_changes_nothing_on_a_final_paper(staff):
    paper_id = a_proposal(staff)
    before = paper_of(paper_id).content
    dossier = db.session.get_one(Dossier, paper_of(paper_id).dossier_id)
    dossier.incident.address = "nơi khác"
    content, _ = content_now(paper_id, actor=staff.officer)
    assert "nơi khác" not in str(content)
    assert paper_of(paper_id).content == before


def test_a_draft_follows_its_dossier_and_its_maker(staff):
    paper_id = a_proposal(staff, final=False, more="Gia đình đặc biệt khó khăn.")
    papers.change(paper_id, {"more": "Hộ neo đơn."}, actor=staff.officer)
    content, _ = content_now(paper_id, actor=staff.officer)
    assert content.facts["more"] == "Hộ neo đơn."


@pytest.mark.parametrize("act", ["change", "finalise"])
def test_a_final_paper_takes_no_further_step_but_being_given_up(staff, act):
    paper_id = a_proposal(staff)
    with pytest.raises(Refusal) as refusal:
        papers.change(paper_id, {}, actor=staff.officer) if act == "change" else papers.finalise(
            paper_id, actor=staff.officer
        )
    assert refusal.value.code == "paper_not_draft"


def test_the_database_itself_keeps_a_final_paper_as_it_is(staff):
    paper = paper_of(a_proposal(staff))
    paper.content = {**paper.content, "subject": "khác"}
    with pytest.raises(Exception, match="append-only"):
        db.session.flush()
    db.session.rollback()


def test_the_number_comes_once_and_the_paper_is_drawn_with_it(staff):
    paper_id = a_proposal(staff)
    without = paper_of(paper_id).pdf_sha256
    papers.set_number(paper_id, "41/TTr-VHXH", date(2026, 1, 4), actor=staff.clerk)
    paper = paper_of(paper_id)
    assert (paper.number, paper.day) == ("41/TTr-VHXH", date(2026, 1, 4))
    assert paper.pdf_sha256 not in {None, without}
    with pytest.raises(Refusal) as refusal:
        papers.set_number(paper_id, "42/TTr-VHXH", date(2026, 1, 4), actor=staff.clerk)
    assert refusal.value.code == "paper_numbered"
    assert check.run().findings == []


def test_a_draft_has_no_number(staff):
    paper_id = a_proposal(staff, final=False)
    with pytest.raises(Refusal) as refusal:
        papers.set_number(paper_id, "41/TTr-VHXH", date(2026, 1, 4), actor=staff.clerk)
    assert refusal.value.code == "paper_not_final"


def test_a_void_paper_keeps_what_it_said_and_its_reason(staff):
    paper_id = a_proposal(staff)
    papers.void(paper_id, "Lập nhầm hồ sơ", actor=staff.officer)
    paper = paper_of(paper_id)
    assert (paper.state, paper.void_reason) == (PaperState.VOID, "Lập nhầm hồ sơ")
    assert paper.content
    with pytest.raises(Refusal) as refusal:
        papers.void(paper_id, "lần nữa", actor=staff.officer)
    assert refusal.value.code == "paper_void"


def test_who_may_not_make_this_kind_is_told_who_does(staff):
    with pytest.raises(Refusal) as refusal:
        papers.start("proposal", make_dossier(staff), {}, actor=staff.accountant)
    assert refusal.value.code == "paper_not_yours"


def test_another_office_finds_no_paper_and_makes_none(staff):
    paper_id = a_proposal(staff)
    stranger = actor("la", Role.OFFICER, agency=make_agency("ha-dinh"))
    with pytest.raises(Missing):
        content_now(paper_id, actor=stranger)
    with pytest.raises(Missing):
        papers.void(paper_id, "thử", actor=stranger)


def test_two_who_edit_at_once_do_not_overwrite_each_other(staff):
    paper_id = a_proposal(staff, final=False)
    papers.change(paper_id, {"more": "một"}, version=1, actor=staff.officer)
    with pytest.raises(Refusal) as refusal:
        papers.change(paper_id, {"more": "hai"}, version=1, actor=staff.reviewer)
    assert refusal.value.code == "stale_edit"


def test_the_check_finds_a_paper_nobody_draws_and_one_changed_by_hand(staff):
    paper_id = a_proposal(staff)
    db.session.execute(db.text("UPDATE papers SET pdf_sha256 = NULL WHERE id = :id"), {"id": paper_id})
    db.session.commit()
    assert {finding.code for finding in check.run().findings} >= {"pdf_missing"}


def test_a_lost_file_of_a_paper_is_found(staff):
    digest = paper_of(a_proposal(staff)).pdf_sha256
    next(settings().files.rglob(digest)).unlink()
    assert "file_missing" in {finding.code for finding in check.run().findings}


def test_a_killed_worker_draws_the_same_paper_later(staff, monkeypatch):
    monkeypatch.setattr(papers, "render_paper", lambda *_: (_ for _ in ()).throw(MemoryError))
    paper_id = a_proposal(staff)
    assert paper_of(paper_id).pdf_sha256 is None
    assert check.run().findings == []
    monkeypatch.undo()
    papers.render(paper_id)
    paper = paper_of(paper_id)
    assert storage.get(settings().files, paper.pdf_sha256) == render_paper(replace(kept_content(paper)))


def test_an_office_that_edits_in_word_gets_the_same_words_as_docx(staff):
    paper_id = a_proposal(staff)
    with pytest.raises(Refusal) as refusal:
        paper_views.word_copy(paper_id, actor=staff.officer)
    assert refusal.value.code == "word_not_asked"
    make_agency().word_copies = True
    db.session.commit()
    assert paper_views.word_copy(paper_id, actor=staff.officer).data[:2] == b"PK"
    assert paper_views.word_draft(paper_of(paper_id).dossier_id, actor=staff.officer)[:2] == b"PK"
