"""What the example consists of, counted in the database: for the lines that `aid demo` prints."""

from typing import Any

from sqlalchemy import func, select

from aid.extensions import db
from aid.models.cases import Case
from aid.models.decisions import Decision
from aid.models.funds import Fund
from aid.models.households import Person
from aid.models.incidents import Incident
from aid.models.payouts import Payment
from aid.models.users import User

_COUNTED = {
    "incidents": Incident, "cases": Case, "people": Person, "decisions": Decision, "payments": Payment, "users": User,
}  # fmt: skip


def counts() -> dict[str, int]:
    """Return how many rows of each kind stand."""
    return {name: _count(kind) for name, kind in _COUNTED.items()}


def books() -> list[dict[str, Any]]:
    """Return the totals of every fund in its own unit, in the order of their codes."""
    rows = db.session.execute(
        select(Fund.code, Fund.unit, Fund.received, Fund.reserved, Fund.spent).order_by(Fund.code)
    )
    return [dict(row) for row in rows.mappings()]


def _count(kind: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0
