"""What an officer can be known by, and which households an officer declared to be near to."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from aid.models.base import Base, Made


class OfficerContact(Base):
    """One's own numbers, entered by the person: they are compared with those of receivers and shown to nobody."""

    __tablename__ = "officer_contacts"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    identity_number: Mapped[str] = mapped_column(String(12), default="")
    phone: Mapped[str] = mapped_column(String(32), default="")
    account: Mapped[str] = mapped_column(String(32), default="")


class DeclaredRelation(Made, Base):
    """An officer said: this household is near to me. It stands; a new incident finds it again."""

    __tablename__ = "declared_relations"
    __table_args__ = (
        UniqueConstraint("user_id", "household_id", name="uq_declared_relations_user_id_household_id"),
        CheckConstraint("note <> ''", name="with_note"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    household_id: Mapped[int] = mapped_column(ForeignKey("households.id"))
    note: Mapped[str] = mapped_column(String(300))
