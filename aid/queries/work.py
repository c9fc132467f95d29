"""What waits for one person: one statement over every kind of work, due first, whatever the size of the tables."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select, union_all

from aid.domain.roles import Actor
from aid.domain.work import DONE_BY, WorkKind
from aid.extensions import db
from aid.queries.work_branches import BRANCHES, Reader

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
    """Return what waits for the actor, the earliest due day first, and whether there is more; one query.

    Work without a due day stands behind; incidents stand by the day they happened. `amount` is in `unit`.
    """
    reader = Reader(actor, limit + offset + 1)
    branches = [one for found in kinds_for(actor) if kind in {None, found} for one in BRANCHES[found](reader)]
    if not branches:
        return [], False
    every = union_all(*(select(branch.subquery()) for branch in branches)).subquery()
    columns = every.c
    in_order = (columns.sort_on.is_(None), columns.sort_on, columns.rank, columns.id)
    rows = db.session.execute(select(every).order_by(*in_order).limit(limit + 1).offset(offset)).all()
    items = [
        WorkItem(
            _ORDER[r.rank], r.id, r.code, r.title, r.about, r.amount, r.unit, r.due_on, r.due_unit or "working_day"
        )
        for r in rows[:limit]
    ]
    return items, len(rows) > limit
