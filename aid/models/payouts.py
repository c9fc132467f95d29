"""Batches of payments and their lines; a decision line is paid once."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aid.domain.payouts import PaymentState, PayMethod
from aid.models.base import Amount, Base, Choice, Instant, Made, one_of
from aid.models.decisions import Decision, DecisionLine
from aid.models.funds import Fund


class Payout(Made, Base):
    """One batch of payments of one decision, by one method."""

    __tablename__ = "payouts"
    __table_args__ = (one_of("method", PayMethod), Index("ix_payouts_decision_id", "decision_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"))
    fund_id: Mapped[int] = mapped_column(ForeignKey("funds.id"))
    method: Mapped[PayMethod] = mapped_column(Choice(PayMethod))
    approved_at: Mapped[datetime | None] = mapped_column(Instant)
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    decision: Mapped[Decision] = relationship()
    fund: Mapped[Fund] = relationship()
    payments: Mapped[list["Payment"]] = relationship(order_by="Payment.id", back_populates="payout")


class Payment(Made, Base):
    """One payment of one decision line (in the fund's unit)."""

    __tablename__ = "payments"
    __table_args__ = (
        one_of("state", PaymentState),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("state <> 'paid' OR (proof <> '' AND paid_on IS NOT NULL)", name="paid_with_proof"),
        CheckConstraint(
            "state NOT IN ('failed', 'held', 'cancelled', 'returned') OR reason <> ''", name="stopped_with_reason"
        ),
        CheckConstraint(
            "state NOT IN ('prepared', 'approved', 'sent', 'paid') OR payout_id IS NOT NULL", name="in_a_payout"
        ),
        Index(
            "uq_payments_live",
            "decision_line_id",
            unique=True,
            sqlite_where=text("state NOT IN ('cancelled', 'returned')"),
            postgresql_where=text("state NOT IN ('cancelled', 'returned')"),
        ),
        Index("ix_payments_payout_id", "payout_id"),
        Index("ix_payments_state", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_line_id: Mapped[int] = mapped_column(ForeignKey("decision_lines.id"))
    payout_id: Mapped[int | None] = mapped_column(ForeignKey("payouts.id"))
    amount: Mapped[Amount]
    payee: Mapped[str] = mapped_column(String(120))
    payee_relation: Mapped[str] = mapped_column(String(120), default="")
    payee_identity: Mapped[str] = mapped_column(String(12), default="")
    bank: Mapped[str] = mapped_column(String(64), default="")
    account: Mapped[str] = mapped_column(String(32), default="")
    state: Mapped[PaymentState] = mapped_column(Choice(PaymentState))
    reason: Mapped[str] = mapped_column(Text, default="")
    proof: Mapped[str] = mapped_column(String(200), default="")
    paid_on: Mapped[date | None]
    paid_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    line: Mapped[DecisionLine] = relationship()
    payout: Mapped[Payout | None] = relationship(back_populates="payments")
