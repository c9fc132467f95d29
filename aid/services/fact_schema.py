"""Facts of a case checked against their JSON Schema before they are read; the schemas are compiled once and kept.

The schema says no, the reader says why: it is as strict and speaks the office's language.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import fastjsonschema

from aid.domain.case_facts import read_facts
from aid.domain.errors import Refusal
from aid.domain.fact_schema import answers_schema, facts_schema
from aid.domain.facts import CaseFacts


def facts_in(data: object) -> CaseFacts:
    """Return the facts in JSON-ready `data`: đồng and counts as integers, days as ISO text.

    Refuses `facts_unreadable` (path, problem, cure) for what does not fit the schema of docs/policy-facts.md, and for
    a harm, cost or sum of somebody who is not a member.
    """
    fault = fault_in_facts(data)
    facts = read_facts(data)
    if fault is not None:
        raise Refusal(
            "facts_unreadable", path=fault, problem="không đúng với bản mô tả dữ kiện", cure="sửa theo bản mô tả"
        )
    return facts


def fault_in_facts(data: object) -> str | None:
    """Return the path of the first place where facts do not fit their schema, or None where they do."""
    return _fault(_facts(), data)


def fault_in_answer(data: object) -> str | None:
    """Return the path of the first place where an answer does not fit its schema, or None where it does."""
    return _fault(_answers(), data)


def _fault(check: Callable[[object], object], data: object) -> str | None:
    try:
        check(data)
    except fastjsonschema.JsonSchemaValueException as error:
        steps = (f"[{step}]" if step.isdigit() else f".{step}" for step in error.path[1:])
        return "".join(steps).removeprefix(".") or "$"
    return None


@cache
def _facts() -> Callable[[object], object]:
    return _compiled(facts_schema())


@cache
def _answers() -> Callable[[object], object]:
    return _compiled(answers_schema())


def _compiled(schema: dict[str, Any]) -> Callable[[object], object]:
    """Return the check as a function that neither fills in defaults nor copies the value."""
    check: Callable[[object], object] = fastjsonschema.compile(schema, use_default=False, use_formats=False)
    return check
