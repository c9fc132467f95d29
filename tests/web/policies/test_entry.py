"""Policies on their pages: entered field by field and read in words; nothing typed is ever lost."""

from aid.domain.agencies import AgencyKind
from aid.domain.policy_changes import differences
from aid.domain.policy_steps import PolicyState
from aid.domain.roles import Role
from aid.queries.policy_views import list_policies
from aid.services import policy_entries
from aid.services.policy_files import shipped_documents
from tests.factories.policies import a_benefit
from tests.factories.users import actor, make_agency
from tests.web.forms_of import faults_of, sent, text_of
from tests.web.policies.desk import HEAD, attach, confirmed, id_of, newest


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
