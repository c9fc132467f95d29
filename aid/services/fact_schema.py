"""Facts of a case checked against their JSON Schema before they are read; the schemas are compiled once and kept.

The schema says no, the reader says why: it is as strict and speaks the office's language.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import fastjsonschema

from aid.domain.case_facts import read_facts
from aid.domain.errors import Refusal
from aid.domain.fact_schema import answers_schema, facts_schema
from aid.domain.facts import CaseFacts

_INDEX = re.compile(r"\[([0-9]+)\]\.?")


def facts_in(data: object) -> CaseFacts:
    """Return the facts in JSON-ready `data`: đồng and counts as integers, days as ISO text.

    Refuses `facts_unreadable` (path as JSON Pointer, problem, cure) for what does not fit the schema of
    docs/policy-facts.md, and for a harm, cost or sum of somebody who is not a member.
    """
    fault = fault_in_facts(data)
    try:
        facts = read_facts(data)
    except Refusal as refusal:
        raise Refusal(refusal.code, **refusal.facts | {"path": _pointer(data, str(refusal.facts["path"]))}) from None
    if fault is not None:
        raise Refusal(
            "facts_unreadable", path=fault, problem="không đúng với bản mô tả dữ kiện", cure="sửa theo bản mô tả"
        )
    return facts


def fault_in_facts(data: object) -> str | None:
    """Return where facts first do not fit their schema, as JSON Pointer (RFC 6901), or None where they fit."""
    return _fault(_facts(), data)


def fault_in_answer(data: object) -> str | None:
    """Return where an answer first does not fit its schema, as JSON Pointer (RFC 6901), or None where it fits."""
    return _fault(_answers(), data)


def _fault(check: Callable[[object], object], data: object) -> str | None:
    try:
        check(data)
    except fastjsonschema.JsonSchemaValueException as error:
        return _pointer(data, (error.name or "").removeprefix("data").removeprefix("."))
    return None


def _pointer(data: object, path: str) -> str:
    """Return "household.harms[0].kind" as the JSON Pointer "/household/harms/0/kind", "/" where it is all of `data`.

    What is there in `data` says where a key ends that holds a dot or a bracket itself.
    """
    steps: list[str] = []
    while path:
        step, path, data = _step(data, path)
        steps.append(step.replace("~", "~0").replace("/", "~1"))
    return "/" + "/".join(steps)


def _step(data: object, path: str) -> tuple[str, str, object]:
    """Return the first step of a path, the path after it and what lies there; an unknown rest is one step."""
    if isinstance(data, list) and (index := _INDEX.match(path)):
        return index[1], path[index.end() :], data[int(index[1])]
    if isinstance(data, dict):
        fitting = [key for key in data if path == key or path.startswith((f"{key}.", f"{key}["))]
        if fitting:
            key = max(fitting, key=len)
            return key, path[len(key) :].removeprefix("."), data[key]
    return path, "", None


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
