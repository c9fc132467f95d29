"""Lines that were computed without aid which a decision elsewhere has given since: they have to be computed again."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import select

from aid.domain.errors import Refusal
from aid.domain.exclusions import same_person
from aid.domain.facts import Elsewhere
from aid.domain.policies import Policy
from aid.domain.prior_aid import Standing, standing_of
from aid.extensions import db
from aid.models.cases import Case
from aid.models.entitlements import Entitlement
from aid.models.households import Person
from aid.queries.aid_elsewhere import counted_in, elsewhere_of, known_aid
from aid.queries.policies import policies_known


class _Line(NamedTuple):
    id: int
    case_id: int
    policy: str
    benefit: str
    person_id: int | None
    beneficiary: str


def refusals_of(entitlement_ids: Collection[int]) -> dict[int, Refusal]:
    """Return by line why it cannot be proposed: `already_given_elsewhere` (beneficiary, policy, number, day, agency).

    A line stands in the way only where the rules say something about both and the facts it was computed from do not
    name the decision. At most seven queries for up to some hundred lines.
    """
    lines = _lines(entitlement_ids) if entitlement_ids else []
    unknown = _uncounted({line.case_id for line in lines})
    if not unknown:
        return {}
    policies = {policy.code: policy for policy in policies_known()}
    found = ((line, _first(line, unknown.get(line.case_id, ()), policies)) for line in lines)
    return {line.id: _refusal(line, row, policies) for line, row in found if row is not None}


def _lines(entitlement_ids: Collection[int]) -> list[_Line]:
    rows = db.session.execute(
        select(
            Entitlement.id, Entitlement.case_id, Entitlement.policy_code, Entitlement.benefit, Entitlement.person_id,
            Person.full_name, Case.head_name,
        )
        .join(Case, Case.id == Entitlement.case_id)
        .outerjoin(Person, Person.id == Entitlement.person_id)
        .where(Entitlement.id.in_(entitlement_ids), Entitlement.superseded_at.is_(None))
        .order_by(Entitlement.id)
    )  # fmt: skip
    return [_Line(*row[:5], row.full_name or row.head_name) for row in rows]


def _uncounted(case_ids: Collection[int]) -> Mapping[int, list[Elsewhere]]:
    elsewhere = elsewhere_of(case_ids) if case_ids else {}
    counted = counted_in(elsewhere) if elsewhere else {}
    found: dict[int, list[Elsewhere]] = defaultdict(list)
    for case_id, rows in elsewhere.items():
        found[case_id] += [row for row in rows if row.ref not in counted.get(case_id, ())]
    return {case_id: rows for case_id, rows in found.items() if rows}


def _first(line: _Line, rows: Iterable[Elsewhere], policies: Mapping[str, Policy]) -> Elsewhere | None:
    """Return the first aid about which the rules say something beside the line; it is for the same matter."""
    present, ref = known_aid(line.policy, line.benefit, policies), str(line.person_id or "")
    for row in rows:
        standing = standing_of(present, known_aid(row.policy, row.benefit, policies), same_incident=True)
        if standing is not Standing.BESIDE and same_person(row.member or "", ref):
            return row
    return None


def _refusal(line: _Line, row: Elsewhere, policies: Mapping[str, Policy]) -> Refusal:
    policy = policies.get(row.policy)
    return Refusal(
        "already_given_elsewhere",
        beneficiary=line.beneficiary,
        policy=policy.title if policy else row.policy,
        number=row.number,
        day=row.decided_on,
        agency=row.agency,
    )
