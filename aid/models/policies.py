"""Policies and norms as dated data; the document is kept whole, so that an old case computes as it did then."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from aid.models.base import Amount, Base, Choice, Instant, Made, one_of


class PolicyState(StrEnum):
    """Only a confirmed policy can carry a decision."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    ENDED = "ended"


class Policy(Made, Base):
    """One legal document or distribution plan; `document` is its whole content in the schema of the YAML files."""

    __tablename__ = "policies"
    __table_args__ = (one_of("state", PolicyState),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    state: Mapped[PolicyState] = mapped_column(Choice(PolicyState))
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class Norm(Made, Base):
    """The standard amount of social assistance (đồng) from a day on; `citation` is how decisions name its document."""

    __tablename__ = "norms"
    __table_args__ = (
        UniqueConstraint("scope", "province_code", "valid_from", name="uq_norms_scope_valid_from"),
        one_of("scope", ("central", "city")),
        CheckConstraint("amount > 0", name="amount_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(16))
    province_code: Mapped[str] = mapped_column(String(8), default="")
    valid_from: Mapped[date]
    amount: Mapped[Amount]
    basis: Mapped[str] = mapped_column(String(120))
    citation: Mapped[str] = mapped_column(Text, default="")
    confirmed: Mapped[bool]
