"""Administrative units with the days they were valid; old wards and districts stay, with their successors."""

from datetime import date

from sqlalchemy import Float, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from aid.models.base import Base


class Place(Base):
    """One ward, commune, district-time ward or province, in the time it existed under this name."""

    __tablename__ = "places"
    __table_args__ = (
        UniqueConstraint("code", "valid_from", name="uq_places_code_valid_from"),
        Index("ix_places_folded", "folded"),
        Index("ix_places_province_code", "province_code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(32))
    parent_name: Mapped[str | None] = mapped_column(String(120))
    province_code: Mapped[str] = mapped_column(String(8))
    province: Mapped[str] = mapped_column(String(120))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    lat: Mapped[float | None] = mapped_column(Float)
    lon: Mapped[float | None] = mapped_column(Float)
    area_km2: Mapped[float | None] = mapped_column(Float)
    folded: Mapped[str] = mapped_column(String(240))


class PlaceSuccessor(Base):
    """An old unit and one of the units that took it over; `split` asks a person to choose."""

    __tablename__ = "place_successors"

    old_id: Mapped[int] = mapped_column(ForeignKey("places.id"), primary_key=True)
    new_id: Mapped[int] = mapped_column(ForeignKey("places.id"), primary_key=True)
    split: Mapped[bool]
