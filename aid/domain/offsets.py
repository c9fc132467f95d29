"""What other benefits already give or gave a person: each counted once, whether it is computed or was received."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from aid.domain.facts import CaseFacts, Elsewhere
from aid.domain.policies import BenefitRef

Key = tuple[str, str, str]
"""What gave it and to whom: policy, benefit, person (empty: the household)."""


class Part(NamedTuple):
    """What a benefit gives or gave, in đồng; `received` of it was given before, `by` a decision in another case."""

    ref: BenefitRef
    amount: int
    received: int
    by: Elsewhere | None = None


def given_by_others(
    facts: CaseFacts, others: Iterable[BenefitRef], ref: str, refs: list[str], evaluated: Mapping[Key, int]
) -> tuple[Part, ...]:
    """Return what each of the `others` gives the person `ref` (empty: the household), a part for each decision.

    The larger of what this evaluation computes and what was received counts, never both; of it, what decisions
    elsewhere gave stands by itself. What the household gets without a name is shared evenly by the persons of the
    benefit that asks, `refs` in their order; a household counts what all its people get.
    """
    return tuple(part for other in others for part in _parts_of(facts, other, ref, refs, evaluated))


def decided_elsewhere(facts: CaseFacts) -> list[Elsewhere]:
    """Return the aid elsewhere in one order, the earliest decision first, in whatever order it was found."""
    return sorted(facts.elsewhere, key=lambda row: (row.decided_on, row.number, row.ref))


def taken_off(part: Part) -> dict[str, Any]:
    """Return what a benefit gives or gave (đồng) as a fact that is taken off a level."""
    called = part.ref.called or f"{part.ref.policy} {part.ref.benefit}"
    told = {"policy": part.ref.policy, "benefit": part.ref.benefit, "called": called, "amount": part.amount}
    return told | ({"decision": decision_of(part.by)} if part.by else {})


def decision_of(row: Elsewhere) -> dict[str, str]:
    """Return the decision that gave aid elsewhere as a fact of a sentence: number, day (ISO) and agency."""
    return {"number": row.number, "day": row.decided_on.isoformat(), "agency": row.agency}


def _parts_of(
    facts: CaseFacts, other: BenefitRef, ref: str, refs: list[str], evaluated: Mapping[Key, int]
) -> Iterator[Part]:
    parts = [Part(other, amount, amount, row) for row, amount in _elsewhere_by(facts, other, ref, refs) if amount]
    named = sum(part.amount for part in parts)
    received = _received_by(facts, other, ref, refs)
    rest = max(_computed_by(evaluated, other, ref, refs), received + named) - named
    if rest:
        yield Part(other, rest, received)
    yield from parts


def _elsewhere_by(facts: CaseFacts, other: BenefitRef, ref: str, refs: list[str]) -> Iterator[tuple[Elsewhere, int]]:
    """Return what decisions elsewhere gave the person, or for the household all its people."""
    for row in decided_elsewhere(facts):
        if (row.policy, row.benefit, row.unit) != (other.policy, other.benefit, "VND"):
            continue
        if not ref or row.member == ref:
            yield row, row.amount
        elif row.member is None:
            yield row, _share(row.amount, ref, refs)


def _received_by(facts: CaseFacts, other: BenefitRef, ref: str, refs: list[str]) -> int:
    """Return what was received of `other` in this case, with the person's share of what came without a name."""
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
