"""Benefits that are not given together, and those of one group: what was computed and what was received both count."""

import pytest

from tests.domain.cases_by_hand import answer, case, dead, given, injured, refused
from tests.domain.test_policies import policy_giving, with_policy
from tests.domain.test_policy_mistakes import FIXED, ref, two


def received(benefit, amount, member="a", policy="THU"):
    row = {"policy": policy, "benefit": benefit, "amount": amount}
    return row | ({"member": member} if member else {})


def fixed(amount):
    return {"kind": "fixed", "amount": amount}


def only_refusal(facts, policies):
    (no,) = answer(facts, policies=policies)["refusals"]
    return no


YIELDING = two({"title": "Chính"}, {"not_with": [ref("x")], "amount": fixed(9)})


def test_a_benefit_yields_to_what_it_must_not_stand_beside():
    facts = case("a", harms=[injured("a")])
    assert given(facts, policies=with_policy(YIELDING)) == {("x", "a"): 5}
    no = only_refusal(facts, with_policy(YIELDING))
    assert (no["benefit"], no["code"], no["facts"]) == ("y", "not_together", {"policy": "THU", "benefit": "x"})
    assert "Chính" in no["says"] and "Thử" in no["says"]


def test_the_other_stands_where_nothing_comes_of_the_first():
    document = two({"when": [{"rule": "treated"}]}, {"not_with": [ref("x")], "amount": fixed(9)})
    facts = case("a", harms=[injured("a", treated=False)])
    assert given(facts, policies=with_policy(document)) == {("y", "a"): 9}


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([received("alt", 5)], {("y", "a"): "not_together"}),
        ([received("alt", 5, None)], {("y", "a"): "not_together"}),
        ([received("alt", 0)], {}),
        ([received("alt", 5, "b")], {}),
        ([received("other", 5)], {}),
        ([received("alt", 5, policy="ANDERE")], {}),
    ],
)
def test_what_was_received_counts_like_what_is_computed(rows, codes):
    document = two({"who": "dead"}, {"not_with": [ref("other", "XA"), ref("alt", "XA")]})
    rows = [row | {"policy": "XA"} if row["policy"] == "THU" and row["benefit"] == "alt" else row for row in rows]
    facts = case("a", "b", harms=[injured("a")], received=rows)
    assert refused(facts, policies=with_policy(document)) == codes


def test_a_benefit_of_nobody_knows_which_policy_is_named_by_its_codes_or_its_name():
    facts = case("a", harms=[injured("a")], received=[received("alt", 5, policy="XA")])
    for named, says in (({}, "alt"), ({"called": "phần quà của xã"}, "phần quà của xã")):
        document = policy_giving(FIXED)
        document["benefits"][0]["not_with"] = [ref("alt", "XA") | named]
        no = only_refusal(facts, with_policy(document))
        assert says in no["says"] and "XA" in no["says"]


def test_what_the_household_gets_excludes_each_of_its_people():
    document = two({"who": "household"}, {"not_with": [ref("x")]})
    facts = case("a", "b", harms=[injured("a"), injured("b")])
    assert refused(facts, policies=with_policy(document)) == {
        ("y", "a"): "not_together",
        ("y", "b"): "not_together",
    }


GROUP = two({"group": "g", "clause": "khoản 1"}, {"group": "g", "clause": "khoản 2", "amount": fixed(9)})


@pytest.mark.parametrize(
    ("rows", "lines", "code"),
    [
        ([], {("y", "a"): 9}, None),
        ([received("x", 4)], {("y", "a"): 5}, None),
        ([received("x", 8)], {("y", "a"): 1}, None),
        ([received("x", 9)], {}, "lower_in_group"),
        ([received("x", 10)], {}, "lower_in_group"),
        ([received("y", 9)], {("y", "a"): 9}, None),
        ([received("x", 4, "b")], {("y", "a"): 9}, None),
        ([received("x", 4, None)], {("y", "a"): 5}, None),
        ([received("z", 4)], {("y", "a"): 9}, None),
    ],
)
def test_of_a_group_only_what_goes_beyond_the_received_is_paid(rows, lines, code):
    facts = case("a", "b", harms=[injured("a")], received=rows)
    policies = with_policy(GROUP)
    assert given(facts, policies=policies) == lines
    assert refused(facts, policies=policies).get(("y", "a")) == code


def test_the_rest_of_a_group_says_what_was_taken_off():
    facts = case("a", harms=[injured("a")], received=[received("x", 4)])
    (line,) = answer(facts, policies=with_policy(GROUP))["lines"]
    assert (line["count"], line["rate"]) == (1, 5)
    assert "khoản 1" in line["says"] and "9" in line["says"]


def test_a_group_gives_each_person_their_highest():
    document = two({"group": "g"}, {"group": "g", "who": "dead", "amount": fixed(9)})
    facts = case("a", "b", harms=[injured("a"), dead("b"), injured("b")])
    assert given(facts, policies=with_policy(document)) == {("x", "a"): 5, ("y", "b"): 9}
    assert refused(facts, policies=with_policy(document)) == {("x", "b"): "lower_in_group"}
