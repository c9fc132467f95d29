"""The facts as they are kept with a computation: those of the contract, and beside them the aid found elsewhere.

What was kept before aid elsewhere was a fact has no such key and is read as if there had been none.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from aid.domain.case_facts import facts_as_data, read_facts
from aid.domain.facts import CaseFacts, Elsewhere

_KEY = "elsewhere"


def kept_facts(facts: CaseFacts) -> dict[str, Any]:
    """Return the facts JSON-ready (amounts as integers in their unit, days as ISO text) for `read_kept_facts`."""
    data = facts_as_data(facts)
    return data | {_KEY: [_row(row) for row in facts.elsewhere]} if facts.elsewhere else data


def read_kept_facts(data: Mapping[str, Any]) -> CaseFacts:
    """Return the facts that were kept as `data`; refuses `facts_unreadable` as `read_facts` does."""
    facts = read_facts({key: value for key, value in data.items() if key != _KEY})
    return replace(facts, elsewhere=tuple(_read(row) for row in data.get(_KEY, ())))


def counted_elsewhere(data: Mapping[str, Any]) -> frozenset[str]:
    """Return the refs of the aid elsewhere that kept facts name."""
    return frozenset(row["ref"] for row in data.get(_KEY, ()))


def _row(row: Elsewhere) -> dict[str, Any]:
    return asdict(row) | {"decided_on": row.decided_on.isoformat()}


def _read(row: Mapping[str, Any]) -> Elsewhere:
    return Elsewhere(**{**row, "decided_on": date.fromisoformat(row["decided_on"])})
