"""Taking the decisions of an older database into the register of outgoing documents, once, with an event."""

from sqlalchemy import Connection, exists, select
from sqlalchemy.orm import Session

from aid.domain.agencies import NumberSource
from aid.domain.decisions import content_from_data
from aid.domain.outgoing import DocumentKind, EntryState, SigningOrder
from aid.models.decisions import Decision
from aid.models.outgoing import OutgoingDocument
from aid.services import trail
from aid.services.numbers_ahead import enter_decision

_AT_ONCE = 500


def take_in(session: Session) -> int:
    """Write every decision that has no row into the register and return how many; twice does nothing more."""
    missing = ~exists().where(OutgoingDocument.decision_id == Decision.id)
    taken = 0
    while rows := session.scalars(select(Decision).where(missing).order_by(Decision.id).limit(_AT_ONCE)).all():
        for decision in rows:
            session.add(_entry(decision))
        session.flush()
        taken += len(rows)
        trail.record(session, None, "document:taken_in", rows[-1], after={"count": len(rows)})
    return taken


def take_in_with(connection: Connection) -> int:
    """Do so inside the transaction the migrations hold open on `connection`, which they commit."""
    with Session(connection) as session:
        taken = take_in(session)
        trail.seal(session)
    return taken


def _entry(decision: Decision) -> OutgoingDocument:
    """The book is that of the decision: before there were rules, every symbol had its own run."""
    content = content_from_data(decision.content)
    entry = OutgoingDocument(
        agency_id=decision.agency_id,
        year=decision.year,
        book=decision.book,
        number=decision.number,
        entered=decision.agency.number_source is NumberSource.ENTERED,
        symbol=content.symbol,
        full_number=decision.full_number,
        kind=DocumentKind.DECISION,
        day=decision.issued_on,
        signing_order=SigningOrder.PAPER,
        state=EntryState.ISSUED,
        dossier_id=decision.dossier_id,
        created_at=decision.created_at,
        created_by=decision.created_by,
    )
    enter_decision(entry, decision.id, content)
    return entry
