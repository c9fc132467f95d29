"""Bringing the stored lines of a case in step with a computation: equal lines stay, changed ones are replaced.

A line of an issued decision is never touched. A line of a draft or returned dossier is taken out of it; the caller has
made sure that none lies in a dossier that is on its way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.entitlements import Line
from aid.domain.roles import Actor
from aid.models.cases import Case
from aid.models.decisions import DecisionLine
from aid.models.dossiers import Dossier, DossierLine
from aid.models.entitlements import Entitlement
from aid.queries.payees import default_payee
from aid.services import dossier_lines, trail
from aid.services.transaction import load_for_update

Key = tuple[str, str, int]

_SAME = ("title", "unit", "count", "times_norm", "months", "rate", "floor", "clause", "says", "confirmed")
_PAYEE = (
    "payee_name", "payee_relation", "payee_paper", "payee_identity", "payee_bank", "payee_account", "payee_named",
    "payee_disputed",
)  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """How many lines stayed, came new and were replaced or fell away."""

    kept: int
    added: int
    superseded: int


def bring_in_step(session: Session, case: Case, evaluation_id: int, lines: Iterable[Line], *, actor: Actor) -> Outcome:
    """Keep, add and supersede lines so that the live undecided ones are exactly `lines`, each with its payee."""
    standing = {_key_of(row): row for row in live_lines(session, case.id)}
    decided = decided_among(session, standing.values())
    wanted = {_key(line): line for line in lines}
    gone = {
        key: row
        for key, row in standing.items()
        if row.id not in decided and not (key in wanted and _is_same(row, wanted[key]))
    }
    _take_out(session, gone.values(), actor=actor)
    for row in gone.values():
        row.superseded_at = clock.now()
    session.flush()
    new = {key: line for key, line in wanted.items() if key not in standing or key in gone}
    added = [_add(session, case, evaluation_id, line, gone.get(key), actor) for key, line in new.items()]
    kept = [row for key, row in standing.items() if key not in gone and row.id not in decided]
    for row in kept:
        _set_clock(row, wanted[_key_of(row)], case)
    session.flush()
    for row in (*kept, *added):
        _set_payee(row)
    return Outcome(len(standing) - len(gone), len(added), len(gone))


def live_lines(session: Session, case_id: int) -> list[Entitlement]:
    """Lock and return the lines of a case that stand, decided ones included."""
    wanted = select(Entitlement).where(Entitlement.case_id == case_id, Entitlement.superseded_at.is_(None))
    locked = wanted.order_by(Entitlement.id).with_for_update().execution_options(populate_existing=True)
    return list(session.scalars(locked))


def decided_among(session: Session, rows: Iterable[Entitlement]) -> set[int]:
    """Return the ids of those lines that are in an issued decision."""
    wanted = select(DecisionLine.entitlement_id).where(DecisionLine.entitlement_id.in_([row.id for row in rows]))
    return set(session.scalars(wanted))


def _key(line: Line) -> Key:
    return (line.policy, line.benefit, int(line.member or 0))


def _key_of(row: Entitlement) -> Key:
    return (row.policy_code, row.benefit, row.person_key)


def _is_same(row: Entitlement, line: Line) -> bool:
    return row.computed == line.amount and all(getattr(row, name) == getattr(line, name) for name in _SAME)


def _add(
    session: Session, case: Case, evaluation_id: int, line: Line, before: Entitlement | None, actor: Actor
) -> Entitlement:
    person_id = int(line.member) if line.member else None
    row = Entitlement(
        case_id=case.id,
        evaluation_id=evaluation_id,
        policy_code=line.policy,
        benefit=line.benefit,
        person_id=person_id,
        person_key=person_id or 0,
        computed=line.amount,
        amount=line.amount,
        created_at=clock.now(),
        created_by=actor.user_id,
        **{name: getattr(line, name) for name in _SAME},
    )
    if before is not None and before.payee_named:
        for name in _PAYEE:
            setattr(row, name, getattr(before, name))
    _set_clock(row, line, case)
    session.add(row)
    return row


def _set_clock(row: Entitlement, line: Line, case: Case) -> None:
    """Set the limit and its last day; while the paper that starts it has not come, no day runs."""
    limit = line.limit
    row.limit_days = limit.days if limit else None
    row.limit_unit = limit.unit if limit else None
    row.limit_from = limit.start if limit else None
    row.due_on = limit.due_on if limit and _has_started(limit.start, case) else None


def _has_started(start: str, case: Case) -> bool:
    days: dict[str, date | None] = {"received_on": case.received_on, "applied_on": case.applied_on}
    return start not in days or days[start] is not None


def _set_payee(row: Entitlement) -> None:
    """Write who receives where nobody was named: the person, or who can receive for them; empty is a task."""
    if row.payee_named:
        return
    default = default_payee(row)
    row.payee_name, row.payee_relation = default.payee, default.payee_relation
    row.payee_identity, row.payee_bank, row.payee_account = default.payee_identity, default.bank, default.account


def _take_out(session: Session, rows: Iterable[Entitlement], *, actor: Actor) -> None:
    ids = [row.id for row in rows]
    wanted = select(DossierLine).where(DossierLine.entitlement_id.in_(ids), DossierLine.live).order_by(DossierLine.id)
    for line in list(session.scalars(wanted)):
        dossier = load_for_update(session, Dossier, line.dossier_id)
        before = dossier.total
        line.live = False
        session.flush()
        dossier_lines.recount(session, dossier)
        dossier.version += 1
        trail.record(
            session, actor, "dossier:line_taken_out", dossier, before={"total": before}, after={"total": dossier.total}
        )
