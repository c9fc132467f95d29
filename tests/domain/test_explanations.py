"""A line and a refusal explain themselves, as data and in two languages, with the document behind them."""

import json

from aid.clock import office_calendar
from aid.domain.case_facts import read_facts
from aid.domain.entitlements import evaluate
from aid.domain.explanations import document_name, explanation_as_data, tell_data
from aid.services.policy_files import shipped_norms, shipped_policies
from tests.domain.cases_by_hand import case, injured

ND20 = tuple(policy for policy in shipped_policies() if policy.code == "ND20-2021")


def found(days):
    facts = read_facts(case("a", harms=[injured("a", days)]))
    return evaluate(facts, ND20, shipped_norms(), office_calendar(), province="01")


def test_a_line_tells_its_grounds_and_its_arithmetic_in_both_languages():
    (line,) = found(4).lines
    data = json.loads(json.dumps(explanation_as_data(line)))
    vietnamese, english = tell_data(data), tell_data(data, "en")
    assert (
        vietnamese.is_given
        and vietnamese.says == line.says == "1 người bị thương nặng × 10 × 440.000 đồng = 4.400.000 đồng"
    )
    assert vietnamese.document == "20/2021/NĐ-CP (Chính phủ, 15/03/2021)"
    assert [one.code for one in vietnamese.grounds] == [one.code for one in english.grounds]
    assert len(vietnamese.grounds) == 7
    assert all(one.says != other.says for one, other in zip(vietnamese.grounds, english.grounds, strict=True))
    assert (data["unit"], data["amount"]) == ("VND", 4_400_000)
    assert english.title == "Support for a person severely injured at the place of residence"


def test_a_refusal_tells_why_not():
    refused = next(one for one in found(2).refusals if one.benefit == "E13")
    data = json.loads(json.dumps(explanation_as_data(refused)))
    told = tell_data(data)
    assert not told.is_given and told.grounds == () and told.says == refused.says
    assert told.clause == "Điều 2 khoản 2"
    assert (data["title"], data["title_en"], data["purpose"]) == (told.title, tell_data(data, "en").title, "injury")
    assert told.title == "Hỗ trợ người bị thương nặng tại nơi cư trú" and told.title != data["title_en"]
    assert told.text.startswith("Người bị thương nặng tại nơi cư trú do thiên tai")
    assert "working" not in data and "amount" not in data
    assert tell_data(data, "en").says != told.says


def test_a_document_is_named_by_what_it_has():
    plan = {"number": "", "signed_on": None, "issuer": "MTTQ", "title": "Kế hoạch", "title_en": "Plan"}
    assert document_name(plan) == "Kế hoạch"
    assert document_name(plan, "en") == "Plan"
    assert document_name(plan | {"title_en": ""}, "en") == "Kế hoạch"
    assert document_name(plan | {"number": "12/KH"}) == "12/KH (MTTQ)"
    assert document_name(plan | {"number": "12/KH", "signed_on": "2026-09-01"}) == "12/KH (MTTQ, 01/09/2026)"
