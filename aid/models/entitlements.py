"""Lines of support: benefit × case → count, rate, amount, clause, reasons, clock and payee.

A line is replaced, never edited, when the facts change: the old one is superseded and stays. What a decision carries
stays as it was; what is due beside it is a further part of the same line.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aid.models.base import Amount, Base, Instant, Made, added_later, one_of
from aid.models.cases import Case
from aid.models.households import Person

UNITS = ("VND", "kg_rice", "in_kind")


class Entitlement(Made, Base):
    """One line of one case; `amount` is what is proposed, `computed` what the rule gives (in `unit`).

    `part` 0 is the line itself; 1 and more add to the decided ones of the same benefit and person. `explanation` is
    what `answers.tell_data` tells; lines of a release before it have none.
    """

    __tablename__ = "entitlements"
    __table_args__ = (
        one_of("unit", UNITS),
        CheckConstraint("computed >= 0 AND amount >= computed", name="never_below_computed"),
        CheckConstraint("amount = computed OR (floor AND raised_reason <> '')", name="raised_with_reason"),
        Index(
            "uq_entitlements_live",
            "case_id",
            "policy_code",
            "benefit",
            "person_key",
            "part",
            unique=True,
            sqlite_where=text("superseded_at IS NULL"),
            postgresql_where=text("superseded_at IS NULL"),
        ),
        Index("ix_entitlements_case_id", "case_id", "id"),
        Index("ix_entitlements_due_on", "due_on", "id"),
        Index("ix_entitlements_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluations.id"))
    policy_code: Mapped[str] = mapped_column(String(40))
    benefit: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(String(300))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    person_key: Mapped[int] = mapped_column(default=0)
    unit: Mapped[str] = mapped_column(String(16))
    count: Mapped[int]
    times_norm: Mapped[int | None]
    months: Mapped[int | None]
    rate: Mapped[Amount]
    computed: Mapped[Amount]
    amount: Mapped[Amount]
    floor: Mapped[bool]
    raised_reason: Mapped[str] = mapped_column(Text, default="")
    clause: Mapped[str] = mapped_column(String(200))
    says: Mapped[str] = mapped_column(Text)
    confirmed: Mapped[bool]
    version: Mapped[int] = mapped_column(default=1, server_default="1", info=added_later(1))
    part: Mapped[int] = mapped_column(default=0, server_default="0", info=added_later(0))
    explanation: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), info=added_later(None))
    limit_days: Mapped[int | None]
    limit_unit: Mapped[str | None] = mapped_column(String(16))
    limit_from: Mapped[str | None] = mapped_column(String(16))
    due_on: Mapped[date | None]
    payee_name: Mapped[str] = mapped_column(String(120), default="")
    payee_relation: Mapped[str] = mapped_column(String(120), default="")
    payee_paper: Mapped[str] = mapped_column(String(300), default="")
    payee_identity: Mapped[str] = mapped_column(String(12), default="")
    payee_bank: Mapped[str] = mapped_column(String(64), default="")
    payee_account: Mapped[str] = mapped_column(String(32), default="")
    payee_named: Mapped[bool] = mapped_column(default=False)
    payee_disputed: Mapped[bool] = mapped_column(default=False)
    superseded_at: Mapped[datetime | None] = mapped_column(Instant)

    case: Mapped[Case] = relationship()
    person: Mapped[Person | None] = relationship()
