"""What other benefits already give or gave a person: each counted once, whether it is computed or was received."""

from collections.abc import Mapping, Sequence

from aid.domain.facts import CaseFacts
from aid.domain.policies import Benefit, BenefitRef


def given_by_others(
    facts: CaseFacts, benefit: Benefit, ref: str, refs: list[str], evaluated: Mapping[tuple[str, str, str], int]
) -> tuple[tuple[BenefitRef, int], ...]:
    """Return for each benefit that `benefit` tops up what it gives the person `ref` (empty: the household), in đồng.

    The larger of what this evaluation computes and what was received counts, never both. What the household gets
    without a name is shared evenly by the persons of the benefit, `refs` in their order; a household counts what all
    its people get.
    """
    return tuple(
        (other, max(_computed_by(evaluated, other, ref, refs), received_by(facts, other, ref, refs)))
        for other in benefit.amount.over
    )


def received_by(facts: CaseFacts, other: BenefitRef, ref: str, refs: list[str]) -> int:
    """Return what the benefit `other` gave the person `ref` (đồng), with their share of what came without a name."""
    rows = [row for row in facts.received if (row.policy, row.benefit) == (other.policy, other.benefit)]
    return _part_of([(row.member or "", row.amount) for row in rows], ref, refs)


def _computed_by(evaluated: Mapping[tuple[str, str, str], int], other: BenefitRef, ref: str, refs: list[str]) -> int:
    rows = [(whose, amount) for (*key, whose), amount in evaluated.items() if key == [other.policy, other.benefit]]
    return _part_of(rows, ref, refs)


def _part_of(rows: Sequence[tuple[str, int]], ref: str, refs: list[str]) -> int:
    """Return of sums with or without a name what is `ref`'s; all of them where `ref` is the household."""
    named = sum(amount for whose, amount in rows if whose == ref or not ref)
    if not ref:
        return named
    share, remainder = divmod(sum(amount for whose, amount in rows if not whose), len(refs))
    return named + share + (refs.index(ref) < remainder)
