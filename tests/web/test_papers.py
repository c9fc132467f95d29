"""The pages of papers and of their templates, as a clerk walks through them."""

import pytest

from aid.documents.paper_sandbox import shipped_source
from aid.extensions import db
from aid.models.papers import Paper, PaperTemplate
from tests.factories.dossiers import make_dossier, make_staff
from tests.factories.users import make_agency


@pytest.fixture
def office(app, clock):
    app.config["WTF_CSRF_ENABLED"] = False
    staff = make_staff()
    return make_dossier(staff)


def the_paper():
    db.session.rollback()
    return db.session.query(Paper).order_by(Paper.id.desc()).first()


def test_an_officer_writes_looks_at_and_makes_a_proposal_final(office, as_user):
    lan = as_user("lan")
    page = lan.get(f"/dossiers/{office}").get_data(as_text=True)
    assert f"/dossiers/{office}/papers/proposal" in page
    answer = lan.post(f"/dossiers/{office}/papers/proposal", data={"more": "Gia đình neo đơn."})
    assert answer.status_code == 303
    paper = the_paper()
    page = lan.get(answer.location).get_data(as_text=True)
    assert "đang soạn" in page
    assert "Chốt nội dung" in page
    assert lan.get(f"/papers/{paper.id}/page/1.png").mimetype == "image/png"
    assert lan.post(f"/papers/{paper.id}/finalise", data={"version": paper.version}).status_code == 303
    page = lan.get(f"/papers/{paper.id}").get_data(as_text=True)
    assert "đã chốt" in page
    assert "Chốt nội dung" not in page
    assert lan.get(f"/papers/{paper.id}.pdf").data.startswith(b"%PDF")


def test_a_stale_page_makes_nothing_final(office, as_user):
    lan = as_user("lan")
    lan.post(f"/dossiers/{office}/papers/proposal", data={})
    paper = the_paper()
    assert lan.post(f"/papers/{paper.id}/edit", data={"more": "một", "version": 1}).status_code == 303
    assert lan.post(f"/papers/{paper.id}/finalise", data={"version": 1}).status_code == 409


def test_a_paper_is_given_up_with_a_reason_only(office, as_user):
    lan = as_user("lan")
    lan.post(f"/dossiers/{office}/papers/proposal", data={})
    paper = the_paper()
    assert lan.post(f"/papers/{paper.id}/void", data={"reason": ""}).status_code == 422
    assert lan.post(f"/papers/{paper.id}/void", data={"reason": "Lập nhầm", "version": 1}).status_code == 303
    assert "Lập nhầm" in lan.get(f"/papers/{paper.id}").get_data(as_text=True)


def test_the_word_copy_is_there_for_an_office_that_asked_for_it(office, as_user):
    lan = as_user("lan")
    lan.post(f"/dossiers/{office}/papers/proposal", data={})
    paper = the_paper()
    assert lan.get(f"/papers/{paper.id}.docx").status_code == 409
    make_agency().word_copies = True
    db.session.commit()
    assert lan.get(f"/papers/{paper.id}.docx").data[:2] == b"PK"
    assert lan.get(f"/dossiers/{office}/draft.docx").data[:2] == b"PK"
    assert "/draft.docx" in lan.get(f"/dossiers/{office}").get_data(as_text=True)


def test_a_template_is_written_by_one_and_put_in_force_by_another(office, as_user):
    lan, minh = as_user("lan"), as_user("minh")
    changed = shipped_source("proposal").replace("kính trình", "trân trọng trình")
    answer = lan.post("/paper-templates/proposal/edit", data={"source": changed, "base": 0, "note": "Lời văn"})
    assert answer.status_code == 303
    page = lan.get(answer.location).get_data(as_text=True)
    assert "trân trọng trình" in page
    assert "Cho áp dụng" not in page.replace("Người cho áp dụng", "")
    assert minh.get("/paper-templates/proposal/1/page/1.png").mimetype == "image/png"
    assert minh.post("/paper-templates/proposal/1/adopt").status_code == 303
    assert db.session.query(PaperTemplate).one().adopted_at
    assert minh.get("/paper-templates/proposal/1.html").get_data(as_text=True) == changed.strip() + "\n"
    assert minh.post("/paper-templates/proposal/1/withdraw").status_code == 303


def test_a_mistake_in_a_template_is_told_with_its_line_and_what_was_typed_stays(office, as_user):
    lan = as_user("lan")
    wrong = shipped_source("proposal").replace("{{ text(happened) }}", "{{ text(salary) }}")
    answer = lan.post("/paper-templates/proposal/edit", data={"source": wrong, "base": 0})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Dòng 7" in page
    assert "salary" in page
    assert db.session.query(PaperTemplate).count() == 0
