"""What the pages of a policy let a person choose by name: places, incidents, other policies and their benefits."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

from aid.domain.agencies import AgencyKind
from aid.domain.policies import Policy as PolicyValue
from aid.extensions import db
from aid.models.incidents import Incident
from aid.models.places import Place
from aid.models.policies import Policy, PolicyState
from aid.models.users import Agency
from aid.queries.areas import within
from aid.queries.places import predecessors, ward_here


class Named(NamedTuple):
    """A code and what it is called."""

    code: str
    name: str


class KnownPolicy(NamedTuple):
    """A policy one may copy or take legal bases from."""

    id: int
    code: str
    number: str
    title: str
    confirmed: bool
    has_bases: bool


def place_names(codes: Collection[str]) -> dict[str, str]:
    """Return what provinces and units are called now or, where they are gone, were called last."""
    wanted = list(codes)
    rows = db.session.execute(
        select(Place.code, Place.name, Place.parent_name)
        .where(Place.code.in_(wanted))
        .order_by(Place.valid_from, Place.id)
    )
    names = {code: ", ".join(part for part in (name, parent) if part) for code, name, parent in rows}
    provinces = db.session.execute(
        select(Place.province_code, Place.province)
        .where(Place.province_code.in_(wanted))
        .order_by(Place.valid_from, Place.id)
    )
    return names | {code: name for code, name in provinces}


def places_of(agency_id: int, day: Any) -> Sequence[Named]:
    """Return the office's own province, ward and the wards it was made of, widest first."""
    agency = db.session.get_one(Agency, agency_id)
    place = agency.place
    found = [Named(place.province_code, place.province)]
    if agency.kind is not AgencyKind.CITY and (ward := ward_here(place.id, day)) is not None:
        found.append(Named(ward.code, ward.name))
        found += [Named(old.code, old.says.rpartition(" (")[0]) for old in predecessors(place.id)]
    by_code: dict[str, Named] = {}
    for named in found:
        by_code.setdefault(named.code, named)
    return list(by_code.values())


def incident_names(codes: Collection[str]) -> dict[str, str]:
    """Return the titles of incidents by their codes."""
    rows = db.session.execute(select(Incident.code, Incident.title).where(Incident.code.in_(list(codes))))
    return {code: title for code, title in rows}


def incidents_to_name(*, area: set[int] | None, limit: int = 30) -> Sequence[Named]:
    """Return the incidents of the agencies in `area` (None: all) that a policy may be made for, the latest first."""
    rows = db.session.execute(
        select(Incident.code, Incident.title)
        .where(within(Incident.agency_id, area))
        .order_by(Incident.occurred_on.desc(), Incident.id.desc())
        .limit(limit)
    )
    return [Named(code, title) for code, title in rows]


def policies_to_copy() -> Sequence[KnownPolicy]:
    """Return every policy that was not ended, confirmed ones first, each by code."""
    rows: Any = db.session.execute(
        select(Policy.id, Policy.code, Policy.document, Policy.state)
        .where(Policy.state != PolicyState.ENDED)
        .order_by(Policy.code)
    )
    found = [
        KnownPolicy(
            id, code, document.get("number") or "", document["title"], state is PolicyState.CONFIRMED,
            bool(document.get("bases")),
        )
        for id, code, document, state in rows
    ]  # fmt: skip
    return sorted(found, key=lambda row: (not row.confirmed, row.code))


def document_in_use(policy_id: int) -> dict[str, Any]:
    """Return the document of a policy that computes, to copy from."""
    document: dict[str, Any] = db.session.execute(select(Policy.document).where(Policy.id == policy_id)).scalar_one()
    return document


def touching(policies: Iterable[PolicyValue], document: dict[str, Any]) -> list[PolicyValue]:
    """Return the other policies that may hold beside a document: those of days and incidents they share."""
    incidents = set(document.get("incidents") or ())
    first = str((document.get("valid") or {}).get("from") or "")
    return [
        policy
        for policy in policies
        if policy.code != document.get("code")
        and (policy.valid_to is None or policy.valid_to.isoformat() >= first)
        and (not policy.incidents or not incidents or not incidents.isdisjoint(policy.incidents))
    ]
