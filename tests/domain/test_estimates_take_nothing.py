"""What nobody has confirmed is an estimate: it takes nothing from what a confirmed document gives."""

import pytest

from aid.domain.answers import answer_as_data
from aid.domain.calendar import Calendar
from aid.domain.case_facts import read_facts
from aid.domain.entitlements import evaluate
from aid.domain.policy_documents import read_policy
from aid.services.policy_files import shipped_norms
from tests.domain.cases_by_hand import case, injured
from tests.domain.test_never_more_than_the_level import fixed
from tests.domain.test_policies import policy_giving

FACTS = case("a", harms=[injured("a")])


def document(code, amount, *, confirmed, **more):
    made = policy_giving(amount, code=code, confirmed=confirmed)
    made["benefits"][0] |= more
    return made


def answered(*documents, facts=FACTS):
    policies = [read_policy(one) for one in documents]
    return answer_as_data(evaluate(read_facts(facts), policies, shipped_norms(), Calendar()))


def given(*documents, **more):
    return {line["policy"]: line["amount"] for line in answered(*documents, **more)["lines"]}


@pytest.mark.parametrize(("draft", "estimate"), [(100, {"NHAP": 40}), (61, {"NHAP": 1}), (60, {}), (50, {})])
def test_a_draft_of_the_same_group_leaves_the_confirmed_line_and_estimates_what_it_would_add(draft, estimate):
    law = document("LUAT", fixed(60), confirmed=True, group="g")
    other = document("NHAP", fixed(draft), confirmed=False, group="g")
    assert given(law, other) == given(other, law) == {"LUAT": 60} | estimate


def test_a_draft_that_adds_nothing_says_which_is_the_highest():
    law = document("LUAT", fixed(60), confirmed=True, group="g", clause="Điều 13")
    (no,) = answered(law, document("NHAP", fixed(50), confirmed=False, group="g"))["refusals"]
    assert (no["policy"], no["code"]) == ("NHAP", "lower_in_group")
    assert "đã tính theo Điều 13" in no["says"]


def test_a_draft_counts_what_was_received_or_is_computed_once():
    law = document("LUAT", fixed(60), confirmed=True, group="g")
    draft = document("NHAP", fixed(100), confirmed=False, group="g")
    facts = case("a", harms=[injured("a")], received=[{"policy": "LUAT", "benefit": "x", "amount": 60, "member": "a"}])
    assert given(law, draft, facts=facts) == {"LUAT": 60, "NHAP": 40}


def test_of_two_drafts_the_highest_is_the_estimate():
    rows = [document(code, fixed(amount), confirmed=False, group="g") for code, amount in (("MOT", 60), ("HAI", 70))]
    assert given(*rows) == {"HAI": 70}


def test_a_confirmed_benefit_yields_to_no_draft_and_a_draft_yields_to_it():
    ref = {"policy": "NHAP", "benefit": "x"}
    law = document("LUAT", fixed(60), confirmed=True, not_with=[ref])
    assert given(law, document("NHAP", fixed(9), confirmed=False)) == {"LUAT": 60, "NHAP": 9}
    back = document("NHAP", fixed(9), confirmed=False, not_with=[{"policy": "LUAT", "benefit": "x"}])
    assert given(document("LUAT", fixed(60), confirmed=True), back) == {"LUAT": 60}


def test_a_confirmed_level_is_not_lowered_by_an_estimate():
    level = {"kind": "up_to", "amount": 60, "over": [{"policy": "NHAP", "benefit": "x"}]}
    law = document("LUAT", level, confirmed=True)
    assert given(law, document("NHAP", fixed(9), confirmed=False)) == {"LUAT": 60, "NHAP": 9}
    assert given(law, document("NHAP", fixed(9), confirmed=True)) == {"LUAT": 51, "NHAP": 9}
