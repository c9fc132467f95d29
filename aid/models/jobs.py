"""Work that is done after a commit, kept as rows so that a killed process loses none of it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from aid.models.base import Base, Choice, Instant, one_of


class JobState(StrEnum):
    """Where a job stands; one whose lease ran out is taken again."""

    OPEN = "open"
    DONE = "done"


class Job(Base):
    """One piece of work on one subject; doing it twice is harmless."""

    __tablename__ = "jobs"
    __table_args__ = (one_of("state", JobState), Index("ix_jobs_state", "state", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[int]
    state: Mapped[JobState] = mapped_column(Choice(JobState))
    tries: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    error: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(Instant)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
