"""The arithmetic of every kind of amount, as a line carries it and as a paper prints it."""

import pytest

from tests.domain.cases_by_hand import answer, case, dead, injured
from tests.domain.test_policies import policy_giving, with_policy


def bill(kind, amount):
    return {"kind": kind, "amount": amount, "payee": "service_provider"}


def line_of(amount, who, facts):
    (line,) = answer(facts, policies=with_policy(policy_giving(amount, who=who)), province="01")["lines"]
    return line


HURT = case("a", harms=[injured("a", 7, severity="critical")])
HUNGRY = {"short_of_food": 4}
TWO_DEAD = case("a", "b", harms=[dead("a"), dead("b")], costs=[bill("cremation", 25), bill("transport", 5)])
CAPPED = {"kind": "actual_cost", "caps": [{"cost": "cremation", "amount": 10}]}


@pytest.mark.parametrize(
    ("amount", "who", "facts", "factors", "says"),
    [
        ({"kind": "monthly", "amount": 5, "months": 6}, "hungry", case("a", needs=HUNGRY), (4, 5, 6, 120),
         "4 người × 5 đồng × 6 tháng = 120 đồng"),
        ({"kind": "share", "amount": 10, "among": 3}, "hungry", case("a", needs=HUNGRY), (4, 3, None, 12),
         "4 người × (10 đồng : 3 phần bằng nhau) = 12 đồng; còn dư 1 đồng giữ lại trong quỹ"),
        ({"kind": "share", "amount": 9, "among": 3}, "hungry", case("a", needs=HUNGRY), (4, 3, None, 12),
         "4 người × (9 đồng : 3 phần bằng nhau) = 12 đồng"),
        ({"kind": "tiers", "by": "inpatient_days",
          "tiers": [{"from": 3, "amount": 5, "noun": "ca nhẹ"}, {"from": 7, "amount": 9, "noun": "ca dài"}]},
         "injured", HURT, (1, 9, None, 9), "1 ca dài × 9 đồng = 9 đồng"),
        ({"kind": "tiers", "by": "severity",
          "tiers": [{"from_severity": "severe", "amount": 5}, {"from_severity": "critical", "amount": 4}]},
         "injured", HURT, (1, 4, None, 4), "1 người bị thương × 4 đồng = 4 đồng"),
        ({"kind": "rice", "kg": 15, "months": 3}, "hungry", case("a", needs=HUNGRY | {"food_months": 3}),
         (4, 15, 3, 180), "4 người × 15 kg × 3 tháng = 180 kg gạo"),
        ({"kind": "rice", "kg": 15, "months": 3}, "hungry", case("a", needs=HUNGRY | {"food_months": 4}),
         (4, 15, 3, 180), "4 người × 15 kg × 3 tháng = 180 kg gạo (tối đa 3 tháng)"),
        (CAPPED, "funeral_bill", TWO_DEAD, (1, 25, None, 25), "Chi phí thực tế 30 đồng, trong mức tối đa 25 đồng"),
        ({"kind": "actual_cost"}, "funeral_bill", TWO_DEAD, (1, 30, None, 30), "Chi phí thực tế 30 đồng"),
    ],
)  # fmt: skip
def test_a_sum_is_told_with_its_factors(amount, who, facts, factors, says):
    line = line_of(amount, who, facts)
    assert (line["count"], line["rate"], line.get("months"), line["amount"]) == factors
    assert line["says"] == says


def test_a_cap_holds_for_the_one_whose_bills_they_are():
    costs = [bill("cremation", 25) | {"unclaimed_body": True, "member": ref} for ref in ("a", "b")]
    facts = case("a", "b", harms=[dead("a"), dead("b")], costs=costs)
    lines = answer(facts, policies=with_policy(policy_giving(CAPPED, who="unclaimed_dead")))["lines"]
    assert [line["amount"] for line in lines] == [10, 10]


def test_a_stay_of_exactly_one_tier_that_ends_is_above_the_highest():
    amount = {"kind": "tiers", "by": "inpatient_days", "tiers": [{"from": 3, "to": 6, "amount": 5}]}
    for days, code in ((2, "below_lowest_tier"), (7, "above_highest_tier")):
        facts = case("a", harms=[injured("a", days)])
        (no,) = answer(facts, policies=with_policy(policy_giving(amount)))["refusals"]
        assert (no["code"], no["facts"]) == (code, {"inpatient_days": days})


@pytest.mark.parametrize(
    ("who", "condition", "household", "facts"),
    [
        ("household", {"rule": "home_lost"}, {"damage": {"degree": "partial"}},
         {"degree": "partial", "habitable": True}),
        ("injured", {"rule": "living"}, {"harms": [injured("a"), dead("a")]}, {"living": False}),
        ("household", {"rule": "short_of_food"}, {}, {"short_of_food": 0}),
        ("household", {"rule": "household_has", "value": ["dead", "missing"]}, {}, {"dead": 0, "missing": 0}),
        ("household", {"rule": "members_at_least", "value": 2}, {}, {"members": 1, "needed": 2}),
        ("household", {"rule": "members_at_most", "value": 0}, {}, {"members": 1, "most": 0}),
        ("household", {"rule": "house_type_in", "value": ["weak"]}, {}, {"house_type": "unknown"}),
        ("household", {"rule": "essentials"}, {}, {"essentials": False}),
    ],
)  # fmt: skip
def test_a_refusal_names_the_facts_that_decided(who, condition, household, facts):
    policies = with_policy(policy_giving({"kind": "fixed", "amount": 5}, who=who, when=[condition]))
    (no,) = answer(case("a", **household), policies=policies)["refusals"]
    assert no["facts"] == facts
