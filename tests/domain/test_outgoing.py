"""Books, the form of a number, and the days a paper may carry."""

from datetime import date

import pytest

from aid.domain.calendar import Calendar, changed, is_working_day
from aid.domain.errors import Refusal
from aid.domain.outgoing import (
    USUAL_RULE,
    BookRule,
    BookRun,
    DocumentKind,
    SigningOrder,
    book_of,
    check_entered,
    check_paper_day,
    check_rule,
    check_symbol,
    entered_number,
    rule_on,
    usual_symbol,
)

CALENDAR = Calendar(frozenset({date(2026, 9, 2)}), frozenset({date(2026, 8, 22)}))
FRIDAY, MONDAY = date(2026, 9, 18), date(2026, 9, 21)


@pytest.mark.parametrize(
    ("run", "kind", "symbol", "book"),
    [
        (BookRun.ALL_KINDS, DocumentKind.DECISION, "QĐ-UBND", "VB"),
        (BookRun.ALL_KINDS, DocumentKind.LETTER, "UBND-VHXH", "VB"),
        (BookRun.EACH_KIND, DocumentKind.DECISION, "QĐ-UBND", "QĐ-UBND"),
        (BookRun.EACH_KIND, DocumentKind.PROPOSAL, "TTr-VHXH", "TTr"),
        (BookRun.EACH_KIND, DocumentKind.LETTER, "UBND-VHXH", "CV"),
    ],
)
def test_each_kind_or_all_have_one_run(run, kind, symbol, book):
    assert book_of(run, kind, symbol) == book


@pytest.mark.parametrize(
    ("kind", "department", "symbol"),
    [
        (DocumentKind.DECISION, "", "QĐ-UBND"),
        (DocumentKind.PROPOSAL, "", "TTr-UBND"),
        (DocumentKind.LETTER, "VHXH", "UBND-VHXH"),
        (DocumentKind.LETTER, "", "UBND"),
        (DocumentKind.OTHER, "", "UBND"),
    ],
)
def test_the_usual_symbol_of_a_kind(kind, department, symbol):
    assert usual_symbol(kind, "QĐ-UBND", department) == symbol


def test_a_symbol_without_groups_serves_as_its_own_body():
    assert usual_symbol(DocumentKind.REPORT, "MTTQ") == "BC-MTTQ"


@pytest.mark.parametrize("symbol", ["QĐ-UBND", "UBND-VHXH", "QĐ-MTTQ-BTT", "GM", "BC-VP7"])
def test_symbols_of_groups_of_letters_pass(symbol):
    assert check_symbol(symbol) == symbol


@pytest.mark.parametrize("symbol", ["", "QĐ - UBND", "QĐ/UBND", "-UBND", "QĐ-", "QĐ--UBND", "7-UBND", "=1+1"])
def test_a_symbol_of_another_form_is_refused(symbol):
    with pytest.raises(Refusal, match="symbol_form"):
        check_symbol(symbol)


@pytest.mark.parametrize(
    ("text", "number"), [("7", 7), ("07", 7), (" 123 ", 123), ("05/QĐ-UBND", 5), ("999999", 999_999)]
)
def test_a_number_of_the_city_is_read(text, number):
    assert entered_number(text, "QĐ-UBND") == number


@pytest.mark.parametrize("text", ["", "0", "00", "-1", "1000000", "5/QĐ-SYT", "5/", "năm", "5 / QĐ-UBND", "1.5"])
def test_what_is_no_number_of_this_symbol_is_refused(text):
    with pytest.raises(Refusal, match="number_form"):
        entered_number(text, "QĐ-UBND")


@pytest.mark.parametrize("number", [None, 0, -1, 1_000_000])
def test_a_number_of_another_system_is_needed(number):
    with pytest.raises(Refusal, match="number_needed"):
        check_entered(number)


def test_a_number_of_another_system_is_taken():
    assert check_entered(1) == 1


