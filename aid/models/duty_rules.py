"""What an office laid down about soft pairs of duties, from day to day."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from aid.domain.duties import HARD_PAIRS, Duty
from aid.domain.duty_rules import PairRule
from aid.models.base import Base, Choice, Made, one_of

_HARD = ", ".join(f"'{'/'.join(sorted(pair))}'" for pair in sorted(HARD_PAIRS, key=sorted))


class DutyRule(Made, Base):
    """One rule of an office about two duties, `duty` the one before `other` in the alphabet, with its document.

    An early end sets `last_on` and says why; one dropped before its first day ends before it begins. No row can be
    about a hard pair.
    """

    __tablename__ = "duty_rules"
    __table_args__ = (
        one_of("duty", Duty),
        one_of("other", Duty),
        one_of("rule", PairRule),
        CheckConstraint("duty < other", name="pair_in_order"),
        CheckConstraint(f"duty || '/' || other NOT IN ({_HARD})", name="not_hard"),
        CheckConstraint("last_on IS NULL OR first_on <= last_on OR end_reason <> ''", name="days_in_order"),
        CheckConstraint("document <> ''", name="with_document"),
        CheckConstraint("reason <> ''", name="with_reason"),
        Index("ix_duty_rules_agency_id", "agency_id", "duty", "other"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    duty: Mapped[Duty] = mapped_column(Choice(Duty))
    other: Mapped[Duty] = mapped_column(Choice(Duty))
    rule: Mapped[PairRule] = mapped_column(Choice(PairRule))
    first_on: Mapped[date]
    last_on: Mapped[date | None]
    document: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)
    end_reason: Mapped[str] = mapped_column(Text, default="")
