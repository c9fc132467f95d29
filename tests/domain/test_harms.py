from datetime import date, timedelta

import pytest

from aid.domain.errors import Refusal
from aid.domain.harms import (
    HarmEntry,
    Standing,
    check_history,
    faults_of_entry,
    inpatient_days,
    only_what_fits,
    standing,
)

FIRE = date(2026, 9, 12)
TODAY = date(2026, 9, 20)


def day(number):
    return FIRE + timedelta(days=number)


def entry(kind, on=0, came=None, went=None, **more):
    return HarmEntry(
        kind,
        day(on),
        admitted_on=None if came is None else day(came),
        discharged_on=None if went is None else day(went),
        **more,
    )


def faults(given):
    return [fault.code for fault in faults_of_entry(given, today=TODAY, incident_on=FIRE)]


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        pytest.param(entry("injured", 0, 0, 8), [], id="out today"),
        pytest.param(entry("injured", 0, 0), [], id="still in"),
        pytest.param(entry("dead", 0), [], id="the day of the incident"),
        pytest.param(entry("dead", -1), ["harm_before_incident"], id="the day before the incident"),
        pytest.param(entry("dead", 9), ["harm_in_future"], id="tomorrow"),
        pytest.param(entry("injured", 0, None, 3), ["discharged_without_admitted"], id="out without in"),
        pytest.param(entry("injured", 2, 1), ["admitted_before_injury"], id="in before hurt"),
        pytest.param(entry("injured", 0, 3, 2), ["discharged_before_admitted"], id="out before in"),
        pytest.param(entry("injured", 0, 3, 3), [], id="in and out on one day"),
        pytest.param(
            entry("injured", -2, 10, 5),
            ["harm_in_future", "harm_before_incident", "discharged_before_admitted"],
            id="several at once",
        ),
    ],
)
def test_each_day_of_an_entry_can_be(given, codes):
    assert faults(given) == codes


@pytest.mark.parametrize(
    ("history", "refused"),
    [
        pytest.param([], None, id="nothing happened"),
        pytest.param([entry("missing"), entry("found", 1)], None, id="missing, found"),
        pytest.param([entry("missing"), entry("found"), entry("injured")], None, id="all on one day"),
        pytest.param([entry("missing"), entry("dead", 2)], None, id="found dead"),
        pytest.param([entry("injured", 0, 0, 2), entry("dead", 2)], None, id="died in hospital"),
        pytest.param([entry("injured", 0, 0, 2), entry("injured", 2, 2)], None, id="moved to another hospital"),
        pytest.param([entry("missing"), entry("found", 1), entry("missing", 2)], None, id="lost twice"),
        pytest.param([entry("found")], "found_without_missing", id="found before lost"),
        pytest.param([entry("missing"), entry("found", 1), entry("found", 2)], "found_without_missing", id="twice"),
        pytest.param([entry("missing"), entry("missing", 1)], "missing_already", id="missing twice"),
        pytest.param([entry("missing"), entry("injured", 1)], "injured_before_found", id="treated while missing"),
        pytest.param([entry("dead"), entry("injured", 1)], "harm_after_death", id="hurt after death"),
        pytest.param([entry("dead"), entry("dead", 1)], "harm_after_death", id="dead twice"),
        pytest.param([entry("dead"), entry("missing", 1)], "harm_after_death", id="missing after death"),
        pytest.param([entry("injured", 0, 0, 3), entry("dead", 2)], "treated_after_death", id="out after death"),
        pytest.param([entry("injured", 0, 3), entry("dead", 2)], "treated_after_death", id="in after death"),
    ],
)
def test_a_history_has_an_order(history, refused):
    for typed in (history, history[::-1]):
        if refused is None:
            check_history(typed)
            continue
        with pytest.raises(Refusal) as found:
            check_history(typed)
        assert found.value.code == refused


@pytest.mark.parametrize(
    ("history", "on", "days"),
    [
        pytest.param([entry("injured")], 8, 0, id="never in a hospital"),
        pytest.param([entry("injured", 0, 0, 0)], 8, 1, id="in and out on one day counts one"),
        pytest.param([entry("injured", 0, 0, 1)], 8, 1, id="one night"),
        pytest.param([entry("injured", 0, 0, 2)], 8, 2, id="one day short of the decree"),
        pytest.param([entry("injured", 0, 0, 3)], 8, 3, id="the three days of the decree"),
        pytest.param([entry("injured", 0, 0)], 0, 1, id="still in on the first day"),
        pytest.param([entry("injured", 0, 0)], 3, 3, id="still in on the fourth day"),
        pytest.param([entry("injured", 0, 5)], 3, 0, id="not yet in on that day"),
        pytest.param([entry("injured", 0, 0, 8)], 3, 3, id="asked for an earlier day"),
        pytest.param([entry("injured", 0, 0, 2), entry("injured", 0, 2, 4)], 8, 4, id="a move counts no day twice"),
        pytest.param([entry("injured", 0, 0, 2), entry("injured", 0, 4, 6)], 8, 4, id="two stays add up"),
        pytest.param([entry("injured", 0, 0, 4), entry("injured", 0, 1, 3)], 8, 4, id="overlapping stays"),
        pytest.param([entry("injured", 0, 0), entry("dead", 3)], 8, 3, id="until the day of death"),
    ],
)
def test_days_of_treatment_are_counted_by_the_written_rule(history, on, days):
    assert inpatient_days(history, on=day(on)) == days


def test_the_count_does_not_fall_when_the_discharge_is_recorded():
    for number in range(9):
        still_in = inpatient_days([entry("injured", 0, 0)], on=day(number))
        assert inpatient_days([entry("injured", 0, 0, number)], on=day(number)) == still_in


@pytest.mark.parametrize(
    ("history", "on", "expected"),
    [
        pytest.param([], 8, Standing(), id="unharmed"),
        pytest.param([entry("missing")], 8, Standing(missing=True), id="missing"),
        pytest.param([entry("missing"), entry("found", 2)], 8, Standing(), id="found again"),
        pytest.param([entry("missing"), entry("found", 2)], 1, Standing(missing=True), id="not yet found then"),
        pytest.param([entry("missing"), entry("dead", 2)], 8, Standing(dead=True), id="found dead"),
        pytest.param(
            [entry("injured", 0, 0, 2), entry("injured", 2, 2, severity="severe")],
            4,
            Standing(injured=True, inpatient_days=4, still_in=True, severity="severe", treated=True),
            id="the worst severity of two stays",
        ),
        pytest.param(
            [entry("injured", 0, 0, 2, severity="critical"), entry("dead", 2)],
            8,
            Standing(dead=True, injured=True, inpatient_days=2, severity="critical", treated=True),
            id="injured, then dead",
        ),
    ],
)
def test_a_history_comes_to_what_stands_on_a_day(history, on, expected):
    assert standing(history, on=day(on)) == expected


def test_only_the_injured_have_a_stay_and_a_severity():
    typed = entry("dead", 0, 0, 2, facility="Bệnh viện Thử Nghiệm", severity="critical", paper="Giấy báo tử")
    kept = only_what_fits(typed)
    assert (kept.facility, kept.admitted_on, kept.discharged_on, kept.severity, kept.treated) == (
        "", None, None, "light", False,
    )  # fmt: skip
    assert kept.paper == "Giấy báo tử"


def test_the_injured_keep_their_stay():
    typed = entry("injured", 0, 0, 3, severity="severe", treated=True)
    assert only_what_fits(typed) is typed
