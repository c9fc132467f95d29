"""Files of an incident, a case or a payout, for those who may see what they belong to."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from aid.domain.errors import Missing
from aid.domain.roles import Action, Actor
from aid.extensions import db
from aid.models.cases import Case
from aid.models.incidents import Attachment, Incident, Purpose
from aid.models.payouts import Payout
from aid.models.users import User
from aid.queries.areas import matters_of, visible_agencies

_SEEN_BY = (
    ("incident_id", Action.INCIDENT_SEE),
    ("case_id", Action.CASE_SEE),
    ("payout_id", Action.PAYOUT_SEE),
)


class FileRow(NamedTuple):
    """One file as a list shows it; `size` in bytes."""

    id: int
    purpose: Purpose
    file_name: str
    media_type: str
    size: int
    sha256: str
    note: str
    added_at: datetime
    added_by: str


_COLUMNS = (
    Attachment.id,
    Attachment.purpose,
    Attachment.file_name,
    Attachment.media_type,
    Attachment.size,
    Attachment.sha256,
    Attachment.note,
    Attachment.created_at,
    func.coalesce(User.full_name, ""),
)


def files_of(owner: str, owner_id: int) -> Sequence[FileRow]:
    """Return the files of one "incident", "case" or "payout", oldest first; who may see the owner may see them."""
    rows = db.session.execute(
        select(*_COLUMNS)
        .outerjoin(User, Attachment.created_by == User.id)
        .filter(getattr(Attachment, f"{owner}_id") == owner_id)
        .order_by(Attachment.created_at, Attachment.id)
    )
    return [FileRow(*row) for row in rows]


def file_of(attachment_id: int, *, actor: Actor) -> FileRow:
    """Return one file, or Missing where it does not exist or the actor may not see what it belongs to."""
    agency = func.coalesce(Incident.agency_id, Case.agency_id, Payout.agency_id)
    found = db.session.execute(
        select(agency, Attachment.incident_id, Attachment.case_id, Attachment.payout_id)
        .select_from(Attachment)
        .outerjoin(Incident, Attachment.incident_id == Incident.id)
        .outerjoin(Case, Attachment.case_id == Case.id)
        .outerjoin(Payout, Attachment.payout_id == Payout.id)
        .where(Attachment.id == attachment_id)
    ).first()
    if found is None or not _may_see(actor, found._mapping):
        raise Missing(f"Attachment {attachment_id}")
    area = matters_of(actor) if found.payout_id is None else visible_agencies(actor)
    if area is not None and found[0] not in area:
        raise Missing(f"Attachment {attachment_id}")
    row = db.session.execute(
        select(*_COLUMNS)
        .select_from(Attachment)
        .outerjoin(User, Attachment.created_by == User.id)
        .where(Attachment.id == attachment_id)
    ).one()
    return FileRow(*row)


def _may_see(actor: Actor, owner: object) -> bool:
    return any(owner[column] is not None and actor.may(action) for column, action in _SEEN_BY)  # type: ignore[index]
