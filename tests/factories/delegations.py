"""Whom the chairman lets sign, for the stories."""

from datetime import datetime, timedelta
from typing import Any

from aid import clock
from aid.domain.delegations import DelegationForm
from aid.domain.roles import Action, Actor, Role
from aid.queries.users import actor_of
from aid.services import delegations, dossiers
from aid.services.delegations import DelegationValues
from aid.services.on_call import Place


def delegate(principal: Actor, deputy: Actor, **more: Any) -> int:
    """Let a deputy sign for a month from today, by a decision of the chairman."""
    today = clock.today()
    values: dict[str, Any] = {
        "form": DelegationForm.DEPUTY,
        "first_on": today,
        "last_on": today + timedelta(days=30),
        "document": "Quyết định số 12/QĐ-UBND về phân công công tác",
    }
    return delegations.enter(DelegationValues(deputy.user_id, **(values | more)), actor=principal)


def a_night_on_call(who: Actor, reviewer: Actor) -> None:
    """Today somebody takes the reviewer's place, and answers the telephone until tomorrow."""
    begins = clock.local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    for hours, place in ((24, Place(Role.REVIEWER, reviewer.user_id)), (48, None)):
        ends = begins + timedelta(hours=hours)
        delegations.put_on_call(who.user_id, begins, ends, "0912345678", place=place, actor=reviewer)


def coming_night() -> tuple[datetime, datetime]:
    """From 17:00 tomorrow to 07:00 the day after in Việt Nam, over midnight."""
    begins = clock.local(clock.now()).replace(hour=17, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return begins, begins + timedelta(hours=14)


def put_on_call(who: Actor, place: Place | None, night: tuple[datetime, datetime], *, by: Actor) -> int:
    """Let somebody take a place for a night."""
    return delegations.put_on_call(who.user_id, *night, "0912345678", place=place, actor=by)


def as_now(who: Actor) -> Actor:
    """The person as a page has it at this moment."""
    return actor_of(who.user_id)


def review_now(dossier_id: int, who: Actor) -> None:
    """Review a dossier as whoever this person is at this moment."""
    dossiers.review(dossier_id, actor=as_now(who).doing(Action.DOSSIER_REVIEW))
