"""What was marked when a dossier last went back, what of it has been changed, and all that changed since."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from aid.extensions import db
from aid.models.entitlements import Entitlement
from aid.models.return_marks import ReturnMark
from aid.models.users import User
from aid.queries.dossier_choices import beneficiary_of
from aid.queries.dossier_views import DossierView
from aid.queries.trail import Happened, events_of

_RETURNED = "dossier:returned"
# Steps say where a dossier stands; they change nothing of what it says.
_NO_CHANGE = frozenset(
    {"dossier:submitted", "dossier:reviewed", "dossier:signed", "dossier:reopened", "case:reopened", "case:computed"}
)
# What the trail calls a field of the dossier, where it is not the field's own name.
_KEPT_AS = {"title": ("dossier_title",), "lines": ("total",), "meeting_number": ("meeting_number", "meeting_on")}
_MENDED_BY = {
    "amount": frozenset({"entitlement:raised", "case:harm_corrected", "case:damage_recorded", "case:needs_recorded"}),
    "payee": frozenset({"entitlement:payee_named", "person:corrected", "household:head_named"}),
}


class MarkView(NamedTuple):
    """One mark; `changed_at` is when what it names was last changed after it, None where nothing was."""

    field: str
    note: str
    entitlement_id: int | None
    case_id: int | None
    beneficiary: str
    title: str
    who: str
    changed_at: datetime | None


class Returned(NamedTuple):
    """The last return of a dossier: why, its marks, what changed since, oldest first; all empty where it never was."""

    returned: bool
    reason: str
    marks: Sequence[MarkView]
    changes: Sequence[Happened]


def last_return(dossier: DossierView) -> Returned:
    """Return the marks of the newest round and the changes since; the reader may see the dossier."""
    events = events_of([("dossiers", dossier.id)])
    returned = [event for event in events if event.action == _RETURNED]
    if not returned:
        return Returned(False, "", (), ())
    marks = _marks(dossier.id, len(returned))
    ids = {line.entitlement_id for line in dossier.lines} | {mark.entitlement_id for mark, _name in marks}
    lines = {row.id: row for row in db.session.scalars(select(Entitlement).where(Entitlement.id.in_(ids - {None})))}
    found = events_of([("dossiers", dossier.id), *_subjects(lines.values())])
    since = [event for event in found if event.seq > returned[-1].seq and event.action not in _NO_CHANGE]
    return Returned(True, returned[-1].reason, [_view(mark, name, lines, since) for mark, name in marks], since)


def _marks(dossier_id: int, number: int) -> list[tuple[ReturnMark, str]]:
    wanted = (
        select(ReturnMark, User.full_name)
        .outerjoin(User, User.id == ReturnMark.created_by)
        .where(ReturnMark.dossier_id == dossier_id, ReturnMark.round == number)
        .order_by(ReturnMark.id)
    )
    return [(mark, name or "") for mark, name in db.session.execute(wanted)]


def _subjects(lines: Iterable[Entitlement]) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for line in lines:
        home = line.case.household
        found += [("entitlements", line.id), ("cases", line.case_id), ("households", home.id)]
        found += [("people", person.id) for person in home.people]
    return found


def _view(mark: ReturnMark, who: str, lines: dict[int, Entitlement], since: Sequence[Happened]) -> MarkView:
    line = lines.get(mark.entitlement_id) if mark.entitlement_id is not None else None
    changed = [event.at for event in since if _mends(mark, line, lines.values(), event)]
    return MarkView(
        field=mark.field,
        note=mark.note,
        entitlement_id=mark.entitlement_id,
        case_id=line.case_id if line else None,
        beneficiary=beneficiary_of(line) if line else "",
        title=line.title if line else "",
        who=who,
        changed_at=max(changed, default=None),
    )


def _mends(mark: ReturnMark, line: Entitlement | None, lines: Iterable[Entitlement], event: Happened) -> bool:
    if line is None:
        names = _KEPT_AS.get(mark.field, (mark.field,))
        return event.subject == "dossiers" and any(event.before.get(name) != event.after.get(name) for name in names)
    same = {row.id for row in lines if (row.case_id, _key(row)) == (line.case_id, _key(line))}
    about = {("entitlements", ident) for ident in same} | set(_subjects([line]))
    return (event.subject, event.subject_id) in about and _is_of(mark.field, event)


def _is_of(field: str, event: Happened) -> bool:
    if field in _MENDED_BY:
        return event.action in _MENDED_BY[field]
    return event.subject != "entitlements"


def _key(row: Entitlement) -> tuple[str, str, int]:
    return (row.policy_code, row.benefit, row.person_key)
