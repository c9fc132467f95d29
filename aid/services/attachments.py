"""Files that show what happened: photos, papers and signed sheets of an incident, a case or a payout.

A file is first kept (checked, drawn anew where it is a picture, stored under its SHA-256) and then joined to its owner
inside a transaction, so that a refused form loses no upload and a broken transaction leaves no row without a file.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from aid import clock
from aid.documents import storage
from aid.documents.uploads import screen
from aid.domain.errors import Refusal
from aid.domain.names import clean
from aid.domain.roles import Action, Actor
from aid.extensions import settings
from aid.models.cases import Case
from aid.models.incidents import Attachment, Incident, Purpose
from aid.models.payouts import Payout
from aid.queries.attachments import file_of
from aid.services.areas import own_for_update
from aid.services.trail import record
from aid.services.transaction import transaction

MOST_FILES = 20
MOST_FILES_OF_OWNER = 200


class Upload(NamedTuple):
    """A file as it was sent."""

    file_name: str
    data: bytes


class KeptFile(NamedTuple):
    """A file that was checked and stored, waiting for its owner."""

    file_name: str
    media_type: str
    size: int
    sha256: str


class StoredFile(NamedTuple):
    """A file to be sent."""

    file_name: str
    media_type: str
    data: bytes


Owner = Incident | Case | Payout

# Kind of owner -> its table, and the actions one of which is needed.
_OWNERS: dict[str, tuple[type[Owner], frozenset[Action]]] = {
    "incident": (Incident, frozenset({Action.INCIDENT_REPORT})),
    "case": (Case, frozenset({Action.CASE_ASSESS, Action.HOUSEHOLD_REGISTER})),
    "payout": (Payout, frozenset({Action.PAYMENT_CONTROL, Action.PAYMENT_PAY})),
}
_NAMES: dict[str, str] = {kind.__tablename__: name for name, (kind, _actions) in _OWNERS.items()}
_ADDED = {"incident": "incident:file_added", "case": "case:file_added", "payout": "payout:file_added"}


def keep(upload: Upload) -> KeptFile:
    """Check a file and store its bytes; it belongs to nobody yet. Refusals: those of `documents.uploads.screen`."""
    screened = screen(upload.file_name, upload.data)
    sha256 = storage.put(settings().files, screened.data)
    return KeptFile(screened.file_name, screened.media_type, len(screened.data), sha256)


def attach(
    owner: str, owner_id: int, upload: Upload | KeptFile, *, actor: Actor, purpose: Purpose | str, note: str = ""
) -> int:
    """Join a file to an incident, a case or a payout of the actor's agency and return the id of the attachment.

    `owner` is "incident", "case" or "payout"; `purpose` photo, document or signed_sheet. The same bytes twice on one
    owner are one attachment. Refusals: those of `keep`, `too_many_files`, `action_not_allowed`.
    """
    kept = upload if isinstance(upload, KeptFile) else keep(upload)
    return attach_all(owner, owner_id, [kept], actor=actor, purpose=purpose, note=note)[0]


def attach_all(
    owner: str, owner_id: int, files: Sequence[KeptFile], *, actor: Actor, purpose: Purpose | str, note: str = ""
) -> list[int]:
    """Join several kept files to one owner in one transaction; see `attach`."""
    kind, actions = _OWNERS[owner]
    if not any(actor.may(action) for action in actions):
        raise Refusal("action_not_allowed", action=min(actions))
    with transaction() as session:
        row = own_for_update(session, kind, owner_id, actor=actor)
        return add_files(session, row, files, actor=actor, purpose=Purpose(purpose), note=note)


def add_files(
    session: Session, owner: Owner, files: Sequence[KeptFile], *, actor: Actor, purpose: Purpose, note: str = ""
) -> list[int]:
    """Join kept files to an owner inside a caller's transaction and return their ids. Refusal `too_many_files`."""
    session.flush()
    name = _NAMES[owner.__tablename__]
    has = {"incident_id": None, "case_id": None, "payout_id": None, f"{name}_id": owner.id}
    if files and _count_of(session, f"{name}_id", owner.id) + len(files) > MOST_FILES_OF_OWNER:
        raise Refusal("too_many_files", most=MOST_FILES_OF_OWNER)
    ids = []
    for file in files:
        row = session.scalars(select(Attachment).filter_by(**has, sha256=file.sha256)).first()
        if row is None:
            row = Attachment(
                **has, **file._asdict(), purpose=_purpose(file, purpose), note=clean(note),
                created_at=clock.now(), created_by=actor.user_id,
            )  # fmt: skip
            session.add(row)
            record(session, actor, _ADDED[name], owner, after={"file": file.file_name, "sha256": file.sha256})
        ids.append(row.id)
    return ids


def open_file(attachment_id: int, *, actor: Actor) -> StoredFile:
    """Return the bytes of a file whose owner the actor may see; Missing otherwise. Refusal `file_damaged`."""
    row = file_of(attachment_id, actor=actor)
    try:
        data = storage.get(settings().files, row.sha256)
    except storage.DamagedFile as damaged:
        raise Refusal("file_damaged", name=row.file_name) from damaged
    return StoredFile(row.file_name, row.media_type, data)


def _count_of(session: Session, column: str, owner_id: int) -> int:
    return session.scalar(select(func.count(Attachment.id)).filter_by(**{column: owner_id})) or 0


def _purpose(file: KeptFile, purpose: Purpose) -> Purpose:
    """A PDF among photos is a paper."""
    is_paper = purpose is Purpose.PHOTO and file.media_type == "application/pdf"
    return Purpose.DOCUMENT if is_paper else purpose
