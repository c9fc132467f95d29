"""What waits for one person: one statement over every kind of work, due first, whatever the size of the tables."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select, union_all

from aid.domain.roles import Actor
from aid.domain.work import DONE_BY, WorkKind
from aid.extensions import db
from aid.queries.work_branches import BRANCHES
from aid.queries.work_columns import Reader

_ORDER = list(WorkKind)


class WorkItem(NamedTuple):
    """One line of the list; `about` is a reason, or a code of what is missing; `due_unit` is day or working_day."""

    kind: WorkKind
    id: int
    code: str
    title: str
    about: str
    amount: int | None
    unit: str
    due_on: date | None
    due_unit: str


def kinds_for(actor: Actor) -> list[WorkKind]:
    """Return the kinds of work that can wait for the actor, in the order of the work."""
    return [kind for kind, action in DONE_BY.items() if actor.may(action)]


def work_of(
    actor: Actor, *, kind: WorkKind | None = None, limit: int = 50, offset: int = 0
) -> tuple[Sequence[WorkItem], bool]:
    """Return what waits for the actor, the earliest due day first, and whether there is more.

    Incidents stand by the day they happened; work without a due day stands behind and is read only where the work
    with one does not fill the page, so that one or two queries do. `amount` is in `unit`.
    """
    kinds = [found for found in kinds_for(actor) if kind in {None, found}]
    enough = offset + limit + 1
    rows = _read(kinds, Reader(actor, enough, dated=True))
    if len(rows) < enough:
        rows += _read(kinds, Reader(actor, enough - len(rows), dated=False))
    return rows[offset : offset + limit], len(rows) == enough


def _read(kinds: Sequence[WorkKind], reader: Reader) -> list[WorkItem]:
    branches = [branch for kind in kinds for branch in BRANCHES[kind](reader)]
    if not branches:
        return []
    every = union_all(*(select(branch.subquery()) for branch in branches)).subquery()
    in_order = select(every).order_by(every.c.sort_on, every.c.rank, every.c.id).limit(reader.enough)
    return [
        WorkItem(
            _ORDER[r.rank], r.id, r.code, r.title, r.about, r.amount, r.unit, r.due_on, r.due_unit or "working_day"
        )
        for r in db.session.execute(in_order)
    ]
