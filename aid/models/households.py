"""The registry of households and people; it lives longer than one incident."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aid.models.base import Base, Made, SortKey, one_of
from aid.models.places import Place

POVERTY_CLASSES = ("poor", "near_poor", "difficult", "none")
RELATIONS = ("head", "spouse", "child", "parent", "grandchild", "sibling", "other", "member")
RESIDENCES = ("permanent", "temporary", "unregistered", "visitor")
IDENTITY_STATES = ("known", "none", "unidentified")


class Household(Made, Base):
    """A family or a person living alone, with its address and poverty class."""

    __tablename__ = "households"
    __table_args__ = (
        one_of("poverty_class", POVERTY_CLASSES),
        CheckConstraint("poverty_class = 'none' OR poverty_evidence <> ''", name="poverty_with_evidence"),
        Index("ix_households_agency_id", "agency_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    address: Mapped[str] = mapped_column(String(300))
    phone: Mapped[str] = mapped_column(String(32), default="")
    poverty_class: Mapped[str] = mapped_column(String(32), default="none")
    poverty_evidence: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(default=1)

    place: Mapped[Place] = relationship()
    people: Mapped[list["Person"]] = relationship(back_populates="household", order_by="Person.id")


class Person(Made, Base):
    """One person of a household; somebody not yet identified has a code and a mark instead of a number."""

    __tablename__ = "people"
    __table_args__ = (
        one_of("relation", RELATIONS),
        one_of("residence", RESIDENCES),
        one_of("identity_state", IDENTITY_STATES),
        one_of("sex", ("m", "f", "")),
        CheckConstraint("(identity_state = 'known') = (identity_number IS NOT NULL)", name="number_when_known"),
        CheckConstraint("identity_state <> 'unidentified' OR unidentified_code <> ''", name="code_when_unidentified"),
        Index("ix_people_household_id", "household_id"),
        Index("ix_people_identity_number", "identity_number"),
        Index("ix_people_folded", "folded"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("households.id"))
    full_name: Mapped[str] = mapped_column(String(120))
    folded: Mapped[str] = mapped_column(String(240))
    sort_key: Mapped[str] = mapped_column(SortKey)
    birth_date: Mapped[date | None]
    birth_year: Mapped[int | None]
    sex: Mapped[str] = mapped_column(String(1), default="")
    identity_state: Mapped[str] = mapped_column(String(16), default="none")
    identity_number: Mapped[str | None] = mapped_column(String(12))
    unidentified_code: Mapped[str] = mapped_column(String(32), default="")
    mark: Mapped[str] = mapped_column(String(300), default="")
    relation: Mapped[str] = mapped_column(String(16), default="member")
    residence: Mapped[str] = mapped_column(String(16), default="permanent")
    home_place: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(32), default="")
    bank: Mapped[str] = mapped_column(String(64), default="")
    account: Mapped[str] = mapped_column(String(32), default="")
    account_name: Mapped[str] = mapped_column(String(120), default="")
    version: Mapped[int] = mapped_column(default=1)

    household: Mapped[Household] = relationship(back_populates="people")


class DifferentPeople(Made, Base):
    """Somebody decided that these two rows are two persons, although number or name and birth say one."""

    __tablename__ = "different_people"
    __table_args__ = (
        CheckConstraint("person_id < other_id", name="each_pair_once"),
        CheckConstraint("reason <> ''", name="with_reason"),
        Index("ix_different_people_other_id", "other_id"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(300))
