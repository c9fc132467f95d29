"""Writing down what is to be mended when a dossier goes back, inside the step that returns it."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.names import clean
from aid.domain.return_marks import Mark, check_marks
from aid.domain.roles import Actor
from aid.models.dossiers import Dossier
from aid.models.events import Event
from aid.models.return_marks import ReturnMark
from aid.services.dossier_lines import live_lines


def write_marks(session: Session, dossier: Dossier, marks: Sequence[Mark], *, actor: Actor) -> None:
    """Keep the marks of the return that the caller is about to record. Refusals of `check_marks`."""
    check_marks(marks, [line.entitlement_id for line in live_lines(session, dossier.id)])
    returned = select(func.count(Event.seq)).where(
        Event.subject == "dossiers", Event.subject_id == dossier.id, Event.action == "dossier:returned"
    )
    number = 1 + (session.scalar(returned) or 0)
    session.add_all(
        ReturnMark(
            dossier_id=dossier.id,
            round=number,
            entitlement_id=mark.entitlement_id,
            field=mark.field,
            note=clean(mark.note),
            created_at=clock.now(),
            created_by=actor.user_id,
        )
        for mark in marks
    )
