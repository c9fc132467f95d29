"""Reading whose steps somebody on call may take now, and in whose place."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from aid import clock
from aid.domain.on_call import Turn
from aid.domain.roles import Role, StandIn
from aid.extensions import db
from aid.models.delegations import TurnRole
from aid.models.users import User
from aid.queries.areas import within

PRINCIPAL = aliased(User)
COLUMNS: tuple[Any, ...] = (
    TurnRole.role.label("turn_role"),
    TurnRole.for_id.label("turn_for"),
    PRINCIPAL.full_name.label("turn_for_name"),
    TurnRole.ends_at.label("turn_until"),
)


class OnDuty(NamedTuple):
    """Somebody on call who has a role now, and in whose place."""

    name: str
    for_name: str
    for_id: int


def runs(at: datetime) -> ColumnElement[bool]:
    """Return the condition that a turn with a role runs at an instant; its end is already outside."""
    return (TurnRole.begins_at <= at) & (TurnRole.ends_at > at)


def stand_ins(rows: Iterable[Any]) -> tuple[StandIn, ...]:
    """Return the turns among rows that carry COLUMNS, each once."""
    found = {
        StandIn(row.turn_role, row.turn_for, row.turn_for_name, row.turn_until)
        for row in rows
        if row.turn_role is not None
    }
    return tuple(sorted(found))


def running(user_id: int) -> tuple[StandIn, ...]:
    """Return the turns with a role that somebody has now."""
    wanted = select(*COLUMNS).join(PRINCIPAL, PRINCIPAL.id == TurnRole.for_id)
    return stand_ins(db.session.execute(wanted.where(TurnRole.user_id == user_id, runs(clock.now()))))


def on_duty(area: set[int] | None) -> Mapping[tuple[int, Role], Sequence[OnDuty]]:
    """Return who stands in now, by office and role."""
    wanted = (
        select(
            TurnRole.agency_id, TurnRole.role, User.full_name, PRINCIPAL.full_name.label("for_name"), TurnRole.for_id
        )
        .join(User, User.id == TurnRole.user_id)
        .join(PRINCIPAL, PRINCIPAL.id == TurnRole.for_id)
        .where(runs(clock.now()), within(TurnRole.agency_id, area), User.disabled_at.is_(None))
        .order_by(User.sort_key, User.id)
    )
    found: dict[tuple[int, Role], list[OnDuty]] = defaultdict(list)
    for row in db.session.execute(wanted):
        found[row.agency_id, row.role].append(OnDuty(row.full_name, row.for_name, row.for_id))
    return found


def taking_the_place_of(user_id: int) -> set[int]:
    """Return who is on call in somebody's place now, whatever the role."""
    turn = (TurnRole.for_id == user_id) & runs(clock.now())
    return set(db.session.scalars(select(TurnRole.user_id).where(turn)))


def standing_in_for(user_id: int, role: Role) -> set[int]:
    """Return who takes a role in somebody's place now."""
    turn = (TurnRole.for_id == user_id) & (TurnRole.role == role) & runs(clock.now())
    return set(db.session.scalars(select(TurnRole.user_id).where(turn)))


def turns_of(user_id: int) -> list[Turn]:
    """Return every turn of a person that carries a role, as the rules read it."""
    rows = db.session.scalars(select(TurnRole).where(TurnRole.user_id == user_id).order_by(TurnRole.on_call_id))
    return [Turn(row.user_id, row.for_id, row.role, row.begins_at, row.ends_at) for row in rows]
