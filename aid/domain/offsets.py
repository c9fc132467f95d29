"""What other benefits already give or gave a person: each counted once, whether it is computed or was received."""

from collections.abc import Collection, Mapping

from aid.domain.facts import CaseFacts
from aid.domain.policies import Benefit, BenefitRef


def given_by_others(
    facts: CaseFacts, benefit: Benefit, ref: str, refs: list[str], evaluated: Mapping[tuple[str, str, str], int]
) -> tuple[tuple[BenefitRef, int], ...]:
    """Return for each benefit that `benefit` tops up what it gives the person `ref`, in đồng.

    The larger of what this evaluation computes and what was received counts, never both. What the household
    received without a name is shared evenly by the persons of the benefit, `refs` in their order.
    """
    return tuple(
        (other, max(evaluated.get((other.policy, other.benefit, ref), 0), received_by(facts, other, ref, refs)))
        for other in benefit.amount.over
    )


def highest_received(
    facts: CaseFacts, others: Collection[BenefitRef], ref: str, refs: list[str]
) -> tuple[BenefitRef, int] | None:
    """Return which of `others` gave the person most, and how much (đồng); None where none gave anything."""
    amounts = [(other, received_by(facts, other, ref, refs)) for other in others]
    best = max(amounts, key=lambda pair: pair[1], default=None)
    return best if best and best[1] else None


def received_by(facts: CaseFacts, other: BenefitRef, ref: str, refs: list[str]) -> int:
    """Return what the benefit `other` gave the person `ref` (đồng), with their share of what came without a name."""
    rows = [row for row in facts.received if (row.policy, row.benefit) == (other.policy, other.benefit)]
    named = sum(row.amount for row in rows if row.member == ref)
    unnamed = sum(row.amount for row in rows if row.member is None)
    share, remainder = divmod(unnamed, len(refs))
    return named + share + (refs.index(ref) < remainder)
