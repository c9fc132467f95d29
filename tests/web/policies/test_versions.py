"""Versions of a policy on their pages: two editors, the second person who confirms, discarding and ending."""

from aid.domain.policy_steps import PolicyState
from aid.queries.policy_views import policy_page
from aid.services import policy_entries
from tests.factories.policies import a_document
from tests.web.forms_of import sent, text_of, values_in
from tests.web.policies.desk import attach, id_of, newest


def test_a_ward_is_not_offered_to_discard_the_draft_of_the_release(reviewer, policy_id, minh):
    shipped = id_of("ND335-2026")
    assert f"/policies/{shipped}/discard" not in text_of(reviewer.get(f"/policies/{shipped}"))
    page = text_of(reviewer.get(f"/policies/{shipped}/discard"))
    assert "chỉ thành phố bỏ được" in page and "<form" not in page.partition("<main")[2].partition("</main>")[0]
    assert f"/policies/{policy_id}/discard" in text_of(reviewer.get(f"/policies/{policy_id}"))
    document = newest(shipped, minh) | {"title": "Gõ nhầm"}
    policy_entries.save_policy(shipped, document, base_version=1, actor=minh)
    page = text_of(reviewer.get(f"/policies/{shipped}/discard"))
    assert "Chỉ bỏ những gì cơ quan bạn nhập sau cùng; bản 1 được giữ" in page
    assert sent(reviewer, f"/policies/{shipped}/discard").status_code == 303
    assert newest(shipped, minh)["title"] != "Gõ nhầm"


def test_what_the_program_noted_of_a_version_is_read_in_the_language_of_the_page(reviewer, policy_id):
    sent(reviewer, f"/policies/{policy_id}/edit", title="Tên khác")
    sent(reviewer, f"/policies/{policy_id}/benefits/tham", title="Thăm viếng")
    assert "Sửa khoản: Thăm viếng" in text_of(reviewer.get(f"/policies/{policy_id}/versions"))
    reviewer.set_cookie("language", "en")
    page = text_of(reviewer.get(f"/policies/{policy_id}/versions"))
    assert "Sửa" not in page.partition("<main")[2].partition("</main>")[0]
    assert "Change the benefit: Thăm viếng" in page and "Change the head of the document" in page
    assert "Change the benefit: Thăm viếng" in text_of(reviewer.get(f"/policies/{policy_id}"))
    assert "Came with a release of the program" in text_of(reviewer.get(f"/policies/{id_of('ND20-2021')}/versions"))


def test_who_saves_second_sees_what_the_first_one_changed_and_loses_nothing(reviewer, city, policy_id, minh):
    page = f"/policies/{policy_id}/benefits/tham"
    mine = values_in(text_of(reviewer.get(page)))
    assert sent(city, page, **{"amount-amount": "3.000.000"}).status_code == 303
    answer = reviewer.post(page, data=mine | {"title": "Thăm hỏi gia đình"})
    told = text_of(answer).replace("\N{NO-BREAK SPACE}", " ")
    assert answer.status_code == 422
    assert "Trong lúc anh/chị sửa, người khác đã lưu" in told
    assert "2.000.000 đ" in told
    assert "3.000.000 đ" in told
    assert "Thăm hỏi gia đình" in told
    again = reviewer.post(page, data=values_in(text_of(answer)))
    assert again.status_code == 303
    assert newest(policy_id, minh)["benefits"][0]["title"] == "Thăm hỏi gia đình"


def test_a_second_person_confirms_with_the_text_and_then_it_is_in_force(reviewer, city, policy_id, ha):
    assert "Thành phố xác nhận." in text_of(reviewer.get(f"/policies/{policy_id}"))
    asked = text_of(city.get(f"/policies/{policy_id}/confirm"))
    assert "Trần Văn Minh" in asked
    refused = city.post(f"/policies/{policy_id}/confirm", data={"version": "1"})
    assert refused.status_code == 422
    assert "Hãy chọn ít nhất một tệp." in text_of(refused)
    assert attach(city, policy_id, name="la.exe", data=b"MZ\x90").status_code == 422
    assert attach(city, policy_id).status_code == 303
    page = policy_page(policy_id, actor=ha)
    assert (page.state, page.confirmed_by, page.file.file_name) == (
        PolicyState.CONFIRMED,
        "Mai Thị Hà",
        "nghi-quyet.pdf",
    )
    paper = reviewer.get(f"/policies/{policy_id}/versions/1/text")
    assert paper.data.startswith(b"%PDF")
    assert "attachment" in paper.headers["Content-Disposition"]


def test_who_entered_a_version_cannot_confirm_it_and_reads_why(city, ha):
    own = policy_entries.create_policy(a_document(), actor=ha, owner="law")
    page = text_of(city.get(f"/policies/{own}/confirm"))
    assert "chính anh/chị" in page.casefold() or "người khác" in page.casefold()
    assert 'type="file"' not in page
    assert attach(city, own).status_code == 422
    assert policy_page(own, actor=ha).state is PolicyState.DRAFT


def test_a_change_waits_beside_the_version_in_use_and_is_read_in_words(reviewer, city, policy_id, ha):
    attach(city, policy_id)
    sent(
        reviewer, f"/policies/{policy_id}/benefits/tham", **{"amount-amount": "5 triệu", "when-cause_in": ["hoa_hoan"]}
    )
    page = text_of(reviewer.get(f"/policies/{policy_id}"))
    assert "Bản 2 đang chờ xác nhận; bản 1 vẫn được dùng." in page
    changed = text_of(reviewer.get(f"/policies/{policy_id}/versions/2")).replace("\N{NO-BREAK SPACE}", " ")
    assert "Khác bản 1" in changed
    assert "2.000.000 đ cho mỗi người chết" in changed
    assert "5.000.000 đ cho mỗi người chết" in changed
    assert "benefits[" not in changed.partition("Toàn bộ bản này")[0]
    assert ">confirmed<" not in changed
    assert "2.000.000 đ" in text_of(city.get(f"/policies/{policy_id}/confirm")).replace("\N{NO-BREAK SPACE}", " ")
    assert sent(reviewer, f"/policies/{policy_id}/discard").status_code == 303
    assert policy_page(policy_id, actor=ha).pending is None
    assert "đã bỏ" in text_of(reviewer.get(f"/policies/{policy_id}/versions"))


def test_a_confirmed_policy_ends_with_its_last_day_and_a_reason(city, policy_id, ha):
    assert 'name="reason"' not in text_of(city.get(f"/policies/{policy_id}/end"))
    attach(city, policy_id)
    end = f"/policies/{policy_id}/end"
    refused = city.post(end, data={"last_day": "31/12/2022", "reason": "Thay bằng Nghị quyết số 63"})
    assert refused.status_code == 422
    assert "Thay bằng Nghị quyết số 63" in text_of(refused)
    assert city.post(end, data={"last_day": "31/12/2026", "reason": ""}).status_code == 422
    assert city.post(end, data={"last_day": "31/12/2026", "reason": "Thay bằng Nghị quyết số 63"}).status_code == 303
    assert "hết ngày 31/12/2026: Thay bằng Nghị quyết số 63" in text_of(city.get(f"/policies/{policy_id}"))
    assert policy_page(policy_id, actor=ha).state is PolicyState.ENDED
