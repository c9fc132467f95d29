"""Reading the trail: what happened to some subjects, in order, and who did it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import or_, select

from aid.extensions import db
from aid.models.events import Event
from aid.models.users import User


class Happened(NamedTuple):
    """One past event; `who` and `title` are empty where the program itself acted."""

    seq: int
    at: datetime
    who: str
    title: str
    action: str
    subject: str
    subject_id: int
    reason: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def events_of(subjects: Iterable[tuple[str, int]]) -> list[Happened]:
    """Return the events of rows named as (table, id), oldest first; one query, whatever the number of rows.

    The caller has already shown that its reader may see these rows.
    """
    ids: dict[str, set[int]] = defaultdict(set)
    for table, ident in subjects:
        ids[table].add(ident)
    if not ids:
        return []
    wanted = or_(*((Event.subject == table) & Event.subject_id.in_(found) for table, found in sorted(ids.items())))
    rows = db.session.execute(
        select(Event, User.full_name, User.title)
        .outerjoin(User, User.id == Event.actor_id)
        .where(wanted)
        .order_by(Event.seq)
    )
    return [_happened(event, name or "", title or "") for event, name, title in rows]


def _happened(event: Event, name: str, title: str) -> Happened:
    return Happened(
        seq=event.seq,
        at=event.at,
        who=name,
        title=title,
        action=event.action,
        subject=event.subject,
        subject_id=event.subject_id,
        reason=event.reason,
        before=event.before,
        after=event.after,
    )
