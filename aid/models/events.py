"""The trail: append-only events in a hash chain, and the looks at sensitive fields."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from aid.models.base import Base, Instant


class Event(Base):
    """One step: who, when, what, before and after; `rows` holds a digest of every guarded row the step wrote."""

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_subject", "subject", "subject_id", "seq"),)

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    action: Mapped[str] = mapped_column(String(48))
    subject: Mapped[str] = mapped_column(String(16))
    subject_id: Mapped[int]
    reason: Mapped[str] = mapped_column(Text, default="")
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    rows: Mapped[dict[str, Any]] = mapped_column(JSON)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class ChainHead(Base):
    """The one row that says where the chain ends; whoever writes an event locks it first."""

    __tablename__ = "chain_heads"

    id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))


class Access(Base):
    """Somebody looked at sensitive fields of a person; nothing else is written by looking."""

    __tablename__ = "accesses"
    __table_args__ = (Index("ix_accesses_person_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    payout_id: Mapped[int | None] = mapped_column(ForeignKey("payouts.id"))
    fields: Mapped[str] = mapped_column(String(120))
    purpose: Mapped[str] = mapped_column(String(200), default="")
