"""All the help one household got or is about to get, from every source and in every incident."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from aid.domain.payouts import PaymentState
from aid.extensions import db
from aid.models.cases import Case
from aid.models.decisions import Decision, DecisionLine
from aid.models.dossiers import Dossier
from aid.models.entitlements import Entitlement
from aid.models.funds import Fund
from aid.models.payouts import Payment

_OVER = (PaymentState.CANCELLED, PaymentState.RETURNED)


class HelpRow(NamedTuple):
    """One decided line: what, by which decision, from which fund, how much in which unit, and whether it is paid."""

    case_id: int
    case_code: str
    title: str
    beneficiary: str
    decision_id: int
    decision: str
    issued_on: date
    fund: str
    amount: int
    unit: str
    state: PaymentState | None
    paid_on: date | None


class Help(NamedTuple):
    """The lines in the order of the decisions, and their sums in đồng."""

    rows: Sequence[HelpRow]
    decided: int
    paid: int


def help_of(household_id: int) -> Help:
    """Return every decided line of a household's cases; one query. The caller may see the household."""
    wanted = (
        select(
            Case.id,
            Case.code,
            Entitlement.title,
            DecisionLine.beneficiary,
            Decision.id,
            Decision.full_number,
            Decision.issued_on,
            Fund.name,
            DecisionLine.amount,
            Decision.unit,
            Payment.state,
            Payment.paid_on,
        )
        .join(Entitlement, Entitlement.case_id == Case.id)
        .join(DecisionLine, DecisionLine.entitlement_id == Entitlement.id)
        .join(Decision, Decision.id == DecisionLine.decision_id)
        .join(Dossier, Dossier.id == Decision.dossier_id)
        .join(Fund, Fund.id == Dossier.fund_id)
        .outerjoin(Payment, (Payment.decision_line_id == DecisionLine.id) & Payment.state.not_in(_OVER))
        .where(Case.household_id == household_id)
        .order_by(Decision.issued_on, DecisionLine.id)
    )
    rows = [HelpRow._make(row) for row in db.session.execute(wanted)]
    money = [row for row in rows if row.unit == "VND"]
    paid = sum(row.amount for row in money if row.state is PaymentState.PAID)
    return Help(rows, decided=sum(row.amount for row in money), paid=paid)
