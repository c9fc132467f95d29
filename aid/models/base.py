"""What every table shares: the base class, UTC instants, coded states, and the stamp of who made a row and when."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Dialect, ForeignKey, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from aid.extensions import db

# Whole đồng or whole kilograms; 132.287.384.182 does not fit 32 bits.
Amount = Annotated[int, mapped_column(BigInteger)]

# The name under which a column keeps what its migration gave.
GIVEN = "given_by_migration"

# Plain ASCII in byte order: the key itself is the Vietnamese alphabet (aid.domain.names), whatever the server's locale.
SortKey = String(400).with_variant(String(400, collation="C"), "postgresql")


class Base(DeclarativeBase):
    """The base of every table; constraint names come from the convention in `extensions`."""

    metadata = db.metadata


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant; SQLite keeps it without a zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("An instant needs its zone.")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Choice(TypeDecorator[StrEnum]):
    """A coded value of one StrEnum, kept as text; `one_of` gives the matching CHECK."""

    impl = String(32)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.kind(value)


def added_later(value: object) -> dict[str, object]:
    """Return the `info` of a column that a released table got later, with the value its migration gave every row.

    While a row holds that value the column stands in no digest of the row, so that what was written before the
    migration still matches its event.
    """
    return {GIVEN: value}


def one_of(column: str, values: type[StrEnum] | tuple[str, ...]) -> CheckConstraint:
    """Return the CHECK that a column holds one of the known codes."""
    codes = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({codes})", name=f"{column}_known")


class Made:
    """Who made the row and when."""

    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
