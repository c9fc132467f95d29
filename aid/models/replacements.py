"""Dossiers that replace an issued decision: which one, why, what becomes of its lines, and what is granted anew."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aid.domain.replacements import Replaced
from aid.models.base import Amount, Base, Choice, Made, one_of
from aid.models.decisions import Decision, DecisionLine
from aid.models.dossiers import Dossier


class Replacement(Made, Base):
    """A dossier whose decision will replace another; `is_open` until it is issued or turned down, one at a time."""

    __tablename__ = "replacements"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="with_reason"),
        Index(
            "uq_replacements_open",
            "decision_id",
            unique=True,
            sqlite_where=text("is_open"),
            postgresql_where=text("is_open"),
        ),
    )

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"), primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"))
    reason: Mapped[str] = mapped_column(Text)
    is_open: Mapped[bool] = mapped_column(default=True)

    dossier: Mapped[Dossier] = relationship()
    decision: Mapped[Decision] = relationship()


class ReplacedLine(Base):
    """One line of the replaced decision and what was to become of its money when the dossier was last written."""

    __tablename__ = "replaced_lines"
    __table_args__ = (one_of("treatment", Replaced), Index("ix_replaced_lines_line_id", "line_id"))

    dossier_id: Mapped[int] = mapped_column(ForeignKey("replacements.dossier_id"), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("decision_lines.id"), primary_key=True)
    treatment: Mapped[Replaced] = mapped_column(Choice(Replaced))
    amount: Mapped[Amount]

    line: Mapped[DecisionLine] = relationship()


class Regrant(Base):
    """An entitlement that grants a replaced line anew; it comes to life when the replacing decision is issued."""

    __tablename__ = "regrants"
    __table_args__ = (Index("ix_regrants_entitlement_id", "entitlement_id"),)

    dossier_id: Mapped[int] = mapped_column(ForeignKey("replacements.dossier_id"), primary_key=True)
    entitlement_id: Mapped[int] = mapped_column(ForeignKey("entitlements.id"), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("decision_lines.id"))

    line: Mapped[DecisionLine] = relationship()
