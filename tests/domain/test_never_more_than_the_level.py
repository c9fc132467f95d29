"""However a level or a group was given before (person, household, in turns, in rice), nothing is paid twice."""

import pytest

from tests.domain.cases_by_hand import answer, case, dead, given, injured, refused
from tests.domain.test_policies import policy_giving, with_policy


def fixed(amount):
    return {"kind": "fixed", "amount": amount}


def level(amount, *codes):
    return {"kind": "up_to", "amount": amount, "over": [{"policy": "THU", "benefit": code} for code in codes]}


def benefits(*rows, **more):
    document = policy_giving(fixed(1), **more)
    (first,) = document["benefits"]
    return document | {"benefits": [first | row for row in rows]}


def received(benefit, amount, member="a"):
    row = {"policy": "THU", "benefit": benefit, "amount": amount}
    return row | ({"member": member} if member else {})


GROUP = benefits(
    {"code": "x", "group": "g", "clause": "khoản 1", "amount": fixed(40)},
    {"code": "y", "group": "g", "clause": "khoản 2", "amount": fixed(50)},
    {"code": "z", "group": "g", "clause": "khoản 3", "amount": fixed(60)},
)


@pytest.mark.parametrize(("rows", "left"), [([40, 10], 10), ([10, 40], 10), ([40, 19], 1), ([40, 20], None)])
def test_a_group_that_was_paid_in_parts_gives_no_more_than_the_highest(rows, left):
    earlier = [received(code, amount) for code, amount in zip("xy", rows, strict=True)]
    facts = case("a", harms=[injured("a")], received=earlier)
    assert given(facts, policies=with_policy(GROUP)).get(("z", "a")) == left


def test_every_part_that_was_taken_off_is_named():
    facts = case("a", harms=[injured("a")], received=[received("x", 40), received("y", 10)])
    (line,) = answer(facts, policies=with_policy(GROUP))["lines"]
    assert "khoản 1" in line["says"] and "khoản 2" in line["says"]


def test_kilograms_of_rice_are_not_taken_off_a_sum_of_dong():
    rice = {"kind": "rice", "kg": 15, "months": 3}
    document = benefits(
        {"code": "r", "who": "hungry", "amount": rice}, {"code": "u", "who": "household", "amount": level(1_000, "r")}
    )
    facts = case("a", "b", needs={"short_of_food": 2, "food_months": 3})
    assert given(facts, policies=with_policy(document)) == {("r", None): 90, ("u", None): 1_000}


def test_a_level_of_the_household_counts_what_its_people_get():
    document = benefits(
        {"code": "d", "who": "dead", "amount": fixed(100)},
        {"code": "u", "who": "household", "amount": level(1_000, "d")},
    )
    facts = case("a", "b", harms=[dead("a"), dead("b")])
    assert given(facts, policies=with_policy(document))["u", None] == 800


@pytest.mark.parametrize("rows", [[received("d", 300), received("d", 300, "b")], [received("d", 600, None)]])
def test_a_level_of_the_household_counts_what_its_people_received(rows):
    document = benefits({"code": "u", "who": "household", "amount": level(1_000, "d")}, {"code": "d", "who": "child"})
    facts = case("a", "b", harms=[dead("a"), dead("b")], received=rows)
    assert given(facts, policies=with_policy(document)) == {("u", None): 400}


def test_a_level_of_each_person_counts_an_equal_part_of_what_the_household_gets():
    document = benefits(
        {"code": "h", "who": "household", "amount": fixed(101)},
        {"code": "u", "who": "dead", "amount": level(1_000, "h")},
    )
    facts = case("a", "b", harms=[dead("a"), dead("b")])
    lines = given(facts, policies=with_policy(document))
    assert lines == {("h", None): 101, ("u", "a"): 949, ("u", "b"): 950}


def test_a_level_for_several_at_once_is_as_high_for_each():
    document = benefits({"code": "h", "who": "household", "amount": fixed(100)},
                        {"code": "u", "who": "hungry", "amount": level(1_000, "h")})  # fmt: skip
    facts = case("a", "b", needs={"short_of_food": 2, "food_months": 1})
    assert given(facts, policies=with_policy(document))["u", None] == 1_900


def test_nothing_of_this_refuses_the_lower_ones_of_a_group():
    facts = case("a", harms=[injured("a")])
    assert given(facts, policies=with_policy(GROUP)) == {("z", "a"): 60}
    assert refused(facts, policies=with_policy(GROUP)) == {("x", "a"): "lower_in_group", ("y", "a"): "lower_in_group"}
