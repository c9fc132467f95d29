"""What a policy and its benefits are called where people read them: by number and title, never by a code."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from aid.domain.names import fold
from aid.domain.policies import Policy
from aid.domain.shapes import as_day
from aid.web.filters import day

Names = Mapping[tuple[str, str], str]

# What kind of paper the letters after the number stand for; always Vietnamese, as the paper itself.
_PAPERS = {
    "NĐ": "Nghị định",
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "KH": "Kế hoạch",
    "TT": "Thông tư",
    "CT": "Chỉ thị",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
}
_LETTERS = re.compile(r"/([A-ZĐ]+)[^/]*$")


def paper_of(number: str) -> str:
    """Return the document as papers cite it: "Nghị quyết số 24/NQ-HĐND"; nothing where it has no number."""
    found = _LETTERS.search(number)
    return f"{_PAPERS.get(found[1] if found else '', 'Văn bản')} số {number}" if number else ""


def cited(number: str, signed_on: date | None) -> str:
    """Return the document with its day."""
    paper = paper_of(number)
    return f"{paper} ngày {day(signed_on)}" if paper and signed_on else paper


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
    called = ref.get("called")
    return f"{known}: {called}" if called and called not in known else known


def called_of(policy: Policy, benefit_code: str) -> str:
    """Return how a paper calls a benefit: its clause and its document, without saying the document twice."""
    clause = next((benefit.clause for benefit in policy.benefits if benefit.code == benefit_code), "")
    paper = paper_of(policy.number) or policy.issuer
    return clause if paper in clause or (policy.number and policy.number in clause) else f"{clause} {paper}".strip()


def code_for(number: str, day: date, title: str, taken: Iterable[str]) -> str:
    """Return a free code made from number and year ("NQ24-2023"), or from the title where there is no number."""
    letters, figures = _LETTERS.search(number), re.match(r"\s*(\d+)", number)
    made = f"{letters[1] if letters else 'VB'}{figures[1]}-{day.year}" if figures else f"{_initials(title)}-{day.year}"
    stem, used = made.replace("Đ", "D"), set(taken)
    return next(code for code in (stem, *(f"{stem}-{n}" for n in range(2, len(used) + 3))) if code not in used)


def _initials(title: str) -> str:
    return (
        "".join(word[0] for word in fold(title).upper().split() if word[0].isascii() and word[0].isalnum())[:8] or "CS"
    )
