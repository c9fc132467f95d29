"""Days off and swapped working days that a decree sets and the calendar of the program does not know."""

from datetime import date

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from aid.models.base import Base, Made


class OfficeDay(Made, Base):
    """One day that is worked or off against the calendar of the program, with the document that says so."""

    __tablename__ = "office_days"
    __table_args__ = (CheckConstraint("basis <> ''", name="with_basis"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(unique=True)
    works: Mapped[bool]
    basis: Mapped[str] = mapped_column(String(200))
