"""What decisions in other cases gave the same person is taken off, named and given once, and never counted twice."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as every
from hypothesis import strategies as st

from aid.clock import office_calendar
from aid.domain.answers import answer_as_data
from aid.domain.case_facts import facts_as_data, read_facts
from aid.domain.comparisons import Situation, compare
from aid.domain.entitlements import evaluate
from aid.domain.explanations import explanation_as_data, names_decision, tell_data
from aid.domain.fact_changes import fact_changes, put_back
from aid.domain.facts import Elsewhere
from aid.domain.kept_facts import counted_elsewhere, kept_facts, read_kept_facts
from aid.services.fact_schema import fault_in_facts
from tests.domain.cases_by_hand import case, dead, injured
from tests.domain.test_never_more_than_the_level import benefits, fixed, level
from tests.domain.test_policies import policy_giving, with_policy

FIRST, LATER = date(2023, 9, 20), date(2023, 9, 25)


def elsewhere(benefit, amount, member="a", *, policy="THU", unit="VND", ref="7", number="05/QĐ-UBND", on=FIRST):
    return Elsewhere(
        policy=policy, benefit=benefit, amount=amount, member=member, unit=unit, ref=ref, number=number, decided_on=on,
        agency="UBND phường Hạ Đình",
    )  # fmt: skip


def evaluated(data, document, *rows):
    facts = replace(read_facts(data), elsewhere=rows)
    return evaluate(facts, with_policy(document), (), office_calendar())


def amounts(answer):
    return {(line.benefit, line.member): line.amount for line in answer.lines}


def told(found, language="vi"):
    return tell_data(json.loads(json.dumps(explanation_as_data(found))), language).says


GROUP = benefits(
    {"code": "x", "group": "g", "clause": "khoản 1", "amount": fixed(13)},
    {"code": "y", "group": "g", "clause": "khoản 2", "amount": fixed(32)},
)
HURT = case("a", "b", harms=[injured("a")])


@pytest.mark.parametrize(("amount", "left"), [(0, 32), (1, 31), (13, 19), (31, 1), (32, None), (40, None)])
def test_of_a_group_only_the_difference_to_the_highest_is_paid(amount, left):
    answer = evaluated(HURT, GROUP, elsewhere("x", amount))
    assert amounts(answer).get(("y", "a")) == left


def test_the_sum_names_number_day_and_agency_in_both_languages():
    (line,) = evaluated(HURT, GROUP, elsewhere("x", 13)).lines
    named = "Quyết định số 05/QĐ-UBND ngày 20/09/2023 của UBND phường Hạ Đình"
    assert told(line) == line.says == f"Mức cao nhất 32 đồng − 13 đồng (khoản 1; {named}) = 19 đồng"
    assert "13 VND (khoản 1; Decision no. 05/QĐ-UBND of 20/09/2023, UBND phường Hạ Đình)" in told(line, "en")
    assert (line.count, line.rate) == (1, 19)
    assert names_decision(explanation_as_data(line))


def test_an_equal_or_higher_decision_elsewhere_is_the_reason_of_the_refusal():
    answer = evaluated(HURT, GROUP, elsewhere("x", 40))
    refusal = next(no for no in answer.refusals if no.benefit == "y")
    assert (refusal.code, refusal.facts) == ("lower_in_group", {"policy": "THU", "benefit": "x"})
    assert told(refusal).startswith("Chỉ được hưởng mức cao nhất; mức này là 32 đồng, đã được hỗ trợ 40 đồng (khoản 1;")
    assert "already given: 40 VND" in told(refusal, "en")
    assert not answer.lines


def test_the_same_benefit_is_given_once_however_much_it_was():
    answer = evaluated(HURT, GROUP, elsewhere("y", 5))
    refusal = next(no for no in answer.refusals if no.benefit == "y")
    assert refusal.code == "given_elsewhere"
    assert refusal.facts == {"number": "05/QĐ-UBND", "decided_on": "2023-09-20"}
    assert told(refusal).startswith("Khoản này chỉ chi một lần; đã được hỗ trợ 5 đồng (khoản 2; Quyết định số")
    assert amounts(answer) == {("x", "a"): 8}


def test_what_another_person_or_benefit_got_elsewhere_counts_for_nobody_else():
    assert amounts(evaluated(HURT, GROUP, elsewhere("x", 13, "b"), elsewhere("z", 13))) == {("y", "a"): 32}


def test_what_this_case_decided_and_what_came_from_elsewhere_are_both_taken_off():
    hurt = case("a", harms=[injured("a")], received=[{"policy": "THU", "benefit": "x", "amount": 3, "member": "a"}])
    (line,) = evaluated(hurt, GROUP, elsewhere("x", 10)).lines
    assert line.amount == 19
    assert line.says.count("khoản 1") == 2 and line.says.count("Quyết định") == 1


LEVEL = benefits({"code": "u", "amount": level(50, "x")}, {"code": "x", "who": "orphan", "amount": fixed(1)})


def test_a_level_takes_every_decision_off_and_names_each():
    rows = (elsewhere("x", 13), elsewhere("x", 7, ref="8", number="06/QĐ-UBND", on=LATER))
    (line,) = evaluated(HURT, LEVEL, *rows).lines
    assert line.amount == 30
    assert line.says.index("05/QĐ-UBND") < line.says.index("06/QĐ-UBND")
    assert line.says == evaluated(HURT, LEVEL, *reversed(rows)).lines[0].says


def test_a_level_that_is_reached_elsewhere_says_by_which_decision():
    (refusal,) = evaluated(HURT, LEVEL, elsewhere("x", 50)).refusals
    assert refusal.code == "level_reached"
    assert "05/QĐ-UBND" in told(refusal)


def test_what_is_computed_and_was_given_elsewhere_is_taken_off_once():
    document = benefits({"code": "d", "amount": fixed(22)}, {"code": "u", "amount": level(50, "d")})
    answer = evaluated(HURT, document, elsewhere("d", 22))
    assert amounts(answer) == {("u", "a"): 28}


def test_a_household_is_helped_with_what_its_head_did_not_get_elsewhere():
    document = benefits(
        {"code": "h", "who": "household", "amount": fixed(9)},
        {"code": "u", "who": "dead", "amount": level(100, "h")},
        {"code": "all", "who": "household", "amount": level(100, "d")},
        {"code": "d", "who": "orphan"},
    )
    facts = case("a", "b", harms=[dead("a"), dead("b")])
    answer = evaluated(facts, document, elsewhere("h", 9, None), elsewhere("d", 10), elsewhere("d", 5, "b", ref="8"))
    assert amounts(answer) == {("u", "a"): 95, ("u", "b"): 96, ("all", None): 85}


def test_rice_from_elsewhere_is_given_once_and_taken_off_no_money():
    rice = {"code": "r", "who": "hungry", "clause": "khoản 1", "amount": {"kind": "rice", "kg": 15, "months": 1}}
    document = benefits(rice, {"code": "u", "who": "household", "amount": level(1_000, "r")})
    facts = case("a", needs={"short_of_food": 1, "food_months": 1})
    answer = evaluated(facts, document, elsewhere("r", 15, None, unit="kg_rice"))
    assert amounts(answer) == {("u", None): 1_000}
    (refusal,) = answer.refusals
    assert "15 kg gạo (khoản 1; Quyết định số" in told(refusal)
    assert "15 kg of rice" in told(refusal, "en")


EXCLUDING = benefits(
    {"code": "x", "title": "Trẻ em", "who": "resident"},
    {"code": "y", "not_with": [{"policy": "THU", "benefit": "x"}], "title": "Người bị thương"},
)


@pytest.mark.parametrize(
    ("document", "given", "member", "refused", "says"),
    [
        (EXCLUDING, "x", "a", "y", "Trẻ em; Quyết định"),
        (EXCLUDING, "x", None, "y", "Trẻ em; Quyết định"),
        (EXCLUDING, "y", "a", "x", "Người bị thương; Quyết định"),
    ],
)
def test_two_that_exclude_each_other_are_not_given_beside_whoever_says_so(document, given, member, refused, says):
    answer = evaluated(HURT, document, elsewhere(given, 3, member))
    refusal = next(no for no in answer.refusals if (no.benefit, no.member) == (refused, "a"))
    assert (refusal.code, refusal.facts) == ("not_together", {"policy": "THU", "benefit": given})
    assert says in told(refusal) and "already given: 3 VND" in told(refusal, "en")


@pytest.mark.parametrize(("named", "says"), [({}, "XA qua"), ({"called": "phần quà của xã"}, "phần quà của xã")])
def test_a_document_that_is_not_at_hand_is_named_as_the_other_one_calls_it(named, says):
    document = benefits({"code": "y", "not_with": [{"policy": "XA", "benefit": "qua"} | named]})
    assert amounts(evaluated(HURT, document, elsewhere("other", 3, policy="XA"))) == {("y", "a"): 1}
    (refusal,) = evaluated(HURT, document, elsewhere("qua", 3, policy="XA")).refusals
    assert f"({says}; Quyết định" in told(refusal)


def test_goods_from_elsewhere_have_no_sum():
    document = benefits({"code": "k", "clause": "khoản 1", "amount": {"kind": "in_kind", "text": "chăn màn"}})
    (refusal,) = evaluated(HURT, document, elsewhere("k", 1, unit="in_kind")).refusals
    assert "đã được hỗ trợ hiện vật (khoản 1; Quyết định" in told(refusal)


def test_the_facts_of_the_contract_know_nothing_of_it_and_the_kept_ones_read_back():
    facts = replace(read_facts(HURT), elsewhere=(elsewhere("x", 13), elsewhere("x", 7, ref="8", on=LATER)))
    assert fault_in_facts(facts_as_data(facts)) is None
    kept = json.loads(json.dumps(kept_facts(facts)))
    assert read_kept_facts(kept) == facts
    assert counted_elsewhere(kept) == {"7", "8"}


def test_facts_kept_by_an_earlier_release_read_as_before():
    facts = read_facts(HURT)
    old = facts_as_data(facts)
    assert kept_facts(facts) == old
    assert read_kept_facts(old) == facts
    assert counted_elsewhere(old) == frozenset()


def test_the_line_says_which_decision_elsewhere_moved_it():
    policies = with_policy(GROUP)
    before, row = read_facts(HURT), elsewhere("x", 13)
    after = replace(before, elsewhere=(row,))
    (change,) = fact_changes(before, after)
    assert (change.field, change.member, change.before, change.after) == ("elsewhere.THU.x", "a", None, row)
    found = compare(
        Situation(before, policies, ()), Situation(after, policies, ()),
        lambda one: evaluate(one.facts, one.policies, one.norms, office_calendar()),
    )  # fmt: skip
    assert [(one.benefit, one.difference, one.causes) for one in found.moved] == [("y", -13, ((change,),))]
    assert put_back(before, after, [change]) == before


def test_an_explanation_without_a_decision_names_none():
    answer = evaluated(HURT, GROUP)
    assert not any(names_decision(explanation_as_data(one)) for one in (*answer.lines, *answer.refusals))


MANY = policy_giving(fixed(1))
MANY = MANY | {
    "benefits": [
        MANY["benefits"][0] | row
        for row in (
            {"code": "x", "group": "g", "amount": fixed(13)},
            {"code": "y", "group": "g", "amount": fixed(32)},
            {"code": "u", "amount": level(50, "x", "y")},
        )
    ]
}
given_rows = st.lists(
    st.tuples(st.sampled_from("xy"), st.integers(1, 60), st.sampled_from(("a", "b", None))), max_size=4
)


@every(given_rows, st.randoms(use_true_random=False))
def test_however_much_came_from_elsewhere_nobody_gets_more_than_the_highest_and_the_level(rows, chance):
    found = [elsewhere(benefit, amount, member, ref=str(n)) for n, (benefit, amount, member) in enumerate(rows)]
    facts = case("a", "b", harms=[injured("a"), injured("b")])
    answer = evaluated(facts, MANY, *found)
    for ref in "ab":
        mine = [row for row in found if row.member == ref]
        before = sum(row.amount for row in mine)
        now = {line.benefit: line.amount for line in answer.lines if line.member == ref}
        burial = now.get("x", 0) + now.get("y", 0)
        assert before + burial <= max(32, before)
        assert before + sum(now.values()) <= max(50, before)
        if not any(row.member is None for row in found) and not any(row.benefit == "y" for row in mine):
            assert before + burial == max(32, before)
    chance.shuffle(found)
    assert answer_as_data(evaluated(facts, MANY, *found)) == answer_as_data(answer)
