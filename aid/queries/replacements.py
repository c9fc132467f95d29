"""Reading what a dossier replaces: the earlier decision, what becomes of each of its lines, what is granted anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from aid.domain.dossiers import DossierState
from aid.domain.payouts import LIVE_STATES, PaymentState
from aid.domain.replacements import LineReplaced, Replaced
from aid.extensions import db
from aid.models.decision_changes import ChangeLine, DecisionChange
from aid.models.decisions import Decision, DecisionLine
from aid.models.dossiers import Dossier, DossierLine
from aid.models.payouts import Payment
from aid.models.replacements import Regrant, ReplacedLine, Replacement


class ReplacedRow(NamedTuple):
    """One line of the replaced decision; `anew` is what its dossier grants for it, in the same unit."""

    line_id: int
    beneficiary: str
    amount: int
    treatment: Replaced
    anew: int
    payment_state: PaymentState | None

    def as_line(self) -> LineReplaced:
        """Return it as the paper words it."""
        return LineReplaced(self.beneficiary, self.amount, self.treatment, self.anew)


@dataclass(frozen=True)
class ReplacementView:
    """What a dossier replaces; sums in the unit of its fund."""

    dossier_id: int
    decision_id: int
    number: str
    reason: str
    lines: Sequence[ReplacedRow]

    @property
    def freed(self) -> int:
        """What its issue gives back to the fund before it reserves its own total."""
        return sum(line.amount for line in self.lines if line.treatment is Replaced.CANCEL)

    @property
    def still_out(self) -> int:
        """What has to come back and has not."""
        owed = (line for line in self.lines if line.treatment is Replaced.RECOVER)
        return sum(line.amount for line in owed if line.payment_state is PaymentState.PAID)


class ReplacementRow(NamedTuple):
    """A dossier that replaces a decision, and its own decision once issued."""

    dossier_id: int
    code: str
    state: DossierState
    reason: str
    decision_id: int | None
    full_number: str


class Choice(NamedTuple):
    """A line of a decision that was paid and may be named to be returned."""

    line_id: int
    beneficiary: str
    amount: int


def of_dossier(dossier_id: int) -> ReplacementView | None:
    """Return what a dossier replaces, None where it is an ordinary one."""
    row = db.session.execute(
        select(Replacement.decision_id, Decision.full_number, Replacement.reason)
        .join(Decision, Decision.id == Replacement.decision_id)
        .where(Replacement.dossier_id == dossier_id)
    ).one_or_none()
    return ReplacementView(dossier_id, *row, lines=_lines(dossier_id)) if row else None


def of_decision(decision_id: int) -> Sequence[ReplacementRow]:
    """Return the dossiers begun to replace a decision, the first begun first."""
    wanted = (
        select(Dossier.id, Dossier.code, Dossier.state, Replacement.reason, Decision.id, Decision.full_number)
        .join(Replacement, Replacement.dossier_id == Dossier.id)
        .outerjoin(Decision, Decision.dossier_id == Dossier.id)
        .where(Replacement.decision_id == decision_id)
        .order_by(Dossier.id)
    )
    return [ReplacementRow._make(row) for row in db.session.execute(wanted)]


def paid_lines(decision_id: int) -> Sequence[Choice]:
    """Return the standing lines of a decision that were paid."""
    wanted = (
        select(DecisionLine.id, DecisionLine.beneficiary, DecisionLine.amount)
        .join(Payment, Payment.decision_line_id == DecisionLine.id)
        .where(DecisionLine.decision_id == decision_id, Payment.state == PaymentState.PAID)
        .where(DecisionLine.id.not_in(_withdrawn(decision_id)))
        .order_by(DecisionLine.position)
    )
    return [Choice._make(row) for row in db.session.execute(wanted)]


def waiting_ids(dossier_id: int) -> set[int]:
    """Return the entitlements of a dossier that come to life when its decision is issued."""
    return set(db.session.scalars(select(Regrant.entitlement_id).where(Regrant.dossier_id == dossier_id)))


def freed_by(dossier_id: int) -> int:
    """Return what a dossier's issue gives back to its fund, 0 for an ordinary one."""
    wanted = select(func.sum(ReplacedLine.amount)).where(
        ReplacedLine.dossier_id == dossier_id, ReplacedLine.treatment == Replaced.CANCEL
    )
    return int(db.session.scalar(wanted) or 0)


def _withdrawn(decision_id: int) -> Select[Any]:
    gone = select(ChangeLine.line_id).join(DecisionChange, DecisionChange.id == ChangeLine.change_id)
    return gone.where(DecisionChange.decision_id == decision_id, DecisionChange.state == DossierState.ISSUED)


def _lines(dossier_id: int) -> list[ReplacedRow]:
    anew = (
        select(func.sum(DossierLine.amount))
        .join(Regrant, Regrant.entitlement_id == DossierLine.entitlement_id)
        .where(DossierLine.dossier_id == dossier_id, DossierLine.live, Regrant.dossier_id == dossier_id)
        .where(Regrant.line_id == ReplacedLine.line_id)
        .correlate(ReplacedLine)
        .scalar_subquery()
    )
    wanted = (
        select(
            ReplacedLine.line_id, DecisionLine.beneficiary, ReplacedLine.amount, ReplacedLine.treatment,
            func.coalesce(anew, 0), Payment.state,
        )
        .join(DecisionLine, DecisionLine.id == ReplacedLine.line_id)
        .outerjoin(Payment, (Payment.decision_line_id == DecisionLine.id) & Payment.state.in_(LIVE_STATES))
        .where(ReplacedLine.dossier_id == dossier_id)
        .order_by(DecisionLine.position)
    )  # fmt: skip
    return [ReplacedRow._make(row) for row in db.session.execute(wanted)]
