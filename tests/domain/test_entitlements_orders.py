"""More damage never gives less, and no order and no second look changes an answer; days change it to the day."""

import ast
import json
from datetime import date, timedelta

import pytest
from hypothesis import given as every
from hypothesis import strategies as st

from aid.clock import office_calendar
from aid.domain import facts as allowed
from aid.domain.case_facts import facts_as_data, read_facts
from aid.domain.entitlements import evaluate
from aid.domain.explanations import explanation_as_data
from aid.domain.norms import norm_on
from aid.services.policy_files import shipped_norms, shipped_policies
from tests.architecture.source import place, python_files, tree_of
from tests.domain.cases_by_hand import answer, case, dead
from tests.domain.test_entitlements_always import ND20, cases, no_float

NORMS = shipped_norms()
POLICIES = shipped_policies()
DAY = timedelta(days=1)


def everything(facts, policies=POLICIES, norms=NORMS):
    return evaluate(facts, policies, norms, office_calendar(), province="01")


@every(
    cases,
    st.sampled_from(allowed.DEGREES),
    st.sampled_from(allowed.DEGREES),
    st.sampled_from(allowed.TENURES),
    st.sampled_from(allowed.POVERTY_CLASSES),
    st.booleans(),
)
def test_a_higher_degree_of_damage_never_lowers_what_the_decree_gives(facts, one, other, tenure, poverty, other_home):
    totals = []
    facts["household"] |= {"poverty_class": poverty}
    for degree in sorted((one, other), key=allowed.DEGREES.index, reverse=True):
        damage = facts["household"].get("damage", {}) | {"degree": degree, "tenure": tenure, "other_home": other_home}
        facts["household"]["damage"] = damage
        totals.append(answer(facts, ND20)["totals"].get("VND", 0))
    assert totals == sorted(totals)


@every(cases, st.permutations(POLICIES), st.permutations(NORMS))
def test_the_order_of_policies_and_norms_never_matters(facts, policies, norms):
    read = read_facts(facts)
    assert everything(read, policies, norms) == everything(read)


@every(cases)
def test_evaluating_twice_gives_the_same_to_the_last_word(facts):
    read = read_facts(facts)
    first = everything(read)
    assert everything(read) == first
    assert everything(read_facts(json.loads(json.dumps(facts_as_data(read))))) == first


@every(cases)
def test_no_line_and_no_explanation_holds_a_fraction(facts):
    found = everything(read_facts(facts))
    assert no_float(list(found.totals.values()))
    for one in (*found.lines, *found.refusals):
        assert no_float(json.loads(json.dumps(explanation_as_data(one))))


NORM_DAYS = sorted(
    [
        ("2015-01-01", "01", None, 270_000), ("2021-07-01", "01", 270_000, 360_000),
        ("2021-10-03", "01", 360_000, 440_000), ("2024-07-01", "01", 440_000, 500_000),
        ("2026-01-01", "01", 500_000, 650_000), ("2026-07-01", "01", 650_000, 650_000),
        ("2021-10-03", "48", 360_000, 360_000), ("2024-07-01", "48", 360_000, 500_000),
        ("2026-01-01", "48", 500_000, 500_000), ("2026-07-01", "48", 500_000, 540_000),
    ],
    key=str,
)  # fmt: skip


@pytest.mark.parametrize(("day", "province", "before", "from_then"), NORM_DAYS)
def test_a_day_on_either_side_of_a_norms_first_day_gives_the_right_norm(day, province, before, from_then):
    first = date.fromisoformat(day)
    assert norm_on(first, NORMS, province).amount == from_then
    if before is not None:
        assert norm_on(first - DAY, NORMS, province).amount == before
        facts = [read_facts(case("a", on=str(on), harms=[dead("a")])) for on in (first - DAY, first)]
        found = [evaluate(one, POLICIES, NORMS, office_calendar(), province=province) for one in facts]
        assert [one.norm.amount for one in found] == [before, from_then]


def test_the_first_day_of_every_shipped_norm_is_tried():
    assert {day for day, *_ in NORM_DAYS} == {str(norm.valid_from) for norm in NORMS}


@pytest.mark.parametrize("code", sorted(policy.code for policy in POLICIES))
def test_a_day_on_either_side_of_a_policys_days_covers_or_does_not(code):
    (policy,) = (one for one in POLICIES if one.code == code)
    days = {policy.valid_from - DAY: False, policy.valid_from: True}
    if policy.valid_to:
        days |= {policy.valid_to: True, policy.valid_to + DAY: False}
    for day, is_covered in days.items():
        facts = read_facts(case("a", on=str(day), code="KHUONG-HA-2023", harms=[dead("a")]))
        assert policy.covers(facts, "01") is is_covered
        assert (code in everything(facts).policies) is is_covered


def test_one_decree_follows_the_other_without_a_gap():
    old, new = (next(one for one in POLICIES if one.code == code) for code in (ND20, "ND335-2026"))
    assert old.valid_to + DAY == new.valid_from == date(2026, 10, 5)
    assert old.coverage_day == new.coverage_day


DEGREES_OF_THE_EARTH = {"places.py", "points.py", "reports.py"}
"""Where a place lies may be a fraction; nothing is paid by it."""
HOW_ALIKE_TWO_WORDS_ARE = ("shapes.py", 0.8)


def fractions_in(tree, file_name=""):
    """Every place of a tree where a fraction could come from."""
    return [node for node in ast.walk(tree) if _makes_a_fraction(node, file_name)]


def _makes_a_fraction(node, file_name):
    if isinstance(node, ast.BinOp | ast.AugAssign):
        return isinstance(node.op, ast.Div)
    if isinstance(node, ast.Import):
        return bool({one.name for one in node.names} & {"math", "statistics", "decimal"})
    if isinstance(node, ast.ImportFrom):
        return node.module in ("math", "statistics", "decimal")
    if file_name in DEGREES_OF_THE_EARTH:
        return False
    if isinstance(node, ast.Name):
        return node.id == "float"
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, float)
        and (file_name, node.value) != HOW_ALIKE_TWO_WORDS_ARE
    )


def test_the_rules_never_divide_to_a_fraction():
    found = [
        place(file, node) for file in python_files("aid/domain") for node in fractions_in(tree_of(file), file.name)
    ]
    assert found == []


@pytest.mark.parametrize(
    "code", ["a = 1.5", "a = float(b)", "a = b / 2", "a /= 2", "from math import pi", "import math"]
)
def test_the_check_sees_every_way_to_a_fraction(code):
    assert fractions_in(ast.parse(code))
