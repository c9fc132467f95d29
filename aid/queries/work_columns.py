"""What every branch of the work list shares: its reader, its columns in one order, and the order of due days."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date, Select, String, cast, literal, null, type_coerce

from aid.domain.roles import Actor
from aid.domain.work import WorkKind
from aid.models.payouts import Payment

Branch = Callable[["Reader"], Iterable[Select[Any]]]


class Reader(NamedTuple):
    """For whom the branches read, how many rows of each are enough, and whether those with a day or without."""

    actor: Actor
    enough: int
    dated: bool


def columns_of(
    kind: WorkKind,
    row: Any,
    title: Any,
    *,
    about: Any = "",
    amount: Any = None,
    unit: Any = "VND",
    due_on: Any = None,
    due_unit: Any = None,
    sort_on: Any = None,
    code: Any = None,
) -> list[ColumnElement[Any]]:
    """Return the columns every branch has, in one order and type on both databases."""
    due: Any = cast(null(), Date) if due_on is None else due_on
    return [
        literal(list(WorkKind).index(kind)).label("rank"),
        row.id.label("id"),
        (row.code if code is None else code).label("code"),
        title.label("title"),
        type_coerce(literal(about) if isinstance(about, str) else about, String).label("about"),
        (cast(null(), Payment.amount.type) if amount is None else amount).label("amount"),
        type_coerce(literal(unit) if isinstance(unit, str) else unit, String).label("unit"),
        due.label("due_on"),
        (cast(null(), String) if due_unit is None else due_unit).label("due_unit"),
        (due if sort_on is None else sort_on).label("sort_on"),
    ]


def by_due(mine: Select[Any], row: Any, reader: Reader) -> Iterable[Select[Any]]:
    """Yield the rows with a due day, or those without, along the index."""
    order = (row.due_on, row.id) if reader.dated else (row.id,)
    yield mine.where(has_day(row.due_on, reader)).order_by(*order).limit(reader.enough)


def has_day(day: Any, reader: Reader) -> ColumnElement[bool]:
    """Return the condition that a row has a due day, or that it has none, as the reader asks."""
    condition: ColumnElement[bool] = day.is_not(None) if reader.dated else day.is_(None)
    return condition
