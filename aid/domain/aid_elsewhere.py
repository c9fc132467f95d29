"""Aid that decisions in other cases gave surely the same person, as a reason why a benefit is not given again.

What of it is only taken off a level or a group is done where those are settled (`offsets`, `settling`).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from aid.domain.conditions import Failure
from aid.domain.exclusions import same_person
from aid.domain.facts import CaseFacts, Elsewhere
from aid.domain.offsets import decided_elsewhere, decision_of
from aid.domain.policies import Benefit, BenefitRef, Policy

Known = Mapping[tuple[str, str], tuple[Policy, Benefit]]
"""The known benefits by the codes of policy and benefit."""


def given_once(facts: CaseFacts, own: BenefitRef, benefit: Benefit, ref: str) -> Failure | None:
    """Return why a benefit is not given to the person `ref` (empty: the household) once more, or None.

    Failure code `given_elsewhere`: the same benefit was given for the same matter, however much it was.
    """
    rows = [row for row in decided_elsewhere(facts) if _ref(row) == own and (row.member or "") == ref]
    if not rows:
        return None
    parts = [_part(row, benefit.clause) for row in rows]
    told = {"number": rows[0].number, "decided_on": rows[0].decided_on.isoformat()}
    return Failure("given_elsewhere", told, benefit.clause, {"parts": parts})


def not_beside(facts: CaseFacts, own: BenefitRef, benefit: Benefit, ref: str, known: Known) -> Failure | None:
    """Return why a benefit is not given beside what the person or household got elsewhere, or None.

    Failure code `not_together`, whichever of the two documents excludes the other.
    """
    rows = [
        row
        for row in decided_elsewhere(facts)
        if same_person(row.member or "", ref) and _exclude(own, benefit, _ref(row), known)
    ]
    if not rows:
        return None
    told = {"policy": rows[0].policy, "benefit": rows[0].benefit}
    parts = [_part(row, _called(row, benefit.not_with, known)) for row in rows]
    return Failure("not_together", told, benefit.clause, {"parts": parts}, "not_together_elsewhere")


def _exclude(own: BenefitRef, benefit: Benefit, other: BenefitRef, known: Known) -> bool:
    if other in benefit.not_with:
        return True
    _, found = known.get((other.policy, other.benefit), (None, None))
    return found is not None and own in found.not_with


def _called(row: Elsewhere, refs: Sequence[BenefitRef], known: Known) -> str:
    named = next((ref.called for ref in refs if ref == _ref(row)), "")
    _, found = known.get((row.policy, row.benefit), (None, None))
    return named or (found.title if found else f"{row.policy} {row.benefit}")


def _ref(row: Elsewhere) -> BenefitRef:
    return BenefitRef(row.policy, row.benefit)


def _part(row: Elsewhere, called: str) -> dict[str, Any]:
    told = {"policy": row.policy, "benefit": row.benefit, "called": called, "amount": row.amount, "unit": row.unit}
    return told | {"decision": decision_of(row)}
