"""The registry: the list of households, and one household with its people and cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from aid.domain import identity
from aid.domain.cases import CaseState
from aid.domain.dates import Birth
from aid.domain.errors import Missing
from aid.domain.names import fold
from aid.extensions import db
from aid.models.cases import Case
from aid.models.households import Household, Person
from aid.models.incidents import Incident
from aid.models.places import Place
from aid.queries.areas import within
from aid.queries.cases import hidden_account, hidden_identity
from aid.queries.places import Ward

_LIVE = (CaseState.RECORDING, CaseState.ASSESSED)


@dataclass(frozen=True)
class HouseholdFilter:
    """What the list is narrowed to; `open_only` leaves households with a case that is not closed."""

    q: str = ""
    poverty_class: str | None = None
    open_only: bool = False


class HouseholdRow(NamedTuple):
    """One household of the registry; `identity` is the head's number, hidden."""

    id: int
    head_name: str
    birth_year: int | None
    identity: str
    address: str
    ward: str
    poverty_class: str
    people: int
    cases: int


class HouseholdList(NamedTuple):
    """One page of the list and how many there are in all."""

    rows: Sequence[HouseholdRow]
    total: int


class PersonView(NamedTuple):
    """One person of the registry; numbers are hidden."""

    id: int
    household_id: int
    full_name: str
    relation: str
    birth: Birth | None
    sex: str
    identity_state: str
    identity: str
    mark: str
    residence: str
    home_place: str
    phone: str
    bank: str
    account: str
    account_name: str
    version: int


class CaseOfHousehold(NamedTuple):
    """One case of the household."""

    id: int
    code: str
    state: CaseState
    incident: str
    occurred_on: date


@dataclass(frozen=True)
class HouseholdView:
    """One household with its people, and its cases, the latest first."""

    id: int
    agency_id: int
    place_id: int
    address: str
    ward: str
    ward_says: str
    phone: str
    poverty_class: str
    poverty_evidence: str
    version: int
    people: Sequence[PersonView]
    cases: Sequence[CaseOfHousehold]

    @property
    def head(self) -> PersonView:
        """Return the head."""
        return next(person for person in self.people if person.relation == "head")

    def person(self, person_id: int) -> PersonView:
        """Return one person; Missing where they are not of this household."""
        for person in self.people:
            if person.id == person_id:
                return person
        raise Missing(f"Person {person_id}")


_HEAD = aliased(Person)


def listed(wanted: HouseholdFilter, *, area: set[int] | None, limit: int = 50, offset: int = 0) -> HouseholdList:
    """Return one page of the households of the agencies in `area` (None: all), by the head's name; two queries."""
    which = _which(wanted, area)
    people = select(func.count(Person.id)).where(Person.household_id == Household.id).scalar_subquery()
    cases = select(func.count(Case.id)).where(Case.household_id == Household.id).scalar_subquery()
    rows = db.session.execute(
        select(
            Household.id, _HEAD.full_name, _HEAD.birth_year, _HEAD.identity_number, Household.address, Place.name,
            Household.poverty_class, people, cases,
        )
        .join(_HEAD, (_HEAD.household_id == Household.id) & (_HEAD.relation == "head"))
        .join(Place, Place.id == Household.place_id)
        .where(*which)
        .order_by(_HEAD.sort_key, Household.id)
        .limit(limit)
        .offset(offset)
    )  # fmt: skip
    total = db.session.scalar(select(func.count(Household.id)).where(*which))
    shown_rows = [HouseholdRow._make(row)._replace(identity=identity.mask(row[3]) if row[3] else "") for row in rows]
    return HouseholdList(shown_rows, total or 0)


def shown(household_id: int, *, area: set[int] | None) -> HouseholdView:
    """Return one household of the agencies in `area`; Missing where there is none."""
    home = db.session.scalars(
        select(Household)
        .where(Household.id == household_id, within(Household.agency_id, area))
        .options(joinedload(Household.place), selectinload(Household.people))
    ).one_or_none()
    if home is None:
        raise Missing(f"Household {household_id}")
    cases = db.session.execute(
        select(Case.id, Case.code, Case.state, Incident.title, Incident.occurred_on)
        .join(Incident, Incident.id == Case.incident_id)
        .where(Case.household_id == household_id)
        .order_by(Incident.occurred_on.desc(), Case.id.desc())
    )
    return HouseholdView(
        id=home.id,
        agency_id=home.agency_id,
        place_id=home.place_id,
        address=home.address,
        ward=home.place.name,
        ward_says=_ward(home.place).says,
        phone=home.phone,
        poverty_class=home.poverty_class,
        poverty_evidence=home.poverty_evidence,
        version=home.version,
        people=[_person(row) for row in sorted(home.people, key=lambda row: (row.relation != "head", row.id))],
        cases=[CaseOfHousehold(*row) for row in cases],
    )


def _ward(place: Place) -> Ward:
    return Ward(place.id, place.code, place.name, place.parent_name, place.province_code, place.province)


def _which(wanted: HouseholdFilter, area: set[int] | None) -> list[ColumnElement[bool]]:
    which = [within(Household.agency_id, area)]
    if wanted.q.strip():
        which.append(_matches(wanted.q.strip()))
    if wanted.poverty_class:
        which.append(Household.poverty_class == wanted.poverty_class)
    if wanted.open_only:
        which.append(exists().where(Case.household_id == Household.id, Case.state.in_(_LIVE)))
    return which


def _matches(q: str) -> ColumnElement[bool]:
    """A name without accents, a whole identity number, a telephone number, or the code of a case."""
    digits = identity.compact(q)
    of_people = [Person.folded.contains(fold(q), autoescape=True)]
    if len(digits) == identity.LENGTH:
        of_people.append(Person.identity_number == digits)
    somebody = exists().where(Person.household_id == Household.id, or_(*of_people))
    a_case = exists().where(Case.household_id == Household.id, Case.code == q.upper())
    return or_(somebody, a_case, Household.address.contains(q, autoescape=True))


def _person(row: Person) -> PersonView:
    return PersonView(
        id=row.id,
        household_id=row.household_id,
        full_name=row.full_name,
        relation=row.relation,
        birth=Birth(row.birth_date, row.birth_year) if row.birth_year else None,
        sex=row.sex,
        identity_state=row.identity_state,
        identity=hidden_identity(row),
        mark=row.mark,
        residence=row.residence,
        home_place=row.home_place,
        phone=row.phone,
        bank=row.bank,
        account=hidden_account(row.account),
        account_name=row.account_name,
        version=row.version,
    )
