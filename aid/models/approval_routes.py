"""The dated rules of who reviews, initials, agrees and signs, and what was asked of each dossier and given."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from aid.domain.approval_routes import Approval
from aid.models.base import Amount, Base, Choice, Instant, Made, added_later, one_of


class ApprovalRoute(Made, Base):
    """One rule of an agency; `initials` are `{"user_id", "post"}` in order, amounts are in đồng, both included."""

    __tablename__ = "approval_routes"
    __table_args__ = (
        CheckConstraint("basis <> ''", name="with_basis"),
        CheckConstraint("amount_from >= 0", name="amount_not_negative"),
        CheckConstraint("amount_to IS NULL OR amount_to >= amount_from", name="band_in_order"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="days_in_order"),
        Index("ix_approval_routes_agency_id", "agency_id", "valid_from", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    policy_code: Mapped[str] = mapped_column(String(40), default="")
    amount_from: Mapped[Amount] = mapped_column(default=0)
    amount_to: Mapped[Amount | None]
    initials: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    second_signer: Mapped[bool] = mapped_column(default=False)
    city: Mapped[bool] = mapped_column(default=False)
    meeting: Mapped[bool] = mapped_column(default=False)
    basis: Mapped[str] = mapped_column(String(200))
    reviewer_id: Mapped[int | None] = mapped_column(info=added_later(None))
    signer_id: Mapped[int | None] = mapped_column(info=added_later(None))
    in_order: Mapped[bool] = mapped_column(default=False, server_default="0", info=added_later(False))


class DossierApproval(Base):
    """One thing asked of a dossier when it was submitted, and by whom and when it was given; void once it goes back.

    With a `change_id` it was asked of that change of the decision of the dossier.
    """

    __tablename__ = "dossier_approvals"
    __table_args__ = (
        one_of("approval", Approval),
        CheckConstraint("(done_at IS NULL) = (done_by IS NULL)", name="done_by_somebody"),
        CheckConstraint(
            "approval NOT IN ('meeting', 'city') OR done_at IS NULL"
            " OR (document_number <> '' AND document_day IS NOT NULL)",
            name="with_document",
        ),
        UniqueConstraint("dossier_id", "round", "position", name="uq_dossier_approvals_dossier_id_round_position"),
        Index("ix_dossier_approvals_dossier_id", "dossier_id"),
        Index("ix_dossier_approvals_change_id", "change_id"),
        Index(
            "ix_dossier_approvals_waiting",
            "approval",
            "user_id",
            sqlite_where=text("done_at IS NULL AND voided_at IS NULL"),
            postgresql_where=text("done_at IS NULL AND voided_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"))
    route_id: Mapped[int] = mapped_column(ForeignKey("approval_routes.id"))
    round: Mapped[int]
    position: Mapped[int]
    approval: Mapped[Approval] = mapped_column(Choice(Approval))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    post: Mapped[str] = mapped_column(String(120), default="")
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    done_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    document_number: Mapped[str] = mapped_column(String(64), default="")
    document_day: Mapped[date | None]
    voided_at: Mapped[datetime | None] = mapped_column(Instant)
    change_id: Mapped[int | None] = mapped_column(info=added_later(None))
