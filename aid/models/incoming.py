"""The register of incoming documents, with what was asked for to complete them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aid.domain.incoming import IncomingKind, IncomingState
from aid.models.base import Base, Choice, Instant, Made, one_of


class IncomingDocument(Made, Base):
    """One document with its số đến; `starts` names the clock of the case it started, empty for none."""

    __tablename__ = "documents_in"
    __table_args__ = (
        UniqueConstraint("agency_id", "year", "number", name="uq_documents_in_number"),
        one_of("kind", IncomingKind),
        one_of("state", IncomingState),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("state <> 'answered' OR answer <> ''", name="answered_with_words"),
        Index("ix_documents_in_agency_id_state_due_on", "agency_id", "state", "due_on", "id"),
        Index("ix_documents_in_case_id", "case_id"),
        Index("ix_documents_in_incident_id", "incident_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    year: Mapped[int]
    number: Mapped[int]
    received_on: Mapped[date]
    received_at: Mapped[datetime] = mapped_column(Instant)
    kind: Mapped[IncomingKind] = mapped_column(Choice(IncomingKind))
    sender: Mapped[str] = mapped_column(String(200))
    document_number: Mapped[str] = mapped_column(String(64), default="")
    document_day: Mapped[date | None]
    subject: Mapped[str] = mapped_column(Text)
    file_code: Mapped[str] = mapped_column(String(64), default="")
    incident_id: Mapped[int | None] = mapped_column(ForeignKey("incidents.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    starts: Mapped[str] = mapped_column(String(16), default="")
    due_on: Mapped[date | None]
    state: Mapped[IncomingState] = mapped_column(Choice(IncomingState))
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_on: Mapped[date | None]
    sha256: Mapped[str | None] = mapped_column(String(64))
    file_name: Mapped[str | None] = mapped_column(String(200))
    media_type: Mapped[str | None] = mapped_column(String(64))
    size: Mapped[int | None]

    requests: Mapped[list["DocumentRequest"]] = relationship(order_by="DocumentRequest.id")


class DocumentRequest(Made, Base):
    """What was asked for to complete a document, and the day it came; `pauses` says whether time stood still."""

    __tablename__ = "document_requests"
    __table_args__ = (
        CheckConstraint("wanted <> ''", name="something_wanted"),
        CheckConstraint("came_on IS NULL OR came_on >= asked_on", name="came_not_before_asked"),
        Index("ix_document_requests_document_id", "document_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents_in.id"))
    asked_on: Mapped[date]
    wanted: Mapped[str] = mapped_column(Text)
    pauses: Mapped[bool]
    came_on: Mapped[date | None]
