import json

from jsonschema import Draft202012Validator

from aid.domain.fact_schema import answers_schema, facts_schema
from config import ROOT
from tests.architecture.fact_docs import ANSWERS, FACTS, PAGE, as_text, keys_of, page

AGAIN = "run: .venv/bin/python -m tests.architecture.fact_docs"
EXAMPLES = ROOT / "tests/domain"


def test_the_schemas_are_those_of_the_tables():
    assert FACTS.read_text("utf-8") == as_text(facts_schema()), AGAIN
    assert ANSWERS.read_text("utf-8") == as_text(answers_schema()), AGAIN


def test_the_page_of_facts_says_what_the_schemas_say(app):
    text = PAGE.read_text("utf-8")
    assert text == page(text), AGAIN
    assert text.count("| key |") == 2


def test_the_schemas_are_valid_and_describe_the_examples_of_the_contract():
    for schema, example in ((facts_schema(), "contract_facts.json"), (answers_schema(), "contract_answer.json")):
        Draft202012Validator.check_schema(schema)
        data = json.loads((EXAMPLES / example).read_text("utf-8"))
        assert not [error.message for error in Draft202012Validator(schema).iter_errors(data)]


def test_every_key_says_what_it_means_and_no_object_takes_another():
    for schema in (facts_schema(), answers_schema()):
        silent = [key.path for key in keys_of(schema) if not key.schema.get("description") and not _is_group(key)]
        open_ones = [key.path for key in keys_of(schema) if _is_group(key) and key.schema["additionalProperties"]]
        assert not silent, silent
        assert open_ones in ([], ["refusals[].facts"])


def _is_group(key):
    return key.schema.get("type") == "object"
