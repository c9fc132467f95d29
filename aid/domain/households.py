"""What a household and its people must say before they are registered.

A missing identity number never stops aid: a person has a number, has none yet, or is not yet identified and then
carries a code with a mark or a place. What differs from the number is a warning and stops nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from aid.domain import identity
from aid.domain.errors import Refusal
from aid.domain.names import clean, fold

LONGEST_NAME = 120
UNIDENTIFIED_NAME = "Chưa rõ danh tính"


@dataclass(frozen=True)
class PersonValues:
    """One person as typed; a known number left empty keeps the one that is stored."""

    full_name: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    sex: str = ""
    identity_state: str = "none"
    identity_number: str | None = None
    mark: str = ""
    relation: str = "member"
    residence: str = "permanent"
    home_place: str = ""
    phone: str = ""
    bank: str = ""
    account: str = ""
    account_name: str = ""


@dataclass(frozen=True)
class HouseholdValues:
    """The home of a family: address in a ward, telephone, poverty class with the paper that says so."""

    place_id: int
    address: str
    phone: str = ""
    poverty_class: str = "none"
    poverty_evidence: str = ""


def faults_of_household(values: HouseholdValues) -> Iterator[Refusal]:
    """Yield every fault at once: `address_missing`, `poverty_without_evidence`."""
    if not values.address:
        yield Refusal("address_missing")
    if values.poverty_class != "none" and not values.poverty_evidence:
        yield Refusal("poverty_without_evidence")


def faults_of_person(values: PersonValues, *, today: date) -> Iterator[Refusal]:
    """Yield every fault at once.

    `person_name_missing`, `mark_missing`, `name_too_long` (longest), `birth_in_future` (today), `identity_missing`,
    what `identity.parse` refuses, `account_incomplete`.
    """
    is_known = values.identity_state != "unidentified"
    if is_known and not values.full_name:
        yield Refusal("person_name_missing")
    if not is_known and not (values.mark or values.home_place):
        yield Refusal("mark_missing")
    if len(clean(values.full_name)) > LONGEST_NAME:
        yield Refusal("name_too_long", longest=LONGEST_NAME)
    if (values.birth_date or today) > today or (values.birth_year or today.year) > today.year:
        yield Refusal("birth_in_future", today=today)
    yield from _faults_of_identity(values)
    account = (values.bank, values.account, values.account_name)
    if any(account) and not all(account):
        yield Refusal("account_incomplete")


def check_first(faults: Iterator[Refusal]) -> None:
    """Raise the first fault, if there is one: a service stops there, a form shows them all."""
    for fault in faults:
        raise fault


def _faults_of_identity(values: PersonValues) -> Iterator[Refusal]:
    if values.identity_state != "known":
        return
    if not values.identity_number:
        yield Refusal("identity_missing")
        return
    try:
        identity.parse(values.identity_number)
    except Refusal as refusal:
        yield refusal


def check_one_head(relations: Iterable[str]) -> None:
    """Refuse a household without a head (`head_missing`) or with two (`head_exists`)."""
    heads = sum(relation == "head" for relation in relations)
    if heads != 1:
        raise Refusal("head_exists" if heads else "head_missing")


def identity_warnings(number: str | None, birth_year: int | None, sex: str | None) -> tuple[str, ...]:
    """Return the codes of what differs between a stored number and the birth year and sex; nothing is blocked."""
    return identity.warnings(identity.parse(number), birth_year, sex) if number else ()


@dataclass(frozen=True)
class PersonKey:
    """What two rows of one person would share; `place` is the ward of the household."""

    number: str | None
    name: str
    birth_date: date | None
    birth_year: int | None
    place: int


def likely_same(one: PersonKey, other: PersonKey) -> str | None:
    """Return why two rows may be one person: "number", "name_birth_place", or None.

    A birth that is unknown on either side is no sign of sameness; where one side knows the year only, years decide.
    """
    if one.number and one.number == other.number:
        return "number"
    if one.number and other.number:
        return None
    if fold(one.name) != fold(other.name) or one.place != other.place:
        return None
    return "name_birth_place" if _same_birth(one, other) else None


def _same_birth(one: PersonKey, other: PersonKey) -> bool:
    if one.birth_date and other.birth_date:
        return one.birth_date == other.birth_date
    return one.birth_year is not None and one.birth_year == other.birth_year
