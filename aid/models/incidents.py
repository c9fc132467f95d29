"""What happened, where, when; and the photos and papers that show it."""

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aid.domain.incidents import CAUSE_OF, IncidentState
from aid.models.base import Base, Choice, Instant, Made, one_of
from aid.models.places import Place
from aid.models.users import Agency


class Incident(Made, Base):
    """One fire, flood or collapse; `kind` is the contract's cause, the legal cause follows from it."""

    __tablename__ = "incidents"
    __table_args__ = (
        one_of("kind", tuple(CAUSE_OF)),
        one_of("state", IncidentState),
        CheckConstraint("dead >= 0 AND injured >= 0 AND missing >= 0", name="counts_not_negative"),
        CheckConstraint("state <> 'dismissed' OR reason <> ''", name="dismissed_with_reason"),
        Index("ix_incidents_agency_id_occurred_on", "agency_id", "occurred_on"),
        Index("ix_incidents_agency_id_state", "agency_id", "state", "last_case_no", "occurred_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    kind: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(400))
    occurred_on: Mapped[date]
    occurred_at: Mapped[time | None]
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    address: Mapped[str] = mapped_column(String(300))
    lat: Mapped[float | None] = mapped_column(Float)
    lon: Mapped[float | None] = mapped_column(Float)
    description: Mapped[str] = mapped_column(Text, default="")
    dead: Mapped[int] = mapped_column(default=0)
    injured: Mapped[int] = mapped_column(default=0)
    missing: Mapped[int] = mapped_column(default=0)
    reporter: Mapped[str] = mapped_column(String(120), default="")
    reporter_phone: Mapped[str] = mapped_column(String(32), default="")
    reported_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[IncidentState] = mapped_column(Choice(IncidentState))
    reason: Mapped[str] = mapped_column(Text, default="")
    last_case_no: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    place: Mapped[Place] = relationship()
    agency: Mapped[Agency] = relationship()


class Purpose(StrEnum):
    """What a stored file is."""

    PHOTO = "photo"
    DOCUMENT = "document"
    SIGNED_SHEET = "signed_sheet"


class Attachment(Made, Base):
    """A stored file of an incident, a case or a payout; its bytes lie under their SHA-256."""

    __tablename__ = "attachments"
    __table_args__ = (
        one_of("purpose", Purpose),
        CheckConstraint(
            "(CASE WHEN incident_id IS NULL THEN 0 ELSE 1 END + CASE WHEN case_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN payout_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_owner",
        ),
        Index("ix_attachments_incident_id", "incident_id"),
        Index("ix_attachments_case_id", "case_id"),
        Index("ix_attachments_payout_id", "payout_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int | None] = mapped_column(ForeignKey("incidents.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    payout_id: Mapped[int | None] = mapped_column(ForeignKey("payouts.id"))
    purpose: Mapped[Purpose] = mapped_column(Choice(Purpose))
    file_name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(String(300), default="")
