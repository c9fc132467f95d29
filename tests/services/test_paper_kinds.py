"""Every kind of paper written from the rows of one small fire: what it says, and when it is refused."""

import hashlib
import json

import pytest

from aid.documents.paper_samples import FILE, sample_content
from aid.documents.paper_sandbox import shipped_source
from aid.documents.papers import page_of, render_paper
from aid.domain.errors import Refusal
from aid.domain.paper_content import content_as_data
from aid.domain.papers import KINDS, PaperState, PaperSubject
from aid.extensions import db
from aid.models.papers import Paper
from aid.services import check, papers
from aid.services.paper_contents import content_now
from tests.documents.reading import Paper as Pdf
from tests.factories.dossiers import make_staff
from tests.factories.entitlements import make_assessed_case
from tests.factories.papers import PHOTO, answers_to, every_subject, maker_of


@pytest.fixture
def staff(app, clock):
    return make_staff(name="Ủy ban nhân dân phường Khương Đình")


@pytest.fixture
def world(staff):
    return every_subject(staff)


def made(code, world, staff, **changes):
    kind = KINDS[code]
    answers = answers_to(kind) | changes
    return papers.start(code, world[kind.subject], answers, actor=maker_of(kind, staff))


def test_every_kind_is_written_made_final_and_kept(world, staff, request):
    contents = {}
    for code, kind in KINDS.items():
        paper_id = made(code, world, staff)
        contents[code], source = content_now(paper_id, actor=staff.officer)
        assert source == shipped_source(code)
        papers.finalise(paper_id, actor=maker_of(kind, staff))
        paper = db.session.get_one(Paper, paper_id, populate_existing=True)
        assert (paper.state, bool(paper.pdf_sha256)) == (PaperState.FINAL, True), code
    assert check.run().findings == []
    if request.config.getoption("--write-samples", default=False):
        told = {code: content_as_data(one) for code, one in contents.items()}
        FILE.write_text(json.dumps(told, ensure_ascii=False, indent=1, default=str) + "\n", "utf-8")
    for code, content in contents.items():
        assert set(content.facts) == set(sample_content(code).facts), f"{code}: run with --write-samples"


@pytest.mark.parametrize("chair", ["Trần Văn An", "Ông TRẦN VĂN AN, tổ trưởng", "bà Lê Thị Bình - tổ phó"])
def test_nobody_of_the_households_chairs_the_meeting_about_them(world, staff, chair):
    with pytest.raises(Refusal) as refusal:
        made("meeting", world, staff, chair=chair)
    assert refusal.value.code == "chaired_by_victim"


def test_a_draft_whose_chairman_became_a_victim_is_not_made_final(world, staff):
    paper_id = made("meeting", world, staff, chair="Ngô Thị Mới, tổ trưởng")
    make_assessed_case(staff.officer, {"name": "Ngô Thị Mới", "born_in": 1970, "relation": "head"})
    with pytest.raises(Refusal) as refusal:
        papers.finalise(paper_id, actor=staff.officer)
    assert refusal.value.code == "chaired_by_victim"


@pytest.mark.parametrize("code", ["notice", "pay_list_public"])
def test_what_the_public_reads_has_no_name_in_full_and_no_number(world, staff, code):
    content, source = content_now(made(code, world, staff), actor=staff.officer)
    page = page_of(content, source)
    for secret in ("Trần Văn An", "Lê Thị Bình", "001080001234", "001183009999", "0123456789", "ngách 1/2"):
        assert secret not in page.replace("tại ngách 1/2", ""), secret
    assert "T.V.A." in page


def test_the_full_list_has_them(world, staff):
    content, source = content_now(made("pay_list", world, staff), actor=staff.officer)
    page = page_of(content, source)
    assert "001080001234" in page
    assert "Trần Văn An" in page


def test_the_minutes_of_damage_name_each_photo_by_its_hash(world, staff):
    content, _ = content_now(made("damage_minutes", world, staff), actor=staff.officer)
    assert [row["hash"].replace(" ", "") for row in content.tables[0].rows] == [hashlib.sha256(PHOTO).hexdigest()]


def test_the_sum_of_a_list_is_the_sum_of_its_rows(world, staff):
    for code in ("pay_list", "pay_list_public", "proposal", "notice"):
        (table,) = content_now(made(code, world, staff), actor=staff.officer)[0].tables
        key = next(column.key for column in table.columns if column.kind == "number")
        assert sum(int(row[key].replace(".", "")) for row in table.rows) == int(table.total.replace(".", ""))


REFUSED = {
    "form_5a": "paper_without_needs",
    "form_04": "paper_without_dead",
    "form_06": "paper_without_house",
    "confirmation_request": "paper_without_tenants",
    "damage_minutes": "paper_without_damage",
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_paper_with_nothing_to_say_is_refused_with_the_reason(staff, code):
    case = make_assessed_case(staff.officer, {"name": "Vũ Bình Yên", "born_in": 1970, "relation": "head"})
    subject = {PaperSubject.CASE: case.case_id, PaperSubject.INCIDENT: case.incident_id}[KINDS[code].subject]
    with pytest.raises(Refusal) as refusal:
        papers.start(code, subject, answers_to(KINDS[code]), actor=staff.officer)
    assert refusal.value.code == REFUSED[code]


def test_each_receiver_has_a_page_of_the_invitation(world, staff):
    paper_id = made("invitation", world, staff)
    papers.finalise(paper_id, actor=staff.accountant)
    content, source = content_now(paper_id, actor=staff.officer)
    pdf = Pdf(render_paper(content, source))
    assert len(pdf.pages) == len(content.facts["guests"])


def test_what_is_required_and_left_empty_keeps_a_paper_a_draft(world, staff):
    paper_id = made("meeting", world, staff, ended="")
    with pytest.raises(Refusal) as refusal:
        papers.finalise(paper_id, actor=staff.officer)
    assert refusal.value.code == "paper_unanswered"
