"""What was marked when a dossier went back. A mark is never changed: whether it is mended is told by the trail."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from aid.models.base import Base, Made


class ReturnMark(Made, Base):
    """One field with its note; `round` counts the returns of the dossier, `entitlement_id` is empty for its own."""

    __tablename__ = "return_marks"
    __table_args__ = (
        CheckConstraint("note <> ''", name="with_note"),
        Index("ix_return_marks_dossier_id", "dossier_id", "round", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"))
    round: Mapped[int]
    entitlement_id: Mapped[int | None] = mapped_column(ForeignKey("entitlements.id"))
    field: Mapped[str] = mapped_column(String(32))
    note: Mapped[str] = mapped_column(Text)
