"""Entitlement lines of one incident, one policy and one fund on their way to a decision, and who did what on them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aid.domain.dossiers import DossierState
from aid.domain.duties import Duty
from aid.domain.outgoing import SigningOrder
from aid.models.base import Amount, Base, Choice, Instant, Made, added_later, one_of
from aid.models.entitlements import Entitlement
from aid.models.funds import Fund
from aid.models.incidents import Incident


class Dossier(Made, Base):
    """One proposal; `total` is in the fund's unit."""

    __tablename__ = "dossiers"
    __table_args__ = (
        one_of("state", DossierState),
        CheckConstraint("total >= 0", name="total_not_negative"),
        CheckConstraint("NOT urgent OR urgent_reason <> ''", name="urgent_with_reason"),
        CheckConstraint("state NOT IN ('returned', 'refused') OR reason <> ''", name="sent_back_with_reason"),
        Index("ix_dossiers_agency_id_state_due_on", "agency_id", "state", "due_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    incident_id: Mapped[int] = mapped_column(ForeignKey("incidents.id"))
    policy_code: Mapped[str] = mapped_column(String(40))
    fund_id: Mapped[int] = mapped_column(ForeignKey("funds.id"))
    title: Mapped[str] = mapped_column(String(300))
    state: Mapped[DossierState] = mapped_column(Choice(DossierState))
    reason: Mapped[str] = mapped_column(Text, default="")
    urgent: Mapped[bool] = mapped_column(default=False)
    urgent_reason: Mapped[str] = mapped_column(Text, default="")
    total: Mapped[Amount] = mapped_column(default=0)
    due_on: Mapped[date | None]
    proposal_number: Mapped[str] = mapped_column(String(64), default="")
    submitted_at: Mapped[datetime | None] = mapped_column(Instant)
    signed_at: Mapped[datetime | None] = mapped_column(Instant)
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    signing_order: Mapped[SigningOrder | None] = mapped_column(Choice(SigningOrder), info=added_later(None))
    signed_form: Mapped[str] = mapped_column(String(32), default="", server_default="", info=added_later(""))
    signed_for: Mapped[int | None] = mapped_column(info=added_later(None))
    meeting_number: Mapped[str] = mapped_column(String(64), default="", info=added_later(""))
    meeting_on: Mapped[date | None] = mapped_column(info=added_later(None))
    route_id: Mapped[int | None] = mapped_column(info=added_later(None))
    version: Mapped[int] = mapped_column(default=1)

    incident: Mapped[Incident] = relationship()
    fund: Mapped[Fund] = relationship()
    lines: Mapped[list["DossierLine"]] = relationship(order_by="DossierLine.position", back_populates="dossier")


class DossierLine(Base):
    """One entitlement in one dossier; `live` is false once the dossier was refused or the line taken out."""

    __tablename__ = "dossier_lines"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount_positive"),
        Index(
            "uq_dossier_lines_live",
            "entitlement_id",
            unique=True,
            sqlite_where=text("live"),
            postgresql_where=text("live"),
        ),
        Index("ix_dossier_lines_dossier_id", "dossier_id"),
        # SQLite does not see that "live = 1" is the condition of the partial index above.
        Index("ix_dossier_lines_entitlement_id", "entitlement_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"))
    entitlement_id: Mapped[int] = mapped_column(ForeignKey("entitlements.id"))
    position: Mapped[int]
    amount: Mapped[Amount]
    live: Mapped[bool] = mapped_column(default=True)

    dossier: Mapped[Dossier] = relationship(back_populates="lines")
    entitlement: Mapped[Entitlement] = relationship()


class DossierDuty(Base):
    """A duty that a person holds on a dossier, or is barred from because of one that excludes it."""

    __tablename__ = "dossier_duties"
    __table_args__ = (one_of("duty", Duty),)

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    duty: Mapped[Duty] = mapped_column(Choice(Duty), primary_key=True)
    held: Mapped[bool]
