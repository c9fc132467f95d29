"""Which policy may carry a decision, and whether it still says what the lines of a dossier were computed by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.errors import Refusal
from aid.domain.kept_facts import read_kept_facts
from aid.domain.policies import Benefit, day_of
from aid.domain.policies import Policy as PolicyValue
from aid.domain.policy_documents import read_policy
from aid.domain.policy_steps import ended
from aid.models.cases import Evaluation
from aid.models.dossiers import DossierLine
from aid.models.policies import Policy, PolicyVersion

_WORDS = ("title", "title_en", "text", "note", "noun", "noun_en", "purpose", "clause")
_NO_WORDS: dict[str, Any] = {**dict.fromkeys(_WORDS, ""), "fund_kinds": ()}


class _Computed(NamedTuple):
    """The last computation of a case: its facts, and which version of each policy it used."""

    case_id: int
    facts: Mapping[str, Any]
    rules: Mapping[str, Any] | None


def confirmed_policy(session: Session, code: str) -> PolicyValue:
    """Return a policy that may carry a decision, with its last day; it cannot end before the transaction does.

    Refusal `policy_not_in_force` (policy) for one that nobody confirmed, whether it waits or was given up.
    """
    row = session.scalars(_row_of(code)).one_or_none()
    if row is None or not row.is_confirmed:
        raise Refusal("policy_not_in_force", policy=code)
    policy = replace(read_policy(row.document), confirmed=True)
    return policy if row.ended_on is None else ended(policy, row.ended_on)


def check_unchanged(session: Session, policy: PolicyValue, lines: Sequence[DossierLine]) -> None:
    """Refuse lines that the policy no longer gives as they were computed: a newer version, or its last day, came since.

    Words may differ, numbers and conditions may not. Refusals: `policy_changed_since` (policy, beneficiary),
    `policy_ended_since` (policy, beneficiary, last). A computation of a release that noted no version is trusted.
    """
    computed = {row.case_id: row for row in _last_computed(session, {line.entitlement.case_id for line in lines})}
    numbers = {row.case_id: _version_used(row, policy.code) for row in computed.values()}
    then = _benefits_of(session, policy.code, {number for number in numbers.values() if number})
    for line in lines:
        one, case_id = line.entitlement, line.entitlement.case_id
        named = {"policy": policy.code, "beneficiary": one.person.full_name if one.person else one.case.head_name}
        used = numbers.get(case_id)
        if used and _rule(then[used].get(one.benefit)) != _rule(_benefits(policy).get(one.benefit)):
            raise Refusal("policy_changed_since", **named)
        if policy.valid_to and case_id in computed and _day(policy, computed[case_id]) > policy.valid_to:
            raise Refusal("policy_ended_since", **named, last=policy.valid_to)


def _row_of(code: str) -> Any:
    wanted = select(Policy).where(Policy.code == code).with_for_update(read=True)
    return wanted.execution_options(populate_existing=True)


def _last_computed(session: Session, case_ids: Iterable[int]) -> list[_Computed]:
    last = select(func.max(Evaluation.id)).where(Evaluation.case_id.in_(case_ids)).group_by(Evaluation.case_id)
    rows = session.execute(
        select(Evaluation.case_id, Evaluation.facts, Evaluation.rules).where(Evaluation.id.in_(last))
    )
    return [_Computed._make(row) for row in rows]


def _version_used(row: _Computed, code: str) -> int | None:
    used = (row.rules or {}).get("policies", {}).get(code)
    return used[0] if used else None


def _benefits_of(session: Session, code: str, numbers: Iterable[int]) -> dict[int, dict[str, Benefit]]:
    rows = session.execute(
        select(PolicyVersion.number, PolicyVersion.document)
        .join(Policy, Policy.id == PolicyVersion.policy_id)
        .where(Policy.code == code, PolicyVersion.number.in_(numbers))
    )
    return {row.number: _benefits(read_policy(row.document)) for row in rows}


def _benefits(policy: PolicyValue) -> dict[str, Benefit]:
    return {benefit.code: benefit for benefit in policy.benefits}


def _rule(benefit: Benefit | None) -> Benefit | None:
    """Return what of a benefit decides who gets how much; the rest may be worded better at any time."""
    if benefit is None:
        return None
    conditions = tuple(replace(condition, clause="") for condition in benefit.conditions)
    return replace(benefit, **_NO_WORDS, conditions=conditions)


def _day(policy: PolicyValue, computed: _Computed) -> date:
    """Return the day by which the policy must not have ended; a decision is one of today."""
    name = policy.coverage_day or policy.reference_day
    return clock.today() if name == "decided_on" else day_of(read_kept_facts(computed.facts), name)
