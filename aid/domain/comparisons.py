"""Two computations of one case side by side, and for each line that moved the facts or rules that moved it.

A cause is found by trying: one change is put back, the case is evaluated again, and where the line comes out
differently the change is named. Where no single change matters by itself (either of two would have been enough), the
smallest set found whose undoing does is named together.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from aid.domain.entitlements import Evaluation, Line, Refused
from aid.domain.fact_changes import FactChange, fact_changes, put_back
from aid.domain.facts import CaseFacts
from aid.domain.norms import Norm
from aid.domain.policies import Policy

__all__ = ["Change", "Compared", "Comparison", "FactChange", "RuleChange", "Situation", "compare", "fact_changes"]

Key = tuple[str, str, str]
Outcome = Line | Refused | None

MOVED = ("changed", "new", "gone", "granted", "lost")
"""The kinds of rows in which money or goods move."""


@dataclass(frozen=True)
class Situation:
    """All that a computation depends on beside the office's calendar."""

    facts: CaseFacts
    policies: tuple[Policy, ...]
    norms: tuple[Norm, ...]


@dataclass(frozen=True)
class RuleChange:
    """A rule that changed: `kind` is policy (its `code`) or norm; None where a policy was not there."""

    kind: str
    code: str
    before: Any
    after: Any


Change = FactChange | RuleChange


@dataclass(frozen=True)
class Compared:
    """One benefit and person before and now, with the causes; the changes of one cause act together.

    `kind`: kept, changed, new (nothing was said before), gone, granted (was refused), lost (is refused now), or
    refused (no line on either side).
    """

    policy: str
    benefit: str
    member: str | None
    kind: str
    before: Outcome
    after: Outcome
    causes: tuple[tuple[Change, ...], ...] = ()

    @property
    def difference(self) -> int:
        """Return what it gives more now, in the unit of the line; less is negative."""
        return _amount(self.after) - _amount(self.before)


@dataclass(frozen=True)
class Comparison:
    """All benefits of both computations in the order of the newer one, and everything that changed in between."""

    rows: tuple[Compared, ...]
    changes: tuple[Change, ...]

    @property
    def moved(self) -> tuple[Compared, ...]:
        """Return the rows in which something is given differently."""
        return tuple(row for row in self.rows if row.kind in MOVED)


def compare(before: Situation, after: Situation, evaluate: Callable[[Situation], Evaluation]) -> Comparison:
    """Return both computations side by side with the causes of every line that moved.

    `evaluate` is `aid.domain.entitlements.evaluate` with the calendar and the province of the case.
    """
    old, new = _outcomes(evaluate(before)), _outcomes(evaluate(after))
    changes: tuple[Change, ...] = (*fact_changes(before.facts, after.facts), *_rule_changes(before, after))
    tried = _Tried(before, after, changes, evaluate)
    return Comparison(tuple(_row(key, old.get(key), new.get(key), tried) for key in {**new, **old}), changes)


class _Tried:
    """The outcomes with some changes put back, each combination evaluated once."""

    def __init__(
        self,
        before: Situation,
        after: Situation,
        changes: tuple[Change, ...],
        evaluate: Callable[[Situation], Evaluation],
    ) -> None:
        self.changes = changes
        self._undo = partial(_undone, before, after)
        self._evaluate = evaluate
        self._known: dict[tuple[int, ...], dict[Key, Outcome]] = {}

    def differs(self, key: Key, now: Outcome, places: tuple[int, ...]) -> bool:
        """Tell whether the outcome of a key would be another without these changes."""
        if places not in self._known:
            self._known[places] = _outcomes(self._evaluate(self._undo([self.changes[place] for place in places])))
        return _essence(self._known[places].get(key)) != _essence(now)

    def causes(self, key: Key, now: Outcome) -> tuple[tuple[Change, ...], ...]:
        """Return each change that matters by itself, or else the smallest set found that matters together."""
        every = tuple(range(len(self.changes)))
        alone: list[tuple[int, ...]] = [(place,) for place in every if self.differs(key, now, (place,))]
        return tuple(tuple(self.changes[place] for place in cause) for cause in alone or [self._least(key, now, every)])

    def _least(self, key: Key, now: Outcome, places: tuple[int, ...]) -> tuple[int, ...]:
        for place in places:
            fewer = tuple(one for one in places if one != place)
            if self.differs(key, now, fewer):
                places = fewer
        return places


def _row(key: Key, before: Outcome, after: Outcome, tried: _Tried) -> Compared:
    policy, benefit, member = key
    kind = _kind(before, after)
    causes = tried.causes(key, after) if kind in MOVED else ()
    return Compared(policy, benefit, member or None, kind, before, after, causes)


def _kind(before: Outcome, after: Outcome) -> str:
    if isinstance(after, Line) and isinstance(before, Line):
        return "kept" if _essence(before) == _essence(after) else "changed"
    if isinstance(after, Line):
        return "granted" if before else "new"
    if isinstance(before, Line):
        return "lost" if after else "gone"
    return "refused"


def _outcomes(evaluation: Evaluation) -> dict[Key, Outcome]:
    """Return what came out for each benefit and person; a line stands before a refusal of other bills."""
    found: dict[Key, Outcome] = {_key(line): line for line in evaluation.lines}
    for refused in evaluation.refusals:
        found.setdefault(_key(refused), refused)
    return found


def _key(one: Line | Refused) -> Key:
    return (one.policy, one.benefit, one.member or "")


def _essence(outcome: Outcome) -> tuple[Any, ...]:
    """Return what makes two outcomes the same: the whole sum with its sentence, or that there is none."""
    if not isinstance(outcome, Line):
        return (outcome is not None,)
    return (outcome.unit, outcome.count, outcome.rate, outcome.amount, outcome.says, outcome.confirmed)


def _amount(outcome: Outcome) -> int:
    return outcome.amount if isinstance(outcome, Line) else 0


def _rule_changes(before: Situation, after: Situation) -> tuple[RuleChange, ...]:
    old, new = ({policy.code: policy for policy in side.policies} for side in (before, after))
    codes = [code for code in {**new, **old} if old.get(code) != new.get(code)]
    policies = [RuleChange("policy", code, old.get(code), new.get(code)) for code in codes]
    if set(before.norms) == set(after.norms):
        return tuple(policies)
    return (*policies, RuleChange("norm", "", before.norms, after.norms))


def _undone(before: Situation, after: Situation, changes: Iterable[Change]) -> Situation:
    policies = {policy.code: policy for policy in after.policies}
    norms = after.norms
    facts = []
    for change in changes:
        if isinstance(change, FactChange):
            facts.append(change)
        elif change.kind == "norm":
            norms = before.norms
        else:
            policies.pop(change.code, None)
            policies |= {change.code: change.before} if change.before else {}
    return Situation(put_back(before.facts, after.facts, facts), tuple(policies.values()), norms)
