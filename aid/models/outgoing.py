"""The register of outgoing documents, and the dated rules by which an agency numbers and signs them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from aid.domain.outgoing import BookRun, DocumentKind, EntryState, SigningOrder
from aid.models.base import Base, Choice, Instant, Made, one_of


class OutgoingDocument(Made, Base):
    """One numbered document; `day` stands on the paper, `created_at` is the moment the number was given."""

    __tablename__ = "documents_out"
    __table_args__ = (
        UniqueConstraint("agency_id", "year", "book", "number", name="uq_documents_out_number"),
        one_of("kind", DocumentKind),
        one_of("state", EntryState),
        one_of("signing_order", SigningOrder),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("state <> 'cancelled' OR reason <> ''", name="cancelled_with_reason"),
        Index("ix_documents_out_agency_id_day", "agency_id", "day", "id"),
        Index("ix_documents_out_dossier_id", "dossier_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    year: Mapped[int]
    book: Mapped[str] = mapped_column(String(16))
    number: Mapped[int]
    entered: Mapped[bool] = mapped_column(default=False)
    symbol: Mapped[str] = mapped_column(String(32))
    full_number: Mapped[str] = mapped_column(String(64))
    kind: Mapped[DocumentKind] = mapped_column(Choice(DocumentKind))
    subject: Mapped[str] = mapped_column(Text)
    signer: Mapped[str] = mapped_column(String(240), default="")
    day: Mapped[date]
    receivers: Mapped[str] = mapped_column(Text, default="")
    copies: Mapped[int] = mapped_column(default=1)
    signing_order: Mapped[SigningOrder] = mapped_column(Choice(SigningOrder))
    late_reason: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[EntryState] = mapped_column(Choice(EntryState))
    reason: Mapped[str] = mapped_column(Text, default="")
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)
    cancelled_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey("dossiers.id"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"), unique=True)


class BookRuleRow(Made, Base):
    """How an agency numbers and signs from a day on, with the document of its head that says so."""

    __tablename__ = "book_rules"
    __table_args__ = (
        UniqueConstraint("agency_id", "valid_from", name="uq_book_rules_valid_from"),
        one_of("run", BookRun),
        one_of("signing_order", SigningOrder),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    valid_from: Mapped[date]
    run: Mapped[BookRun] = mapped_column(Choice(BookRun))
    signing_order: Mapped[SigningOrder] = mapped_column(Choice(SigningOrder))
    basis: Mapped[str] = mapped_column(String(200))
