"""A paper as plain values: frozen when it is made final, so that it can be drawn again from these alone."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any

VERSION = 1

# What every template may use beside the facts of its kind.
COMMON = (
    "name", "subject", "issuer", "department", "addressees", "recipients", "signatures", "tables", "number", "day",
)  # fmt: skip


@dataclass(frozen=True)
class Signature:
    """Who signs: the lines above the name, the name (may be blank: written by hand) and a hint below the lines."""

    lines: tuple[str, ...]
    name: str = ""
    hint: str = ""


@dataclass(frozen=True)
class TableColumn:
    """A column as `documents.columns.Column` lays it out: kind is centre, fixed, number or flow."""

    key: str
    title: str
    kind: str = "flow"
    wish: int = 0
    glance: int = 0
    optional: bool = False


@dataclass(frozen=True)
class PaperTable:
    """A list on the paper: cells are text; `total` stands in the number column of the last row, "" for none."""

    columns: tuple[TableColumn, ...]
    rows: tuple[Mapping[str, str], ...]
    total: str = ""


@dataclass(frozen=True)
class PaperContent:
    """Everything a paper says; `facts` are the plain values of its kind, `number` and `day` come from the register.

    `agency` is in capitals, in the lines it is to be broken into. `recipients` and `addressees` carry no closing mark.
    """

    kind: str
    name: str
    subject: str
    parent_agency: str | None
    agency: tuple[str, ...]
    place: str
    symbol: str
    issuer: str
    department: str
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    signatures: tuple[Signature, ...]
    facts: Mapping[str, Any] = field(hash=False)
    tables: tuple[PaperTable, ...] = field(default=(), hash=False)
    number: str | None = None
    day: date | None = None


def content_as_data(content: PaperContent) -> dict[str, Any]:
    """The content as JSON values; `content_from_data` gives it back."""
    return {"version": VERSION, **asdict(content), "day": content.day.isoformat() if content.day else None}


def content_from_data(data: Mapping[str, Any]) -> PaperContent:
    """The content that `content_as_data` described; an unknown or missing key is an error."""
    values = {name: value for name, value in data.items() if name != "version"}
    if data.get("version") != VERSION or set(values) != {one.name for one in fields(PaperContent)}:
        raise ValueError("This is not the content of a paper that this program wrote.")
    values |= {name: tuple(values[name]) for name in ("agency", "addressees", "recipients")}
    values["signatures"] = tuple(Signature(tuple(one["lines"]), one["name"], one["hint"]) for one in data["signatures"])
    values["tables"] = tuple(_table(one) for one in data["tables"])
    values["day"] = date.fromisoformat(data["day"]) if data["day"] else None
    return PaperContent(**values)


def _table(data: Mapping[str, Any]) -> PaperTable:
    columns = tuple(TableColumn(**column) for column in data["columns"])
    return PaperTable(columns, tuple(data["rows"]), data["total"])


def file_stem(content: PaperContent, code: str) -> str:
    """A file name without ending: "proposal-12", with the number of the register once there is one."""
    number = (content.number or "").partition("/")[0]
    return "-".join(part for part in (content.kind, code, number) if part)
