"""What must hold for every case, tried on thousands of random ones."""

import json
from datetime import date, timedelta

from hypothesis import given as every
from hypothesis import settings
from hypothesis import strategies as st

from aid.domain import facts as allowed
from tests.domain.cases_by_hand import answer

ND20 = "ND20-2021"
REFS = ("a", "b", "c", "d")
days = st.dates(date(2021, 7, 1), date(2026, 10, 4)).map(str)


def members():
    one = st.fixed_dictionaries(
        {"birth_date": st.integers(1930, 2020).map(str)},
        optional={
            "at_scene": st.booleans(),
            "pupil": st.booleans(),
            "lost_parents": st.integers(0, 2),
            "has_relatives": st.booleans(),
        },
    )
    return st.tuples(*[one] * len(REFS)).map(
        lambda rows: [{"ref": ref, **row} for ref, row in zip(REFS, rows, strict=True)]
    )


def harms():
    return st.fixed_dictionaries(
        {"member": st.sampled_from(REFS), "kind": st.sampled_from(allowed.HARM_KINDS)},
        optional={
            "inpatient_days": st.integers(0, 10),
            "severity": st.sampled_from(allowed.SEVERITIES),
            "away_from_home": st.booleans(),
            "relatives_care": st.booleans(),
            "treated": st.booleans(),
        },
    )


def costs():
    return st.fixed_dictionaries(
        {"kind": st.sampled_from(allowed.COST_KINDS), "amount": st.integers(1, 90_000_000)},
        optional={"payee": st.sampled_from(allowed.COST_PAYEES), "member": st.sampled_from(REFS)},
    )


def received():
    pairs = [(ND20, "E14"), (ND20, "E13"), ("TX-2023", "dead"), ("TX-2023", "injured")]
    return st.tuples(st.sampled_from(pairs), st.integers(0, 60_000_000), st.sampled_from((None, *REFS))).map(
        lambda row: {"policy": row[0][0], "benefit": row[0][1], "amount": row[1], "member": row[2]}
    )


cases = st.builds(
    lambda cause, day, household: {
        "incident": {"cause": cause, "occurred_on": day, "place": "01", "code": "KHUONG-HA-2023"},
        "household": household,
    },
    st.sampled_from(allowed.CAUSES),
    days,
    st.fixed_dictionaries(
        {"members": members(), "harms": st.lists(harms(), max_size=6)},
        optional={
            "poverty_class": st.sampled_from(allowed.POVERTY_CLASSES),
            "damage": st.fixed_dictionaries(
                {"degree": st.sampled_from(allowed.DEGREES)},
                optional={"habitable": st.booleans(), "relocation_order": st.booleans()},
            ),
            "needs": st.fixed_dictionaries(
                {"short_of_food": st.integers(0, 9), "food_months": st.integers(1, 5)},
                optional={"essentials": st.booleans(), "temporary_shelter": st.booleans()},
            ),
            "costs": st.lists(costs(), max_size=4),
            "received": st.lists(received(), max_size=4),
        },
    ),
)


def no_float(value):
    if isinstance(value, dict):
        return all(no_float(item) for item in value.values())
    if isinstance(value, list):
        return all(no_float(item) for item in value)
    return not isinstance(value, float)


@every(cases)
def test_totals_are_the_sums_of_the_lines_and_nothing_is_a_fraction(facts):
    answered = answer(facts)
    sums = {}
    for line in answered["lines"]:
        sums[line["unit"]] = sums.get(line["unit"], 0) + line["amount"]
        assert line["amount"] == line["count"] * line["rate"] * line.get("months", 1)
    assert answered["totals"] == sums
    assert no_float(json.loads(json.dumps(answered)))


@every(cases, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_never_matters(facts, chance):
    shuffled = json.loads(json.dumps(facts))
    for rows in shuffled["household"].values():
        if isinstance(rows, list):
            chance.shuffle(rows)
    assert json.dumps(answer(shuffled)) == json.dumps(answer(facts))


@every(cases, harms())
def test_one_more_harm_never_lowers_what_the_decree_gives(facts, harm):
    before = answer(facts, ND20)["totals"].get("VND", 0)
    facts["household"]["harms"].append(harm)
    assert answer(facts, ND20)["totals"].get("VND", 0) >= before


@every(cases)
def test_nobody_gets_the_same_benefit_twice(facts):
    answered = answer(facts)
    keys = [(line["policy"], line["benefit"], line.get("member")) for line in answered["lines"]]
    assert len(keys) == len(set(keys))


@every(cases)
@settings(max_examples=50)
def test_a_level_is_never_exceeded_by_the_policies_it_tops_up(facts):
    paid = {(line["benefit"], line.get("member")): line["amount"] for line in answer(facts)["lines"]}
    for ref in REFS:
        if ("6", ref) in paid:
            assert paid["6", ref] + paid.get(("E14", ref), 0) + paid.get(("dead", ref), 0) <= 50_000_000
        if ("1", ref) in paid:
            others = ("E13", "E13b", "injured")
            assert paid["1", ref] + sum(paid.get((other, ref), 0) for other in others) <= 30_000_000


@every(cases)
@settings(max_examples=50)
def test_every_due_day_lies_after_its_paper(facts):
    occurred = date.fromisoformat(facts["incident"]["occurred_on"])
    for line in answer(facts, ND20)["lines"]:
        limit = line["limit"]
        assert date.fromisoformat(limit["due_on"]) >= occurred + timedelta(days=limit["days"])
