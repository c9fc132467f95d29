"""The dated history of what happened to one person in one incident, and what follows from it.

A history is never overwritten by its latest entry: a person is missing, is found, is treated, may die. Each entry has
its day and its paper; the rules here say which entry may follow which.

Days of treatment (Điều 2 khoản 2 asks for 3): the day of admission counts, the day of discharge does not, and a stay
that begins and ends on one day counts as one. Who is still in has the days until the day that is asked for, so that
the count never falls when the discharge is recorded; a move between two hospitals counts no day twice.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from aid.domain.errors import Refusal

START = ""
SEVERITY_ORDER = ("light", "severe", "critical")

# What may stand directly before an entry of this kind.
MAY_FOLLOW: dict[str, frozenset[str]] = {
    "missing": frozenset({START, "found", "injured"}),
    "found": frozenset({"missing"}),
    "injured": frozenset({START, "found", "injured"}),
    "dead": frozenset({START, "missing", "found", "injured"}),
}
_ORDER_OF_A_DAY = ("missing", "found", "injured", "dead")
_WHY_NOT = {
    "missing": "missing_already",
    "found": "found_without_missing",
    "injured": "injured_before_found",
    "dead": "harm_after_death",
}


@dataclass(frozen=True)
class HarmEntry:
    """One entry: what happened on which day, and for the injured where and how they are treated."""

    kind: str
    happened_on: date
    facility: str = ""
    admitted_on: date | None = None
    discharged_on: date | None = None
    severity: str = "light"
    away_from_home: bool = False
    relatives_care: bool = True
    treated: bool = True
    paper: str = ""


@dataclass(frozen=True)
class Standing:
    """What a person's whole history comes to on a day; `inpatient_days` are days of treatment so far."""

    dead: bool = False
    missing: bool = False
    injured: bool = False
    inpatient_days: int = 0
    still_in: bool = False
    severity: str = "light"
    away_from_home: bool = False
    relatives_care: bool = True
    treated: bool = False


def only_what_fits(entry: HarmEntry) -> HarmEntry:
    """Return the entry without what its kind cannot have: only the injured have a stay and a severity.

    Away from home and without relatives to care may stand with the dead and the missing as well (Điều 14 khoản 2).
    """
    if entry.kind == "injured":
        return entry
    return replace(entry, facility="", admitted_on=None, discharged_on=None, severity="light", treated=False)


def faults_of_entry(entry: HarmEntry, *, today: date, incident_on: date) -> Iterator[Refusal]:
    """Yield every day that cannot be.

    `harm_in_future` (day), `harm_before_incident` (day, incident_on), `discharged_without_admitted`,
    `admitted_before_injury` (day, injured_on), `discharged_before_admitted` (day, admitted_on).
    """
    came, went = entry.admitted_on, entry.discharged_on
    for day in (entry.happened_on, came, went):
        if day is not None and day > today:
            yield Refusal("harm_in_future", day=day)
    if entry.happened_on < incident_on:
        yield Refusal("harm_before_incident", day=entry.happened_on, incident_on=incident_on)
    if went is not None and came is None:
        yield Refusal("discharged_without_admitted")
    if came is not None and came < entry.happened_on:
        yield Refusal("admitted_before_injury", day=came, injured_on=entry.happened_on)
    if came is not None and went is not None and went < came:
        yield Refusal("discharged_before_admitted", day=went, admitted_on=came)


def in_order(entries: Iterable[HarmEntry]) -> list[HarmEntry]:
    """Return a person's entries as they happened; on one day missing, found, injured, dead in this order."""
    return sorted(entries, key=lambda entry: (entry.happened_on, _ORDER_OF_A_DAY.index(entry.kind)))


def check_history(entries: Iterable[HarmEntry]) -> None:
    """Refuse a history that cannot be.

    `harm_after_death`, `missing_already`, `found_without_missing`, `injured_before_found` (each with day), or
    `treated_after_death` (day, died_on).
    """
    ordered = in_order(entries)
    before = START
    for entry in ordered:
        if before not in MAY_FOLLOW[entry.kind]:
            raise Refusal(_WHY_NOT["dead" if before == "dead" else entry.kind], day=entry.happened_on)
        before = entry.kind
    died_on = _died_on(ordered)
    for entry in ordered:
        last = entry.discharged_on or entry.admitted_on
        if died_on is not None and last is not None and last > died_on:
            raise Refusal("treated_after_death", day=last, died_on=died_on)


def inpatient_days(entries: Iterable[HarmEntry], *, on: date) -> int:
    """Return the days of treatment in health facilities up to `on`, by the count of the module's docstring."""
    known = list(entries)
    died_on = _died_on(known)
    last = on if died_on is None else min(on, died_on)
    days: set[date] = set()
    for entry in known:
        days |= _days_of_stay(entry, last)
    return len(days)


def standing(entries: Iterable[HarmEntry], *, on: date) -> Standing:
    """Return what the history of one person comes to on a day; later entries are not yet known."""
    ordered = in_order(entry for entry in entries if entry.happened_on <= on)
    if not ordered:
        return Standing()
    injuries = [entry for entry in ordered if entry.kind == "injured"]
    dead = _died_on(ordered) is not None
    return Standing(
        dead=dead,
        missing=ordered[-1].kind == "missing",
        injured=bool(injuries),
        inpatient_days=inpatient_days(ordered, on=on),
        still_in=not dead and any(entry.admitted_on and not entry.discharged_on for entry in injuries),
        severity=_worst(injuries),
        away_from_home=any(entry.away_from_home for entry in ordered),
        relatives_care=all(entry.relatives_care for entry in ordered),
        treated=any(entry.treated for entry in injuries),
    )


def _worst(injuries: Sequence[HarmEntry]) -> str:
    return max((entry.severity for entry in injuries), key=SEVERITY_ORDER.index, default="light")


def _died_on(entries: Iterable[HarmEntry]) -> date | None:
    return next((entry.happened_on for entry in entries if entry.kind == "dead"), None)


def _days_of_stay(entry: HarmEntry, last: date) -> set[date]:
    if entry.admitted_on is None or entry.admitted_on > last:
        return set()
    out = min(entry.discharged_on or last, last)
    nights = (out - entry.admitted_on).days
    return {entry.admitted_on + timedelta(days=number) for number in range(max(nights, 1))}
