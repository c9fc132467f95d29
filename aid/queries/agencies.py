"""Reading agencies for the administrator."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from aid.domain.agencies import AgencyKind
from aid.domain.errors import Missing
from aid.extensions import db
from aid.models.places import Place
from aid.models.users import Agency


class AgencyRow(NamedTuple):
    """One agency in the list."""

    id: int
    code: str
    name: str
    kind: AgencyKind
    place: str
    valid_from: date
    valid_to: date | None
    successor: str


def list_agencies() -> Sequence[AgencyRow]:
    """Return every agency, the standing ones first, by name."""
    found = db.session.scalars(
        select(Agency).order_by(Agency.valid_to.is_not(None), Agency.name, Agency.id).options(joinedload(Agency.place))
    ).all()
    names = {agency.id: agency.name for agency in found}
    return [
        AgencyRow(
            agency.id,
            agency.code,
            agency.name,
            agency.kind,
            agency.place.name,
            agency.valid_from,
            agency.valid_to,
            names.get(agency.successor_id or 0, ""),
        )
        for agency in found
    ]


def agency_values(agency_id: int) -> dict[str, object]:
    """Return everything that can be corrected of an agency, by name, with `place_code`; or raise Missing."""
    agency = db.session.get(Agency, agency_id, options=[joinedload(Agency.place)])
    if agency is None:
        raise Missing(f"Agency {agency_id}")
    values = {column.key: getattr(agency, column.key) for column in Agency.__table__.columns}
    return values | {"place_code": agency.place.code}


def place_id_of(code: str, day: date) -> int:
    """Return the unit that had this code on a day, or raise Missing."""
    wanted = select(Place.id).where(Place.code == code, Place.valid_from <= day)
    standing = wanted.where((Place.valid_to.is_(None)) | (Place.valid_to >= day)).order_by(Place.valid_from.desc())
    place_id = db.session.scalars(standing.limit(1)).one_or_none()
    if place_id is None:
        raise Missing(f"Place {code} on {day}")
    return place_id


def agency_id_of(code: str) -> int | None:
    """Return the agency with this code, if there is one."""
    return db.session.scalars(select(Agency.id).where(Agency.code == code)).one_or_none()
