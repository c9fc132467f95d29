"""The dossiers that wait for one step of one person, as the page that takes many at once shows them."""

from collections.abc import Sequence

from sqlalchemy import select

from aid.domain.approval_routes import Approval
from aid.domain.dossiers import DossierState
from aid.domain.duties import Duty
from aid.domain.roles import Actor
from aid.extensions import db
from aid.models.dossiers import Dossier
from aid.queries.approvals import agreed_by, waits_for
from aid.queries.dossier_views import DossierView
from aid.queries.dossiers import shown
from aid.queries.duty_rules import may_take
from aid.queries.named_steps import falls_to

MOST = 100


def waiting(
    actor: Actor, state: DossierState, duty: Duty | None, approval: Approval | None = None
) -> Sequence[DossierView]:
    """Return up to a hundred dossiers of the actor's office that wait in `state`, due first.

    Those on which the actor is barred from `duty`, or whose route names somebody else for it or whose second
    signer the actor was, are left out.
    With an approval only those whose route asks the actor for it.
    """
    wanted = select(Dossier.id).where(Dossier.agency_id == actor.agency_id, Dossier.state == state)
    if duty is not None:
        wanted = wanted.where(may_take(actor, duty, dossier_id=Dossier.id, agency_id=Dossier.agency_id))
    if approval is not None:
        wanted = wanted.where(waits_for(actor, approval))
    elif duty is not None:
        wanted = wanted.where(falls_to(actor, duty), ~agreed_by(actor))
    ids = db.session.scalars(wanted.order_by(Dossier.due_on.is_(None), Dossier.due_on, Dossier.id).limit(MOST))
    return [shown(dossier_id, area={actor.agency_id}) for dossier_id in ids.all()]
