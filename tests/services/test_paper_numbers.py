"""A final tờ trình gets its number from the register, once; a draft and a form get none."""

import pytest
from sqlalchemy import select

from aid.domain.decisions import day_words
from aid.domain.errors import Refusal
from aid.extensions import db
from aid.models.outgoing import OutgoingDocument
from aid.models.papers import Paper
from aid.services import check, dossiers, filing, papers
from aid.services.decision_drafts import draft
from aid.services.dossier_headings import Heading
from aid.services.numbering import Numbering
from aid.services.paper_numbers import number_paper
from tests.factories.dossiers import make_dossier, make_staff


@pytest.fixture
def staff(app):
    return make_staff()


def test_the_register_and_the_paper_carry_the_same_number(staff):
    dossier_id = make_dossier(staff)
    paper_id = papers.start("proposal", dossier_id, {}, actor=staff.officer)
    with pytest.raises(Refusal, match="paper_not_final"):
        number_paper(paper_id, Numbering(), actor=staff.clerk)
    papers.finalise(paper_id, actor=staff.officer)
    with pytest.raises(Refusal, match="action_not_allowed"):
        number_paper(paper_id, Numbering(), actor=staff.officer)
    number = number_paper(paper_id, Numbering(), actor=staff.clerk)
    db.session.rollback()
    entry = db.session.scalars(select(OutgoingDocument)).one()
    paper = db.session.get_one(Paper, paper_id)
    assert (paper.number, paper.day) == (number, entry.day) == (entry.full_number, entry.day)
    assert (entry.kind, entry.dossier_id) == ("proposal", dossier_id)
    assert number.startswith("01/TTr")
    with pytest.raises(Refusal, match="paper_numbered"):
        number_paper(paper_id, Numbering(), actor=staff.clerk)
    assert [row.number for row in filing.contents(dossier_id, actor=staff.clerk)] == [number]
    assert check.run().findings == []


def test_the_contents_of_a_dossier_name_a_final_paper_once_with_its_number_or_without(staff):
    dossier_id = make_dossier(staff)
    draft = papers.start("proposal", dossier_id, {}, actor=staff.officer)
    assert list(filing.contents(dossier_id, actor=staff.clerk)) == []
    papers.finalise(draft, actor=staff.officer)
    (row,) = filing.contents(dossier_id, actor=staff.clerk)
    assert row.number == "" and row.subject.startswith("Tờ trình: ")
    number = number_paper(draft, Numbering(), actor=staff.clerk)
    (row,) = filing.contents(dossier_id, actor=staff.clerk)
    assert row.number == number and row.author == "UBND phường khuong-dinh"


def test_the_register_names_the_signer_of_a_paper_with_the_title(staff):
    paper_id = papers.start("proposal", make_dossier(staff), {}, actor=staff.officer)
    papers.finalise(paper_id, actor=staff.officer)
    number_paper(paper_id, Numbering(), actor=staff.clerk)
    assert db.session.scalars(select(OutgoingDocument.signer)).one().endswith(", Trưởng phòng")


def test_the_decision_names_its_proposal_with_the_day_it_was_numbered(staff):
    dossier_id = make_dossier(staff)
    paper_id = papers.start("proposal", dossier_id, {}, actor=staff.officer)
    papers.finalise(paper_id, actor=staff.officer)
    number = number_paper(paper_id, Numbering(), actor=staff.clerk)
    dossiers.change_lines(dossier_id, heading=Heading("Hỗ trợ", number), actor=staff.officer)
    day = day_words(db.session.get_one(Paper, paper_id).day)
    draft_content = draft(dossier_id, actor=staff.officer)
    assert draft_content.proposal.endswith(f"tại Tờ trình số {number} {day}")
