"""Papers of the process beside the decision, and the templates an office made its own."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aid.domain.papers import PaperState
from aid.models.base import Base, Choice, Instant, Made, added_later, one_of
from aid.models.users import Agency

_OWNERS = ("incident_id", "case_id", "dossier_id", "payout_id")


class PaperTemplate(Made, Base):
    """One version of an agency's template of a kind; in force once a second person adopted it, until a later one is."""

    __tablename__ = "paper_templates"
    __table_args__ = (
        UniqueConstraint("agency_id", "kind", "number", name="uq_paper_templates_number"),
        CheckConstraint("adopted_by IS NULL OR adopted_by <> created_by", name="adopted_by_another"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    kind: Mapped[str] = mapped_column(String(32))
    number: Mapped[int]
    source: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(String(300), default="")
    adopted_at: Mapped[datetime | None] = mapped_column(Instant)
    adopted_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class Paper(Made, Base):
    """One paper about one subject; `content` is frozen when it becomes final, `number` and `day` come later.

    `signer_id` is who is named in the office's block and `signer_delegation_id` the delegation it rests on; papers of a
    release before these columns have neither, nor have those that nobody signs for the office.
    """

    __tablename__ = "papers"
    __table_args__ = (
        one_of("state", PaperState),
        CheckConstraint(
            f"({' + '.join(f'CASE WHEN {name} IS NULL THEN 0 ELSE 1 END' for name in _OWNERS)}) = 1",
            name="one_subject",
        ),
        CheckConstraint("state <> 'final' OR content IS NOT NULL", name="final_with_content"),
        CheckConstraint("state <> 'void' OR void_reason <> ''", name="void_with_reason"),
        CheckConstraint("number IS NULL OR content IS NOT NULL", name="number_when_final"),
        *(Index(f"ix_papers_{name}", name) for name in _OWNERS),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    kind: Mapped[str] = mapped_column(String(32))
    incident_id: Mapped[int | None] = mapped_column(ForeignKey("incidents.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey("dossiers.id"))
    payout_id: Mapped[int | None] = mapped_column(ForeignKey("payouts.id"))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[PaperState] = mapped_column(Choice(PaperState))
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    content_sha256: Mapped[str | None] = mapped_column(String(64))
    template_id: Mapped[int | None] = mapped_column(ForeignKey("paper_templates.id"))
    number: Mapped[str | None] = mapped_column(String(64))
    day: Mapped[date | None]
    final_at: Mapped[datetime | None] = mapped_column(Instant)
    final_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    pdf_sha256: Mapped[str | None] = mapped_column(String(64))
    renderer: Mapped[str] = mapped_column(String(200), default="")
    rendered_at: Mapped[datetime | None] = mapped_column(Instant)
    void_reason: Mapped[str] = mapped_column(Text, default="")
    voided_at: Mapped[datetime | None] = mapped_column(Instant)
    voided_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    signer_id: Mapped[int | None] = mapped_column(info=added_later(None))
    signer_delegation_id: Mapped[int | None] = mapped_column(info=added_later(None))
    version: Mapped[int] = mapped_column(default=1)

    agency: Mapped[Agency] = relationship()
    template: Mapped[PaperTemplate | None] = relationship()
