"""Recomputing all open cases of an incident: how far it has come, and which cases were left alone."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aid.domain.runs import RunState
from aid.models.base import Base, Choice, Instant, Made, one_of
from aid.models.incidents import Incident


class Recomputation(Made, Base):
    """One run over an incident; each step commits `last_case_id` with its cases, so that a killed run goes on.

    `left_alone` names the first cases that lie in a dossier on its way, `left_count` counts them all.
    """

    __tablename__ = "recomputations"
    __table_args__ = (one_of("state", RunState), Index("ix_recomputations_incident_id", "incident_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incidents.id"))
    state: Mapped[RunState] = mapped_column(Choice(RunState))
    total: Mapped[int] = mapped_column(default=0)
    computed: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    left_count: Mapped[int] = mapped_column(default=0)
    left_alone: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    last_case_id: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)

    incident: Mapped[Incident] = relationship()
