"""What of an incident is still open in the office that deals with it: cases, dossiers and payments.

The dossiers and payments of the front and the Red Cross are told beside; nothing of the office waits for them.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from aid.domain.cases import CaseState
from aid.domain.dossiers import OPEN_STATES
from aid.domain.payouts import UNPAID_STATES
from aid.extensions import db
from aid.models.cases import Case
from aid.models.decisions import Decision, DecisionLine
from aid.models.dossiers import Dossier
from aid.models.incidents import Incident
from aid.models.payouts import Payment

_OPEN_CASES = (CaseState.RECORDING, CaseState.ASSESSED)
_MOST_NAMED = 5


@dataclass(frozen=True)
class OpenWork:
    """How much is open, the codes of the first few, and the dossiers and payments of `others`."""

    cases: int
    dossiers: int
    payments: int
    named: tuple[str, ...]
    others: int = 0

    @property
    def any(self) -> bool:
        """Say whether anything is open."""
        return bool(self.cases or self.dossiers or self.payments)


def open_work_of(incident_id: int) -> OpenWork:
    """Return what keeps an incident from being closed: cases first, then dossiers, then payments not yet settled."""
    cases = (Case.incident_id == incident_id) & Case.state.in_(_OPEN_CASES)
    own = Dossier.agency_id == select(Incident.agency_id).where(Incident.id == incident_id).scalar_subquery()
    of_incident = (Dossier.incident_id == incident_id) & Dossier.state.in_(OPEN_STATES)
    dossiers = of_incident & own
    unpaid = (
        select(func.count(Payment.id))
        .join(DecisionLine, Payment.decision_line_id == DecisionLine.id)
        .join(Decision, DecisionLine.decision_id == Decision.id)
        .join(Dossier, Decision.dossier_id == Dossier.id)
        .where(Dossier.incident_id == incident_id, Payment.state.in_(UNPAID_STATES))
    )
    open_cases = _count(select(func.count(Case.id)).where(cases))
    open_dossiers = _count(select(func.count(Dossier.id)).where(dossiers))
    named = (*_codes(Case, cases), *_codes(Dossier, dossiers)) if open_cases or open_dossiers else ()
    others = _count(select(func.count(Dossier.id)).where(of_incident, ~own)) + _count(unpaid.where(~own))
    return OpenWork(open_cases, open_dossiers, _count(unpaid.where(own)), named[:_MOST_NAMED], others)


def _count(wanted: Select[Any]) -> int:
    return db.session.scalar(wanted) or 0


def _codes(kind: type[Case] | type[Dossier], which: ColumnElement[bool]) -> tuple[str, ...]:
    return tuple(db.session.scalars(select(kind.code).where(which).order_by(kind.id).limit(_MOST_NAMED)))
