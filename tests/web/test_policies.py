"""Policies on their pages: entered by one person, read in words, confirmed by another; nothing typed is ever lost."""

from io import BytesIO

import pytest
from sqlalchemy import select

from aid.domain.agencies import AgencyKind
from aid.domain.policy_changes import differences
from aid.domain.policy_steps import PolicyState
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.policies import Policy
from aid.queries.policy_views import list_policies, policy_page
from aid.services import policy_entries
from aid.services.policy_files import shipped_documents
from tests.factories.incidents import a_pdf
from tests.factories.policies import a_benefit, a_document
from tests.factories.users import actor, make_agency, place_of
from tests.web.forms_of import faults_of, sent, text_of, values_in

HEAD = {
    "kind": "resolution",
    "number": "09/NQ-HĐND",
    "issuer": "Hội đồng nhân dân thành phố Hà Nội",
    "title": "Hỗ trợ người bị nạn",
    "valid_from": "01/01/2026",
    "reference_day": "occurred_on",
    "places": "01",
    "owner": "law",
}


@pytest.fixture
def minh(app, clock):
    app.config["WTF_CSRF_ENABLED"] = False
    return actor("minh", Role.REVIEWER, full_name="Trần Văn Minh")


@pytest.fixture
def reviewer(minh, as_user):
    return as_user("minh")


@pytest.fixture
def ha(minh):
    office = make_agency("tp", kind=AgencyKind.CITY, place=place_of("01"), name="Sở Y tế Hà Nội")
    return actor("ha", Role.CITY, agency=office, full_name="Mai Thị Hà")


@pytest.fixture
def city(ha, as_user):
    return as_user("ha")


@pytest.fixture
def policy_id(minh):
    return policy_entries.create_policy(a_document(number="09/NQ-HĐND"), actor=minh, owner="law")


def newest(policy_id, who):
    return policy_page(policy_id, actor=who).document


def confirmed(document):
    """Confirming is no part of what a page edits."""
    return {"confirmed": document["confirmed"]} if "confirmed" in document else {}


def id_of(code):
    return db.session.scalars(select(Policy.id).where(Policy.code == code)).one()


def attach(browser, policy_id, version=1, name="nghi-quyet.pdf", data=None):
    values = {"version": str(version), "text": (BytesIO(data or a_pdf()), name)}
    return browser.post(f"/policies/{policy_id}/confirm", data=values, content_type="multipart/form-data")


def test_a_policy_is_read_in_words_and_never_by_codes(reviewer):
    page = text_of(reviewer.get(f"/policies/{id_of('HN-NQ24-2023')}"))
    assert "trừ phần đã được hưởng: Hỗ trợ chi phí mai táng (Nghị định số 20/2021/NĐ-CP)" in page
    assert "hộ còn từ 2 người sống (hộ từ hai người): 36.000.000" in page.replace("\N{NO-BREAK SPACE}", " ")
    benefits = page.partition("Lịch sử")[0]
    assert all(code not in benefits for code in ("ND20-2021", "TX-2023", "up_to", "living_members", "NS_QUAN"))


def test_an_unconfirmed_document_says_so_on_each_of_its_pages(reviewer, policy_id):
    for page in ("", "/edit", "/yaml", "/versions", "/versions/1", "/benefits/new", "/benefits/tham", "/discard"):
        assert "chưa xác nhận" in text_of(reviewer.get(f"/policies/{policy_id}{page}")).casefold(), page


def test_minh_enters_a_document_from_a_blank_page(reviewer, minh):
    answer = sent(reviewer, "/policies/new/document?start=blank", **HEAD, signed_on="20/12/2025")
    assert answer.status_code == 303
    row = next(row for row in list_policies() if row.number == "09/NQ-HĐND")
    assert (row.code, row.state, row.owner) == ("NQ9-2025", PolicyState.DRAFT, "") or row.code == "NQ09-2025"
    assert newest(row.id, minh)["places"] == ["01"]
    assert "Chưa có khoản hỗ trợ nào." in text_of(reviewer.get(answer.location))


def test_a_refused_document_keeps_what_was_typed_and_says_each_fault_at_its_field(reviewer, minh):
    typed = HEAD | {"issuer": "", "valid_from": "01/01/2026", "valid_to": "31/12/2025"}
    answer = sent(reviewer, "/policies/new/document?start=blank", **typed)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Hãy điền: Cơ quan ban hành." in page
    assert "Hỗ trợ người bị nạn" in page
    answer = sent(reviewer, "/policies/new/document?start=blank", **(typed | {"issuer": "HĐND"}))
    assert answer.status_code == 422
    assert 'href="#valid_' in text_of(answer)
    assert not any(row.number == "09/NQ-HĐND" for row in list_policies())


