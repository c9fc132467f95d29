"""Conditions and amounts over everything that is assessed: people, harms, the house, needs."""

import pytest

from tests.domain.cases_by_hand import answer, case, dead, given, injured, person, refused
from tests.domain.test_policies import policy_giving, with_policy
from tests.domain.test_policy_mistakes import FIXED

FAMILY = (person("a", birth_date="1980"), person("b", birth_date="2015", pupil=True), person("c", at_scene=False))


def whom(who, facts):
    lines = answer(facts, policies=with_policy(policy_giving(FIXED, who=who)))["lines"]
    return [line.get("member") for line in lines]


@pytest.mark.parametrize(
    ("who", "members"),
    [
        ("resident", ["b"]),
        ("resident_or_dead", ["a", "b"]),
        ("person", ["b", "c"]),
        ("child", ["b"]),
        ("household", [None]),
        ("building", [None]),
        ("decided_elsewhere", []),
    ],
)
def test_whom_a_benefit_finds(who, members):
    facts = case(*FAMILY, harms=[dead("a")], damage={"degree": "partial", "tenure": "owner"})
    assert whom(who, facts) == members


@pytest.mark.parametrize("damage", [{"degree": "none", "tenure": "owner"}, {"degree": "total", "tenure": "tenant"}])
def test_a_house_that_stands_or_is_not_theirs_is_no_building(damage):
    assert whom("building", case("a", damage=damage)) == []


HURT = {"damage": {"degree": "severe", "tenure": "owner", "house_type": "weak", "habitable": False}}


@pytest.mark.parametrize(
    ("condition", "household", "is_given"),
    [
        ({"rule": "living"}, {}, True),
        ({"rule": "living"}, {"harms": [injured("a"), dead("a")]}, False),
        ({"rule": "age_at_least", "value": 42}, {}, True),
        ({"rule": "age_at_least", "value": 43}, {}, False),
        ({"rule": "pupil"}, {}, False),
        ({"rule": "sex_in", "value": ["f"]}, {}, False),
        ({"rule": "relation_in", "value": ["child"]}, {}, False),
        ({"rule": "lost_parents_at_least", "value": 1}, {}, False),
        ({"rule": "lost_parents_at_most", "value": 0}, {}, True),
        ({"rule": "no_relatives"}, {}, False),
        ({"rule": "members_at_least", "value": 3}, {}, True),
        ({"rule": "members_at_least", "value": 4}, {}, False),
        ({"rule": "members_at_most", "value": 3}, {}, True),
        ({"rule": "members_at_most", "value": 2}, {}, False),
        ({"rule": "living_members_at_least", "value": 3}, {}, True),
        ({"rule": "living_members_at_least", "value": 3}, {"harms": [injured("a"), dead("b")]}, False),
        ({"rule": "living_members_at_most", "value": 2}, {}, False),
        ({"rule": "living_members_at_most", "value": 2}, {"harms": [injured("a"), dead("b")]}, True),
        ({"rule": "household_has", "value": ["dead", "missing"]}, {}, False),
        ({"rule": "household_has", "value": ["dead", "injured"]}, {}, True),
        ({"rule": "degree_in", "value": ["severe", "total"]}, HURT, True),
        ({"rule": "degree_in", "value": ["total"]}, HURT, False),
        ({"rule": "house_type_in", "value": ["weak"]}, HURT, True),
        ({"rule": "house_type_in", "value": ["solid"]}, HURT, False),
        ({"rule": "habitable"}, HURT, False),
        ({"rule": "habitable"}, {}, True),
        ({"rule": "not_habitable"}, HURT, True),
        ({"rule": "home_lost"}, HURT, True),
        ({"rule": "home_lost"}, {"damage": {"degree": "total", "habitable": True}}, True),
        ({"rule": "home_lost"}, {}, False),
        ({"rule": "relocation_ordered"}, {}, False),
        ({"rule": "relocation_ordered"}, {"damage": {"relocation_order": True}}, True),
        ({"rule": "short_of_food"}, {}, False),
        ({"rule": "short_of_food"}, {"needs": {"short_of_food": 1, "food_months": 1}}, True),
        ({"rule": "essentials"}, {}, False),
        ({"rule": "essentials"}, {"needs": {"essentials": True}}, True),
        ({"rule": "temporary_shelter"}, {}, False),
        ({"rule": "temporary_shelter"}, {"needs": {"temporary_shelter": True}}, True),
    ],
)
def test_a_condition_over_anything_assessed(condition, household, is_given):
    facts = case(*FAMILY, **({"harms": [injured("a")]} | household))
    policies = with_policy(policy_giving(FIXED, when=[condition]))
    assert bool(given(facts, policies=policies)) is is_given
    if not is_given:
        (no,) = answer(facts, policies=policies)["refusals"]
        assert no["facts"] and no["says"]


