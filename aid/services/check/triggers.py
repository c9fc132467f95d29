"""The triggers that keep append-only tables append-only still stand."""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from aid.models.guards import all_trigger_names
from aid.services.check.findings import Finding

_STANDING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}


def check(connection: Connection) -> Iterator[Finding]:
    """Yield the protecting triggers that are gone or switched off."""
    standing = set(connection.scalars(text(_STANDING[connection.dialect.name])))
    for name in all_trigger_names():
        if name not in standing:
            table = name.removeprefix("guard_").rpartition("_")[0]
            yield Finding("trigger_missing", table, name, f"Trình bảo vệ {name} không còn.")
