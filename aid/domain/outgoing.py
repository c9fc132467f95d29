"""The register of outgoing documents: kinds, books, the form of a number, and the days a paper may carry.

NĐ 30/2020 Điều 15 gives one sequence a year and leaves to the head of the agency whether all kinds share it. On paper
the number and day come after the signature, at the latest the next working day; an electronic document has them before
its signer signs, because the signature covers them.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aid.domain.calendar import Calendar, add_working_days
from aid.domain.errors import Refusal

ALL_KINDS_BOOK = "VB"
_LAST_NUMBER = 999_999
_SYMBOL = re.compile(r"[^\W\d_][^\W_]*(?:-[^\W_]+)*")
_NUMBER = re.compile(r"0*(?P<number>[1-9]\d{0,5})(?:/(?P<symbol>.+))?")


class DocumentKind(StrEnum):
    """What a numbered document is."""

    DECISION = "decision"
    PROPOSAL = "proposal"
    REPORT = "report"
    MINUTES = "minutes"
    NOTICE = "notice"
    INVITATION = "invitation"
    PLAN = "plan"
    LETTER = "letter"
    OTHER = "other"


class BookRun(StrEnum):
    """Whether one run of numbers serves all kinds of documents or each kind has its own."""

    ALL_KINDS = "all_kinds"
    EACH_KIND = "each_kind"


class SigningOrder(StrEnum):
    """Whether the number follows the signature (paper) or comes before it (electronic)."""

    PAPER = "paper"
    ELECTRONIC = "electronic"


class EntryState(StrEnum):
    """Where a number stands; a cancelled one stays in the register with its reason."""

    NUMBERED = "numbered"
    ISSUED = "issued"
    CANCELLED = "cancelled"


# The abbreviations of NĐ 30/2020 Phụ lục III.I; a công văn has none, its book is called CV.
KIND_CODES: dict[DocumentKind, str] = {
    DocumentKind.DECISION: "QĐ",
    DocumentKind.PROPOSAL: "TTr",
    DocumentKind.REPORT: "BC",
    DocumentKind.MINUTES: "BB",
    DocumentKind.NOTICE: "TB",
    DocumentKind.INVITATION: "GM",
    DocumentKind.PLAN: "KH",
    DocumentKind.LETTER: "CV",
    DocumentKind.OTHER: "VB-K",
}


@dataclass(frozen=True)
class BookRule:
    """How an agency numbers and signs from a day on."""

    valid_from: date
    run: BookRun
    order: SigningOrder
    basis: str = ""


USUAL_RULE = BookRule(date.min, BookRun.EACH_KIND, SigningOrder.PAPER)


def book_of(run: BookRun, kind: DocumentKind, symbol: str) -> str:
    """Return the book a document is numbered in; decisions of their own run stand under their symbol."""
    if run is BookRun.ALL_KINDS:
        return ALL_KINDS_BOOK
    return symbol if kind is DocumentKind.DECISION else KIND_CODES[kind]


def usual_symbol(kind: DocumentKind, decision_symbol: str, department: str = "") -> str:
    """Return the symbol a kind of document usually carries: "TTr-UBND"; a công văn "UBND-VHXH" (Phụ lục I, II.3.b)."""
    body = decision_symbol.partition("-")[2] or decision_symbol
    if kind is DocumentKind.LETTER:
        return f"{body}-{department}" if department else body
    if kind is DocumentKind.DECISION:
        return decision_symbol
    return body if kind is DocumentKind.OTHER else f"{KIND_CODES[kind]}-{body}"


def check_symbol(symbol: str) -> str:
    """Return a symbol of groups of letters joined by "-", without blanks. Refusal `symbol_form` (symbol)."""
    if not _SYMBOL.fullmatch(symbol):
        raise Refusal("symbol_form", symbol=symbol)
    return symbol


def entered_number(text: str, symbol: str) -> int:
    """Return the number of "123" or "123/QĐ-UBND" as the city's system gave it.

    Refusal `number_form` (text, symbol) where it has another form or another symbol.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None or (found["symbol"] or symbol) != symbol:
        raise Refusal("number_form", text=text, symbol=symbol)
    return int(found["number"])


def check_entered(number: int | None) -> int:
    """Return a number from another system. Refusal `number_needed` where it is missing or could be none."""
    if number is None or not 1 <= number <= _LAST_NUMBER:
        raise Refusal("number_needed")
    return number


def last_paper_day(signed_on: date, calendar: Calendar) -> date:
    """Return the last day a signed paper may be dated: the next working day (NĐ 30/2020 Điều 15)."""
    return add_working_days(signed_on, 1, calendar)


def check_paper_day(
    day: date, *, today: date, signed_on: date | None, calendar: Calendar, late_reason: str = ""
) -> None:
    """Refuse a day that a paper cannot carry; `signed_on` is None where the number comes before the signature.

    Refusal `paper_day_ahead` (day), `paper_day_before_signing` (day, signed_on), `paper_day_late` (day, last) unless a
    reason for numbering late is given.
    """
    if day > today:
        raise Refusal("paper_day_ahead", day=day)
    if signed_on is None:
        return
    if day < signed_on:
        raise Refusal("paper_day_before_signing", day=day, signed_on=signed_on)
    last = last_paper_day(signed_on, calendar)
    if day > last and not late_reason.strip():
        raise Refusal("paper_day_late", day=day, last=last)


def check_rule(rule: BookRule, *, before: BookRule, today: date, numbered_years: frozenset[int]) -> None:
    """Refuse a rule that would give a number twice: a run changes at a new year, before its first number (Điều 15).

    Refusal `rule_backdated` (day), `run_changes_at_new_year` (year).
    """
    if rule.valid_from < today:
        raise Refusal("rule_backdated", day=rule.valid_from)
    if rule.run is before.run:
        return
    year = rule.valid_from.year
    is_new_year = (rule.valid_from.month, rule.valid_from.day) == (1, 1)
    if year in numbered_years or not (is_new_year or year == today.year):
        raise Refusal("run_changes_at_new_year", year=year)


def rule_on(rules: tuple[BookRule, ...], day: date) -> BookRule:
    """Return the rule in force on a day: the latest that began by then, else each kind by itself and on paper."""
    begun = [rule for rule in rules if rule.valid_from <= day]
    return max(begun, key=lambda rule: rule.valid_from, default=USUAL_RULE)
