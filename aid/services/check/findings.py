"""What the check finds, and what it can say about a database in which it found nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


class Finding(NamedTuple):
    """One fault: its code, the table, the row's key, and a sentence."""

    code: str
    table: str
    row: str
    says: str


class ChainEnd(NamedTuple):
    """Where the chain of events ends; who keeps it elsewhere can tell later that nothing before was rewritten."""

    seq: int
    hash: str


@dataclass(frozen=True)
class Report:
    """Everything one run proved: findings, the books of each fund, positions by day, rows checked per table."""

    findings: Sequence[Finding]
    funds: Sequence[dict[str, Any]]
    positions: Sequence[dict[str, Any]]
    counts: dict[str, int]
    head: ChainEnd

    @property
    def ok(self) -> bool:
        """Say whether nothing was found."""
        return not self.findings
