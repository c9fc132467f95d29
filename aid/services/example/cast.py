"""Adding the offices and people of the example, and shutting those whose time is over."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from aid.domain.roles import Actor
from aid.extensions import db
from aid.models.places import Place
from aid.models.users import Agency, User
from aid.services import agencies, passwords, users
from aid.services.agencies import AgencyValues
from aid.services.example.offices import Office, Person
from aid.services.trail import record
from aid.services.transaction import transaction
from aid.services.users import NewUser, UserValues


class Hands(NamedTuple):
    """Who takes the seven duties on a dossier and its payout."""

    officer: Actor
    reviewer: Actor
    signer: Actor
    clerk: Actor
    accountant: Actor
    holder: Actor
    cashier: Actor


def add_offices(offices: Iterable[Office]) -> None:
    """Add offices with the texts of their papers."""
    for office in offices:
        agencies.add(office.code, _values(office), actor=None)


def name_successors(offices: Iterable[Office], succeeded: Mapping[str, str], *, actor: Actor) -> None:
    """Say which office took over from each of these that has a successor."""
    for office in offices:
        if office.code in succeeded:
            values = _values(office, agency_id(succeeded[office.code]))
            agencies.correct(agency_id(office.code), values, actor=actor)


def add_people(people: Iterable[Person]) -> dict[str, Actor]:
    """Add accounts without a password; return user name -> who acts."""
    return {person.username: _add(person) for person in people}


def give_password(usernames: Collection[str], password: str) -> None:
    """Give all of them one password, hashed once: it is printed, so that equal hashes tell nothing new."""
    secret = passwords.hashed(password)
    with transaction() as session:
        for user in session.scalars(select(User).where(User.username.in_(usernames)).order_by(User.id)):
            user.password_hash = secret
            record(session, None, "user:password_set", user)


def shut(actors: Iterable[Actor], *, actor: Actor) -> None:
    """Disable the accounts of an office that ended."""
    for one in actors:
        users.disable(one.user_id, actor=actor)


def hands_of(cast: Mapping[str, Actor], *usernames: str) -> Hands:
    """Return the seven people in the order of `Hands`."""
    return Hands(*(cast[name] for name in usernames))


def agency_id(code: str) -> int:
    """Return the id of an office of the example."""
    return db.session.scalars(select(Agency.id).where(Agency.code == code)).one()


def place_id(code: str, valid_from: date) -> int:
    """Return the id of an administrative unit."""
    return db.session.scalars(select(Place.id).where(Place.code == code, Place.valid_from == valid_from)).one()


def _values(office: Office, successor_id: int | None = None) -> AgencyValues:
    texts = {name: value for name, value in asdict(office).items() if name not in ("code", "place")}
    return AgencyValues(place_id=place_id(*office.place), successor_id=successor_id, **texts)


def _add(person: Person) -> Actor:
    agency = agency_id(person.office)
    values = UserValues(person.full_name, person.title, person.signing_form)
    user_id = users.add(NewUser(person.username, values, agency, person.roles), actor=None)
    return Actor(user_id, agency, person.full_name, person.title, person.roles)
