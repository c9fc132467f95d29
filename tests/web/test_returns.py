"""Minh marks what is to be mended; Lan sees just these, mends them, and Minh looks only at what changed."""

import re

import pytest

from aid.services import dossiers
from tests.factories.dossiers import dossier_of, make_dossier, make_staff
from tests.web.forms_of import faults_of, sent, text_of


@pytest.fixture
def staff(app):
    return make_staff()


def _text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text_of(answer)))


def test_a_return_by_field_goes_there_and_back(staff, as_user):
    dossier_id = make_dossier(staff, until="submit")
    line = dossier_of(dossier_id).lines[0].entitlement_id
    page, minh, lan = f"/dossiers/{dossier_id}", as_user("minh"), as_user("lan")
    marks = {"marks-0-where": f"payee-{line}", "marks-0-note": "chưa đúng quan hệ", "marks-2-where": "title",
             "marks-2-note": "thiếu ngày cháy"}  # fmt: skip
    answer = sent(minh, f"{page}/review/return", reason="Xem các chỗ đánh dấu", **marks)
    assert answer.status_code == 303, faults_of(answer)

    shown = text_of(lan.get(page))
    assert "chưa đúng quan hệ" in shown and f'href="/entitlements/{line}/payee"' in shown
    assert "thiếu ngày cháy" in shown and "Đã sửa lúc" not in shown
    assert f'href="/entitlements/{line}/payee"' not in text_of(minh.get(page))

    account = {"bank": "Agribank", "account": "000091970020"}
    assert sent(lan, f"/entitlements/{line}/payee", relation="em ruột", **account).status_code == 302
    assert text_of(lan.get(page)).count("Đã sửa lúc") == 1
    dossiers.reopen(dossier_id, actor=staff.officer)
    assert "Xem các chỗ đánh dấu" in text_of(lan.get(page)).split("Diễn biến")[0]
    assert "Còn 1 chỗ người trả lại yêu cầu sửa" in _text(lan.get(f"{page}/submit"))
    assert sent(lan, f"{page}/lines").status_code == 303
    assert sent(lan, f"{page}/lines", title="Vụ cháy ngày 12/9").status_code == 303
    dossiers.submit(dossier_id, actor=staff.officer)

    again = text_of(minh.get(page))
    changed = re.search(r"Thay đổi từ lần trả lại.*?</table>", again, re.DOTALL)[0]
    assert again.count("Đã sửa lúc") == 2 and "em ruột" in changed and "Vụ cháy ngày 12/9" in changed
    assert "********0020" in changed and "000091970020" not in again
    assert changed.count("Đã sửa hồ sơ") == 1, "to save without a change is no change"
    assert "Nguyễn Thị Lan" in changed and "Xem lại toàn bộ các khoản" in again


def test_a_mark_without_a_note_keeps_the_dossier_where_it_is(staff, as_user):
    dossier_id = make_dossier(staff, until="submit")
    page = f"/dossiers/{dossier_id}/review/return"
    answer = sent(as_user("minh"), page, reason="Sai", **{"marks-0-where": "title", "marks-0-note": ""})
    assert answer.status_code == 422 and "chưa ghi cần sửa gì" in _text(answer)
    assert dossier_of(dossier_id).state == "submitted"


def test_whoever_has_no_step_reads_whose_turn_it_is(staff, as_user):
    dossier_id = make_dossier(staff, until="submit")
    page = f"/dossiers/{dossier_id}"
    assert "Đang chờ người thẩm định: " in _text(as_user("lan").get(page))
    assert "Đang chờ" not in _text(as_user("minh").get(page)).split("Diễn biến")[0]


def test_a_first_look_is_not_folded(staff, as_user):
    shown = text_of(as_user("minh").get(f"/dossiers/{make_dossier(staff, until='submit')}"))
    assert "Xem lại toàn bộ các khoản" not in shown and "Những chỗ cần sửa" not in shown


def test_the_minutes_of_the_meeting_are_marked_and_mended(staff, as_user):
    dossier_id = make_dossier(staff, until="submit")
    page, lan = f"/dossiers/{dossier_id}", as_user("lan")
    marks = {"marks-0-where": "meeting_number", "marks-0-note": "thiếu ngày biên bản"}
    assert sent(as_user("minh"), f"{page}/review/return", reason="Xem biên bản", **marks).status_code == 303
    dossiers.reopen(dossier_id, actor=staff.officer)
    assert "Đã sửa lúc" not in text_of(lan.get(page))
    assert sent(lan, f"{page}/lines", meeting_number="03/BB", meeting_on="15/9/2026").status_code == 303
    assert "Đã sửa lúc" in text_of(lan.get(page))
