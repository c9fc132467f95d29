"""Bringing the stored lines of cases in step with a computation: equal lines stay, changed ones are replaced.

A line of an issued decision is never touched; what the rules give beyond it is a further part beside it. A line of a
draft or returned dossier is taken out of it; the caller has made sure that none lies in a dossier that is on its way.
What is to happen to the lines of a case is planned for each case alone (`_plan`); reading and writing is done for all
of them at once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.entitlements import Line
from aid.domain.explanations import explanation_as_data
from aid.domain.further_lines import Decided, still_due
from aid.domain.roles import Actor
from aid.models.cases import Case
from aid.models.decisions import DecisionLine
from aid.models.dossiers import Dossier, DossierLine
from aid.models.entitlements import Entitlement
from aid.models.households import Person
from aid.queries.payees import default_payee
from aid.services import dossier_lines, trail
from aid.services.case_edits import check_still_with_officer
from aid.services.case_pauses import due_of
from aid.services.transaction import load_for_update

Key = tuple[str, str, int]
Place = tuple[str, str, int, int]
"""Policy, benefit and person (0 for the household) of a line, and its part."""

_SAME = ("title", "unit", "count", "times_norm", "months", "rate", "floor", "clause", "says", "confirmed")
_PAYEE = (
    "payee_name", "payee_relation", "payee_paper", "payee_identity", "payee_bank", "payee_account", "payee_named",
    "payee_disputed",
)  # fmt: skip


@dataclass(frozen=True)
class Computed:
    """A case with what was computed for it and the row that keeps the computation."""

    case: Case
    evaluation_id: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Outcome:
    """How many lines stayed, came new and were replaced or fell away."""

    kept: int
    added: int
    superseded: int


@dataclass(frozen=True)
class _Plan:
    """What becomes of the lines of one case: `new` with its part and the line it replaces, `kept` by what it is now."""

    of: Computed
    new: tuple[tuple[int, Line, Entitlement | None], ...]
    kept: tuple[tuple[Entitlement, Line], ...]
    gone: tuple[Entitlement, ...]
    decided: int

    def outcome(self) -> Outcome:
        return Outcome(len(self.kept) + self.decided, len(self.new), len(self.gone))


def bring_in_step(session: Session, computed: Sequence[Computed], *, actor: Actor) -> list[Outcome]:
    """Keep, add and supersede lines so that the live ones give what is computed, each with its payee.

    Undecided lines are exactly those computed, beside decided ones only what is computed beyond them.

    A fixed number of queries for up to some hundred cases, besides those of a line in a draft dossier.
    """
    standing = live_lines(session, [one.case.id for one in computed])
    decided = decided_among(session, [row for rows in standing.values() for row in rows])
    plans = [_plan(one, standing.get(one.case.id, ()), decided) for one in computed]
    gone = [row for plan in plans for row in plan.gone]
    _take_out(session, gone, actor=actor)
    for row in gone:
        row.superseded_at = clock.now()
    session.flush()
    session.add_all([row for plan in plans for row in _carried_out(session, plan, actor)])
    session.flush()
    return [plan.outcome() for plan in plans]


def _plan(one: Computed, standing: Iterable[Entitlement], decided: Collection[int]) -> _Plan:
    fixed: dict[Key, list[Entitlement]] = defaultdict(list)
    held: dict[Place, Entitlement] = {}
    for row in standing:
        if row.id in decided:
            fixed[key_of(row)].append(row)
        else:
            held[(*key_of(row), row.part)] = row
    wanted = dict(placed(line, fixed.get(key_of_line(line), ())) for line in one.lines)
    due = {place: line for place, line in wanted.items() if line is not None}
    same = {place for place, row in held.items() if place in due and _is_same(row, due[place])}
    gone = {place: row for place, row in held.items() if place not in same}
    return _Plan(
        of=one,
        new=tuple((place[3], line, gone.get(place)) for place, line in due.items() if place not in same),
        kept=tuple((row, due[place]) for place, row in held.items() if place in same),
        gone=tuple(gone.values()),
        decided=sum(len(rows) for rows in fixed.values()),
    )


def placed(line: Line, decided: Sequence[Entitlement]) -> tuple[Place, Line | None]:
    """Return the line with its place; beside decided ones only what it gives beyond them, as their next part."""
    if not decided:
        return (*key_of_line(line), 0), line
    given = Decided(decided[0].unit, sum(row.amount for row in decided), sum(row.computed for row in decided))
    return (*key_of_line(line), 1 + max(row.part for row in decided)), still_due(line, given)


def _carried_out(session: Session, plan: _Plan, actor: Actor) -> list[Entitlement]:
    """Return the new rows, and give the kept ones the clock and payee of today."""
    case = plan.of.case
    added = [new_line(session, plan.of, line, before, actor) for _, line, before in plan.new]
    for row, (part, _, _) in zip(added, plan.new, strict=True):
        row.part = part
    for row, line in plan.kept:
        row.explanation = explanation_as_data(line)
        _set_clock(row, line, case)
    for row in (*(row for row, _ in plan.kept), *added):
        set_payee(row)
    return added


def live_lines(session: Session, case_ids: Collection[int]) -> Mapping[int, Sequence[Entitlement]]:
    """Lock and return by case the lines that stand, decided ones included; a case without any is left out."""
    wanted = select(Entitlement).where(Entitlement.case_id.in_(case_ids), Entitlement.superseded_at.is_(None))
    locked = wanted.order_by(Entitlement.id).with_for_update().execution_options(populate_existing=True)
    found: dict[int, list[Entitlement]] = defaultdict(list)
    for row in session.scalars(locked):
        found[row.case_id].append(row)
    return found


def decided_among(session: Session, rows: Iterable[Entitlement]) -> set[int]:
    """Return the ids of those lines that are in an issued decision."""
    wanted = select(DecisionLine.entitlement_id).where(DecisionLine.entitlement_id.in_([row.id for row in rows]))
    return set(session.scalars(wanted))


def key_of_line(line: Line) -> Key:
    """Return policy, benefit and person of a computed line."""
    return (line.policy, line.benefit, int(line.member or 0))


def key_of(row: Entitlement) -> Key:
    """Return policy, benefit and person of a stored line."""
    return (row.policy_code, row.benefit, row.person_key)


def _is_same(row: Entitlement, line: Line) -> bool:
    return row.computed == line.amount and all(getattr(row, name) == getattr(line, name) for name in _SAME)


def new_line(session: Session, one: Computed, line: Line, before: Entitlement | None, actor: Actor) -> Entitlement:
    """Return the row of a computed line; who receives is taken from the one `before` where somebody named them."""
    person = session.get_one(Person, int(line.member)) if line.member else None
    row = Entitlement(
        case=one.case,
        evaluation_id=one.evaluation_id,
        policy_code=line.policy,
        benefit=line.benefit,
        person=person,
        person_key=person.id if person else 0,
        computed=line.amount,
        amount=line.amount,
        explanation=explanation_as_data(line),
        created_at=clock.now(),
        created_by=actor.user_id,
        **{name: getattr(line, name) for name in _SAME},
    )
    if before is not None and before.payee_named:
        for name in _PAYEE:
            setattr(row, name, getattr(before, name))
    _set_clock(row, line, one.case)
    return row


def _set_clock(row: Entitlement, line: Line, case: Case) -> None:
    """Set the limit and its last day; while the paper that starts it has not come, no day runs."""
    limit = line.limit
    row.limit_days = limit.days if limit else None
    row.limit_unit = limit.unit if limit else None
    row.limit_from = limit.start if limit else None
    runs = limit is not None and _has_started(limit.start, case)
    row.due_on = due_of(case, limit.start, limit.unit, limit.due_on) if limit and runs else None


def _has_started(start: str, case: Case) -> bool:
    days: dict[str, date | None] = {"received_on": case.received_on, "applied_on": case.applied_on}
    return start not in days or days[start] is not None


def set_payee(row: Entitlement) -> None:
    """Write who receives where nobody was named: the person, or who can receive for them; empty is a task."""
    if row.payee_named:
        return
    default = default_payee(row)
    row.payee_name, row.payee_relation = default.payee, default.payee_relation
    row.payee_identity, row.payee_bank, row.payee_account = default.payee_identity, default.bank, default.account


def _take_out(session: Session, rows: Iterable[Entitlement], *, actor: Actor) -> None:
    ids = [row.id for row in rows]
    if not ids:
        return
    wanted = select(DossierLine).where(DossierLine.entitlement_id.in_(ids), DossierLine.live).order_by(DossierLine.id)
    for line in list(session.scalars(wanted)):
        dossier = load_for_update(session, Dossier, line.dossier_id)
        check_still_with_officer(dossier)
        before = dossier.total
        line.live = False
        session.flush()
        dossier_lines.recount(session, dossier)
        dossier.version += 1
        trail.record(
            session, actor, "dossier:line_taken_out", dossier, before={"total": before}, after={"total": dossier.total}
        )
