"""Decisions that amend or revoke an earlier one, on their way and issued; the lines they take out; who did what."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aid.domain.decision_changes import ChangeKind, Treatment
from aid.domain.dossiers import DossierState
from aid.domain.duties import Duty
from aid.models.base import Amount, Base, Choice, Instant, Made, added_later, one_of
from aid.models.decisions import Decision, DecisionLine

_ON_ITS_WAY = "state NOT IN ('issued', 'refused')"


class DecisionChange(Made, Base):
    """One later decision; number, content and day are set when it is issued and never change."""

    __tablename__ = "decision_changes"
    __table_args__ = (
        one_of("kind", ChangeKind),
        one_of("state", DossierState),
        CheckConstraint("reason <> ''", name="with_reason"),
        CheckConstraint("state <> 'issued' OR (entry_id IS NOT NULL AND content IS NOT NULL)", name="issued_whole"),
        Index(
            "uq_decision_changes_open",
            "decision_id",
            unique=True,
            sqlite_where=text(_ON_ITS_WAY),
            postgresql_where=text(_ON_ITS_WAY),
        ),
        Index("ix_decision_changes_decision_id", "decision_id"),
        Index("ix_decision_changes_agency_id_state", "agency_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"))
    kind: Mapped[ChangeKind] = mapped_column(Choice(ChangeKind))
    state: Mapped[DossierState] = mapped_column(Choice(DossierState))
    reason: Mapped[str] = mapped_column(Text)
    wording: Mapped[str] = mapped_column(Text, default="")
    sent_back: Mapped[str] = mapped_column(Text, default="")
    signed_at: Mapped[datetime | None] = mapped_column(Instant)
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    signed_form: Mapped[str] = mapped_column(String(32), default="", server_default="", info=added_later(""))
    signed_for: Mapped[int | None] = mapped_column(info=added_later(None))
    route_id: Mapped[int | None] = mapped_column(info=added_later(None))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("documents_out.id"), unique=True)
    full_number: Mapped[str] = mapped_column(String(64), default="")
    issued_on: Mapped[date | None]
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    content_sha256: Mapped[str | None] = mapped_column(String(64))
    verify_code: Mapped[str | None] = mapped_column(String(32), unique=True)
    pdf_sha256: Mapped[str | None] = mapped_column(String(64))
    renderer: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(default=1)

    decision: Mapped[Decision] = relationship()
    lines: Mapped[list["ChangeLine"]] = relationship(order_by="ChangeLine.line_id")


class ChangeLine(Base):
    """One line of the earlier decision that is taken out, and what was to become of its money when it was submitted."""

    __tablename__ = "change_lines"
    __table_args__ = (one_of("treatment", Treatment), Index("ix_change_lines_line_id", "line_id"))

    change_id: Mapped[int] = mapped_column(ForeignKey("decision_changes.id"), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("decision_lines.id"), primary_key=True)
    treatment: Mapped[Treatment] = mapped_column(Choice(Treatment))
    amount: Mapped[Amount]

    line: Mapped[DecisionLine] = relationship()


class ChangeDuty(Base):
    """A duty that a person holds on a change, or is barred from because of one that excludes it."""

    __tablename__ = "change_duties"
    __table_args__ = (one_of("duty", Duty),)

    change_id: Mapped[int] = mapped_column(ForeignKey("decision_changes.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    duty: Mapped[Duty] = mapped_column(Choice(Duty), primary_key=True)
    held: Mapped[bool]
