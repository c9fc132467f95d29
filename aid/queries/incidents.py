"""Reading incidents: the list, and one incident with its counts, its money and its households."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from aid.domain.errors import Missing
from aid.domain.incidents import CAUSE_OF, IncidentState, LegalCause
from aid.domain.names import fold
from aid.domain.roles import Actor
from aid.extensions import db
from aid.models.cases import Case
from aid.models.incidents import Incident
from aid.models.places import Place
from aid.models.users import User
from aid.queries.areas import within

_SAME_WITHIN = timedelta(days=1)
_LIVE = (IncidentState.REPORTED, IncidentState.CONFIRMED)


@dataclass(frozen=True)
class IncidentFilter:
    """What a list of incidents is narrowed to; nothing given is everything."""

    q: str = ""
    state: str | None = None
    kind: str | None = None
    year: int | None = None


class IncidentRow(NamedTuple):
    """One line of the list."""

    id: int
    code: str
    title: str
    kind: str
    state: IncidentState
    occurred_on: date
    occurred_at: time | None
    place: str
    dead: int
    injured: int
    missing: int
    households: int


class IncidentList(NamedTuple):
    """One page of the list and how many there are in all."""

    rows: Sequence[IncidentRow]
    total: int


@dataclass(frozen=True)
class IncidentView:
    """One incident as its page shows it; `dead`, `injured`, `missing` are those of the first report."""

    id: int
    code: str
    agency_id: int
    agency: str
    title: str
    kind: str
    cause: LegalCause
    state: IncidentState
    reason: str
    occurred_on: date
    occurred_at: time | None
    place: str
    place_code: str
    district: str | None
    province: str
    address: str
    lat: float | None
    lon: float | None
    description: str
    dead: int
    injured: int
    missing: int
    reporter: str
    reporter_phone: str
    reported_at: datetime
    reported_by: str
    version: int

    @property
    def is_live(self) -> bool:
        """Say whether it may still be corrected and worked on."""
        return self.state in _LIVE


class SameIncident(NamedTuple):
    """Another report of what may be the same incident."""

    id: int
    code: str
    title: str


_CASES_OF = select(func.count(Case.id)).where(Case.incident_id == Incident.id).scalar_subquery()


def listed(wanted: IncidentFilter, *, area: set[int] | None, limit: int = 50, offset: int = 0) -> IncidentList:
    """Return one page of the incidents of the agencies in `area` (None: all), the latest first; two queries."""
    which = _which(wanted, area)
    rows = db.session.execute(
        select(
            Incident.id,
            Incident.code,
            Incident.title,
            Incident.kind,
            Incident.state,
            Incident.occurred_on,
            Incident.occurred_at,
            Place.name,
            Incident.dead,
            Incident.injured,
            Incident.missing,
            _CASES_OF,
        )
        .join(Place, Incident.place_id == Place.id)
        .where(*which)
        .order_by(Incident.occurred_on.desc(), Incident.id.desc())
        .limit(limit)
        .offset(offset)
    )
    total = db.session.scalar(select(func.count(Incident.id)).where(*which))
    return IncidentList([IncidentRow._make(row) for row in rows], total or 0)


def years(area: set[int] | None) -> Sequence[int]:
    """Return the years that have incidents, the latest first."""
    first, last = db.session.execute(
        select(func.min(Incident.occurred_on), func.max(Incident.occurred_on)).where(within(Incident.agency_id, area))
    ).one()
    return [] if first is None else list(range(last.year, first.year - 1, -1))


def shown(incident_id: int, *, area: set[int] | None) -> IncidentView:
    """Return one incident of the agencies in `area`; Missing where there is none."""
    found = db.session.execute(
        select(Incident, func.coalesce(User.full_name, ""))
        .outerjoin(User, Incident.created_by == User.id)
        .where(Incident.id == incident_id, within(Incident.agency_id, area))
        .options(joinedload(Incident.place), joinedload(Incident.agency))
    ).one_or_none()
    if found is None:
        raise Missing(f"Incident {incident_id}")
    row, reported_by = found
    named = "id code agency_id title kind state reason occurred_on occurred_at address lat lon description dead injured"
    named += " missing reporter reporter_phone reported_at version"
    return IncidentView(
        **{name: getattr(row, name) for name in named.split()},
        agency=row.agency.name,
        cause=CAUSE_OF[row.kind],
        place=row.place.name,
        place_code=row.place.code,
        district=row.place.parent_name,
        province=row.place.province,
        reported_by=reported_by,
    )


def own(incident_id: int, *, actor: Actor) -> IncidentView:
    """Return one incident of the actor's own agency, to be changed; Missing where it is another's."""
    return shown(incident_id, area={actor.agency_id})


def likely_same(incident: IncidentView, *, area: set[int] | None) -> Sequence[SameIncident]:
    """Return live incidents of the same kind in the same ward within a day: a person must say whether they are one."""
    rows = db.session.execute(
        select(Incident.id, Incident.code, Incident.title)
        .join(Place, Incident.place_id == Place.id)
        .where(
            Incident.id != incident.id,
            within(Incident.agency_id, area),
            Incident.kind == incident.kind,
            Incident.state.in_(_LIVE),
            Place.code == incident.place_code,
            Incident.occurred_on.between(incident.occurred_on - _SAME_WITHIN, incident.occurred_on + _SAME_WITHIN),
        )
        .order_by(Incident.id)
        .limit(5)
    )
    return [SameIncident(*row) for row in rows]


def _which(wanted: IncidentFilter, area: set[int] | None) -> list[ColumnElement[bool]]:
    which = [within(Incident.agency_id, area)]
    if wanted.q:
        which.append(Incident.folded.contains(fold(wanted.q), autoescape=True))
    if wanted.state:
        which.append(Incident.state == wanted.state)
    if wanted.kind:
        which.append(Incident.kind == wanted.kind)
    if wanted.year:
        which.append(Incident.occurred_on.between(date(wanted.year, 1, 1), date(wanted.year, 12, 31)))
    return which
