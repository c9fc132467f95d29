"""Batches with their items, whose leases let a killed worker lose nothing, and the files made of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from aid.domain.batches import BatchKind, BatchState, ItemState
from aid.models.base import Base, Choice, Instant, Made, one_of


class Batch(Made, Base):
    """Many items of one kind as one job; `trouble` is the code of what holds all of it up at the moment."""

    __tablename__ = "batches"
    __table_args__ = (
        one_of("kind", BatchKind),
        one_of("state", BatchState),
        CheckConstraint("total > 0", name="total_positive"),
        Index("ix_batches_agency_id_id", "agency_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    kind: Mapped[BatchKind] = mapped_column(Choice(BatchKind))
    title: Mapped[str] = mapped_column(String(200))
    state: Mapped[BatchState] = mapped_column(Choice(BatchState))
    total: Mapped[int]
    pages_per_file: Mapped[int]
    own_sheet: Mapped[bool]
    trouble: Mapped[str] = mapped_column(String(64), default="")
    finished_at: Mapped[datetime | None] = mapped_column(Instant)


class JobItem(Base):
    """One item of a batch: a decision, a paper or a dossier; doing it twice is harmless."""

    __tablename__ = "job_items"
    __table_args__ = (
        one_of("state", ItemState),
        UniqueConstraint("batch_id", "position", name="uq_job_items_position"),
        Index("ix_job_items_batch_id_state_position", "batch_id", "state", "position"),
        Index("ix_job_items_subject_id", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"))
    position: Mapped[int]
    subject_id: Mapped[int]
    label: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(String(300))
    state: Mapped[ItemState] = mapped_column(Choice(ItemState))
    tries: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    code: Mapped[str] = mapped_column(String(64), default="")
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    sha256: Mapped[str | None] = mapped_column(String(64))
    pages: Mapped[int] = mapped_column(default=0)
    file: Mapped[int] = mapped_column(default=0)
    page: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(Instant)


class BatchFile(Base):
    """A file made of a finished batch: papers to print (`position` from 1), or 0 the index as PDF and as workbook."""

    __tablename__ = "batch_files"
    __table_args__ = (UniqueConstraint("batch_id", "name", name="uq_batch_files_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(64))
    media_type: Mapped[str] = mapped_column(String(100))
    sha256: Mapped[str] = mapped_column(String(64))
    pages: Mapped[int]
    first: Mapped[str] = mapped_column(String(120))
    last: Mapped[str] = mapped_column(String(120))
