"""Files of transfers made for the bank, and the names the bank shows for accounts."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from aid.domain.bank_files import LayoutCode
from aid.models.base import Amount, Base, Choice, Instant, Made, one_of


class BankFile(Made, Base):
    """One file of transfers of a payout, kept as it went to the bank; what is in it was sent by making it."""

    __tablename__ = "bank_files"
    __table_args__ = (
        one_of("layout", LayoutCode),
        CheckConstraint("count > 0", name="count_positive"),
        CheckConstraint("total > 0", name="total_positive"),
        Index("ix_bank_files_payout_id", "payout_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    payout_id: Mapped[int] = mapped_column(ForeignKey("payouts.id"))
    layout: Mapped[LayoutCode] = mapped_column(Choice(LayoutCode))
    count: Mapped[int]
    total: Mapped[Amount]
    sha256: Mapped[str] = mapped_column(String(64))


class AccountName(Made, Base):
    """The name the bank shows for the account of a payment; it speaks for that account only, not for a later one."""

    __tablename__ = "account_names"
    __table_args__ = (
        UniqueConstraint("payment_id", name="uq_account_names_payment_id"),
        CheckConstraint("holder <> ''", name="holder_given"),
        CheckConstraint("accepted_at IS NULL OR note <> ''", name="accepted_with_note"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    payment_id: Mapped[int] = mapped_column(ForeignKey("payments.id"))
    bank: Mapped[str] = mapped_column(String(64))
    account: Mapped[str] = mapped_column(String(32))
    holder: Mapped[str] = mapped_column(String(120))
    accepted_at: Mapped[datetime | None] = mapped_column(Instant)
    accepted_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    note: Mapped[str] = mapped_column(String(300), default="")
