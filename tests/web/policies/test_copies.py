"""A policy begun from another one: what comes along, and what only the paper at hand can say."""

from aid.queries.policy_views import list_policies, policy_page
from aid.services import policy_entries
from tests.web.forms_of import sent, text_of, values_in
from tests.web.policies.desk import HEAD, id_of, newest


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
