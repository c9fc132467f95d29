"""How far the recomputation of an incident has come, for its page."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from aid.domain.runs import RunState
from aid.extensions import db
from aid.models.recomputations import Recomputation


class Progress(NamedTuple):
    """The latest run: `done` of `total` cases, `changed` of them with other lines, `left` in a dossier on its way.

    `left_alone` names the first of those: case_id, code, dossier and its state.
    """

    is_done: bool
    total: int
    done: int
    changed: int
    left: int
    left_alone: Sequence[Mapping[str, Any]]
    began_at: datetime
    finished_at: datetime | None


def latest_of(incident_id: int) -> Progress | None:
    """Return the latest run over an incident, or None where there never was one; the caller may see the incident."""
    wanted = select(Recomputation).where(Recomputation.incident_id == incident_id).order_by(Recomputation.id.desc())
    run = db.session.scalars(wanted.limit(1).execution_options(populate_existing=True)).one_or_none()
    if run is None:
        return None
    return Progress(
        is_done=run.state is RunState.DONE,
        total=run.total,
        done=run.computed + run.left_count,
        changed=run.changed,
        left=run.left_count,
        left_alone=run.left_alone,
        began_at=run.created_at,
        finished_at=run.finished_at,
    )
