"""Which issued decisions of the electronic order still wait for a digital signature; a paper one waits for none."""

from sqlalchemy import ColumnElement, exists, select

from aid.domain.outgoing import SigningOrder
from aid.domain.signatures import Part, parts_missing
from aid.extensions import db
from aid.models.decision_changes import DecisionChange
from aid.models.decisions import Decision
from aid.models.outgoing import OutgoingDocument
from aid.models.signatures import DecisionFile, SignedFile


def unsigned_parts(decision_id: int) -> tuple[Part, ...]:
    """Return whose digital signatures a decision waits for before it counts; none where it is signed by hand."""
    wanted = select(OutgoingDocument.signing_order).where(OutgoingDocument.decision_id == decision_id)
    order = db.session.scalar(wanted) or SigningOrder.PAPER
    done = db.session.scalars(select(DecisionFile.part).where(DecisionFile.decision_id == decision_id))
    return parts_missing(order, set(done))


def unsigned_parts_of_change(change_id: int) -> tuple[Part, ...]:
    """Return the same for a decision that changes another."""
    wanted = select(OutgoingDocument.signing_order).join(DecisionChange, DecisionChange.entry_id == OutgoingDocument.id)
    order = db.session.scalar(wanted.where(DecisionChange.id == change_id)) or SigningOrder.PAPER
    done = db.session.scalars(select(SignedFile.part).where(SignedFile.change_id == change_id))
    return parts_missing(order, set(done))


def is_electronic() -> ColumnElement[bool]:
    """Return the condition that a decision of the statement is signed in the electronic order."""
    electronic = OutgoingDocument.signing_order == SigningOrder.ELECTRONIC
    return exists().where(OutgoingDocument.decision_id == Decision.id, electronic).correlate(Decision)


def has_signed(part: Part) -> ColumnElement[bool]:
    """Return the condition that a decision of the statement bears one of the two digital signatures."""
    return exists().where(DecisionFile.decision_id == Decision.id, DecisionFile.part == part).correlate(Decision)


def is_unsigned() -> ColumnElement[bool]:
    """Return the condition that a decision of the statement waits for a signature; the agency's is the last."""
    return is_electronic() & ~has_signed(Part.AGENCY)
