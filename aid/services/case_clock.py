"""By when the ward must decide something for a case: the earliest due day of its own undecided lines.

What only the front or the Red Cross can pay has its clock too, but the ward's case does not wait for it.
"""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from aid.models.cases import Case
from aid.models.decisions import DecisionLine
from aid.models.entitlements import Entitlement
from aid.queries.payers import waiting_for_others


def recount_due(session: Session, cases: Iterable[Case]) -> None:
    """Set each case's due day from its live lines without a decision; None where no clock runs. One query for all.

    Called inside the caller's transaction, after lines or decisions of the cases have changed.
    """
    session.flush()
    by_id = {case.id: case for case in cases}
    decided = select(DecisionLine.id).where(DecisionLine.entitlement_id == Entitlement.id).exists()
    undecided = (Entitlement.case_id.in_(by_id), Entitlement.superseded_at.is_(None), ~decided, ~waiting_for_others())
    wanted = select(Entitlement.case_id, func.min(Entitlement.due_on)).where(*undecided)
    earliest = {case_id: due for case_id, due in session.execute(wanted.group_by(Entitlement.case_id))}
    for case in by_id.values():
        case.due_on = earliest.get(case.id)


def recount_due_after(session: Session, decision_id: int) -> None:
    """Do so for every case with a line in a decision that has just been issued; the rows are locked in order."""
    session.flush()
    decided = (
        select(Entitlement.case_id)
        .join(DecisionLine, DecisionLine.entitlement_id == Entitlement.id)
        .where(DecisionLine.decision_id == decision_id)
    )
    wanted = select(Case).where(Case.id.in_(decided)).order_by(Case.id).with_for_update()
    recount_due(session, session.scalars(wanted.execution_options(populate_existing=True)).all())
