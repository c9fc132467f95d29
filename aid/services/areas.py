"""Loading a row for a step: it must lie in the actor's own agency, or there is nothing there."""

from typing import Any, TypeVar

from sqlalchemy.orm import Session

from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Action, Actor
from aid.queries.areas import helped_by
from aid.services.transaction import load_for_update

Row = TypeVar("Row")


def own_for_update(session: Session, kind: type[Row], ident: Any, *, actor: Actor) -> Row:
    """Lock and reload a row with an `agency_id` of the actor's agency; Missing where it is another's."""
    row = load_for_update(session, kind, ident)
    if getattr(row, "agency_id", None) != actor.agency_id:
        raise Missing(f"{kind.__name__} {ident}")
    return row


def helped_for_update(session: Session, kind: type[Row], ident: Any, *, actor: Actor) -> Row:
    """Lock and reload a row of an agency whose incidents the actor's agency may pay for; Missing where it is another's.

    A fund manager takes lines of the ward's cases into its own dossiers; it changes nothing of the row itself.
    """
    row = load_for_update(session, kind, ident)
    if getattr(row, "agency_id", None) not in helped_by(actor.agency_id):
        raise Missing(f"{kind.__name__} {ident}")
    return row


def check_may(actor: Actor, action: Action) -> None:
    """Refuse an action none of the actor's roles opens, also when no page asked first.

    A page answers 403 before through `aid.web.security.allow`; a command or job gets Refusal `action_not_allowed`.
    """
    if not actor.may(action):
        raise Refusal("action_not_allowed", action=action)
