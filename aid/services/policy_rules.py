"""What must hold of a policy beside its own text: where its owner may act, and what else is in force."""

from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from aid.domain.errors import Refusal
from aid.domain.policies import Policy as PolicyValue
from aid.domain.policy_documents import read_policy
from aid.models.places import Place, PlaceSuccessor
from aid.models.policies import Policy, PolicyState
from aid.models.users import Agency


def within_area(session: Session, document: dict[str, Any], owner_id: int | None) -> dict[str, Any]:
    """Return the document of an owner with its places named: an office's own document holds in its own area only.

    Without places it gets the owner's. Law and city documents stay as they are. Refusal `policy_outside_area`
    (place, office, own).
    """
    if owner_id is None:
        return document
    agency = session.get_one(Agency, owner_id)
    places = document.get("places") or [agency.place.code]
    known = _codes_of(session, agency.place)
    for place in places:
        if place not in known:
            raise Refusal("policy_outside_area", place=place, office=agency.name, own=agency.place.code)
    return {**document, "places": list(places)}


def check_confirmable(session: Session, row: Policy, document: dict[str, Any]) -> None:
    """Refuse to confirm a document that gives nothing or says again what is already in force.

    Refusals: `policy_has_no_benefits`, `policy_overlaps` (policy, number).
    """
    policy = read_policy(document)
    if not policy.benefits:
        raise Refusal("policy_has_no_benefits")
    others = session.scalars(select(Policy).where(Policy.state == PolicyState.CONFIRMED, Policy.id != row.id))
    for other in others:
        if _is_same_paper(policy, read_policy(other.document)):
            raise Refusal("policy_overlaps", policy=other.code, number=policy.number)


def _codes_of(session: Session, place: Place) -> frozenset[str]:
    """Return the codes of the unit itself, of those it followed, and of every unit of a province."""
    earlier = select(PlaceSuccessor.old_id).where(PlaceSuccessor.new_id == place.id)
    inside = Place.province_code == place.code if place.code == place.province_code else Place.id == place.id
    return frozenset(session.scalars(select(Place.code).where(or_(inside, Place.id.in_(earlier)))))


def _is_same_paper(one: PolicyValue, other: PolicyValue) -> bool:
    """Tell whether both are the same numbered document and hold on some same day."""
    is_same = bool(one.number) and (one.number, one.issuer) == (other.number, other.issuer)
    ends_before = one.valid_to is not None and one.valid_to < other.valid_from
    begins_after = other.valid_to is not None and other.valid_to < one.valid_from
    return is_same and not ends_before and not begins_after
