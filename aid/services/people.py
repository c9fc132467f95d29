"""From what was typed about a person to the row, and back to what the trail keeps of it.

The trail outlives every correction, so it never holds a whole identity or account number.
"""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from aid import clock
from aid.domain import identity
from aid.domain.households import UNIDENTIFIED_NAME, PersonValues, check_first, faults_of_person
from aid.domain.names import clean, fold, sort_key
from aid.domain.roles import Actor
from aid.models.households import Person
from aid.services.phones import normalise

_PLAIN = ("full_name", "birth_date", "birth_year", "sex", "identity_state", "unidentified_code", "mark", "relation",
          "residence", "home_place", "phone", "bank", "account_name")  # fmt: skip
_TYPED = ("birth_date", "sex", "identity_state", "mark", "residence", "home_place", "bank", "account", "account_name")


def new_person(values: PersonValues, *, household_id: int, relation: str, actor: Actor) -> Person:
    """Return a row that is not yet filled nor added."""
    return Person(
        household_id=household_id,
        relation=relation,
        version=1,
        unidentified_code="",
        created_at=clock.now(),
        created_by=actor.user_id,
    )


def fill_person(
    person: Person, values: PersonValues, *, today: date, relation: str = "", unidentified_code: str = ""
) -> None:
    """Check what was typed and write it into the row.

    A known identity without a number keeps the number that is stored. A code once given stays, also when the person
    is identified. Refusals are those of `faults_of_person`.
    """
    typed = _completed(person, values)
    check_first(faults_of_person(typed, today=today))
    for name in _TYPED:
        setattr(person, name, getattr(typed, name))
    person.birth_year = typed.birth_date.year if typed.birth_date else typed.birth_year
    person.relation = relation or typed.relation
    known = typed.identity_state == "known" and typed.identity_number
    person.identity_number = identity.parse(typed.identity_number or "").number if known else None
    if typed.identity_state == "unidentified" and not person.unidentified_code:
        person.unidentified_code = unidentified_code or f"CRDT-{person.id}"
    person.phone = normalise(typed.phone) if typed.phone else ""
    name = clean(typed.full_name) or f"{UNIDENTIFIED_NAME} {person.unidentified_code}"
    person.full_name, person.folded, person.sort_key = name, fold(name), sort_key(name)


def noted(person: Person) -> dict[str, object]:
    """Return what the trail keeps of a person: numbers only as lists show them."""
    values: dict[str, object] = {name: getattr(person, name) for name in _PLAIN}
    # A year is a name of a year and no count; beside the day it says nothing.
    values["birth_year"] = "" if person.birth_date or not person.birth_year else str(person.birth_year)
    values["identity_number"] = identity.mask(person.identity_number) if person.identity_number else ""
    values["account"] = mask_account(person.account)
    return {name: value for name, value in values.items() if value not in (None, "")}


class Kept(NamedTuple):
    """A person before a correction: what the trail may hold, and the two numbers it may not."""

    shown: dict[str, object]
    identity_number: str | None
    account: str


def kept_of(person: Person) -> Kept:
    """Return a person as they stand, for `changes_of_person`."""
    return Kept(noted(person), person.identity_number, person.account)


def changes_of_person(before: Kept, person: Person) -> tuple[dict[str, object], dict[str, object]]:
    """Return what the trail says changed, as it was and as it is.

    Two numbers may look alike when hidden, so `number_changed` and `account_changed` say that they differ.
    """
    after = kept_of(person)
    names = [name for name in {**before.shown, **after.shown} if before.shown.get(name) != after.shown.get(name)]
    changed = {name: after.shown.get(name) for name in names}
    if before.identity_number != after.identity_number:
        changed["number_changed"] = True
    if before.account != after.account:
        changed["account_changed"] = True
    return {name: before.shown.get(name) for name in names}, changed


def mask_account(account: str) -> str:
    """Return an account number with only its last four figures."""
    return f"{'*' * max(len(account) - 4, 0)}{account[-4:]}" if account else ""


def _completed(person: Person, values: PersonValues) -> PersonValues:
    if values.identity_state == "known" and not values.identity_number:
        return replace(values, identity_number=person.identity_number)
    return values
