"""The list of policies, and a policy as a YAML text: a mistake is told with its line, and what was typed stays."""

from io import BytesIO

from tests.web.forms_of import faults_of, sent, text_of, values_in
from tests.web.policies.desk import newest


def test_the_list_names_each_document_and_its_state_and_is_narrowed(reviewer, policy_id):
    page = text_of(reviewer.get("/policies"))
    assert "Nghị quyết số 09/NQ-HĐND" in page
    assert "Nghị định số 20/2021/NĐ-CP" in page
    assert "Nhập văn bản mới" in page
    narrowed = text_of(reviewer.get("/policies?q=09/NQ&state=draft"))
    assert "09/NQ-HĐND" in narrowed
    assert "20/2021/NĐ-CP" not in narrowed
    assert "Không có văn bản nào như vậy." in text_of(reviewer.get("/policies?kind=visit"))


def test_a_mistake_in_yaml_is_told_with_its_line_and_the_text_stays(reviewer, policy_id, minh):
    page = f"/policies/{policy_id}/yaml"
    text = values_in(text_of(reviewer.get(page)))["text"][0]
    wrong = text.replace("kind: fixed", "kind: fixd")
    line = next(number for number, row in enumerate(wrong.splitlines(), 1) if "fixd" in row)
    answer = sent(reviewer, page, text=wrong)
    told = text_of(answer)
    assert answer.status_code == 422
    assert f"dòng {line}" in told
    assert values_in(told)["text"][0].count("kind: fixd") == 1
    assert f"{line} →" in told
    assert sent(reviewer, page, text=text.replace("Thăm hỏi", "Thăm viếng")).status_code == 303
    assert newest(policy_id, minh)["benefits"][0]["title"] == "Thăm viếng"


def test_a_policy_comes_in_as_a_yaml_file_of_another_place(reviewer, policy_id, minh):
    file = reviewer.get(f"/policies/{policy_id}.yaml")
    assert 'filename="NQ-THU.yaml"' in file.headers["Content-Disposition"]
    given = {"text": "", "owner": "law"}
    other = file.data.replace(b"NQ-THU", b"NQ-KHAC")
    sent_file = given | {"file": (BytesIO(other), "khac.yaml")}
    answer = reviewer.post("/policies/new/text", data=sent_file, content_type="multipart/form-data")
    assert answer.status_code == 303, faults_of(answer)
    again = given | {"file": (BytesIO(other), "khac.yaml")}
    answer = reviewer.post("/policies/new/text", data=again, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "NQ-KHAC" in values_in(text_of(answer))["text"][0]


def test_a_paper_that_is_no_text_is_told_at_its_field(reviewer):
    for data in (b"%PDF-1.7\n", b"PK\x03\x04\x14\x00\x06"):
        given = {"text": "code: X", "owner": "law", "file": (BytesIO(data), "nq.docx")}
        answer = reviewer.post("/policies/new/text", data=given, content_type="multipart/form-data")
        assert answer.status_code == 422
        page = text_of(answer)
        assert "Tệp này không phải tệp chữ" in page and 'href="#file"' in page
        assert values_in(page)["text"] == ["code: X"]
