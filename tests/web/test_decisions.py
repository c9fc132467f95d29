"""The register, one decision with its money, its paper; and who may not see names."""

import hashlib

import pytest
from sqlalchemy import select

from aid.domain.roles import Role
from aid.extensions import db
from aid.models.decisions import Decision
from aid.models.entitlements import Entitlement
from aid.models.events import Access
from aid.services import decisions
from tests.documents.reading import Paper
from tests.factories.dossiers import make_decision, make_dossier, make_fund, make_staff
from tests.factories.users import actor, make_agency


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def decision_id(staff):
    return make_decision(staff)


def _decision(decision_id):
    db.session.rollback()
    return db.session.get_one(Decision, decision_id)


def test_the_page_shows_number_sum_lines_and_where_the_money_is(staff, decision_id, as_user):
    text = as_user("nga").get(f"/decisions/{decision_id}").get_data(as_text=True).replace("\xa0", " ")
    for wanted in ("01/QĐ-UBND", "26.400.000 đ", "Trần Văn An", "chưa lập chi", _decision(decision_id).verify_code):
        assert wanted in text
    assert f"/decisions/{decision_id}/payouts/new" in text


def test_only_the_accountant_is_led_to_the_payout(staff, decision_id, as_user):
    assert "/payouts/new" not in as_user("hoa").get(f"/decisions/{decision_id}").get_data(as_text=True)


def test_the_paper_is_the_stored_file_and_taking_it_is_written_down(staff, decision_id, as_user):
    paper = as_user("tu").get(f"/decisions/{decision_id}.pdf")
    assert paper.mimetype == "application/pdf"
    assert hashlib.sha256(paper.data).hexdigest() == _decision(decision_id).pdf_sha256
    taken = db.session.scalars(select(Access)).one()
    assert (taken.decision_id, taken.user_id) == (decision_id, staff.clerk.user_id)


def test_the_public_copy_holds_no_full_name(staff, decision_id, as_user):
    copy = as_user("tu").get(f"/decisions/{decision_id}/public.pdf")
    assert copy.status_code == 200
    said = Paper(copy.data).text()
    assert "T.V.A." in said and "Trần Văn An" not in said


def test_the_programme_office_sees_sums_but_no_names(staff, decision_id, as_user):
    actor("quynh", Role.PROGRAMME, agency=make_agency("chuong-trinh"))
    quynh = as_user("quynh")
    page = quynh.get(f"/decisions/{decision_id}").get_data(as_text=True)
    assert "26.400.000" in page and "Trần Văn An" not in page
    assert quynh.get(f"/decisions/{decision_id}.pdf").status_code == 403
    assert quynh.get(f"/decisions/{decision_id}/public.pdf").status_code == 200


def test_another_ward_finds_nothing(staff, decision_id, as_user):
    actor("huong", Role.CLERK, agency=make_agency("bach-mai"))
    huong = as_user("huong")
    for address in (
        f"/decisions/{decision_id}",
        f"/decisions/{decision_id}.pdf",
        f"/decisions/{decision_id}/public.pdf",
    ):
        assert huong.get(address).status_code == 404
    assert "01/QĐ-UBND" not in huong.get("/decisions").get_data(as_text=True)
    assert db.session.scalars(select(Access)).all() == []


def test_the_register_is_ordered_and_searched(staff, as_user, clock):
    fund_id = make_fund(staff)
    clock("2023-12-30T08:00+07:00")
    make_decision(staff, fund_id)
    clock("2024-01-03T08:00+07:00")
    make_decision(staff, fund_id)
    tu = as_user("tu")
    page = tu.get("/decisions").get_data(as_text=True)
    assert page.index("03/01/2024") < page.index("30/12/2023")
    only = tu.get("/decisions?year=2023").get_data(as_text=True)
    assert "30/12/2023" in only and "03/01/2024</td>" not in only
    assert "01/QĐ-UBND" in tu.get("/decisions?q=Trần+Văn+An").get_data(as_text=True)
    assert "Chưa có quyết định nào" in tu.get("/decisions?q=kh%C3%B4ng+ai").get_data(as_text=True)
    assert tu.get("/decisions?year=abc&page=-1").status_code == 200


def test_a_paper_that_waits_to_be_drawn_says_so(staff, as_user, monkeypatch):
    monkeypatch.setattr(decisions, "render", lambda _decision_id: None)
    decision_id = decisions.issue(make_dossier(staff, until="sign"), actor=staff.clerk)
    tu = as_user("tu")
    assert "đang được lập" in tu.get(f"/decisions/{decision_id}").get_data(as_text=True)
    assert tu.get(f"/decisions/{decision_id}.pdf").status_code == 404


def test_the_page_tells_why_each_line_is_what_it_is_as_frozen(staff, decision_id, as_user):
    db.session.query(Entitlement).update({"explanation": None})
    db.session.commit()
    text = as_user("nga").get(f"/decisions/{decision_id}").get_data(as_text=True).replace("\xa0", " ")
    for wanted in ("Vì sao từng khoản, như khi ban hành", "Dữ kiện đã dùng", "20/2021/NĐ-CP", "Cách tính"):
        assert wanted in text


def test_who_sees_no_names_reads_no_reasons(staff, decision_id, as_user):
    actor("quynh", Role.PROGRAMME, agency=make_agency("chuong-trinh"))
    text = as_user("quynh").get(f"/decisions/{decision_id}").get_data(as_text=True)
    assert "Vì sao từng khoản" not in text
