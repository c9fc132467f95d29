"""The explanation of a line or a refusal as JSON-ready data, and told again in Vietnamese or English.

It is kept with the entitlement and in the decision's frozen content; the case page, the dossier, the public
calculator and the answer speak from the same data.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from aid.domain.dates import show
from aid.domain.entitlements import Document, Line, Refused
from aid.domain.reasons import reason_as_data, reason_from_data, tell


class ToldReason(NamedTuple):
    """One ground as a sentence, with the clause that asks for it."""

    code: str
    says: str
    clause: str


class Told(NamedTuple):
    """An explanation in one language: what, by which document and clause, on which grounds, and so much or why not."""

    is_given: bool
    title: str
    document: str
    clause: str
    text: str
    grounds: tuple[ToldReason, ...]
    says: str


def explanation_as_data(found: Line | Refused) -> dict[str, Any]:
    """Return the explanation JSON-ready: codes and facts, no sentences; amounts in the line's unit, days as ISO text.

    A line has `grounds`, `working`, `unit` and `amount`; a refusal has `reason`.
    """
    data: dict[str, Any] = {
        "given": isinstance(found, Line),
        "policy": found.policy,
        "benefit": found.benefit,
        "member": found.member,
        "title": found.title,
        "title_en": found.title_en,
        "text": found.text,
        "purpose": found.purpose,
        "clause": found.clause,
        "document": _document(found.document),
    }
    if isinstance(found, Line):
        grounds = [reason_as_data(ground) for ground in found.grounds]
        working = reason_as_data(found.working)
        return data | {"unit": found.unit, "amount": found.amount, "grounds": grounds, "working": working}
    return data | {"reason": reason_as_data(found.reason)}


def tell_data(data: Mapping[str, Any], language: str = "vi") -> Told:
    """Return what `explanation_as_data` gave as sentences in Vietnamese ("vi") or English ("en").

    What has no English title keeps its Vietnamese one; what the law says stays Vietnamese.
    """
    grounds = [reason_from_data(ground) for ground in data.get("grounds", ())]
    outcome = reason_from_data(data["working"] if data["given"] else data["reason"])
    return Told(
        is_given=data["given"],
        title=_title(data, language),
        document=document_name(data["document"], language),
        clause=data["clause"],
        text=data["text"],
        grounds=tuple(ToldReason(one.code, tell(one, language), one.clause) for one in grounds),
        says=tell(outcome, language),
    )


def names_decision(data: Mapping[str, Any]) -> bool:
    """Say whether an explanation names a decision of another case that gave a part."""
    reason = data["working"] if data["given"] else data["reason"]
    return any("decision" in part for part in reason["facts"].get("parts", ()))


def document_name(document: Mapping[str, Any], language: str = "vi") -> str:
    """Return the document of an explanation by its number, day and issuer, or by its title where it has no number."""
    if not document["number"]:
        return _title(document, language)
    if not document["signed_on"]:
        return f"{document['number']} ({document['issuer']})"
    day = show(date.fromisoformat(document["signed_on"]))
    return f"{document['number']} ({document['issuer']}, {day})"


def _title(data: Mapping[str, Any], language: str) -> str:
    title: str = (language == "en" and data["title_en"]) or data["title"]
    return title


def _document(document: Document) -> dict[str, Any]:
    return {
        "policy": document.policy,
        "number": document.number,
        "signed_on": document.signed_on.isoformat() if document.signed_on else None,
        "issuer": document.issuer,
        "title": document.title,
        "title_en": document.title_en,
    }
