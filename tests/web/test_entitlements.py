"""Lan's pages about the entitlements of a family."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from aid.domain.dossiers import DossierState
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.cases import Case, Evaluation
from aid.models.entitlements import Entitlement
from aid.models.events import Access
from aid.queries import entitlements as seen
from aid.services import entitlements
from tests.factories.entitlements import (
    khuong_dinh_family,
    lines_of,
    make_assessed_case,
    put_in_decision,
    put_in_dossier,
    the_fire,
)
from tests.factories.users import actor, make_agency
from tests.fixtures.browsing import CheckedClient


@pytest.fixture
def lan(app):
    return actor("lan", Role.OFFICER)


@pytest.fixture
def her(lan, as_user) -> CheckedClient:
    return as_user("lan")


def _page(client, made):
    response = client.get(f"/cases/{made.case_id}/entitlements")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.get_data(as_text=True).replace("\u00a0", " "))


def _post(client, path, **fields):
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/incidents").get_data(as_text=True))
    return client.post(path, data={"csrf_token": token.group(1) if token else "", **fields})


def _line(made, benefit):
    return next(row for key, row in lines_of(made.case_id).items() if key[1] == benefit)


def test_before_computing_the_page_says_what_to_do(her):
    page = _page(her, khuong_dinh_family())
    assert "Tính các khoản hỗ trợ" in page and "Chưa tính." in page


def test_computing_twice_gives_one_set_of_lines_and_leads_back_to_the_case(her):
    made = khuong_dinh_family()
    for _ in range(2):
        response = _post(her, f"/cases/{made.case_id}/compute")
        assert (response.status_code, response.location) == (302, f"/cases/{made.case_id}#entitlements")
    assert len(db.session.scalars(select(Entitlement)).all()) == len(lines_of(made.case_id)) > 9
    assert len(db.session.scalars(select(Evaluation)).all()) == 2


def test_every_line_explains_itself_and_every_refusal_says_why(her, lan):
    made = make_assessed_case(lan)
    page, refusals = _page(her, made), seen.of_case(made.case_id).refusals
    assert "1 người chết × 50 × 440.000 đồng = 22.000.000 đồng" in page
    assert refusals and page.count("Vì sao?") == len(lines_of(made.case_id)) + len(refusals)
    assert "Chỉ dành cho hộ nghèo, hộ cận nghèo, hộ có hoàn cảnh khó khăn" in page
    assert "Điều cần xác nhận" in page and "Người nhận: Lê Thị Bình" in page


def test_an_unconfirmed_policy_says_so_on_its_lines(her, lan):
    day = date(2026, 11, 2)
    storm = the_fire(code="BAO-2026", day=day, kind="storm")
    dead = {"name": "Trần Văn An", "born_in": 1980, "harms": [{"kind": "dead", "day": day}]}
    page = _page(her, make_assessed_case(lan, dead, incident=storm))
    assert page.count("chưa xác nhận, chỉ để ước tính") == 2
    assert "chưa có người nhận" in page


def test_a_floor_is_raised_on_its_form(her, lan):
    made = make_assessed_case(lan)
    line = _line(made, "E14")
    assert her.get(f"/entitlements/{line.id}/raise").status_code == 200
    response = _post(her, f"/entitlements/{line.id}/raise", amount="25 triệu", reason="Đưa về quê")
    assert (response.status_code, response.location) == (302, f"/cases/{made.case_id}#line-{line.id}")
    assert _line(made, "E14").amount == 25_000_000
    assert "Đề nghị nâng từ mức tối thiểu 22.000.000 đ. Lý do: Đưa về quê" in _page(her, made)


def test_a_refused_raise_keeps_what_was_typed(her, lan):
    made = make_assessed_case(lan)
    page = _post(her, f"/entitlements/{_line(made, 'E14').id}/raise", amount="20.000.000", reason="Lý do dài")
    text = page.get_data(as_text=True)
    assert "Lý do dài" in text and "20.000.000" in text and "thấp hơn mức tối thiểu" in text
    assert _line(made, "E14").amount == 22_000_000


def test_all_faults_of_the_payee_come_at_once(her, lan):
    made = make_assessed_case(lan)
    page = _post(her, f"/entitlements/{_line(made, '5').id}/payee", name="", relation="", identity="123")
    text = page.get_data(as_text=True)
    assert "Hãy điền: Họ và tên người nhận." in text and "12 chữ số" in text
    assert "Hãy điền: Quan hệ với người được hỗ trợ." in text


def test_a_guardian_is_named_with_the_paper(her, lan):
    made = make_assessed_case(lan)
    path = f"/entitlements/{_line(made, '5').id}/payee"
    without = _post(her, path, name="Trần Văn Dũng", relation="chú").get_data(as_text=True)
    assert "không có trong hộ" in without and "Trần Văn Dũng" in without
    with_paper = _post(her, path, name="Trần Văn Dũng", relation="chú", paper="Trích lục giám hộ 12", disputed="y")
    assert with_paper.status_code == 302
    assert "Người nhận: Trần Văn Dũng (chú)" in _page(her, made)
    assert "đang tranh chấp" in _page(her, made)


def test_the_reviewer_reads_and_changes_nothing(lan, as_user):
    made = make_assessed_case(lan)
    actor("minh", Role.REVIEWER)
    minh = as_user("minh")
    assert "Tính lại" not in _page(minh, made)
    assert minh.get(f"/entitlements/{_line(made, 'E14').id}/raise").status_code == 403
    assert _post(minh, f"/cases/{made.case_id}/compute").status_code == 403


def test_another_ward_finds_nothing(lan, as_user):
    made = make_assessed_case(lan)
    actor("hoa", Role.OFFICER, agency=make_agency("ha-dinh"))
    hoa = as_user("hoa")
    line = _line(made, "E14")
    assert hoa.get(f"/cases/{made.case_id}/entitlements").status_code == 404
    assert hoa.get(f"/entitlements/{line.id}/raise").status_code == 404
    assert hoa.get(f"/entitlements/{line.id}/payee").status_code == 404
    assert _post(hoa, f"/cases/{made.case_id}/compute").status_code == 404


def test_changed_facts_are_told_until_the_case_is_computed_again(her, lan):
    made = make_assessed_case(lan)
    db.session.get_one(Case, made.case_id).need.temporary_shelter = False
    db.session.commit()
    page = _page(her, made)
    assert "Tính lúc này sẽ khác lần tính trước" in page and "Không còn được hưởng" in page
    assert "Vì: Cần chỗ ở tạm: trước có, nay không." in page
    her.set_cookie("language", "en")
    page = _page(her, made)
    compared = page.partition('id="compared-title"')[2].partition("</section>")[0]
    assert "temporary shelter" in compared and ",000,000 VND" in compared
    assert "Hỗ trợ" not in compared and "đồng" not in compared
    her.set_cookie("language", "vi")
    entitlements.compute(made.case_id, actor=lan)
    assert "sẽ khác lần tính trước" not in _page(her, made)


def test_opening_the_numbers_of_who_receives_is_written_down(her, lan):
    line = _line(make_assessed_case(lan), "5")
    path = f"/entitlements/{line.id}/payee"
    assert line.payee_identity or line.payee_account
    her.get(path)
    (look,) = db.session.scalars(select(Access)).all()
    assert (look.user_id, look.person_id) == (lan.user_id, line.person_id)


def test_the_page_explains_in_the_language_of_the_reader(her, lan):
    made = make_assessed_case(lan)
    page = _page(her, made)
    assert "Dữ kiện đã dùng" in page and "20/2021/NĐ-CP (Chính phủ, 15/03/2021)" in page
    her.set_cookie("language", "en")
    page = _page(her, made)
    assert "1 × 50 × 440,000 VND = 22,000,000 VND (person who died)" in page
    assert "Only for poor or near-poor households" in page


def test_what_an_earlier_release_computed_is_still_explained(her, lan):
    made = make_assessed_case(lan)
    db.session.query(Entitlement).update({"explanation": None})
    new = db.session.query(Evaluation).one()
    old = Evaluation(case_id=made.case_id, facts=new.facts, answer=new.answer, created_at=new.created_at)
    db.session.add(old)
    db.session.commit()
    page = _page(her, made)
    assert "1 người chết × 50 × 440.000 đồng = 22.000.000 đồng" in page and "Vì sao?" in page
    assert "Chỉ dành cho hộ nghèo, hộ cận nghèo, hộ có hoàn cảnh khó khăn" in page


def test_too_much_decided_is_said_and_not_taken_back(her, lan):
    made = make_assessed_case(lan)
    line = _line(made, "3")
    put_in_decision(line)
    db.session.get_one(Case, made.case_id).need.temporary_shelter = False
    db.session.commit()
    for _ in range(2):
        page = _page(her, made)
        assert "Đã quyết định nhiều hơn 36.000.000 đ" in page and "không tự thu hồi" in page
        assert "Cần chỗ ở tạm: trước có, nay không" in page
        entitlements.compute(made.case_id, actor=lan)
    assert db.session.get_one(Entitlement, line.id).superseded_at is None


def test_a_refused_button_leads_back_to_the_page_it_stood_on(her, lan):
    made = make_assessed_case(lan)
    put_in_dossier(*lines_of(made.case_id).values(), state=DossierState.SUBMITTED)
    page = f"/cases/{made.case_id}"
    token = re.search(r'name="csrf_token" value="([^"]+)"', her.get("/incidents").get_data(as_text=True))
    sent = {"csrf_token": token.group(1) if token else ""}

    def refused(**headers):
        answer = her.post(f"{page}/compute", data=sent, headers=headers)
        assert answer.status_code == 409
        return answer.get_data(as_text=True)

    assert f'href="{page}?x=1"' in refused(Referer=f"http://localhost{page}?x=1")
    assert "Quay lại trang vừa mở" not in refused(Referer="http://elsewhere.example/cases/1")
    assert 'href="/elsewhere.example/"' in refused(Referer="http://localhost//elsewhere.example/")
