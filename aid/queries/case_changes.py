"""What computing a case again would change, beside what stands, and which facts or rules changed it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import select

from aid import clock
from aid.domain.cases import CaseState
from aid.domain.comparisons import Change as Cause
from aid.domain.comparisons import Situation, compare
from aid.domain.entitlements import Evaluation, Line, evaluate
from aid.domain.further_lines import Decided, decided_too_much, still_due
from aid.domain.kept_facts import counted_elsewhere, read_kept_facts
from aid.extensions import db
from aid.models.cases import Case
from aid.models.cases import Evaluation as EvaluationRow
from aid.queries.case_facts import FactsOfCase, facts_of
from aid.queries.entitlement_lines import LineView
from aid.queries.evaluations import Catalogue, catalogue
from aid.queries.rules_used import rules_of

Key = tuple[str, str, int]
Causes = tuple[tuple[Cause, ...], ...]


class Change(NamedTuple):
    """One line now and after computing again (in `unit`), with the causes; the changes of one cause act together.

    `kind`: new, changed, gone, confirmed; further: beside what is decided (`before`) comes `difference`, together
    `after`; too_much: `before` was decided by the rules of then, which give `after` now; nothing is taken back.
    `explanation` is the stored one of the line that stands, `line` what the rules of now give.
    """

    kind: str
    title: str
    beneficiary: str
    unit: str
    before: int | None
    after: int | None
    difference: int
    says_before: str
    explanation: Mapping[str, Any] | None
    line: Line | None
    causes: Causes


class _Found(NamedTuple):
    key: Key
    kind: str
    held: LineView | None
    line: Line | None
    before: int | None
    after: int | None


def changes_of(case: Case, known: Sequence[LineView], last: EvaluationRow, names: Mapping[str, str]) -> list[Change]:
    """Return what the facts and rules of now give differently from the stored lines; [] for a case that is ended.

    `names` are those of the household by person id as text. Nothing more is read where nothing differs.
    """
    if case.state in (CaseState.CLOSED, CaseState.WITHDRAWN):
        return []
    rules, facts = catalogue(), facts_of(case.id, on=clock.today())
    now = _evaluated(Situation(facts.facts, rules.policies, rules.norms), rules, facts)
    causes = _Causes(last, facts, rules)
    found = [
        one
        for one in _differences(known, {_key(line): line for line in now.lines})
        if one.kind != "too_much" or causes.is_too_much(one)
    ]
    return [_told(one, names, causes.of(one)) for one in found]


def _differences(known: Sequence[LineView], now: dict[Key, Line]) -> Iterator[_Found]:
    by_key: dict[Key, list[LineView]] = defaultdict(list)
    for held in known:
        by_key[held.key].append(held)
    for key, rows in by_key.items():
        line = now.pop(key, None)
        decided = [row for row in rows if not row.is_undecided]
        free = next((row for row in rows if row.is_undecided), None)
        yield from _beside_decided(key, decided, free, line) if decided else _undecided(key, free, line)
    for key, line in now.items():
        yield _Found(key, "new", None, line, None, line.amount)


def _beside_decided(
    key: Key, decided: Sequence[LineView], free: LineView | None, line: Line | None
) -> Iterator[_Found]:
    given = Decided(decided[0].unit, sum(row.amount for row in decided), sum(row.computed for row in decided))
    too_much = decided_too_much(given, line)
    due = still_due(line, given) if line else None
    if too_much:
        yield _Found(key, "too_much", decided[0], line, given.computed, given.computed - too_much)
    if due and free is None:
        yield _Found(key, "further", decided[0], due, given.amount, given.amount + due.amount)
    if free:
        yield from _undecided(key, free, due)


def _undecided(key: Key, held: LineView | None, line: Line | None) -> Iterator[_Found]:
    if held is None:
        return
    if line is None:
        yield _Found(key, "gone", held, None, held.computed, None)
    elif line.amount != held.computed:
        yield _Found(key, "changed", held, line, held.computed, line.amount)
    elif line.confirmed != held.confirmed:
        yield _Found(key, "confirmed", held, line, held.computed, line.amount)


class _Causes:
    """The comparisons with earlier computations, each made once."""

    def __init__(self, last: EvaluationRow, facts: FactsOfCase, rules: Catalogue) -> None:
        self._facts, self._rules = facts, rules
        self._rows = {last.id: last}
        self._last = last
        self._known: dict[int, dict[tuple[str, str, str], Causes]] = {}

    def of(self, one: _Found) -> Causes:
        """Return what moved a line: since the last computation, or since the one that was decided."""
        is_decided = one.held is not None and not one.held.is_undecided
        before = one.held.evaluation_id if one.held and is_decided else self._last.id
        if before not in self._known:
            self._known[before] = self._compared(before)
        policy, benefit, person = one.key
        return self._known[before].get((policy, benefit, str(person or "")), ())

    def is_too_much(self, one: _Found) -> bool:
        """Say whether a decided line is too much also without aid that was decided elsewhere after it.

        Who decides first counts: what came later took this line into account, or was stopped at the gate.
        """
        if not self._facts.facts.elsewhere or one.held is None:
            return True
        known = counted_elsewhere(self._row(one.held.evaluation_id).facts)
        earlier = tuple(row for row in self._facts.facts.elsewhere if row.ref in known)
        facts = replace(self._facts.facts, elsewhere=earlier)
        now = _evaluated(Situation(facts, self._rules.policies, self._rules.norms), self._rules, self._facts)
        line = next((line for line in now.lines if _key(line) == one.key), None)
        return (line.amount if line else 0) < (one.before or 0)

    def _row(self, evaluation_id: int) -> EvaluationRow:
        if evaluation_id not in self._rows:
            wanted = select(EvaluationRow).where(EvaluationRow.id == evaluation_id)
            self._rows[evaluation_id] = db.session.scalars(wanted).one()
        return self._rows[evaluation_id]

    def _compared(self, evaluation_id: int) -> dict[tuple[str, str, str], Causes]:
        row = self._row(evaluation_id)
        then = rules_of(row.rules, row.created_at, row.answer.get("norm"), self._rules)
        before = Situation(read_kept_facts(row.facts), then.policies, then.norms)
        after = Situation(self._facts.facts, self._rules.policies, self._rules.norms)
        found = compare(before, after, lambda situation: _evaluated(situation, self._rules, self._facts))
        return {(row.policy, row.benefit, row.member or ""): row.causes for row in found.moved}


def _evaluated(situation: Situation, rules: Catalogue, facts: FactsOfCase) -> Evaluation:
    return evaluate(situation.facts, situation.policies, situation.norms, rules.calendar, province=facts.province)


def _key(line: Line) -> Key:
    return (line.policy, line.benefit, int(line.member or 0))


def _told(one: _Found, names: Mapping[str, str], causes: Causes) -> Change:
    title = one.held.title if one.held else one.line.title if one.line else ""
    unit = one.held.unit if one.held else one.line.unit if one.line else ""
    return Change(
        kind=one.kind,
        title=title,
        beneficiary=one.held.beneficiary if one.held else names.get(str(one.key[2]), ""),
        unit=unit,
        before=one.before,
        after=one.after,
        difference=(one.after or 0) - (one.before or 0),
        says_before=one.held.says if one.held else "",
        explanation=one.held.explanation if one.held else None,
        line=one.line,
        causes=causes,
    )
