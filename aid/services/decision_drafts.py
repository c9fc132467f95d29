"""The paper before it is decided: the same content as the decision will have, without number, day and code."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.decisions import DecisionContent
from aid.domain.errors import Missing
from aid.domain.roles import Action, Actor, Role
from aid.extensions import db
from aid.models.dossiers import Dossier
from aid.models.users import User, UserRole
from aid.queries.areas import visible_agencies
from aid.services.areas import check_may
from aid.services.decision_content import Given, compose
from aid.services.dossier_lines import live_lines
from aid.services.signers import scope_of, signers_on


def draft(dossier_id: int, *, actor: Actor) -> DecisionContent | None:
    """Return what the decision of a dossier would say; None while it has no line or nobody could sign it.

    Nothing is written. Refusal `action_not_allowed`; Missing outside the actor's area.
    """
    check_may(actor, Action.DOSSIER_SEE)
    session = db.session()
    dossier = session.get(Dossier, dossier_id)
    area = visible_agencies(actor)
    if dossier is None or (area is not None and dossier.agency_id not in area):
        raise Missing(f"Dossier {dossier_id}")
    signer = _signer(session, dossier, actor)
    if signer is None or not live_lines(session, dossier.id):
        return None
    return compose(session, dossier, Given(), signer=signer)


def _signer(session: Session, dossier: Dossier, actor: Actor) -> User | None:
    """Who signed, else the reader who may sign today, else who signs for the office, else the first who could."""
    if dossier.signed_by is not None:
        return session.get_one(User, dossier.signed_by)
    today = signers_on(session, dossier.agency_id, clock.today(), scope_of(dossier))
    mine = [one.user for one in today if one.user.id == actor.user_id]
    may_sign = (
        select(User)
        .join(UserRole, UserRole.user_id == User.id)
        .where(
            User.agency_id == dossier.agency_id,
            UserRole.role == Role.APPROVER,
            User.signing_form.is_not(None),
            User.disabled_at.is_(None),
        )
        .order_by(User.id)
    )
    return next(iter([*mine, *(one.user for one in today)]), None) or session.scalars(may_sign).first()
