"""Pots of money or goods with running totals, and their append-only entries."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aid.domain.ledger import EntryKind
from aid.models.base import Amount, Base, Choice, Instant, Made, added_later, one_of
from aid.models.users import Agency

SOURCES = (
    "NS_TRUNG_UONG",
    "NS_THANH_PHO",
    "NS_QUAN",
    "NS_PHUONG",
    "DU_TRU_QUOC_GIA",
    "QUY_CUU_TRO_MTTQ_TP",
    "BAN_VAN_DONG",
    "MTTQ_PHUONG",
    "CHU_THAP_DO",
    "QUY_BAO_TRO_TRE_EM",
    "QUY_PCTT",
    "DOAN_THE_KHAC",
)


class Fund(Made, Base):
    """A pot with its running totals; the database itself refuses an overspend."""

    __tablename__ = "funds"
    __table_args__ = (
        one_of("source", SOURCES),
        one_of("unit", ("VND", "kg_rice")),
        CheckConstraint("received - reserved - advanced - spent + returned >= 0", name="available_not_negative"),
        CheckConstraint(
            "received >= 0 AND reserved >= 0 AND advanced >= 0 AND spent >= 0 AND returned >= 0",
            name="totals_not_negative",
        ),
        CheckConstraint("ceiling IS NULL OR reserved + advanced + spent - returned <= ceiling", name="ceiling_kept"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    source: Mapped[str] = mapped_column(String(32))
    unit: Mapped[str] = mapped_column(String(16), default="VND")
    budget_line: Mapped[str] = mapped_column(String(200), default="")
    received: Mapped[Amount] = mapped_column(default=0)
    reserved: Mapped[Amount] = mapped_column(default=0)
    advanced: Mapped[Amount] = mapped_column(default=0)
    spent: Mapped[Amount] = mapped_column(default=0)
    returned: Mapped[Amount] = mapped_column(default=0)
    year: Mapped[int | None] = mapped_column(info=added_later(None))
    purpose: Mapped[str] = mapped_column(String(300), default="", info=added_later(""))
    ceiling: Mapped[int | None] = mapped_column(BigInteger, info=added_later(None))
    closed_to: Mapped[date | None] = mapped_column(info=added_later(None))
    closed_at: Mapped[datetime | None] = mapped_column(Instant, info=added_later(None))

    agency: Mapped[Agency] = relationship()


class Entry(Made, Base):
    """One append-only movement of a fund; a mistake is reversed by an entry that names it, once."""

    __tablename__ = "entries"
    __table_args__ = (
        one_of("kind", EntryKind),
        CheckConstraint("amount > 0", name="amount_positive"),
        Index("ix_entries_fund_id", "fund_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fund_id: Mapped[int] = mapped_column(ForeignKey("funds.id"))
    kind: Mapped[EntryKind] = mapped_column(Choice(EntryKind))
    amount: Mapped[Amount]
    day: Mapped[date]
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    payment_id: Mapped[int | None] = mapped_column(ForeignKey("payments.id"))
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("entries.id"), unique=True)
    document: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(String(300), default="")


class FundTransfer(Made, Base):
    """Two entries that name each other: what one fund gave another of the same agency took in, the same day."""

    __tablename__ = "fund_transfers"

    id: Mapped[int] = mapped_column(primary_key=True)
    out_entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), unique=True)
    in_entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), unique=True)
