"""Who stays in hospital: from which day on something else is due."""

from dataclasses import replace
from datetime import date

from aid.clock import office_calendar
from aid.domain.case_facts import read_facts
from aid.domain.entitlements import evaluate
from aid.domain.harms import HarmEntry
from aid.domain.treatment_days import day_reached, next_change, thresholds
from aid.services.policy_files import shipped_norms, shipped_policies
from tests.domain.cases_by_hand import case, injured

DAY = date(2023, 9, 13)
IN = HarmEntry("injured", date(2023, 9, 12), admitted_on=date(2023, 9, 12))


def policies(*codes):
    return [policy for policy in shipped_policies() if policy.code in codes]


def change(facts, entries, *codes, on=DAY):
    chosen = policies(*codes)

    def lines_of(one):
        return {(line.benefit, line.amount) for line in evaluate(one, chosen, shipped_norms(), office_calendar()).lines}

    return next_change(facts, {"a": entries}, thresholds(chosen), lines_of, on=on)


def test_the_third_day_is_reached_when_the_third_night_is_over():
    assert day_reached([IN], 3, on=DAY) == date(2023, 9, 15)
    assert day_reached([IN], 1, on=DAY) == DAY


def test_earlier_stays_count_towards_the_days():
    first = replace(IN, admitted_on=date(2023, 9, 8), happened_on=date(2023, 9, 8), discharged_on=date(2023, 9, 10))
    assert day_reached([first, IN], 3, on=DAY) == DAY


def test_the_thresholds_are_those_of_conditions_and_of_tiers():
    assert thresholds(policies("ND20-2021")) == (3,)
    assert thresholds(policies("ND20-2021", "MTTQ-KH-2023-2")) == (3, 7)
    assert thresholds(policies("TX-2023")) == ()


def test_the_next_day_on_which_something_else_is_due():
    facts = read_facts(case("a", harms=[injured("a", 1)]))
    assert change(facts, [IN], "ND20-2021") == date(2023, 9, 15)
    assert change(facts, [IN], "TX-2023") is None
    later = read_facts(case("a", harms=[injured("a", 5)]))
    assert change(later, [IN], "ND20-2021", on=date(2023, 9, 17)) is None


def test_days_change_nothing_for_who_is_refused_for_another_reason():
    facts = read_facts(case("a", harms=[injured("a", 1, away_from_home=True)]))
    assert change(facts, [IN], "ND20-2021") is None
