"""Proving that the books, numbers, states, duties, files and the trail are what the program wrote (design.md 4)."""

from collections.abc import Generator
from typing import Any

from sqlalchemy import Connection

from aid.services.check import chain, duties, files, ledger, numbers, rows, states, triggers
from aid.services.check.findings import ChainEnd, Finding, Report
from aid.services.check.latest import latest
from aid.services.check.reading import snapshot

__all__ = ["Finding", "Report", "run"]


def run() -> Report:
    """Check everything on one picture of the database, in flat memory, and return what was found.

    Changes nothing. Amounts of a fund are in its unit; positions are in đồng.
    """
    findings: list[Finding] = []
    funds: list[dict[str, Any]] = []
    counts: dict[str, int] = {}
    with snapshot() as connection, latest() as known:
        head = _collect(chain.check(connection, known), findings)
        findings += rows.check(connection, known, counts)
        findings += ledger.check(connection, funds)
        findings += _plain(connection)
        return Report(findings, funds, ledger.positions(connection), counts, head)


def _plain(connection: Connection) -> list[Finding]:
    parts = (numbers, states, duties, files, triggers)
    return [finding for part in parts for finding in part.check(connection)]


def _collect(found: Generator[Finding, None, ChainEnd], findings: list[Finding]) -> ChainEnd:
    """Keep what a generator yields and return what it returns."""
    while True:
        try:
            findings.append(next(found))
        except StopIteration as end:
            return ChainEnd(*end.value)
