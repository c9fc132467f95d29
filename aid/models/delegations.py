"""Who may sign for whom and when, by which document; and who is on call at night and on holidays."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from aid.domain.delegations import DelegationForm
from aid.domain.roles import ON_CALL_ROLES, Role
from aid.models.base import Amount, Base, Choice, Instant, Made, one_of


class Delegation(Made, Base):
    """One delegation with its document; an early end sets `last_on`, before the first day too, and says why."""

    __tablename__ = "delegations"
    __table_args__ = (
        one_of("form", DelegationForm),
        CheckConstraint("principal_id <> deputy_id", name="to_another"),
        CheckConstraint("first_on <= last_on OR end_reason <> ''", name="days_in_order"),
        CheckConstraint("document <> ''", name="with_document"),
        Index("ix_delegations_agency_id", "agency_id", "last_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    principal_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    deputy_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    form: Mapped[DelegationForm] = mapped_column(Choice(DelegationForm))
    first_on: Mapped[date]
    last_on: Mapped[date]
    policies: Mapped[list[Any]] = mapped_column(JSON)
    most: Mapped[Amount | None]
    document: Mapped[str] = mapped_column(String(200))
    end_reason: Mapped[str] = mapped_column(Text, default="")


class OnCall(Made, Base):
    """One turn of being on call: who, from which hour to which, and the telephone that is answered."""

    __tablename__ = "on_calls"
    __table_args__ = (
        CheckConstraint("begins_at < ends_at", name="hours_in_order"),
        Index("ix_on_calls_agency_id", "agency_id", "begins_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    begins_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    phone: Mapped[str] = mapped_column(String(32))


class TurnRole(Made, Base):
    """The role a turn on call carries, in whose place; it repeats the hours, so that the digest covers them."""

    __tablename__ = "turn_roles"
    __table_args__ = (
        one_of("role", tuple(sorted(ON_CALL_ROLES))),
        CheckConstraint("user_id <> for_id", name="for_another"),
        CheckConstraint("begins_at < ends_at", name="hours_in_order"),
        Index("ix_turn_roles_user_id", "user_id", "ends_at"),
        Index("ix_turn_roles_agency_id", "agency_id", "ends_at"),
    )

    on_call_id: Mapped[int] = mapped_column(ForeignKey("on_calls.id"), primary_key=True, autoincrement=False)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    for_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    role: Mapped[Role] = mapped_column(Choice(Role))
    begins_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
