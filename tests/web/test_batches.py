"""The pages of batches: a clerk prints a day's decisions and gives numbers to many dossiers."""

import pytest
from sqlalchemy import select

from aid.extensions import db
from aid.jobs import worker
from aid.models.batches import BatchFile
from aid.services import decisions
from tests.factories.dossiers import make_decision, make_dossier, make_staff


@pytest.fixture
def staff(app, clock):
    clock("2026-09-18T15:00+07:00")
    app.config["WTF_CSRF_ENABLED"] = False
    return make_staff()


def _text(page):
    return page.get_data(as_text=True)


def test_the_clerk_prints_the_day_pauses_goes_on_and_takes_the_file(staff, as_user):
    make_decision(staff)
    tu = as_user("tu")
    assert "Chưa có lô nào" in _text(tu.get("/batches"))
    typed = {"scope": "day", "day": "18/09/2026", "pages_per_file": "400", "own_sheet": "y"}
    address = tu.post("/batches/print", data=typed).location
    assert "Đã làm 0 trên 1" in _text(tu.get(address))
    assert tu.post(f"{address}/pause").status_code == 303
    worker.work_waiting()
    page = _text(tu.get(address))
    assert "tạm dừng" in page and "Chạy tiếp" in page and "Đã làm 0 trên 1" in page
    tu.post(f"{address}/resume")
    worker.work_waiting()
    page = _text(tu.get(address))
    assert "Đã làm 1 trên 1" in page and "in-001.pdf" in page and "muc-luc.xlsx" in page
    assert "tệp 1, trang 1" in page and "/decisions/1.pdf" in page
    file_id = db.session.scalars(select(BatchFile.id).where(BatchFile.name == "in-001.pdf")).one()
    assert tu.get(f"{address}/files/{file_id}").data.startswith(b"%PDF-")
    assert "Quyết định ngày" in _text(tu.get("/batches"))


def test_a_day_without_decisions_starts_nothing_and_says_so(staff, as_user):
    typed = {"scope": "day", "day": "18/09/2026", "pages_per_file": "400"}
    page = as_user("tu").post("/batches/print", data=typed)
    assert page.status_code == 422 and "Chưa lập lô nào" in _text(page)


@pytest.mark.parametrize("scope", ["day", "incident", "papers"])
def test_what_a_scope_needs_must_be_chosen(staff, as_user, scope):
    page = as_user("tu").post("/batches/print", data={"scope": scope, "pages_per_file": "400"})
    assert page.status_code == 422 and "Hãy chọn mục này" in _text(page)


@pytest.mark.parametrize("pages", ["9", "2001"])
def test_a_senseless_size_of_the_files_is_refused_beside_its_field(staff, as_user, pages):
    make_decision(staff)
    typed = {"scope": "day", "day": "18/09/2026", "pages_per_file": pages}
    page = as_user("tu").post("/batches/print", data=typed)
    assert page.status_code == 422 and "từ 10 đến 2.000 trang" in _text(page)


def test_many_dossiers_get_their_numbers_at_once(staff, as_user):
    dossier_id = make_dossier(staff, until="sign")
    tu = as_user("tu")
    assert f'value="{dossier_id}"' in _text(tu.get("/batches/issue"))
    assert tu.post("/batches/issue", data={}).status_code == 422
    address = tu.post("/batches/issue", data={"pick": [str(dossier_id)]}).location
    worker.work_waiting()
    page = _text(tu.get(address))
    assert "Đã làm 1 trên 1" in page and "01/QĐ-UBND" in page and "/decisions/1.pdf" in page
    assert "Không có hồ sơ đã ký nào" in _text(tu.get("/batches/issue"))


def test_what_failed_says_why_and_can_be_done_again(staff, as_user, monkeypatch):
    make_decision(staff)
    tu = as_user("tu")
    typed = {"scope": "day", "day": "18/09/2026", "pages_per_file": "400"}
    address = tu.post("/batches/print", data=typed).location

    def broken(_decision_id):
        raise RuntimeError("no typeface")

    with monkeypatch.context() as patched:
        patched.setattr(decisions, "render", broken)
        worker.work_waiting()
    page = _text(tu.get(address))
    assert "lỗi kỹ thuật (RuntimeError)" in page and "Làm lại những mục không xong" in page
    tu.post(f"{address}/retry")
    worker.work_waiting()
    assert "lỗi kỹ thuật" not in _text(tu.get(address))


def test_a_step_that_is_over_is_answered_in_a_sentence(staff, as_user):
    make_decision(staff)
    tu = as_user("tu")
    typed = {"scope": "day", "day": "18/09/2026", "pages_per_file": "400"}
    address = tu.post("/batches/print", data=typed).location
    tu.post(f"{address}/cancel")
    assert "đã hủy" in _text(tu.get(address))
    assert tu.post(f"{address}/resume").status_code == 303
    assert "không làm được bước này" in _text(tu.get(address))