@pytest.mark.parametrize(
    ("by", "rows", "amount"),
    [
        ("members", [(1, 5), (3, 7), (4, 9)], 7),
        ("living_members", [(1, 5), (2, 7), (3, 9)], 7),
        ("age", [(0, 5), (8, 7), (9, 9)], 7),
        ("lost_parents", [(0, 5), (1, 7), (2, 9)], 7),
    ],
)
def test_tiers_by_people(by, rows, amount):
    people = (person("a"), person("b", birth_date="2015-09-12", lost_parents=1), person("c"))
    facts = case(*people, harms=[dead("a"), injured("b")])
    rule = {"kind": "tiers", "by": by, "tiers": [{"from": least, "amount": sum_} for least, sum_ in rows]}
    assert given(facts, policies=with_policy(policy_giving(rule))) == {("x", "b"): amount}


ROUND_TWO = {
    "kind": "tiers", "by": "inpatient_days",
    "tiers": [{"from": 3, "to": 6, "amount": 300}, {"from": 7, "to": 30, "amount": 400},
              {"from_severity": "critical", "amount": 1_000}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("days", "severity", "amount"),
    [
        (3, "light", 300),
        (6, "severe", 300),
        (7, "light", 400),
        (30, "severe", 400),
        (1, "critical", 1_000),
        (31, "critical", 1_000),
        (2, "severe", "below_lowest_tier"),
        (31, "light", "above_highest_tier"),
    ],
)
def test_the_gravest_stand_above_all_days(days, severity, amount):
    facts = case("a", harms=[injured("a", days, severity=severity)])
    policies = with_policy(policy_giving(ROUND_TWO))
    found = given(facts, policies=policies) or refused(facts, policies=policies)
    assert found == {("x", "a"): amount}


@pytest.mark.parametrize(("amount", "each", "is_rest_said"), [(1_000, 333, True), (999, 333, False)])
def test_a_share_is_equal_and_says_what_stays_in_the_fund(amount, each, is_rest_said):
    facts = case("a", harms=[injured("a")])
    policies = with_policy(policy_giving({"kind": "share", "amount": amount, "among": 3}))
    (line,) = answer(facts, policies=policies)["lines"]
    assert line["amount"] == each
    assert ("còn dư 1 đồng" in line["says"]) is is_rest_said


def bill(amount, kind="treatment"):
    return {"kind": kind, "amount": amount, "payee": "household"}


@pytest.mark.parametrize(
    ("keys", "billed", "amount"),
    [
        ({}, 70, 70),
        ({"at_least": 80}, 70, 80),
        ({"at_least": 80}, 90, 90),
        ({"at_most": 60}, 70, 60),
        ({"at_most": 60}, 50, 50),
        ({"at_least": 40, "at_most": 60}, 70, 60),
        ({"at_least": 40, "at_most": 60}, 30, 40),
        ({"at_least_times": 1}, 439_999, 440_000),
        ({"at_least_times": 1}, 440_001, 440_001),
    ],
)
def test_what_was_billed_within_its_limits(keys, billed, amount):
    facts = case("a", costs=[bill(billed - 1), bill(1)], harms=[injured("a")])
    policies = with_policy(policy_giving({"kind": "actual_cost"} | keys, who="treatment_bill"))
    (line,) = answer(facts, policies=policies, province="01")["lines"]
    assert (line["amount"], line.get("times_norm")) == (amount, 1 if billed == 439_999 else None)
