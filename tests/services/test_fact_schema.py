"""The schema of facts and the reader of facts accept and refuse the same; every answer fits its schema."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given as every
from hypothesis import settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from aid.domain.case_facts import read_facts
from aid.domain.errors import Refusal
from aid.domain.fact_schema import facts_schema
from aid.services.explaining import explain
from aid.services.fact_schema import facts_in, fault_in_answer, fault_in_facts
from tests.domain import test_facts
from tests.domain.cases_by_hand import answer, case, dead, fire_of_2023, injured
from tests.domain.test_entitlements_always import cases

EXAMPLE = json.loads((Path(test_facts.__file__).parent / "contract_facts.json").read_text("utf-8"))
FULL = EXAMPLE | {
    "household": EXAMPLE["household"]
    | {
        "members": [{**EXAMPLE["household"]["members"][0], "residence": "visitor", "at_scene": False, "sex": None}],
        "harms": [{"member": "a", "kind": "injured", "inpatient_days": 4, "severity": "critical", "treated": True}],
        "costs": [{"kind": "burial", "amount": 1, "unclaimed_body": False, "member": "a"}],
    }
}
# What lies between two keys, and a fraction without a remainder, no schema can say; the reader alone refuses them.
BEYOND_A_SCHEMA = ("không có người", "đã dùng cho người khác", "người chết", "không phải là người chết")
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 5),
    st.sampled_from([10**15 - 1, 10**15, -(10**15), 10**40, 1_000_000, 1_000_001, 1_000, 1_001]),
    st.floats(allow_nan=False, allow_infinity=False).filter(lambda number: not number.is_integer()),
    st.text(max_size=6),
    st.sampled_from(
        ["", " ", "\u00a0", "2023-02-29", "2024-02-29", "1900-02-29", "2000-02-29", "2023-13-01", "2023-04-31",
         "1899-12-31", "2199-12-31", "2200-01-01", "2023-09-12\n", "1980", "1980\n", "80", "01", "01\n", "001", "00364",
         "٠١", "fire", "poor", "a", "b", "dead", "none", "owner"]
    ),
    st.recursive(st.none(), lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner)),
)  # fmt: skip


def places_in(value, way=()):
    """Every place in plain data, as the way to it."""
    yield way
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from places_in(inner, (*way, step))


@st.composite
def mutated(draw):
    """Good facts with one to three places replaced, taken away or added to."""
    data = copy.deepcopy(draw(st.sampled_from([EXAMPLE, FULL, case("a"), fire_of_2023("a", harms=[dead("a")])])))
    for _ in range(draw(st.integers(1, 3))):
        if not data:
            break
        *way, last = draw(st.sampled_from([place for place in places_in(data) if place]))
        at = data
        for step in way:
            at = at[step]
        deed = draw(st.sampled_from(["replace", "remove", "add"]))
        if deed == "replace":
            at[last] = draw(JUNK)
        elif deed == "remove":
            del at[last]
        elif isinstance(at, dict):
            at[draw(st.text(max_size=4) | st.sampled_from(["member", "amount", "ref", "code", "kind"]))] = draw(JUNK)
    return data


def reading(data):
    """What the reader alone finds wrong, or nothing."""
    try:
        read_facts(data)
    except Refusal as refusal:
        return refusal.facts["problem"]
    return None


@every(mutated())
@settings(max_examples=800, deadline=None)
def test_the_schema_and_the_reader_accept_and_refuse_the_same(data):
    problem = reading(data)
    if problem is not None and any(words in problem for words in BEYOND_A_SCHEMA):
        return
    assert (fault_in_facts(data) is None) is (problem is None), (fault_in_facts(data), problem)


@every(mutated())
@settings(max_examples=300, deadline=None)
def test_a_second_validator_reads_the_same_out_of_the_schema(data):
    second = Draft202012Validator(facts_schema()).is_valid(data)
    # Python's `$` also stands before a last line break; the pattern of the schema means the very end.
    assert second is (fault_in_facts(data) is None) or "\n" in json.dumps(data).replace("\\n", "\n")


@every(cases)
@settings(max_examples=200, deadline=None)
def test_every_random_case_fits_and_so_does_its_answer(facts):
    if reading(facts) is None:
        assert fault_in_facts(facts) is None
        assert fault_in_answer(json.loads(json.dumps(answer(facts)))) is None


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(EXAMPLE, id="the example of the contract"),
        pytest.param(case(on="2010-01-01"), id="no norm, no policy"),
        pytest.param(case("a", harms=[injured("a")], on="2026-11-10", cause="storm", place="48"), id="only central"),
        pytest.param(fire_of_2023("a", harms=[dead("a"), injured("a")]), id="died after treatment"),
        pytest.param(case("a", needs={"essentials": True, "short_of_food": 1}, damage={"degree": "total"}), id="kind"),
    ],
)
@pytest.mark.parametrize("named", [(), ("ND335-2026",), ("HN-NQ24-2023", "ND20-2021", "TX-2023")])
def test_every_answer_fits_its_schema(facts, named):
    assert fault_in_answer(answer(facts, *named)) is None


def test_an_answer_with_a_strange_key_or_a_fraction_does_not_fit():
    good = answer(EXAMPLE)
    assert fault_in_answer(good | {"total": 1}) == "/"
    broken = copy.deepcopy(good)
    broken["lines"][0]["amount"] = 0.5
    assert fault_in_answer(broken) == "/lines/0/amount"


@pytest.mark.parametrize(
    ("data", "path", "problem"),
    [
        (case("a", damage={"degree": "burnt"}), "/household/damage/degree", "giá trị lạ 'burnt'"),
        (case("a", needs={"food_months": 1.0}), "/household/needs/food_months", "1.0 không phải là số nguyên"),
        (case("a", harms=[dead("b")]), "/household/harms/0/member", "không có người 'b' trong hộ"),
    ],
)
def test_what_does_not_fit_is_said_in_our_words_with_its_place(data, path, problem):
    with pytest.raises(Refusal) as caught:
        facts_in(data)
    assert (caught.value.code, caught.value.facts["path"]) == ("facts_unreadable", path)
    assert caught.value.facts["problem"] == problem


def test_the_check_changes_nothing_and_fills_nothing_in():
    data = case("a")
    before = copy.deepcopy(data)
    assert fault_in_facts(data) is None and data == before


def test_facts_that_only_the_schema_refuses_are_refused_all_the_same(monkeypatch):
    monkeypatch.setattr("aid.services.fact_schema.read_facts", lambda _data: None)
    with pytest.raises(Refusal) as caught:
        explain(case("a", damage={"degree": "burnt"}))
    assert caught.value.facts["path"] == "/household/damage/degree"
