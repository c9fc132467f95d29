"""What must hold of a policy beside its own text: where its owner may act, and what else is in force."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from aid.domain.entry_checks import check_entered
from aid.domain.errors import Refusal
from aid.domain.exclusions import check_together
from aid.domain.policies import BenefitRef
from aid.domain.policies import Policy as PolicyValue
from aid.domain.policy_documents import read_policy
from aid.models.places import Place, PlaceSuccessor
from aid.models.policies import Policy, PolicyState, PolicyVersion
from aid.models.users import Agency
from aid.queries.policies import policies_known


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


def check_known(session: Session, policy: PolicyValue) -> None:
    """Refuse a document that names places or benefits nobody knows, or waits in a circle for those of other documents.

    Refusals: `policy_unreadable` (path, problem, cure), `exclusions_cyclic` (policies, benefits). A circle, or a clause
    longer than a line can hold, would stop every computation.
    """
    others = [other for other in policies_known() if other.code != policy.code]
    check_entered(policy, others)
    known = set(session.scalars(select(Place.code).where(Place.code.in_(policy.places))))
    for number, place in enumerate(policy.places):
        if place not in known:
            raise _unknown(f"places[{number}]", f"không có đơn vị hành chính nào mã {place}", "sửa mã, hoặc bỏ mã này")
    refs = [(path, ref) for path, ref in _refs(policy) if ref.policy != policy.code]
    benefits = _benefits_of(session, {ref.policy for _, ref in refs})
    for path, ref in refs:
        if ref.policy not in benefits:
            cure = "sửa mã, hoặc nhập văn bản đó trước"
            raise _unknown(f"{path}.policy", f"chưa có chính sách {ref.policy}", cure)
        if ref.benefit not in benefits[ref.policy]:
            cure = f"chọn: {', '.join(sorted(benefits[ref.policy]))}"
            raise _unknown(f"{path}.benefit", f"chính sách {ref.policy} không có chế độ {ref.benefit}", cure)
    if any(benefit.not_with or benefit.amount.over for benefit in policy.benefits):
        check_together([policy, *others])


def check_confirmable(session: Session, row: Policy, document: dict[str, Any]) -> None:
    """Refuse to confirm a document that gives nothing or says again what is already in force.

    Refusals: `policy_has_no_benefits`, `policy_overlaps` (policy, number), those of `check_known`.
    """
    policy = read_policy(document)
    check_known(session, policy)
    if not policy.benefits:
        raise Refusal("policy_has_no_benefits")
    others = session.scalars(select(Policy).where(Policy.state == PolicyState.CONFIRMED, Policy.id != row.id))
    for other in others:
        if _is_same_paper(policy, read_policy(other.document)):
            raise Refusal("policy_overlaps", policy=other.code, number=policy.number)


def _unknown(path: str, problem: str, cure: str) -> Refusal:
    return Refusal("policy_unreadable", path=path, problem=problem, cure=cure)


def _refs(policy: PolicyValue) -> Iterator[tuple[str, BenefitRef]]:
    for number, benefit in enumerate(policy.benefits):
        for key, refs in (("not_with", benefit.not_with), ("amount.over", benefit.amount.over)):
            yield from ((f"benefits[{number}].{key}[{place}]", ref) for place, ref in enumerate(refs))


def _benefits_of(session: Session, codes: Iterable[str]) -> dict[str, set[str]]:
    """Return the codes of the benefits of each policy, those of waiting versions among them."""
    rows = session.execute(
        select(Policy.code, PolicyVersion.document)
        .join(PolicyVersion, PolicyVersion.policy_id == Policy.id)
        .where(Policy.code.in_(codes), PolicyVersion.discarded_at.is_(None))
    )
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row.code, set()).update(benefit["code"] for benefit in row.document["benefits"])
    return found


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
