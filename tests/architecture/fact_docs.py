"""The JSON Schemas and the tables of docs/policy-facts.md: `python -m tests.architecture.fact_docs`."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from aid.domain.fact_schema import answers_schema, facts_schema
from aid.web.labels import LABELS
from config import ROOT

FACTS = ROOT / "docs/policy-facts.schema.json"
ANSWERS = ROOT / "docs/policy-answers.schema.json"
PAGE = ROOT / "docs/policy-facts.md"
# Which words of the office stand beside the values of a key.
_GROUPS = {
    "incident.cause": "IncidentKind",
    "household.poverty_class": "PovertyClass",
    "household.members[].sex": "Sex",
    "household.members[].relation": "Relation",
    "household.members[].residence": "Residence",
    "household.harms[].kind": "HarmKind",
    "household.harms[].severity": "Severity",
    "household.damage.degree": "DamageDegree",
    "household.damage.house_type": "HouseType",
    "household.damage.tenure": "Tenure",
    "household.costs[].kind": "CostKind",
    "household.costs[].payee": "Payee",
    "lines[].unit": "Unit",
    "lines[].limit.unit": "LimitUnit",
}
_KINDS = {"boolean": "true, false", "array": "list", "object": "object"}


class Key(NamedTuple):
    """One key of the facts or of an answer."""

    path: str
    schema: dict[str, Any]
    required: bool
    nullable: bool


def keys_of(schema: dict[str, Any], path: str = "") -> Iterator[Key]:
    """Every key of an object and of what lies in it, in order."""
    for name, part in schema.get("properties", {}).items():
        inner, nullable = _without_null(part)
        here = f"{path}{name}"
        is_list = inner.get("type") == "array"
        yield Key(here + ("[]" if is_list else ""), inner, name in schema["required"], nullable)
        yield from keys_of(inner["items"], here + "[].") if is_list else keys_of(inner, here + ".")


def _without_null(schema: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    choices = schema.get("anyOf", ())
    if {"type": "null"} not in choices:
        return schema, False
    return {**choices[0], "description": schema["description"]}, True


def _values(key: Key) -> str:
    schema = key.schema
    if "enum" in schema:
        labels = LABELS.get(_GROUPS.get(key.path, ""), {})
        said = [f"`{word}`" + (f" {labels[word]}" if word in labels else "") for word in schema["enum"]]
        return "; ".join(said) + ("; null" if key.nullable else "")
    if "const" in schema:
        return f"`{schema['const']}`"
    return _range(schema) + ("; null" if key.nullable else "")


def _range(schema: dict[str, Any]) -> str:
    if schema["type"] == "integer":
        least, most = schema["minimum"], schema.get("maximum")
        return f"{least} to {most:,}".replace(",", ".") if most else f"whole number from {least}"
    if schema["type"] == "string":
        return "day" if schema.get("maxLength") == 10 else "text"
    return _KINDS[schema["type"]]


def _default(key: Key) -> str:
    if key.required:
        return "required"
    return f"`{json.dumps(key.schema['default'])}`" if "default" in key.schema else ""


def _table(schema: dict[str, Any], last: str) -> str:
    lines = [f"| key | values | {last} | meaning |", "|---|---|---|---|"]
    for key in keys_of(schema):
        lines.append(f"| `{key.path}` | {_values(key)} | {_default(key)} | {key.schema.get('description', '')} |")
    return "\n".join(lines)


def page(text: str) -> str:
    """The page with its tables written anew; needs an application context for the office's words."""
    for name, table in (("facts", _table(facts_schema(), "default")), ("answers", _table(answers_schema(), "always"))):
        pattern = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
        text = re.sub(pattern, lambda found, table=table: f"{found[1]}\n{table}\n\n{found[2]}", text, flags=re.DOTALL)
    return text


def as_text(schema: dict[str, Any]) -> str:
    """A schema as it is written to its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _write() -> None:
    from aid import create_app
    from config import config_for_tests

    FACTS.write_text(as_text(facts_schema()), "utf-8")
    ANSWERS.write_text(as_text(answers_schema()), "utf-8")
    with create_app(config_for_tests("sqlite:///instance/none.db", ROOT / "instance/files")).app_context():
        PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    _write()
