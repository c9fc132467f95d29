"""Policies and norms as dated data; the document is kept whole, so that an old case computes as it did then."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from aid.domain.policy_steps import PolicyState
from aid.models.base import Amount, Base, Choice, Instant, Made, added_later, one_of

__all__ = ["Norm", "Policy", "PolicyState", "PolicyVersion"]


class Confirmed:
    """Who confirmed it, when, and with which text of the document; the release confirms without a person."""

    confirmed_at: Mapped[datetime | None] = mapped_column(Instant, info=added_later(None))
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), info=added_later(None))
    sha256: Mapped[str | None] = mapped_column(String(64), info=added_later(None))
    file_name: Mapped[str | None] = mapped_column(String(200), info=added_later(None))
    media_type: Mapped[str | None] = mapped_column(String(64), info=added_later(None))
    size: Mapped[int | None] = mapped_column(info=added_later(None))


class Policy(Made, Base):
    """One legal document or distribution plan; `document` is its whole content in the schema of the YAML files.

    `document` is version `version`: the last confirmed one, or the newest draft where none was ever confirmed. What
    was entered since waits as a newer version. `owner_id` is empty for law and city documents.
    """

    __tablename__ = "policies"
    __table_args__ = (one_of("state", PolicyState),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    state: Mapped[PolicyState] = mapped_column(Choice(PolicyState))
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    version: Mapped[int] = mapped_column(default=1, server_default="1", info=added_later(1))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"), info=added_later(None))
    ended_on: Mapped[date | None] = mapped_column(info=added_later(None))
    ended_reason: Mapped[str] = mapped_column(Text, default="", server_default="", info=added_later(""))

    @property
    def is_confirmed(self) -> bool:
        """Say whether the version in use was confirmed; an ended policy may be a draft that was given up."""
        return self.state is PolicyState.CONFIRMED or self.confirmed_at is not None


class PolicyVersion(Made, Confirmed, Base):
    """What a policy said in one version; its document never changes, and once settled nothing else does."""

    __tablename__ = "policy_versions"
    __table_args__ = (UniqueConstraint("policy_id", "number", name="uq_policy_versions_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    policy_id: Mapped[int] = mapped_column(ForeignKey("policies.id"))
    number: Mapped[int]
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(String(300), default="")
    discarded_at: Mapped[datetime | None] = mapped_column(Instant)
    discarded_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class Norm(Made, Confirmed, Base):
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
