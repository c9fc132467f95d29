"""Whose rows an actor may read: the own agency and those it succeeded, or all of them.

The front and the Red Cross help the people's committees of their own place: they read the incidents, cases and
households of these (docs/decisions/0013), never their money; and nobody but themselves reads theirs.
"""

from typing import Any

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import aliased

from aid.domain.payers import AUTHORITIES, HELD_BY
from aid.domain.roles import Actor
from aid.extensions import db
from aid.models.users import Agency


def visible_agencies(actor: Actor) -> set[int] | None:
    """Return the ids of the agencies whose money the actor may read: funds, dossiers, decisions, payouts.

    That is the own agency and, however many reforms lie between, those whose successor it is; None is every agency.
    """
    return None if actor.sees_every_agency else _with_earlier(Agency.id == actor.agency_id)


def matters_of(actor: Actor) -> set[int] | None:
    """Return the ids of the agencies whose incidents, cases and households the actor may read; None is every agency.

    For an agency that manages donated money these are also the people's committees it helps, and those before them.
    """
    if actor.sees_every_agency:
        return None
    return _with_earlier(or_(Agency.id == actor.agency_id, Agency.id.in_(_helped(actor.agency_id))))


def helped_by(agency_id: int) -> set[int]:
    """Return the agencies for whose incidents an office may prepare dossiers from its own funds.

    Its own; for the front and the Red Cross also the people's committees of the same place.
    """
    return {agency_id, *db.session.scalars(_helped(agency_id))}


def _helped(agency_id: int) -> Any:
    own = aliased(Agency)
    return (
        select(Agency.id)
        .join(own, own.place_id == Agency.place_id)
        .where(own.id == agency_id, own.kind.in_(HELD_BY), Agency.kind.in_(AUTHORITIES))
    )


def _with_earlier(which: ColumnElement[bool]) -> set[int]:
    own = select(Agency.id).where(which).cte("own", recursive=True)
    earlier = aliased(Agency)
    area = own.union(select(earlier.id).join(own, earlier.successor_id == own.c.id))
    return set(db.session.scalars(select(area.c.id)))


def within(column: Any, agencies: set[int] | None) -> ColumnElement[bool]:
    """Return the condition that a row's agency is one of `visible_agencies`."""
    return true() if agencies is None else column.in_(sorted(agencies))


def offices_with(column: Any, area: set[int] | None) -> list[tuple[int, str]]:
    """Return the agencies in `area` that `column` names in any row: (id, name), by name."""
    found = select(column).where(within(column, area))
    wanted = select(Agency.id, Agency.name).where(Agency.id.in_(found)).order_by(Agency.name, Agency.id)
    return [(ident, name) for ident, name in db.session.execute(wanted)]
