"""What other benefits already cover of an up-to benefit: each counted once, whether it is computed or was received."""

from aid.domain.facts import CaseFacts
from aid.domain.policies import Benefit, BenefitRef


def given_by_others(
    facts: CaseFacts, benefit: Benefit, ref: str, refs: list[str], evaluated: dict[tuple[str, str, str], int]
) -> tuple[tuple[BenefitRef, int], ...]:
    """Return for each benefit that `benefit` tops up what it gives the person `ref`, in đồng.

    The larger of what this evaluation computes and what was received counts, never both. What the household
    received without a name is shared evenly by the persons of the benefit, `refs` in their order.
    """
    return tuple(
        (other, max(evaluated.get((other.policy, other.benefit, ref), 0), _received(facts, other, ref, refs)))
        for other in benefit.amount.over
    )


def _received(facts: CaseFacts, other: BenefitRef, ref: str, refs: list[str]) -> int:
    rows = [row for row in facts.received if (row.policy, row.benefit) == (other.policy, other.benefit)]
    named = sum(row.amount for row in rows if row.member == ref)
    unnamed = sum(row.amount for row in rows if row.member is None)
    share, remainder = divmod(unnamed, len(refs))
    return named + share + (refs.index(ref) < remainder)
