"""The pages of a dossier: Lan chooses and submits, Minh reviews, Hoa signs, Tú issues; nobody else does."""

import re

import pytest
from sqlalchemy import select

from aid.domain.dossiers import DossierState
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.decisions import Decision
from aid.models.dossiers import Dossier
from aid.models.entitlements import Entitlement
from aid.models.events import Access
from aid.models.users import User, UserRole
from aid.services import dossiers
from tests.factories.dossiers import dossier_of, lines_for, make_dossier, make_fund, make_staff
from tests.factories.entitlements import make_assessed_case
from tests.factories.users import actor, make_agency

SUM = "26.400.000"


@pytest.fixture
def staff(app):
    return make_staff()


def _token(page) -> str:
    return re.search(r'name="csrf_token" value="([^"]+)"', page.get_data(as_text=True)).group(1)


def _post(client, address: str, **fields):
    """Open the page that asks, then press its button."""
    return client.post(address, data={"csrf_token": _token(client.get(address)), **fields})


def _text(response) -> str:
    return re.sub(r"[\s\xa0]+", " ", response.get_data(as_text=True))


def test_lan_chooses_policy_and_fund_and_prepares_a_dossier(staff, as_user):
    made = make_assessed_case(staff.officer)
    fund_id = make_fund(staff)
    lan = as_user("lan")
    address = f"/incidents/{made.incident_id}/dossiers/new"
    assert "Chọn chính sách" in _text(lan.get(address))
    chosen = f"{address}?policy=ND20-2021&fund={fund_id}"
    page = lan.get(chosen)
    assert f"{SUM} đ" in _text(page)
    ids = [row.id for row in lines_for(made.case_id)]
    answer = lan.post(chosen, data={"csrf_token": _token(page), "title": "Hỗ trợ vụ cháy", "lines": ids})
    assert answer.status_code == 303
    dossier = db.session.scalars(select(Dossier)).one()
    assert answer.location.endswith(f"/dossiers/{dossier.id}")
    assert (dossier.total, dossier.title, len(dossier.lines)) == (26_400_000, "Hỗ trợ vụ cháy", 2)


def test_what_cannot_go_in_says_why_and_cannot_be_chosen(staff, as_user):
    made = make_assessed_case(staff.officer)
    fund_id = make_fund(staff, source="BAN_VAN_DONG")
    page = as_user("lan").get(f"/incidents/{made.incident_id}/dossiers/new?policy=ND20-2021&fund={fund_id}")
    assert "không được chi khoản của" in _text(page)
    assert 'name="lines"' not in page.get_data(as_text=True)


def test_a_refused_form_keeps_what_was_typed(staff, as_user):
    made = make_assessed_case(staff.officer)
    lan, chosen = as_user("lan"), f"/incidents/{made.incident_id}/dossiers/new?policy=ND20-2021&fund={make_fund(staff)}"
    answer = lan.post(
        chosen, data={"csrf_token": _token(lan.get(chosen)), "title": "Hỗ trợ vụ cháy", "urgent_reason": "Mất nhà"}
    )
    assert answer.status_code == 422
    assert "Hỗ trợ vụ cháy" in _text(answer) and "Mất nhà" in _text(answer)
    assert "chọn ít nhất một khoản" in _text(answer)
    assert db.session.scalars(select(Dossier)).all() == []


def test_a_dossier_walks_through_the_pages_to_its_decision(staff, as_user):
    dossier_id = make_dossier(staff)
    for name, step in (("lan", "submit"), ("minh", "review"), ("hoa", "sign"), ("tu", "issue")):
        client = as_user(name)
        page = client.get(f"/dossiers/{dossier_id}")
        assert f'href="/dossiers/{dossier_id}/{step}"' in page.get_data(as_text=True)
        assert f"{SUM} đ cho 1 hộ" in _text(page)
        question = client.get(f"/dossiers/{dossier_id}/{step}")
        assert f"{SUM} đ cho 1 hộ" in _text(question)
        answer = _post(client, f"/dossiers/{dossier_id}/{step}")
        assert answer.status_code == 303, _text(answer)
    decision = db.session.scalars(select(Decision)).one()
    assert answer.location.endswith(f"/decisions/{decision.id}")
    assert dossier_of(dossier_id).state is DossierState.ISSUED


