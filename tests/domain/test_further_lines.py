"""Beside what was decided: more becomes a further line, less is only said."""

from dataclasses import replace

import pytest

from aid.clock import office_calendar
from aid.domain.case_facts import read_facts
from aid.domain.entitlements import evaluate
from aid.domain.explanations import explanation_as_data, tell_data
from aid.domain.further_lines import Decided, decided_too_much, still_due
from aid.services.policy_files import shipped_norms, shipped_policies
from tests.domain.cases_by_hand import case, dead


def line(data, benefit="E14"):
    decree = [policy for policy in shipped_policies() if policy.code == "ND20-2021"]
    lines = evaluate(read_facts(data), decree, shipped_norms(), office_calendar()).lines
    return next(one for one in lines if one.benefit == benefit)


BURIAL = line(case("a", harms=[dead("a")]))
RICE = line(case("a", needs={"short_of_food": 3, "food_months": 2}), "E12b")


def test_what_the_rules_give_beyond_the_decided_is_a_line_of_its_own():
    more = still_due(BURIAL, Decided("VND", 18_000_000, 18_000_000))
    assert (more.count, more.times_norm, more.rate, more.amount, more.limit) == (1, None, 4_000_000, 4_000_000, None)
    assert more.says == (
        "Tính lại: 1 người chết × 50 × 440.000 đồng = 22.000.000 đồng; đã quyết định 18.000.000 đồng; "
        "đề nghị bổ sung 4.000.000 đồng"
    )
    english = tell_data(explanation_as_data(more), "en").says
    assert english.endswith("decided 18,000,000 VND; 4,000,000 VND more is proposed")


def test_rice_is_added_in_kilograms():
    more = still_due(RICE, Decided("kg_rice", 60, 60))
    assert (more.unit, more.rate, more.months) == ("kg_rice", 30, None)
    assert more.says.endswith("đã quyết định 60 kg gạo; đề nghị bổ sung 30 kg gạo")


@pytest.mark.parametrize("amount", [22_000_000, 25_000_000])
def test_nothing_is_added_where_the_decision_gave_as_much_or_more(amount):
    assert still_due(BURIAL, Decided("VND", amount, 22_000_000)) is None


def test_help_in_kind_and_another_unit_are_not_added_up():
    assert still_due(BURIAL, Decided("kg_rice", 5, 5)) is None
    assert still_due(replace(BURIAL, unit="in_kind", amount=0), Decided("in_kind", 0, 0)) is None


def test_what_was_decided_beyond_the_rules_of_now_is_told_but_no_raise_is():
    assert decided_too_much(Decided("VND", 30_000_000, 22_000_000), BURIAL) == 0
    assert decided_too_much(Decided("VND", 30_000_000, 30_000_000), BURIAL) == 8_000_000
    assert decided_too_much(Decided("VND", 22_000_000, 22_000_000), None) == 22_000_000
    assert decided_too_much(Decided("kg_rice", 30, 30), BURIAL) == 30
