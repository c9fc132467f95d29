"""Dossiers that stay below an amount band one by one and pass it together: the reviewer and the signer are told.

Nobody is refused: households are registered day by day after a storm, and a second dossier for a family may be the
honest way. But whoever passes one on has seen both, and the trail keeps that.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from aid.domain.approval_routes import Route, Sum, route_for

NEAR = timedelta(days=7)
"""Dossiers without a household in common are looked at together when submitted within so many days of each other."""


class Sibling(NamedTuple):
    """Another dossier of the same office, incident and policy that stands; the sum in đồng."""

    dossier_id: int
    code: str
    total: int
    day: date
    shares_household: bool


class Split(NamedTuple):
    """Which dossiers belong together, what they come to in đồng, and the rule that asks for more than each alone."""

    siblings: tuple[Sibling, ...]
    total: int
    route: Route


def split_of(
    routes: Iterable[Route], day: date, policy_code: str, asked: Sum, siblings: Iterable[Sibling]
) -> Split | None:
    """Return the dossiers with which one of this sum goes another way than alone; None where it does not.

    `day` is the day on which it is submitted. Looked at are those with a household in common, whenever they were
    submitted, and the others within `NEAR` days. Goods have no band and no split.
    """
    near = [one for one in siblings if one.shares_household or abs(one.day - day) <= NEAR]
    known, total = list(routes), asked.total + sum(one.total for one in near)
    alone = route_for(known, day, policy_code, asked)
    whole = route_for(known, day, policy_code, asked._replace(total=total))
    if not near or whole is None or whole == alone:
        return None
    named = sorted(near, key=lambda one: (not one.shares_household, -one.total, one.dossier_id))
    return Split(tuple(named), total, whole)
