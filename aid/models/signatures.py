"""Keys and pictures of who signs, and the signed files of a decision beside the one that was drawn."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from aid.domain.signatures import Part, Way
from aid.models.base import Base, Choice, Instant, Made, one_of

# One live row for each person, and one for each agency's own.
_LIVE_OF_PERSON = text("ended_at IS NULL AND user_id IS NOT NULL")
_LIVE_OF_AGENCY = text("ended_at IS NULL AND user_id IS NULL")


def _live(table: str) -> tuple[Index, Index]:
    person: dict[str, Any] = {"sqlite_where": _LIVE_OF_PERSON, "postgresql_where": _LIVE_OF_PERSON}
    agency: dict[str, Any] = {"sqlite_where": _LIVE_OF_AGENCY, "postgresql_where": _LIVE_OF_AGENCY}
    return (
        Index(f"uq_{table}_person", "user_id", unique=True, **person),
        Index(f"uq_{table}_agency", "agency_id", unique=True, **agency),
    )


class SigningKey(Made, Base):
    """A person's key, or the agency's where `user_id` is None: a sealed key file, or where it lies on a token.

    The password is nowhere. A key that is replaced or given up ends and stays, with its certificate.
    """

    __tablename__ = "signing_keys"
    __table_args__ = (
        one_of("way", (Way.PKCS12.value, Way.PKCS11.value)),
        CheckConstraint("(way = 'pkcs12') = (sealed IS NOT NULL)", name="sealed_file"),
        CheckConstraint("(way = 'pkcs11') = (token IS NOT NULL)", name="token_named"),
        *_live("signing_keys"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    way: Mapped[Way] = mapped_column(Choice(Way))
    sealed: Mapped[str | None] = mapped_column(Text)
    token: Mapped[str | None] = mapped_column(String(64))
    label: Mapped[str] = mapped_column(String(120), default="")
    name: Mapped[str] = mapped_column(String(200))
    organisation: Mapped[str] = mapped_column(String(200))
    issuer: Mapped[str] = mapped_column(String(200))
    serial: Mapped[str] = mapped_column(String(64))
    fingerprint: Mapped[str] = mapped_column(String(64))
    valid_from: Mapped[datetime] = mapped_column(Instant)
    valid_to: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class SigningPicture(Made, Base):
    """The picture of a signature, or of the agency's seal (`user_id` None) with its real width in millimetres."""

    __tablename__ = "signing_pictures"
    __table_args__ = (
        CheckConstraint("(user_id IS NULL) = (width_mm IS NOT NULL)", name="seal_has_width"),
        *_live("signing_pictures"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    width: Mapped[int]
    height: Mapped[int]
    width_mm: Mapped[int | None]
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class DecisionFile(Made, Base):
    """A signed file of a decision: the file before it with one signature more. Append-only; the newest is given out."""

    __tablename__ = "decision_files"
    __table_args__ = (
        one_of("part", Part),
        one_of("way", Way),
        CheckConstraint("position > 0", name="position_positive"),
        UniqueConstraint("decision_id", "position", name="uq_decision_files_position"),
        UniqueConstraint("decision_id", "part", name="uq_decision_files_part"),
        Index("ix_decision_files_sha256", "sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"))
    position: Mapped[int]
    part: Mapped[Part] = mapped_column(Choice(Part))
    way: Mapped[Way] = mapped_column(Choice(Way))
    sha256: Mapped[str] = mapped_column(String(64))
    based_on: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    found: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class SignedFile(Made, Base):
    """The same for a decision that changes another and for a paper of the process. Append-only."""

    __tablename__ = "signed_files"
    __table_args__ = (
        one_of("part", Part),
        one_of("way", Way),
        CheckConstraint("position > 0", name="position_positive"),
        CheckConstraint("(change_id IS NULL) <> (paper_id IS NULL)", name="one_subject"),
        *(
            UniqueConstraint(subject, column, name=f"uq_signed_files_{subject}_{column}")
            for subject in ("change_id", "paper_id")
            for column in ("position", "part")
        ),
        Index("ix_signed_files_sha256", "sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int | None] = mapped_column(ForeignKey("decision_changes.id"))
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("papers.id"))
    position: Mapped[int]
    part: Mapped[Part] = mapped_column(Choice(Part))
    way: Mapped[Way] = mapped_column(Choice(Way))
    sha256: Mapped[str] = mapped_column(String(64))
    based_on: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    found: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
