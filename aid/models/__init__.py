"""The tables; importing this package makes all of them known to the migrations."""

from aid.models import (
    cases,
    decisions,
    dossiers,
    entitlements,
    events,
    funds,
    households,
    incidents,
    jobs,
    office_days,
    outgoing,
    payouts,
    places,
    policies,
    recomputations,
    trials,
    users,
)
from aid.models.base import Base

__all__ = [
    "Base",
    "cases",
    "decisions",
    "dossiers",
    "entitlements",
    "events",
    "funds",
    "households",
    "incidents",
    "jobs",
    "office_days",
    "outgoing",
    "payouts",
    "places",
    "policies",
    "recomputations",
    "trials",
    "users",
]
