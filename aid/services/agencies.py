"""Agencies: their letterhead, signing titles and document book; they are ended with their day, never deleted."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.agencies import AgencyKind, NumberSource
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Action, Actor
from aid.models.places import Place
from aid.models.users import Agency
from aid.services.areas import check_may
from aid.services.trail import record
from aid.services.transaction import load_for_update, transaction


@dataclass(frozen=True)
class AgencyValues:
    """An office as its papers show it; lines of the letterhead and of the executors stand one below the other."""

    name: str
    kind: AgencyKind
    place_id: int
    valid_from: date
    letterhead: str
    authority: str
    dateline: str
    head_title: str
    symbol: str
    archive: str
    proposer: str
    executors: str
    payer: str = ""
    department: str = ""
    recipients: str = ""
    parent_line: str | None = None
    valid_to: date | None = None
    successor_id: int | None = None
    number_source: NumberSource = NumberSource.OURS
    word_copies: bool = False


def add_ward(place_code: str, *, actor: Actor | None) -> int:
    """Return the id of the people's committee of today's ward or commune, added with its usual letterhead if needed.

    Refusal `place_unknown` where no unit has this code today.
    """
    code = f"ubnd-{place_code}"
    with transaction() as session:
        known = session.scalars(select(Agency.id).where(Agency.code == code)).one_or_none()
        if known is not None:
            return known
        place = session.scalars(select(Place).where(Place.code == place_code, Place.valid_to.is_(None))).one_or_none()
        if place is None:
            raise Refusal("place_unknown", code=place_code, day=clock.today())
        agency = Agency(code=code, **vars(_ward_values(place)))
        session.add(agency)
        record(session, actor, "agency:added", agency, after={"code": code, "name": agency.name})
        return agency.id


def _ward_values(place: Place) -> AgencyValues:
    """Return what the papers of a ward or commune usually show; the administrator corrects it."""
    unit = place.name[:1].lower() + place.name[1:]
    return AgencyValues(
        name=f"Ủy ban nhân dân {unit}",
        kind=AgencyKind.WARD,
        place_id=place.id,
        valid_from=place.valid_from,
        letterhead=f"ỦY BAN NHÂN DÂN\n{place.name.upper()}",
        authority=f"Chủ tịch Ủy ban nhân dân {unit}",
        dateline=place.name.partition(" ")[2] or place.name,
        head_title="CHỦ TỊCH",
        symbol="QĐ-UBND",
        archive="VT, VHXH",
        proposer="Trưởng phòng Văn hóa - Xã hội",
        executors=f"Chánh Văn phòng HĐND và UBND {unit}\nTrưởng phòng Văn hóa - Xã hội",
        payer=f"Ủy ban nhân dân {unit}",
        department="Phòng Văn hóa - Xã hội",
    )


def add(code: str, values: AgencyValues, *, actor: Actor | None) -> int:
    """Add an agency and return its id; actor None is the command line.

    Refusal `agency_exists` where the code is taken, `days_reversed`; Missing where the place does not exist.
    """
    _check_manager(actor)
    with transaction() as session:
        _check(session, values, None)
        agency = Agency(code=code, **vars(values))
        session.add(agency)
        record(session, actor, "agency:added", agency, after=vars(values) | {"code": code})
        return agency.id


def correct(agency_id: int, values: AgencyValues, *, actor: Actor) -> None:
    """Correct an agency; papers that were issued keep the letterhead they froze.

    Refusal `days_reversed`, `own_successor`.
    """
    _check_manager(actor)
    with transaction() as session:
        agency = load_for_update(session, Agency, agency_id)
        _check(session, values, agency)
        wanted = vars(values)
        before = {name: getattr(agency, name) for name, value in wanted.items() if getattr(agency, name) != value}
        for name, value in wanted.items():
            setattr(agency, name, value)
        if before:
            after = {name: wanted[name] for name in before}
            record(session, actor, "agency:corrected", agency, before=before, after=after)


def _check(session: Session, values: AgencyValues, agency: Agency | None) -> None:
    if session.get(Place, values.place_id) is None:
        raise Missing(f"Place {values.place_id}")
    if values.valid_to is not None and values.valid_to < values.valid_from:
        raise Refusal("days_reversed", first=values.valid_from, last=values.valid_to)
    if agency is not None and _follows(session, values.successor_id, agency.id):
        raise Refusal("own_successor")


def _follows(session: Session, successor_id: int | None, agency_id: int) -> bool:
    """Say whether the chain of successors comes back to the agency itself."""
    while successor_id is not None and successor_id != agency_id:
        successor = session.get(Agency, successor_id)
        successor_id = successor.successor_id if successor else None
    return successor_id is not None


def _check_manager(actor: Actor | None) -> None:
    if actor is not None:
        check_may(actor, Action.USER_MANAGE)
