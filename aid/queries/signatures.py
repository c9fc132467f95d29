"""Reading keys, pictures and signed files: whose key is in use, and which file of a decision is the newest."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, select

from aid.domain.signatures import Part, SignatureFound, Way
from aid.extensions import db
from aid.models.decisions import Decision
from aid.models.signatures import DecisionFile, SigningKey, SigningPicture


class Holder(NamedTuple):
    """Whose key it is: a person of an agency, or the agency itself where `user_id` is None."""

    agency_id: int
    user_id: int | None = None

    @property
    def part(self) -> Part:
        """For whom this holder signs."""
        return Part.AGENCY if self.user_id is None else Part.SIGNER


class KeyView(NamedTuple):
    """A key in use; the sealed file itself is not shown."""

    id: int
    way: Way
    token: str
    label: str
    name: str
    organisation: str
    issuer: str
    serial: str
    fingerprint: str
    valid_from: datetime
    valid_to: datetime


class PictureView(NamedTuple):
    """A picture in use; `width_mm` is the real width of a seal."""

    id: int
    sha256: str
    width: int
    height: int
    width_mm: int | None


class FileView(NamedTuple):
    """A signed file of a decision and what was found in it when it was kept."""

    position: int
    part: Part
    way: Way
    sha256: str
    size: int
    at: datetime
    by: str
    found: tuple[SignatureFound, ...]


def key_of(holder: Holder) -> KeyView | None:
    """Return the key a holder signs with now."""
    row = db.session.scalars(select(SigningKey).where(_live_of(SigningKey, holder))).one_or_none()
    if row is None:
        return None
    return KeyView(
        row.id, row.way, row.token or "", row.label, row.name, row.organisation, row.issuer, row.serial,
        row.fingerprint, row.valid_from, row.valid_to,
    )  # fmt: skip


def picture_of(holder: Holder) -> PictureView | None:
    """Return the picture that stands for a holder's signature now."""
    row = db.session.scalars(select(SigningPicture).where(_live_of(SigningPicture, holder))).one_or_none()
    return PictureView(row.id, row.sha256, row.width, row.height, row.width_mm) if row else None


def decisions_of_file(digest: str) -> Sequence[int]:
    """Return the decisions one of whose files, drawn or signed, has this SHA-256; at most one in practice."""
    drawn = select(Decision.id).where(Decision.pdf_sha256 == digest)
    signed = select(DecisionFile.decision_id).where(DecisionFile.sha256 == digest)
    return sorted(set(db.session.scalars(drawn.union(signed))))


def _live_of(kind: type[SigningKey] | type[SigningPicture], holder: Holder) -> ColumnElement[bool]:
    whose = kind.user_id == holder.user_id if holder.user_id is not None else kind.user_id.is_(None)
    return and_(kind.ended_at.is_(None), kind.agency_id == holder.agency_id, whose)