def test_a_row_is_added_without_scripts_and_keeps_what_was_typed(reviewer, policy_id):
    answer = sent(reviewer, f"/policies/{policy_id}/edit", title="Tên đang gõ", more="bases")
    page = text_of(answer)
    assert answer.status_code == 200
    assert "Tên đang gõ" in page
    assert 'name="bases-0-text"' in page
    answer = sent(reviewer, f"/policies/{policy_id}/benefits/new?who=injured&kind=tiers:inpatient_days", more="tiers")
    assert 'name="amount-tiers-3-amount"' in text_of(answer)


def test_a_copy_and_a_template_bring_their_benefits(reviewer, minh):
    copied = f"/policies/new/document?start=copy&copy={id_of('HN-NQ24-2023')}"
    assert "Mang theo 7 khoản hỗ trợ" in text_of(reviewer.get(copied))
    assert sent(reviewer, copied, **HEAD).status_code == 303
    made = next(row for row in list_policies() if row.number == "09/NQ-HĐND")
    assert len(newest(made.id, minh)["benefits"]) == 7
    assert {row["clause"] for row in newest(made.id, minh)["benefits"]} == {
        f"Nghị quyết số 09/NQ-HĐND, nội dung {n}" for n in range(1, 8)
    }
    answer = reviewer.get("/policies/new?start=copy&copy=")
    assert answer.status_code == 422
    assert "Hãy chọn: Chính sách được sao." in text_of(answer)
    template = "/policies/new/document?start=template&template=MAU-KIM-HOA-2025"
    assert "Mang theo 3 khoản hỗ trợ" in text_of(reviewer.get(template))


def test_a_copy_asks_anew_for_what_only_the_paper_at_hand_says(reviewer):
    page = values_in(text_of(reviewer.get(f"/policies/new/document?start=copy&copy={id_of('HN-NQ24-2023')}")))
    asked = ("number", "signed_on", "valid_from", "valid_to")
    assert [page[name] for name in asked] == [[""]] * 4
    assert page.get("incidents") in (None, [])
    assert page["issuer"] == ["Hội đồng nhân dân thành phố Hà Nội"]


def test_a_mended_number_is_mended_in_the_clauses_too(reviewer, policy_id, minh):
    rows = newest(policy_id, minh)["benefits"]
    rows[0]["clause"] = "Nghị quyết số 90/NQ-HĐND, Điều 2"
    document = newest(policy_id, minh) | {"number": "90/NQ-HĐND", "benefits": rows}
    version = policy_entries.save_policy(policy_id, document, base_version=1, actor=minh)
    assert sent(reviewer, f"/policies/{policy_id}/edit", number="09/NQ-HĐND").status_code == 303
    assert newest(policy_id, minh)["benefits"][0]["clause"] == "Nghị quyết số 09/NQ-HĐND, Điều 2"
    assert policy_page(policy_id, actor=minh).newest == version + 1


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


def test_the_front_and_the_city_enter_each_for_whom_they_speak(minh, ha, city, as_user):
    front = make_agency("mttq", kind=AgencyKind.FRONT, name="Ban Thường trực MTTQ phường")
    actor("mat", Role.OFFICER, agency=front)
    outside = sent(as_user("mat"), "/policies/new/document?start=blank", **HEAD)
    assert outside.status_code == 422
    assert 'href="#places"' in text_of(outside)
    own = {name: value for name, value in HEAD.items() if name not in {"places", "owner"}}
    assert sent(as_user("mat"), "/policies/new/document?start=blank", **own).status_code == 303
    assert sent(city, "/policies/new/document?start=blank", **(HEAD | {"number": "10/NQ-HĐND"})).status_code == 303
    owners = {row.number: row.owner for row in list_policies()}
    assert (owners["09/NQ-HĐND"], owners["10/NQ-HĐND"]) == ("Ban Thường trực MTTQ phường", "")


