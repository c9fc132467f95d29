"""What other benefits already give or gave a person: each counted once, whether it is computed or was received."""

from collections.abc import Iterable, Mapping

from aid.domain.facts import CaseFacts
from aid.domain.policies import BenefitRef

Key = tuple[str, str, str]
"""What gave it and to whom: policy, benefit, person (empty: the household)."""


def given_by_others(
    facts: CaseFacts, others: Iterable[BenefitRef], ref: str, refs: list[str], evaluated: Mapping[Key, int]
) -> tuple[tuple[BenefitRef, int], ...]:
    """Return for each of the `others` what it gives the person `ref` (empty: the household), in đồng.

    The larger of what this evaluation computes and what was received counts, never both. What the household gets
    without a name is shared evenly by the persons of the benefit that asks, `refs` in their order; a household
    counts what all its people get.
    """
    return tuple(
        (other, max(_computed_by(evaluated, other, ref, refs), received_by(facts, other, ref, refs)))
        for other in others
    )


def received_by(facts: CaseFacts, other: BenefitRef, ref: str, refs: list[str]) -> int:
    """Return what the benefit `other` gave the person `ref` (đồng), with their share of what came without a name."""
    rows = [row for row in facts.received if (row.policy, row.benefit) == (other.policy, other.benefit)]
    if not ref:
        return sum(row.amount for row in rows)
    named = sum(row.amount for row in rows if row.member == ref)
    return named + _share(sum(row.amount for row in rows if row.member is None), ref, refs)


def _computed_by(evaluated: Mapping[Key, int], other: BenefitRef, ref: str, refs: list[str]) -> int:
    key = (other.policy, other.benefit)
    if not ref:
        return sum(amount for (policy, benefit, _), amount in evaluated.items() if (policy, benefit) == key)
    return evaluated.get((*key, ref), 0) + _share(evaluated.get((*key, ""), 0), ref, refs)


def _share(amount: int, ref: str, refs: list[str]) -> int:
    """Return the person's part of what came without a name; the first of `refs` get the đồng that is left over."""
    share, remainder = divmod(amount, len(refs))
    return share + (bool(remainder) and refs.index(ref) < remainder)
