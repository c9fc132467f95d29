"""Finding anything by a few letters: names without marks, codes, numbers, the last digits of an identity number.

Every group holds at most 20 hits of the agencies the reader may see, and says when there are more.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, String, and_, cast, func, or_, select

from aid.domain.names import fold
from aid.domain.roles import Action, Actor
from aid.extensions import db
from aid.models.cases import Case, CaseMember
from aid.models.decisions import Decision
from aid.models.dossiers import Dossier
from aid.models.households import Household, Person
from aid.models.incidents import Incident
from aid.queries.areas import matters_of, visible_agencies, within

MOST = 20
SHORTEST = 2
_FEWEST_DIGITS = 4


class Hit(NamedTuple):
    """One thing found; `state` is the coded state of an incident, case, dossier or decision, else empty."""

    kind: str
    id: int
    title: str
    code: str
    about: str
    state: str


class Group(NamedTuple):
    """The hits of one kind: incident, case, person, dossier or decision."""

    kind: str
    hits: Sequence[Hit]
    has_more: bool


Finder = Callable[[str, set[int] | None], Select[*tuple[Any, ...]]]


def found(text: str, *, actor: Actor) -> list[Group]:
    """Return what the actor may see of the hits, group by group in the order of the work; empty groups are left out.

    Fewer than two signs find nothing. At most one query per kind, and two for the areas.
    """
    text = text.strip()
    if len(fold(text)) < SHORTEST:
        return []
    matters, money = matters_of(actor), visible_agencies(actor)
    mine = {kind: find for kind, (action, find) in FINDERS.items() if actor.may(action)}
    groups = [_group(kind, find(text, money if kind in _OF_MONEY else matters)) for kind, find in mine.items()]
    return [group for group in groups if group.hits]


def _group(kind: str, wanted: Select[*tuple[Any, ...]]) -> Group:
    rows: list[Any] = list(db.session.execute(wanted.limit(MOST + 1)))
    return Group(kind, [Hit(kind, *row) for row in rows[:MOST]], len(rows) > MOST)


def _words(column: Any, text: str) -> ColumnElement[bool]:
    """Return the condition that a folded column holds every word, in whatever order."""
    return and_(*(column.contains(word, autoescape=True) for word in fold(text).split()))


def _code(column: Any, text: str) -> ColumnElement[bool]:
    """Return the condition that a code or title holds the text: as typed, or as the capitals of a number (QĐ)."""
    capitals = text.upper().replace("QD", "QĐ")
    as_typed = (column.contains(form, autoescape=True) for form in {text, capitals})
    return or_(func.lower(column).contains(text.lower(), autoescape=True), *as_typed)


def _incidents(text: str, area: set[int] | None) -> Select[*tuple[Any, ...]]:
    return (
        select(Incident.id, Incident.title, Incident.code, Incident.address, Incident.state)
        .where(within(Incident.agency_id, area), or_(_words(Incident.folded, text), _code(Incident.code, text)))
        .order_by(Incident.occurred_on.desc(), Incident.id.desc())
    )


def _cases(text: str, area: set[int] | None) -> Select[*tuple[Any, ...]]:
    return (
        select(Case.id, Case.head_name, Case.code, Household.address, Case.state)
        .join(Household, Household.id == Case.household_id)
        .where(within(Case.agency_id, area), _code(Case.code, text))
        .order_by(Case.id.desc())
    )


def _people(text: str, area: set[int] | None) -> Select[*tuple[Any, ...]]:
    """People by name, or by the end of their identity or phone number, with the latest case they are in."""
    latest = select(func.max(CaseMember.case_id)).where(CaseMember.person_id == Person.id).scalar_subquery()
    born = func.coalesce(cast(Person.birth_year, String), "")
    return (
        select(Case.id, Person.full_name, Case.code, (born + " · " + Household.address).label("about"), Case.state)
        .join(Household, Household.id == Person.household_id)
        .join(Case, Case.id == latest)
        .where(within(Case.agency_id, area), or_(_words(Person.folded, text), *_numbers(text)))
        .order_by(Person.sort_key, Person.id)
    )


def _numbers(text: str) -> list[ColumnElement[bool]]:
    """Return the conditions for the last digits; a leading 0 of a phone number stands as +84 in the table."""
    digits = "".join(sign for sign in text if sign.isdigit())
    if len(digits) < _FEWEST_DIGITS or any(sign.isalpha() for sign in text):
        return []
    phone = digits.removeprefix("84") if text.startswith("+") else digits.removeprefix("0")
    columns = ((Person.identity_number, digits), (Person.phone, phone), (Household.phone, phone))
    return [column.endswith(end, autoescape=True) for column, end in columns if len(end) >= _FEWEST_DIGITS]


def _dossiers(text: str, area: set[int] | None) -> Select[*tuple[Any, ...]]:
    return (
        select(Dossier.id, Dossier.title, Dossier.code, Dossier.proposal_number, Dossier.state)
        .where(
            within(Dossier.agency_id, area),
            or_(_code(Dossier.code, text), _code(Dossier.title, text), _code(Dossier.proposal_number, text)),
        )
        .order_by(Dossier.id.desc())
    )


def _decisions(text: str, area: set[int] | None) -> Select[*tuple[Any, ...]]:
    number = _code(Decision.full_number, text)
    if text.isdecimal() and text.isascii():
        number = Decision.number == int(text[:9])
    return (
        select(Decision.id, Dossier.title, Decision.full_number, Dossier.code, Decision.state)
        .join(Dossier, Dossier.id == Decision.dossier_id)
        .where(within(Decision.agency_id, area), number)
        .order_by(Decision.issued_on.desc(), Decision.id.desc())
    )


FINDERS: dict[str, tuple[Action, Finder]] = {
    "incident": (Action.INCIDENT_SEE, _incidents),
    "person": (Action.CASE_SEE, _people),
    "case": (Action.CASE_SEE, _cases),
    "dossier": (Action.DOSSIER_SEE, _dossiers),
    "decision": (Action.DECISION_SEE, _decisions),
}
_OF_MONEY = frozenset({"dossier", "decision"})
