"""The trail: every step is an event in a hash chain, and names a digest of every guarded row it wrote.

A change by hand is found because the row no longer matches the digest in its last event; a changed, removed or
inserted event is found because the chain breaks. Digests are taken from the database after the flush, so that
they are what a later check reads.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import Table, event, inspect, select, tuple_
from sqlalchemy.orm import Session, UOWTransaction

from aid import clock
from aid.domain.roles import Actor
from aid.models.base import GIVEN, Base
from aid.models.events import ChainHead, Event

GENESIS = "0" * 64
GUARDED = frozenset(
    {
        "account_names",
        "approval_routes",
        "bank_files",
        "book_rules",
        "books",
        "cases",
        "change_duties",
        "change_lines",
        "damages",
        "decision_changes",
        "decision_files",
        "decision_lines",
        "decisions",
        "delegations",
        "different_people",
        "dossier_approvals",
        "dossier_duties",
        "dossier_lines",
        "dossiers",
        "duty_rules",
        "entitlements",
        "entries",
        "evaluations",
        "fund_transfers",
        "funds",
        "harms",
        "incidents",
        "needs",
        "norms",
        "office_days",
        "document_requests",
        "documents_in",
        "documents_out",
        "paper_templates",
        "papers",
        "payments",
        "payouts",
        "policies",
        "policy_versions",
        "regrants",
        "replaced_lines",
        "replacements",
        "return_marks",
        "signed_files",
        "signing_keys",
        "signing_pictures",
        "turn_roles",
    }
)
HASHED = (
    "seq", "at", "actor_id", "action", "subject", "subject_id", "reason", "before", "after", "rows", "previous_hash",
)  # fmt: skip

_TOUCHED = "aid_touched_rows"
_EVENTS = "aid_new_events"
_CHUNK = 400
_NOTHING = object()


def record(
    session: Session,
    actor: Actor | None,
    action: str,
    subject: Base,
    *,
    reason: str = "",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Add one past-tense event (`dossier:signed`) about a row; it enters the chain when the transaction seals.

    `before` and `after` hold plain values only; actor None is the program itself. A step that only a turn on call
    opened (`Actor.doing`) says in whose place and by which role it was taken.
    """
    session.flush()
    place = actor.acts_for if actor else None
    on_call = {"on_call_for": place.for_name, "on_call_role": place.role} if place else {}
    (subject_id, *_) = inspect(subject).mapper.primary_key_from_instance(subject)
    session.info.setdefault(_EVENTS, []).append(
        Event(
            at=clock.now(),
            actor_id=actor.user_id if actor else None,
            action=action,
            subject=subject.__tablename__,
            subject_id=subject_id,
            reason=reason,
            before=plain(before or {}),
            after=plain({**(after or {}), **on_call}),
        )
    )


def pending(session: Session) -> Sequence[Event]:
    """Return the events that the open transaction has recorded so far, in their order."""
    return tuple(session.info.get(_EVENTS, ()))


def seal(session: Session) -> None:
    """Put the new events at the end of the chain, the last one with the digests of all guarded rows touched."""
    session.flush()
    events: list[Event] = session.info.get(_EVENTS, [])
    touched: set[tuple[str, tuple[Any, ...]]] = session.info.get(_TOUCHED, set())
    if not events:
        if touched:
            raise RuntimeError(f"Guarded rows changed without an event: {sorted({table for table, _ in touched})}")
        return
    head = session.get(ChainHead, 1, with_for_update=True, populate_existing=True)
    if head is None:
        raise RuntimeError("The chain has no head; run the migrations.")
    for new in events:
        new.rows = digests(session, touched) if new is events[-1] else {}
        new.seq, new.previous_hash = head.seq + 1, head.hash
        new.hash = hash_of(new)
        head.seq, head.hash = new.seq, new.hash
        session.add(new)
    session.flush()


def forget(session: Session) -> None:
    """Drop what was noted for a transaction that has ended."""
    session.info.pop(_EVENTS, None)
    session.info.pop(_TOUCHED, None)


def hash_of(entry: Event) -> str:
    """Return the SHA-256 of an event's content and of the hash before it."""
    return digest({name: getattr(entry, name) for name in HASHED})


def digest(values: Mapping[str, object]) -> str:
    """Return the SHA-256 of the canonical JSON of values whose keys, at every depth, are text."""
    text = json.dumps(values, default=plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def plain(value: Any) -> Any:
    """Return a value as JSON knows it: days and instants in ISO form, codes as text."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, str | bytes):
        return [plain(item) for item in value]
    return value


def row_digest(table: Table, row: Mapping[Any, Any]) -> str:
    """Return the SHA-256 of a row of a guarded table; a column added later counts once it holds its own value."""
    columns = table.columns
    return digest({name: value for name, value in row.items() if columns[name].info.get(GIVEN, _NOTHING) != value})


def digests(session: Session, touched: Iterable[tuple[str, tuple[Any, ...]]]) -> dict[str, dict[str, str | None]]:
    """Return table -> key -> digest of the rows as they stand in the database; None for a row that is gone."""
    keys_by_table: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for name, key in touched:
        keys_by_table[name].append(key)
    found: dict[str, dict[str, str | None]] = {}
    for name in sorted(keys_by_table):
        table, keys = Base.metadata.tables[name], sorted(keys_by_table[name], key=repr)
        rows: dict[str, str | None] = {key_text(key): None for key in keys}
        for start in range(0, len(keys), _CHUNK):
            rows.update(_digests_of(session, table, keys[start : start + _CHUNK]))
        found[name] = rows
    return found


def _digests_of(session: Session, table: Table, keys: Sequence[tuple[Any, ...]]) -> dict[str, str]:
    columns = list(table.primary_key.columns)
    wanted = columns[0].in_([key[0] for key in keys]) if len(columns) == 1 else tuple_(*columns).in_(keys)
    found = session.execute(select(table).where(wanted)).mappings()
    return {key_text([row[column.name] for column in columns]): row_digest(table, row) for row in found}


def key_text(key: Iterable[object]) -> str:
    """Return a primary key as the text under which its digest is kept."""
    return "/".join(str(plain(part)) for part in key)


@event.listens_for(Session, "after_flush")
def _note_touched(session: Session, _context: UOWTransaction) -> None:
    touched = session.info.setdefault(_TOUCHED, set())
    for row in (*session.new, *session.dirty, *session.deleted):
        table = getattr(row, "__tablename__", "")
        if table in GUARDED:
            mapper = inspect(type(row))
            touched.add((table, tuple(plain(part) for part in mapper.primary_key_from_instance(row))))
