"""By when something must be decided for a case: the earliest due day of its undecided lines."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from aid.models.cases import Case
from aid.models.decisions import DecisionLine
from aid.models.entitlements import Entitlement


def recount_due(session: Session, case: Case) -> None:
    """Set the case's due day from its live lines without a decision; None where no clock runs.

    Called inside the caller's transaction, after lines or decisions of the case have changed.
    """
    session.flush()
    decided = select(DecisionLine.id).where(DecisionLine.entitlement_id == Entitlement.id).exists()
    case.due_on = session.scalar(
        select(func.min(Entitlement.due_on)).where(
            Entitlement.case_id == case.id, Entitlement.superseded_at.is_(None), ~decided
        )
    )
