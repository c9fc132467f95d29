"""Several policies for one case: up-to levels, what was received, and the resolution's own contents."""

import json
from pathlib import Path

import pytest

from tests.domain.cases_by_hand import answer, case, dead, fire_of_2023, given, injured, person, refused

NQ24, ND20, TX = "HN-NQ24-2023", "ND20-2021", "TX-2023"


def received(policy, benefit, amount, member="a"):
    row = {"policy": policy, "benefit": benefit, "amount": amount}
    return row | ({"member": member} if member else {})


def test_the_example_of_the_contract_answers_as_printed():
    folder = Path(__file__).parent
    facts = json.loads((folder / "contract_facts.json").read_text("utf-8"))
    printed = json.loads((folder / "contract_answer.json").read_text("utf-8"))
    assert answer(facts, ND20) == printed
    assert json.dumps(answer(facts, ND20)["lines"]) == json.dumps(printed["lines"])


def test_what_the_dead_received_lowers_the_citys_part():
    rows = [received(ND20, "E14", 22_000_000), received(TX, "dead", 5_000_000)]
    facts = fire_of_2023("a", harms=[dead("a")], received=rows)
    assert given(facts, NQ24) == {("6", "a"): 23_000_000}


def test_alone_the_level_is_paid_whole_and_beside_the_decree_only_the_rest():
    facts = fire_of_2023("a", harms=[dead("a")])
    assert given(facts, NQ24) == {("6", "a"): 50_000_000}
    assert given(facts, NQ24, ND20) == {("E14", "a"): 22_000_000, ("6", "a"): 28_000_000}


def test_the_published_split_of_dead_and_treated():
    facts = fire_of_2023("a", "b", harms=[dead("a"), injured("b", 4)])
    assert given(facts, NQ24, ND20, TX) == {
        ("E14", "a"): 22_000_000, ("E13", "b"): 4_400_000, ("6", "a"): 23_000_000, ("1", "b"): 22_600_000,
        ("dead", "a"): 5_000_000, ("injured", "b"): 3_000_000,
    }  # fmt: skip


@pytest.mark.parametrize("amount", [5_000_000, 22_000_000])
def test_computed_and_received_are_never_both_taken_off(amount):
    facts = fire_of_2023("a", harms=[dead("a")], received=[received(ND20, "E14", amount)])
    assert given(facts, NQ24, ND20)["6", "a"] == 28_000_000


def test_more_than_the_decree_computes_counts_as_received():
    facts = fire_of_2023("a", harms=[dead("a")], received=[received(ND20, "E14", 30_000_000)])
    assert given(facts, NQ24, ND20)["6", "a"] == 20_000_000


def test_a_reached_level_is_refused_with_its_reason():
    facts = fire_of_2023("a", harms=[dead("a")], received=[received(TX, "dead", 50_000_000)])
    (no,) = answer(facts, NQ24)["refusals"]
    assert (no["code"], no["facts"]) == ("level_reached", {"level": 50_000_000, "given": 50_000_000})


def test_what_the_household_received_without_a_name_is_shared_evenly():
    facts = fire_of_2023("a", "b", harms=[dead("a"), dead("b")], received=[received(TX, "dead", 9_999_999, None)])
    assert given(facts, NQ24) == {("6", "a"): 45_000_000, ("6", "b"): 45_000_001}


def test_money_of_another_benefit_or_person_is_not_taken_off():
    rows = [received(TX, "injured", 3_000_000), received("MTTQ-KH-2023-1", "dead", 5_000_000)]
    facts = fire_of_2023("a", "b", harms=[dead("b")], received=[*rows, received(TX, "dead", 5_000_000, "a")])
    assert given(facts, NQ24) == {("6", "b"): 50_000_000}


@pytest.mark.parametrize(
    ("people", "gone", "amount"),
    [
        pytest.param(["a"], [], 9_000_000, id="T15: one person"),
        pytest.param(["a", "b"], [], 36_000_000, id="two persons"),
        pytest.param(["a", "b"], ["b"], 9_000_000, id="one of two is alive"),
    ],
)
def test_shelter_depends_on_how_many_are_alive(people, gone, amount):
    facts = fire_of_2023(*people, harms=[dead(ref) for ref in gone], needs={"temporary_shelter": True})
    assert given(facts, NQ24)["3", None] == amount


def test_nobody_alive_needs_no_shelter():
    facts = fire_of_2023("a", harms=[dead("a")], needs={"temporary_shelter": True})
    assert refused(facts, NQ24) == {("3", None): "too_few_living"}


def test_pupils_and_bereaved_children_have_their_own_contents():
    one = person("a", birth_date="2012", pupil=True, lost_parents=1)
    both = person("b", birth_date="2010-01-01", lost_parents=2)
    grown = person("c", birth_date="2001", pupil=True, lost_parents=2)
    facts = fire_of_2023(one, both, grown)
    assert given(facts, NQ24) == {
        ("4", "a"): 15_000_000, ("4", "c"): 15_000_000, ("5", "a"): 70_000_000, ("5", "b"): 100_000_000,
    }  # fmt: skip
    assert refused(facts, NQ24) == {("5", "c"): "too_old"}


def test_bills_are_paid_to_the_service_provider_only():
    costs = [
        {"kind": "treatment", "amount": 40_000_000, "payee": "service_provider"},
        {"kind": "treatment", "amount": 10_000_000, "payee": "service_provider"},
        {"kind": "treatment", "amount": 1_000_000},
    ]
    facts = fire_of_2023("a", costs=costs)
    assert given(facts, NQ24) == {("2", None): 50_000_000}
    assert refused(facts, NQ24) == {("2", None): "payee_not_covered"}


@pytest.mark.parametrize(("gone", "amount"), [(["a"], 13_000_000), (["a", "b"], 23_000_000), ([], 13_000_000)])
def test_cremation_has_a_cap_for_each_dead_and_transport_has_none(gone, amount):
    costs = [
        {"kind": "cremation", "amount": 25_000_000, "payee": "service_provider"},
        {"kind": "transport", "amount": 3_000_000, "payee": "service_provider"},
    ]
    facts = fire_of_2023("a", "b", harms=[dead(ref) for ref in gone], costs=costs)
    assert given(facts, NQ24)["7", None] == amount


def test_who_was_not_treated_gets_no_help_for_treatment():
    facts = fire_of_2023("a", harms=[injured("a", 0, treated=False)])
    assert refused(facts, NQ24, TX) == {("1", "a"): "not_treated", ("injured", "a"): "not_treated"}


def test_the_childrens_fund_is_for_those_under_sixteen():
    child, youth = person("a", birth_date="2012"), person("b", birth_date="2007-09-12")
    facts = fire_of_2023(child, youth, person("c", birth_date="2013"), harms=[dead("a"), dead("b"), injured("c")])
    paid = given(facts, TX)
    assert {key: paid[key] for key in paid if key[0].startswith("child")} == {
        ("child_dead", "a"): 3_000_000, ("child_injured", "c"): 2_000_000,
    }  # fmt: skip


def test_the_resolution_covers_its_own_fire_only():
    assert given(case("a", harms=[dead("a")]), NQ24, TX) == {}
    assert given(case("a", code="OTHER", harms=[dead("a")]), NQ24, TX) == {}
