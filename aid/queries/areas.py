"""Whose rows an actor may read: the own agency and those it succeeded, or all of them."""

from typing import Any

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import aliased

from aid.domain.roles import Actor
from aid.extensions import db
from aid.models.users import Agency


def visible_agencies(actor: Actor) -> set[int] | None:
    """Return the ids of the agencies whose rows the actor may read; None stands for every agency.

    That is the own agency and, however many reforms lie between, those whose successor it is.
    """
    if actor.sees_every_agency:
        return None
    own = select(Agency.id).where(Agency.id == actor.agency_id).cte("own", recursive=True)
    earlier = aliased(Agency)
    area = own.union(select(earlier.id).join(own, earlier.successor_id == own.c.id))
    return set(db.session.scalars(select(area.c.id)))


def within(column: Any, agencies: set[int] | None) -> ColumnElement[bool]:
    """Return the condition that a row's agency is one of `visible_agencies`."""
    return true() if agencies is None else column.in_(sorted(agencies))