def test_pressing_twice_gives_a_sentence_and_no_second_decision(staff, as_user):
    dossier_id = make_dossier(staff, until="sign")
    tu = as_user("tu")
    assert _post(tu, f"/dossiers/{dossier_id}/issue").status_code == 303
    again = _post(tu, f"/dossiers/{dossier_id}/issue")
    assert again.status_code == 422
    assert "trạng thái khác" in _text(again)
    assert len(db.session.scalars(select(Decision.id)).all()) == 1


@pytest.mark.parametrize(
    ("until", "who", "path", "state"),
    [
        ("submit", "minh", "review/return", DossierState.RETURNED),
        ("submit", "minh", "review/refuse", DossierState.REFUSED),
        ("review", "hoa", "sign/return", DossierState.RETURNED),
        ("review", "hoa", "sign/refuse", DossierState.REFUSED),
        ("sign", "tu", "issue/return", DossierState.RETURNED),
        ("sign", "hoa", "sign/refuse", DossierState.REFUSED),
    ],
)
def test_every_way_back_asks_for_a_reason_and_shows_it(staff, as_user, until, who, path, state):
    dossier_id = make_dossier(staff, until=until)
    client = as_user(who)
    assert f"/dossiers/{dossier_id}/{path}" in client.get(f"/dossiers/{dossier_id}").get_data(as_text=True)
    assert _post(client, f"/dossiers/{dossier_id}/{path}", reason=" ").status_code == 422
    assert _post(client, f"/dossiers/{dossier_id}/{path}", reason="Thiếu giấy báo tử").status_code == 303
    assert dossier_of(dossier_id).state is state
    assert "Thiếu giấy báo tử" in _text(client.get(f"/dossiers/{dossier_id}"))


def test_a_returned_dossier_is_reopened_and_its_lines_changed(staff, as_user):
    dossier_id = make_dossier(staff, until="submit")
    dossiers.return_to_officer(dossier_id, reason="Bỏ khoản nhập viện", actor=staff.reviewer)
    lan = as_user("lan")
    assert _post(lan, f"/dossiers/{dossier_id}/reopen").status_code == 303
    kept = max(dossier_of(dossier_id).lines, key=lambda line: line.amount)
    entitlement_id, amount = kept.entitlement_id, kept.amount
    heading = {"title": "Hỗ trợ làm nhà ở", "proposal_number": "15/TTr-VHXH", "urgent_reason": ""}
    assert _post(lan, f"/dossiers/{dossier_id}/lines", lines=[entitlement_id], **heading).status_code == 303
    mended = dossier_of(dossier_id)
    assert (mended.title, mended.proposal_number) == ("Hỗ trợ làm nhà ở", "15/TTr-VHXH")
    assert dossier_of(dossier_id).total == amount == 22_000_000


@pytest.mark.parametrize(
    "step", ["submit", "review", "sign", "issue", "reopen", "review/return", "sign/refuse", "lines"]
)
def test_the_accountant_reads_but_takes_no_step(staff, as_user, step):
    dossier_id = make_dossier(staff)
    nga = as_user("nga")
    page = nga.get(f"/dossiers/{dossier_id}")
    assert page.status_code == 200
    assert f"/dossiers/{dossier_id}/{step}" not in page.get_data(as_text=True)
    assert nga.get(f"/dossiers/{dossier_id}/{step}").status_code == 403
    assert nga.post(f"/dossiers/{dossier_id}/{step}", data={"csrf_token": _token(page)}).status_code == 403


def test_another_ward_finds_nothing(staff, as_user):
    dossier_id = make_dossier(staff, until="review")
    actor("huong", Role.APPROVER, Role.OFFICER, agency=make_agency("bach-mai"), signing_form="head")
    huong = as_user("huong")
    for path in ("", "/preview.pdf", "/preview/1.png", "/sign", "/lines"):
        assert huong.get(f"/dossiers/{dossier_id}{path}").status_code == 404
    assert dossier_of(dossier_id).code not in _text(huong.get("/dossiers"))


def test_the_approver_sees_gate_fund_and_what_is_unusual(staff, as_user):
    fund_id = make_fund(staff, 30_000_000)
    dossier_id = make_dossier(staff, fund_id, until="review", urgent_reason="Gia đình mất nhà")
    text = _text(as_user("hoa").get(f"/dossiers/{dossier_id}"))
    for wanted in ("30.000.000 đ", "3.600.000 đ", "Gia đình mất nhà", "Nguồn đủ chi", "Quá hạn giải quyết"):
        assert wanted in text


