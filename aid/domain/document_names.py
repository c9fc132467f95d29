"""What a legal document is called by its number; always Vietnamese, as the paper itself."""

import re
from datetime import date

# What kind of paper the letters after the number stand for.
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
_OTHER_PAPER = "Văn bản"
_LETTERS = re.compile(r"/([A-ZĐ]+)[^/]*$")
_SHORT_PAPER = "VB"


def paper_of(number: str) -> str:
    """Return the document as papers cite it: "Nghị quyết số 24/NQ-HĐND"; nothing where it has no number."""
    return f"{_PAPERS.get(letters_of(number), _OTHER_PAPER)} số {number}" if number else ""


def letters_of(number: str) -> str:
    """Return the letters that tell the kind of paper: "NQ" of "24/NQ-HĐND", "VB" where there are none."""
    found = _LETTERS.search(number)
    return found[1] if found else _SHORT_PAPER


def cited(number: str, signed_on: date | None) -> str:
    """Return the document with its day: "Nghị quyết số 24/NQ-HĐND ngày 22/09/2023"; nothing without a number."""
    paper = paper_of(number)
    return f"{paper} ngày {signed_on:%d/%m/%Y}" if paper and signed_on else paper
