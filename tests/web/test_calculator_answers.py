"""The public calculator knows every fact of the rules and says all that `policy explain` says."""

import json

import pytest
from markupsafe import escape
from sqlalchemy import select

from aid.domain.fact_schema import facts_schema
from aid.models.policies import Policy, PolicyState
from aid.services import trail
from aid.services.calculator import policies_to_ask
from aid.services.explaining import explain
from aid.services.fact_schema import fault_in_answer, fault_in_facts
from aid.services.transaction import transaction
from aid.web.calculator.pages import BRAKE
from tests.architecture.fact_docs import keys_of
from tests.factories.calculator import FAMILY, WHOLE, asking


@pytest.fixture(autouse=True)
def _fresh_brake():
    BRAKE.clear()
    yield
    BRAKE.clear()


@pytest.fixture
def ask(client):
    return asking(client)


def test_the_facts_are_a_file_that_policy_explain_reads(ask):
    sent = ask(FAMILY, "/calculator/facts")
    assert sent.mimetype == "application/json"
    assert sent.headers["Content-Disposition"] == "attachment; filename=facts.json"
    data = json.loads(sent.data)
    assert fault_in_facts(data) is None
    assert explain(data, ("ND20-2021",)).totals == {"VND": 22_000_000, "kg_rice": 30}


def test_every_fact_the_rules_know_can_be_said(ask):
    data = json.loads(ask(WHOLE, "/calculator/facts").data)
    household = data["household"]
    assert data["incident"]["code"] == "KHUONG-HA-2023" and data["decided_on"] == "2023-09-25"
    assert household["members"][2] == {
        "ref": "3", "birth_date": "2012-01-03", "relation": "child", "pupil": True, "lost_parents": 1,
    }  # fmt: skip
    assert household["members"][3]["at_scene"] is False and household["harms"][-1]["treated"] is False
    assert household["costs"] == [{"kind": "cremation", "amount": 8_000_000, "payee": "service_provider"}]
    assert household["received"] == [{"policy": "TX-2023", "benefit": "dead", "amount": 5_000_000, "member": "1"}]
    asked = {*data["incident"], *data, *household, *household["damage"], *household["needs"]}
    for rows in ("members", "harms", "costs", "received"):
        asked |= {key for row in household[rows] for key in row}
    rare = {"has_relatives", "away_from_home", "relatives_care", "unclaimed_body"}
    assert {key.path.rpartition(".")[2].removesuffix("[]") for key in keys_of(facts_schema())} - asked == rare
    alone = WHOLE | {"people-2-alone": "y", "people-0-away": "y", "people-0-alone": "y", "costs-0-unclaimed_body": "y"}
    assert all(f'"{key}": ' in ask(alone, "/calculator/facts").says for key in rare)


@pytest.mark.parametrize("more", [{}, {"with_unconfirmed": "y"}, {"occurred_on": "10/11/2026", "incident": ""}])
def test_the_answer_is_the_file_that_policy_explain_prints(app, ask, more):
    facts = ask(WHOLE | more, "/calculator/facts").get_data(as_text=True)
    sent = ask(WHOLE | more, "/calculator/answer")
    assert sent.headers["Content-Disposition"] == "attachment; filename=answer.json"
    named = [f"--policy={policy.code}" for policy in policies_to_ask()] if "with_unconfirmed" in more else []
    printed = app.test_cli_runner().invoke(args=["aid", "policy", "explain", "-", *named, "--json"], input=facts)
    assert sent.get_data(as_text=True) == printed.stdout
    assert fault_in_answer(sent.json) is None


def test_the_page_shows_every_line_and_refusal_of_the_answer(ask):
    answer, page = ask(WHOLE, "/calculator/answer").json, ask(WHOLE).says
    assert len(answer["lines"]) > 12 and len(answer["refusals"]) > 3
    assert page.count('<li class="entitlement">') == len(answer["lines"]) + len(answer["refusals"])
    for found in (*answer["lines"], *answer["refusals"]):
        assert str(escape(found["says"])) in page and str(escape(found["clause"])) in page
    assert f"{answer['totals']['VND']:,}".replace(",", ".") + " đ" in page
    assert "Second distribution" not in page and "Phân phối đợt 2" in page


def test_what_a_document_leaves_open_stands_beside_what_it_gives(ask):
    note = next(policy.note for policy in policies_to_ask() if policy.code == "ND20-2021")
    assert note and f'Cần xác nhận: <span lang="vi">{escape(note)}</span>' in ask(FAMILY).says


def test_a_printed_answer_says_what_it_was_computed_from(ask):
    page = ask(WHOLE).says
    told = page[page.index("Tính theo những gì đã nhập") : page.index("Tính theo quy định vào ngày")]
    for wanted in ("Chuyện gì đã xảy ra: cháy", "Người 3", "Quan hệ với chủ hộ: con", "Số tiền: 8.000.000", "thuê"):
        assert wanted in told, wanted
    assert "csrf" not in told and "None" not in told and "Cách tính" not in told


def test_sums_for_nobody_are_said_beside_them(ask):
    page = ask(FAMILY | {"costs-0-amount": "1.000.000", "costs-0-person": "9", "people-1-age": "abc"})
    assert "Không đọc được “abc”. Hãy ghi tuổi, ví dụ 43, hoặc năm sinh." in page.says
    assert page.status_code == 422 and "Chưa ghi người số 9 ở trên." in page.says
    body = FAMILY | {"costs-0-amount": "1.000.000", "costs-0-unclaimed_body": "y", "people-0-happened": "missing"}
    assert "Hãy ghi số của người đã chết mà chi phí này dành cho." in ask(body).says
    unnamed = ask(FAMILY | {"received-0-amount": "5 triệu"})
    assert unnamed.status_code == 422 and "Hãy chọn khoản đã nhận." in unnamed.says
    assert "Không đọc được dữ kiện" not in page.says + unnamed.says


def test_one_more_sum_is_a_button_and_opens_its_part(ask):
    page = ask(FAMILY | {"costs-0-amount": "8.000.000", "more": "costs"}).says
    assert 'name="costs-1-amount"' in page and 'value="8.000.000"' in page
    assert ask(FAMILY | {"more": "nonsense"}).status_code == 200


def test_a_plan_an_office_is_still_writing_is_nobodys_business(app, ask):
    told = ask(WHOLE | {"with_unconfirmed": "y"}).says
    assert "Phân phối đợt 2" in told
    with transaction() as session:
        plan = session.scalars(select(Policy).where(Policy.code == "MTTQ-KH-2023-2")).one()
        plan.document = plan.document | {"confirmed": False}
        plan.state, plan.confirmed_at = PolicyState.DRAFT, None
        trail.record(session, None, "policy:renewed", plan, after={})
    told = ask(WHOLE | {"with_unconfirmed": "y"}).says
    assert "Phân phối đợt 2" not in told and "đợt 2" not in told


def test_facts_that_are_not_complete_are_no_file(ask):
    for path in ("/calculator/facts", "/calculator/answer"):
        sent = ask({}, path)
        assert sent.status_code == 422 and sent.mimetype == "text/html"
