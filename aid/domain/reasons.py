"""A reason as an object: a code with the facts it was decided by, told as a sentence in Vietnamese or English.

The same object feeds the case page, the dossier, the decision's frozen content, the JSON and the public calculator.
Facts are JSON-ready (text, whole numbers, true or false, lists of such), so that a stored reason can be told again.
"""

import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from aid.domain.dates import show
from aid.domain.fact_words import WORDS
from aid.domain.money import grouped
from aid.domain.reason_words import SENTENCES

LANGUAGES = ("vi", "en")
_DECISION = (
    "{called}; Quyết định số {number} ngày {day} của {agency}",
    "{called}; Decision no. {number} of {day}, {agency}",
)
_QUANTITIES = {"kg_rice": ("{amount} kg gạo", "{amount} kg of rice"), "in_kind": ("hiện vật", "goods")}


@dataclass(frozen=True)
class Reason:
    """Why something is given, refused or so much; `clause` is where the law says so."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)
    clause: str = ""


def tell(reason: Reason, language: str = "vi") -> str:
    """Return the reason as a sentence without a full stop, in Vietnamese ("vi") or English ("en").

    Money is "22.000.000 đồng" or "22,000,000 VND". What the law says stays Vietnamese in both.
    """
    known: Mapping[str, Any] = {"clause": reason.clause, **reason.facts}
    return "".join(
        text + _SHOWN[how](known[name], language) if name else text for text, name, how in _parts(reason.code, language)
    )


def reason_as_data(reason: Reason) -> dict[str, Any]:
    """Return the reason JSON-ready, to be stored and told again by `reason_from_data`."""
    return {"code": reason.code, "facts": reason.facts, "clause": reason.clause}


def reason_from_data(data: Mapping[str, Any]) -> Reason:
    """Return the reason that was stored as `data`."""
    return Reason(data["code"], dict(data["facts"]), data["clause"])


def dong(amount: int, language: str = "vi") -> str:
    """Return đồng as a sentence prints them, with a plain space: "22.000.000 đồng", "22,000,000 VND"."""
    return f"{amount:,} VND" if language == "en" else f"{grouped(amount)} đồng"


@cache
def _parts(code: str, language: str) -> tuple[tuple[str, str, str], ...]:
    """Return the sentence of a code as (text, name of the fact after it, how it is shown)."""
    sentence = SENTENCES[code][LANGUAGES.index(language)]
    return tuple((text, name or "", how or "") for text, name, how, _ in string.Formatter().parse(sentence))


def _plain(value: Any, _language: str) -> str:
    return str(value)


def _number(value: int, language: str) -> str:
    return f"{value:,}" if language == "en" else grouped(value)


def _day(value: str, _language: str) -> str:
    return show(date.fromisoformat(value))


def _less(parts: list[dict[str, Any]], language: str) -> str:
    """Return what is taken off a level: " − 22.000.000 đồng (Điều 14)" for each part."""
    return "".join(f" − {dong(part['amount'], language)} ({_source(part, language)})" for part in parts)


def _parts_given(parts: list[dict[str, Any]], language: str) -> str:
    """Return what was given, each with its source: "13.000.000 đồng (Điều 14; Quyết định số …)"."""
    return ", ".join(f"{_quantity(part, language)} ({_source(part, language)})" for part in parts)


def _source(part: dict[str, Any], language: str) -> str:
    """Return what gives a part, with the decision where another case got it."""
    decision = part.get("decision")
    if decision is None:
        return str(part["called"])
    day = show(date.fromisoformat(decision["day"]))
    words = _DECISION[LANGUAGES.index(language)]
    return words.format(called=part["called"], number=decision["number"], day=day, agency=decision["agency"])


def _quantity(part: dict[str, Any], language: str) -> str:
    words = _QUANTITIES.get(part.get("unit", "VND"))
    if words is None:
        return dong(part["amount"], language)
    return words[LANGUAGES.index(language)].format(amount=_number(part["amount"], language))


def _reason(value: dict[str, Any], language: str) -> str:
    return tell(reason_from_data(value), language)


def _word(name: str) -> Callable[[Any, str], str]:
    return lambda value, language: WORDS[name][value][LANGUAGES.index(language)]


_SHOWN: dict[str, Callable[[Any, str], str]] = {
    "": _plain,
    "money": dong,
    "number": _number,
    "day": _day,
    "less": _less,
    "parts": _parts_given,
    "reason": _reason,
    **{name: _word(name) for name in WORDS},
}
