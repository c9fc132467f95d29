"""What a policy and its benefits are called where people read them: by number and title, never by a code."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from aid.domain.document_names import cited, letters_of, paper_of
from aid.domain.names import fold
from aid.domain.policies import Policy
from aid.domain.shapes import as_day

Names = Mapping[tuple[str, str], str]


def name_of(document: Mapping[str, Any]) -> str:
    """Return what a policy's document is called in a sentence."""
    return paper_of(str(document.get("number") or "")) or str(document.get("title") or "")


def citation_of(document: Mapping[str, Any]) -> str:
    """Return number and day of a policy's document, or who issued it where it has no number."""
    return cited(str(document.get("number") or ""), as_day(document.get("signed_on"))) or str(
        document.get("issuer") or ""
    )


def names_of(policies: Iterable[Policy]) -> dict[tuple[str, str], str]:
    """Return every benefit's name by the codes of its policy and its own."""
    return {
        (policy.code, benefit.code): f"{benefit.title} ({paper_of(policy.number) or policy.title})"
        for policy in policies
        for benefit in policy.benefits
    }


def ref_name(ref: Mapping[str, Any], names: Names) -> str:
    """Return what a paper calls the benefit that is meant, else its name; a strange one is told as such."""
    key = (str(ref.get("policy")), str(ref.get("benefit")))
    known = names.get(key) or _("chế độ %(benefit)s của %(policy)s", policy=key[0], benefit=key[1])
    called, document = str(ref.get("called", "")), known.rpartition("(")[2].rstrip(")")
    return f"{known}: {called}" if called and called not in known and document not in called else known


def called_of(policy: Policy, benefit_code: str) -> str:
    """Return how a paper calls a benefit: its clause and its document, without saying the document twice."""
    clause = next((benefit.clause for benefit in policy.benefits if benefit.code == benefit_code), "")
    paper = paper_of(policy.number) or policy.issuer
    return clause if paper in clause or (policy.number and policy.number in clause) else f"{clause} {paper}".strip()


def code_for(number: str, day: date, title: str, taken: Iterable[str]) -> str:
    """Return a free code made from number and year ("NQ24-2023"), or from the title where there is no number."""
    figures = re.match(r"\s*(\d+)", number)
    made = f"{letters_of(number)}{figures[1]}" if figures else _initials(title)
    stem, used = f"{fold(made).upper()}-{day.year}", set(taken)
    return next(code for code in (stem, *(f"{stem}-{n}" for n in range(2, len(used) + 3))) if code not in used)


def _initials(title: str) -> str:
    return (
        "".join(word[0] for word in fold(title).upper().split() if word[0].isascii() and word[0].isalnum())[:8] or "CS"
    )
