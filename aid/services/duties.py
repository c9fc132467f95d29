"""Taking a duty on a dossier: the domain says no first, the key (dossier, user, duty) says no to a race."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid.domain.duties import Duty, check_duty, excluded_by
from aid.domain.roles import Actor
from aid.models.dossiers import DossierDuty


def take(session: Session, dossier_id: int, duty: Duty, *, actor: Actor) -> None:
    """Let the actor hold `duty` on a dossier, and bar the actor from every duty it excludes (design.md 4.5).

    Called inside the caller's transaction. Taking a duty one already holds changes nothing. Refusal
    `duty_excluded` where the actor holds an excluding duty; the constraint gives `duty_taken` where two requests
    of one person race.
    """
    known = {row.duty: row.held for row in duties_of(session, dossier_id, actor.user_id)}
    check_duty(duty, [held for held, is_held in known.items() if is_held])
    if known.get(duty):
        return
    # A barred row of the same duty would collide here: that is the database's own no.
    session.add(DossierDuty(dossier_id=dossier_id, user_id=actor.user_id, duty=duty, held=True))
    for other in sorted(excluded_by(duty) - known.keys()):
        session.add(DossierDuty(dossier_id=dossier_id, user_id=actor.user_id, duty=other, held=False))
    session.flush()


def duties_of(session: Session, dossier_id: int, user_id: int) -> list[DossierDuty]:
    """Return the duties one person holds on a dossier or is barred from."""
    wanted = select(DossierDuty).where(DossierDuty.dossier_id == dossier_id, DossierDuty.user_id == user_id)
    return list(session.scalars(wanted.order_by(DossierDuty.duty)))