@pytest.mark.parametrize(
    ("day", "today", "code"),
    [
        (FRIDAY, FRIDAY, None),
        (FRIDAY, MONDAY, None),
        (date(2026, 9, 19), MONDAY, None),
        (MONDAY, MONDAY, None),
        (date(2026, 9, 22), date(2026, 9, 22), "paper_day_late"),
        (date(2026, 9, 17), MONDAY, "paper_day_before_signing"),
        (date(2026, 9, 22), MONDAY, "paper_day_ahead"),
    ],
    ids=["same day", "dated back", "Saturday", "next working day", "late", "before signing", "future"],
)
def test_a_paper_signed_on_friday_is_dated_by_monday(day, today, code):
    if code is None:
        check_paper_day(day, today=today, signed_on=FRIDAY, calendar=CALENDAR)
        return
    with pytest.raises(Refusal, match=code):
        check_paper_day(day, today=today, signed_on=FRIDAY, calendar=CALENDAR)


def test_the_holiday_moves_the_last_day():
    signed = date(2026, 9, 1)
    check_paper_day(date(2026, 9, 3), today=date(2026, 9, 3), signed_on=signed, calendar=CALENDAR)


def test_a_late_number_needs_its_reason():
    late = date(2026, 9, 30)
    check_paper_day(late, today=late, signed_on=FRIDAY, calendar=CALENDAR, late_reason="Mất điện ba ngày")
    with pytest.raises(Refusal, match="paper_day_late"):
        check_paper_day(late, today=late, signed_on=FRIDAY, calendar=CALENDAR, late_reason="  ")


def test_an_electronic_document_is_dated_before_it_is_signed():
    check_paper_day(FRIDAY, today=MONDAY, signed_on=None, calendar=CALENDAR)


def _rule(day: date, run: BookRun = BookRun.EACH_KIND) -> BookRule:
    return BookRule(day, run, SigningOrder.PAPER, "15/QĐ-UBND")


@pytest.mark.parametrize(
    ("rule", "numbered", "code"),
    [
        (_rule(date(2026, 9, 17)), set(), "rule_backdated"),
        (_rule(FRIDAY), {2026}, None),
        (_rule(FRIDAY, BookRun.ALL_KINDS), set(), None),
        (_rule(FRIDAY, BookRun.ALL_KINDS), {2026}, "run_changes_at_new_year"),
        (_rule(date(2027, 1, 1), BookRun.ALL_KINDS), {2026}, None),
        (_rule(date(2027, 1, 2), BookRun.ALL_KINDS), {2026}, "run_changes_at_new_year"),
        (_rule(date(2027, 6, 1), BookRun.ALL_KINDS), set(), "run_changes_at_new_year"),
    ],
    ids=["past", "same run", "no number yet", "numbers given", "new year", "second day", "middle of a year"],
)
def test_a_run_changes_only_where_no_number_comes_twice(rule, numbered, code):
    if code is None:
        check_rule(rule, before=USUAL_RULE, today=FRIDAY, numbered_years=frozenset(numbered))
        return
    with pytest.raises(Refusal, match=code):
        check_rule(rule, before=USUAL_RULE, today=FRIDAY, numbered_years=frozenset(numbered))


def test_the_latest_rule_that_began_holds():
    rules = (_rule(date(2026, 1, 1)), _rule(date(2027, 1, 1), BookRun.ALL_KINDS))
    assert rule_on(rules, date(2025, 12, 31)) == USUAL_RULE
    assert rule_on(rules, date(2026, 12, 31)).run is BookRun.EACH_KIND
    assert rule_on(rules, date(2027, 1, 1)).run is BookRun.ALL_KINDS


def test_a_decree_changes_single_days():
    decreed = changed(CALENDAR, {date(2026, 9, 2): True, date(2026, 8, 22): False, FRIDAY: False})
    assert is_working_day(date(2026, 9, 2), decreed)
    assert not is_working_day(date(2026, 8, 22), decreed)
    assert not is_working_day(FRIDAY, decreed)
    assert is_working_day(MONDAY, decreed)
