"""By when an answer is due, and what a pause adds."""

from datetime import date

import pytest

from aid.domain.calendar import Calendar, LimitUnit
from aid.domain.errors import Refusal
from aid.domain.incoming import IncomingKind, Limit, Pause, answer_day, check_days, paused_due

CALENDAR = Calendar(frozenset({date(2026, 9, 2)}))
TUESDAY = date(2026, 9, 15)


@pytest.mark.parametrize(
    ("kind", "limits", "due"),
    [
        (IncomingKind.LIST_5, [], date(2026, 9, 17)),
        (IncomingKind.FORM_04, [], date(2026, 9, 18)),
        (IncomingKind.FORM_04, [Limit(5, LimitUnit.WORKING_DAY)], date(2026, 9, 22)),
        (IncomingKind.FORM_06, [Limit(5, LimitUnit.DAY), Limit(2, LimitUnit.WORKING_DAY)], date(2026, 9, 17)),
        (IncomingKind.OTHER, [], None),
    ],
    ids=["02 days", "03 working days", "as computed", "the shortest", "no limit"],
)
def test_the_answer_is_due_by_the_decree_or_the_computed_limit(kind, limits, due):
    assert answer_day(kind, TUESDAY, limits, CALENDAR) == due


@pytest.mark.parametrize(
    ("pauses", "unit", "due"),
    [
        ([], "day", date(2026, 9, 18)),
        ([Pause(date(2026, 9, 16), date(2026, 9, 21))], "day", date(2026, 9, 23)),
        ([Pause(date(2026, 9, 16), date(2026, 9, 21))], "working_day", date(2026, 9, 23)),
        ([Pause(date(2026, 9, 16), date(2026, 9, 16))], "day", date(2026, 9, 18)),
        ([Pause(date(2026, 9, 16), None)], "day", None),
        ([Pause(date(2026, 9, 19), date(2026, 9, 25))], "day", date(2026, 9, 18)),
        ([Pause(date(2026, 9, 16), date(2026, 9, 18)), Pause(date(2026, 9, 17), date(2026, 9, 18))], "day",
         date(2026, 9, 20)),
        ([Pause(date(2026, 9, 17), date(2026, 9, 19)), Pause(date(2026, 9, 16), date(2026, 9, 18))], "day",
         date(2026, 9, 21)),
    ],
    ids=["none", "days", "working days", "same day", "open", "after the end", "one in another", "overlapping"],
)  # fmt: skip
def test_what_was_waited_does_not_count_and_counts_once(pauses, unit, due):
    assert paused_due(date(2026, 9, 18), unit, pauses, CALENDAR) == due


def test_a_document_comes_after_it_was_written_and_not_tomorrow():
    check_days(received_on=TUESDAY, document_day=TUESDAY, today=TUESDAY)
    check_days(received_on=TUESDAY, document_day=None, today=TUESDAY)
    with pytest.raises(Refusal, match="document_after_arrival"):
        check_days(received_on=TUESDAY, document_day=date(2026, 9, 16), today=TUESDAY)
    with pytest.raises(Refusal, match="day_in_future"):
        check_days(received_on=date(2026, 9, 16), document_day=None, today=TUESDAY)