def test_a_benefit_is_entered_in_two_steps(reviewer, policy_id, minh):
    first = f"/policies/{policy_id}/benefits/new"
    assert "Bước 1 trên 2" in text_of(reviewer.get(first))
    refused = reviewer.get(f"{first}?sent=1&who=household&kind=tiers:inpatient_days")
    assert refused.status_code == 422
    assert "Không dùng được cho đối tượng đã chọn" in text_of(refused)
    second = f"{first}?who=injured&kind=tiers:inpatient_days"
    tiers = {"amount-tiers-0-least": "3", "amount-tiers-0-most": "6", "amount-tiers-0-amount": "300 triệu"}
    tiers |= {"amount-tiers-1-least": "7", "amount-tiers-1-amount": "400.000.000"}
    tiers |= {"amount-tiers-2-severity": "critical", "amount-tiers-2-amount": "1.000.000.000"}
    more = {"when-treated": "y", "limit_days": "2", "floor": "y"}
    answer = sent(reviewer, second, title="Điều trị", clause="Điều 3", **tiers, **more)
    assert answer.status_code == 303, faults_of(answer)
    benefit = newest(policy_id, minh)["benefits"][1]
    assert benefit["amount"]["tiers"] == [
        {"from": 3, "to": 6, "amount": 300_000_000},
        {"from": 7, "amount": 400_000_000},
        {"from_severity": "critical", "amount": 1_000_000_000},
    ]
    assert benefit["when"] == [{"rule": "treated"}]
    assert (benefit["floor"], benefit["limit"]["days"]) == (True, 2)


def test_a_gap_between_tiers_is_told_at_its_row_and_nothing_typed_is_lost(reviewer, policy_id, minh):
    page = f"/policies/{policy_id}/benefits/new?who=injured&kind=tiers:inpatient_days"
    tiers = {"amount-tiers-0-least": "3", "amount-tiers-0-most": "6", "amount-tiers-0-amount": "300 triệu"}
    tiers |= {"amount-tiers-1-least": "9", "amount-tiers-1-amount": "400 triệu"}
    answer = sent(reviewer, page, title="Điều trị", clause="Điều 3", **tiers)
    told = text_of(answer)
    assert answer.status_code == 422
    assert 'href="#amount-tiers-' in told
    assert "Hở với bậc trước (đến 6). Cách sửa: ghi “Từ”: 7." in told
    assert "400 triệu" in told or "400.000.000" in told
    assert len(newest(policy_id, minh)["benefits"]) == 1


def test_every_shipped_benefit_can_be_opened_and_saved_without_changing_anything(reviewer, city, ha):
    for code, document in sorted(shipped_documents().items()):
        policy_id = id_of(code)
        before = newest(policy_id, ha)
        for benefit in document["benefits"]:
            answer = sent(city, f"/policies/{policy_id}/benefits/{benefit['code']}")
            assert answer.status_code == 303, (code, benefit["code"], faults_of(answer))
        assert differences(before, newest(policy_id, ha) | confirmed(before)) == [], code
        assert sent(city, f"/policies/{policy_id}/edit").status_code == 303
        assert differences(before, newest(policy_id, ha) | confirmed(before)) == [], code


def test_benefits_are_moved_and_removed(reviewer, policy_id, minh):
    document = newest(policy_id, minh) | {"benefits": [a_benefit(), a_benefit("qua", title="Quà", clause="Điều 3")]}
    policy_entries.save_policy(policy_id, document, base_version=1, actor=minh)
    reviewer.post(f"/policies/{policy_id}/benefits/qua/move", data={"way": "up", "version": "2"})
    assert [row["code"] for row in newest(policy_id, minh)["benefits"]] == ["qua", "tham"]
    assert "Bỏ khoản này" in text_of(reviewer.get(f"/policies/{policy_id}/benefits/tham/remove"))
    assert sent(reviewer, f"/policies/{policy_id}/benefits/tham/remove").status_code == 303
    assert [row["code"] for row in newest(policy_id, minh)["benefits"]] == ["qua"]
    assert reviewer.get(f"/policies/{policy_id}/benefits/tham").status_code == 404


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


def test_readers_see_policies_and_change_nothing(policy_id, as_user, minh):
    actor("lan", Role.OFFICER)
    actor("toan", Role.ACCOUNTANT)
    for name in ("lan", "toan"):
        reader = as_user(name)
        page = text_of(reader.get(f"/policies/{policy_id}"))
        assert "Sửa khoản này" not in page
        assert "Xem lại và xác nhận" not in page
        values = {"title": "Bị sửa", "version": "1"}
        assert reader.post(f"/policies/{policy_id}/edit", data=values).status_code in {403, 409, 422}
        assert reader.post(f"/policies/{policy_id}/benefits/tham", data=values).status_code in {403, 409, 422}
        assert attach(reader, policy_id).status_code == 403
    assert newest(policy_id, minh)["title"] == "Hỗ trợ khẩn cấp"
