"""What goes by a route: a dossier, or a change of an issued decision; its households, its policy and its sum."""

from typing import Any

from sqlalchemy import ColumnElement, exists, func, select

from aid.domain.approval_routes import Sum
from aid.domain.decision_changes import sum_of_change
from aid.domain.dossiers import DossierState
from aid.extensions import db
from aid.models.approval_routes import DossierApproval
from aid.models.decision_changes import ChangeLine, DecisionChange
from aid.models.decisions import DecisionLine
from aid.models.dossiers import Dossier

Routed = Dossier | DecisionChange
Table = type[Dossier] | type[DecisionChange]


def home_of(subject: Routed) -> Dossier:
    """Return the dossier whose households, policy and fund it is about: a change is about those of its decision."""
    return subject if isinstance(subject, Dossier) else subject.decision.dossier


def sum_of(subject: Routed) -> Sum:
    """Return the sum by which it goes: of an amendment what it leaves, of a revocation all that was decided."""
    if isinstance(subject, Dossier):
        return Sum(subject.total, subject.fund.unit)
    out = sum(line.amount for line in subject.lines)
    decision = subject.decision
    return Sum(sum_of_change(subject.kind, decided=decision.total, left=_standing(subject) - out), decision.unit)


def in_dong(subject: Routed) -> int | None:
    """Return its sum in đồng, None where it gives goods."""
    asked = sum_of(subject)
    return asked.total if asked.unit == "VND" else None


def asked_of(subject: Routed | Table) -> ColumnElement[bool]:
    """Return the condition that an approval was asked of this dossier or change, or of the one that a list reads."""
    row, ident = DossierApproval, subject.id
    condition: ColumnElement[bool] = (row.dossier_id == ident) & row.change_id.is_(None)
    if subject is DecisionChange or isinstance(subject, DecisionChange):
        condition = row.change_id == ident
    return condition


def _standing(change: DecisionChange) -> int:
    """Return what of the decision no other issued change has taken out."""
    gone: Any = exists().where(
        ChangeLine.line_id == DecisionLine.id, ChangeLine.change_id == DecisionChange.id,
        DecisionChange.state == DossierState.ISSUED, DecisionChange.id != change.id,
    )  # fmt: skip
    stands = (DecisionLine.decision_id == change.decision_id) & ~gone
    return int(db.session.scalar(select(func.sum(DecisionLine.amount)).where(stands)) or 0)