def test_a_broken_gate_says_what_is_missing(staff, as_user):
    dossier_id = make_dossier(staff, make_fund(staff, 1_000_000), until="draft")
    line = db.session.get_one(Entitlement, dossier_of(dossier_id).lines[0].entitlement_id)
    line.payee_disputed = True
    db.session.commit()
    lan = as_user("lan")
    text = _text(lan.get(f"/dossiers/{dossier_id}"))
    assert "Thiếu 25.400.000 đ" in text
    assert "Đang tranh chấp" in text
    refused = _post(lan, f"/dossiers/{dossier_id}/submit")
    assert refused.status_code == 422 and "tranh chấp" in _text(refused)


def test_who_did_an_excluding_part_is_told_so_instead_of_a_button(staff, as_user):
    user = db.session.get_one(User, staff.officer.user_id)
    user.roles.append(UserRole(role=Role.REVIEWER))
    db.session.commit()
    dossier_id = make_dossier(staff, until="submit")
    lan = as_user("lan")
    page = lan.get(f"/dossiers/{dossier_id}")
    assert "đã làm phần việc" in _text(page)
    assert f"/dossiers/{dossier_id}/review" not in page.get_data(as_text=True)
    assert _post(lan, f"/dossiers/{dossier_id}/review").status_code == 422


def test_the_draft_is_shown_as_pdf_and_as_pages(staff, as_user):
    dossier_id = make_dossier(staff, until="review")
    hoa = as_user("hoa")
    paper = hoa.get(f"/dossiers/{dossier_id}/preview.pdf")
    assert paper.mimetype == "application/pdf" and paper.data.startswith(b"%PDF-")
    assert hoa.get(f"/dossiers/{dossier_id}/preview/1.png").data.startswith(b"\x89PNG")
    assert hoa.get(f"/dossiers/{dossier_id}/preview/99.png").status_code == 404
    assert f"/dossiers/{dossier_id}/preview/2.png" in hoa.get(f"/dossiers/{dossier_id}").get_data(as_text=True)


def test_the_list_filters_and_keeps_its_order(staff, as_user):
    fund_id = make_fund(staff)
    first, second = (make_dossier(staff, fund_id) for _ in range(2))
    dossiers.submit(first, actor=staff.officer)
    lan = as_user("lan")
    codes = {ident: dossier_of(ident).code for ident in (first, second)}
    assert all(code in _text(lan.get("/dossiers")) for code in codes.values())
    drafts = _text(lan.get("/dossiers?state=draft"))
    assert codes[second] in drafts and codes[first] not in drafts
    assert codes[first] in _text(lan.get(f"/dossiers?q={codes[first]}"))
    assert lan.get("/dossiers?state=nonsense&page=x&incident=x").status_code == 200


def test_nobody_signs_from_a_page_that_showed_another_sum(staff, as_user):
    dossier_id = make_dossier(staff, until="review")
    hoa = as_user("hoa")
    version = re.search(r'name="version"[^>]*value="(\d+)"', hoa.get(f"/dossiers/{dossier_id}/sign").text).group(1)
    dossiers.return_to_officer(dossier_id, reason="Thêm một hộ", actor=staff.of("sign"))
    dossiers.reopen(dossier_id, actor=staff.officer)
    dossiers.submit(dossier_id, actor=staff.officer)
    dossiers.review(dossier_id, actor=staff.reviewer)
    answer = _post(hoa, f"/dossiers/{dossier_id}/sign", version=version)
    assert answer.status_code == 422
    assert "Có người khác vừa sửa" in _text(answer)
    assert dossier_of(dossier_id).state is DossierState.REVIEWED


def test_each_look_at_the_draft_with_its_numbers_is_written_down(staff, as_user):
    dossier_id = make_dossier(staff, until="review")
    hoa = as_user("hoa")
    hoa.get(f"/dossiers/{dossier_id}/preview.pdf")
    hoa.get(f"/dossiers/{dossier_id}/preview/1.png")
    looks = db.session.scalars(select(Access)).all()
    assert [look.user_id for look in looks] == [staff.of("sign").user_id] * 2
    assert {look.purpose for look in looks} == {f"dự thảo quyết định {dossier_of(dossier_id).code}"}
