"""The schema of facts is valid and lets through what the rules read; tests/services compares the two at length."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from aid.domain import fact_schema
from tests.domain.cases_by_hand import answer, case, dead

EXAMPLE = json.loads((Path(__file__).parent / "contract_facts.json").read_text("utf-8"))
FACTS = Draft202012Validator(fact_schema.facts_schema())
ANSWER = Draft202012Validator(fact_schema.answers_schema())


def test_both_schemas_are_valid_themselves():
    for schema in (fact_schema.facts_schema(), fact_schema.answers_schema()):
        Draft202012Validator.check_schema(schema)


def test_the_example_of_the_contract_and_its_answer_fit():
    assert FACTS.is_valid(EXAMPLE)
    assert ANSWER.is_valid(answer(EXAMPLE))
    assert ANSWER.is_valid(answer(case("a", harms=[dead("a")])))


@pytest.mark.parametrize(
    ("key", "value"), [("cause", "war"), ("colour", "red"), ("occurred_on", "2023-02-30"), ("place", "1")]
)
def test_what_no_rule_knows_does_not_fit(key, value):
    facts = case("a") | {"incident": case("a")["incident"] | {key: value}}
    assert FACTS.is_valid(case("a"))
    assert not FACTS.is_valid(facts)


def test_a_total_is_no_fraction():
    given = answer(EXAMPLE)
    assert not ANSWER.is_valid(given | {"totals": {"VND": 1.5}})
