"""Numbered decisions: the book, the frozen content, the lines to be paid, the hash of the paper."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aid.domain.dossiers import DecisionState
from aid.models.base import Amount, Base, Choice, Instant, Made, one_of
from aid.models.dossiers import Dossier
from aid.models.entitlements import Entitlement
from aid.models.users import Agency


class Book(Base):
    """The counter of one document book: per agency, year and book; numbers have no holes and no doubles."""

    __tablename__ = "books"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    last_number: Mapped[int] = mapped_column(default=0)
    last_day: Mapped[date | None]


class Decision(Made, Base):
    """An issued decision; its content and number never change, only its state and the hash of its rendered file."""

    __tablename__ = "decisions"
    __table_args__ = (
        UniqueConstraint("agency_id", "year", "book", "number", name="uq_decisions_number"),
        one_of("state", DecisionState),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("total > 0", name="total_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"), unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    year: Mapped[int]
    book: Mapped[str] = mapped_column(String(16))
    number: Mapped[int]
    full_number: Mapped[str] = mapped_column(String(64))
    issued_on: Mapped[date]
    signed_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    total: Mapped[Amount]
    unit: Mapped[str] = mapped_column(String(16))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    content_sha256: Mapped[str] = mapped_column(String(64))
    verify_code: Mapped[str] = mapped_column(String(32), unique=True)
    pdf_sha256: Mapped[str | None] = mapped_column(String(64))
    renderer: Mapped[str] = mapped_column(String(200), default="")
    rendered_at: Mapped[datetime | None] = mapped_column(Instant)
    state: Mapped[DecisionState] = mapped_column(Choice(DecisionState))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))

    dossier: Mapped[Dossier] = relationship()
    agency: Mapped[Agency] = relationship()
    lines: Mapped[list["DecisionLine"]] = relationship(order_by="DecisionLine.position", back_populates="decision")


class DecisionLine(Base):
    """One line of an issued decision, frozen: what is paid, for whom, to whom."""

    __tablename__ = "decision_lines"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount_positive"),
        UniqueConstraint("decision_id", "position", name="uq_decision_lines_position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"))
    entitlement_id: Mapped[int] = mapped_column(ForeignKey("entitlements.id"), unique=True)
    position: Mapped[int]
    beneficiary: Mapped[str] = mapped_column(String(120))
    amount: Mapped[Amount]

    decision: Mapped[Decision] = relationship(back_populates="lines")
    entitlement: Mapped[Entitlement] = relationship()
