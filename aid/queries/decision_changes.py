"""Reading the later decisions of a decision: their way, the lines they take out, what must come back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import exists, select

from aid.domain.decision_changes import ChangeKind, Treatment
from aid.domain.dossiers import DossierState
from aid.domain.duties import Duty
from aid.domain.errors import Missing
from aid.domain.payouts import LIVE_STATES, PaymentState
from aid.extensions import db
from aid.models.decision_changes import ChangeDuty, ChangeLine, DecisionChange
from aid.models.decisions import Decision, DecisionLine
from aid.models.payouts import Payment
from aid.models.users import User
from aid.queries.areas import within
from aid.queries.named_steps import Named, named_of


class ChangeRow(NamedTuple):
    """One later decision of a decision; `full_number` is empty before it is issued."""

    id: int
    kind: ChangeKind
    state: DossierState
    reason: str
    full_number: str
    issued_on: date | None


class ChangeLineRow(NamedTuple):
    """One line that is taken out, in the unit of the decision; `payment_state` is None once called off or returned."""

    line_id: int
    beneficiary: str
    amount: int
    treatment: Treatment
    payment_state: PaymentState | None


class LineChoice(NamedTuple):
    """One line that may be taken out."""

    line_id: int
    beneficiary: str
    amount: int


@dataclass(frozen=True)
class ChangeView:
    """One later decision as its page shows it."""

    id: int
    version: int
    agency_id: int
    decision_id: int
    decision_number: str
    dossier_id: int
    unit: str
    kind: ChangeKind
    state: DossierState
    reason: str
    wording: str
    sent_back: str
    full_number: str
    issued_on: date | None
    verify_code: str
    content: dict[str, Any] | None
    pdf_sha256: str | None
    lines: Sequence[ChangeLineRow]
    duties: Sequence[tuple[Duty, int, str]]
    named: Mapping[Duty, Named]

    def held_by(self, user_id: int) -> Collection[Duty]:
        """Return the duties one person holds on it."""
        return [duty for duty, holder, _name in self.duties if holder == user_id]

    @property
    def called_off(self) -> int:
        """What is not paid any more."""
        return sum(line.amount for line in self.lines if line.treatment is Treatment.CANCEL)

    @property
    def to_return(self) -> int:
        """What was paid and has to come back."""
        return sum(line.amount for line in self.lines if line.treatment is Treatment.RECOVER)

    @property
    def still_out(self) -> int:
        """What of it has not come back yet."""
        owed = (line for line in self.lines if line.treatment is Treatment.RECOVER)
        return sum(line.amount for line in owed if line.payment_state is PaymentState.PAID)


def of_decision(decision_id: int) -> Sequence[ChangeRow]:
    """Return the later decisions of a decision, the first begun first."""
    wanted = (
        select(
            DecisionChange.id, DecisionChange.kind, DecisionChange.state, DecisionChange.reason,
            DecisionChange.full_number, DecisionChange.issued_on,
        )
        .where(DecisionChange.decision_id == decision_id)
        .order_by(DecisionChange.id)
    )  # fmt: skip
    return [ChangeRow._make(row) for row in db.session.execute(wanted)]


def shown(change_id: int, *, area: set[int] | None) -> ChangeView:
    """Return one later decision of the agencies in `area`; Missing where there is none."""
    wanted = (
        select(DecisionChange, Decision)
        .join(Decision, Decision.id == DecisionChange.decision_id)
        .where(DecisionChange.id == change_id, within(DecisionChange.agency_id, area))
        .execution_options(populate_existing=True)
    )
    found = db.session.execute(wanted).one_or_none()
    if found is None:
        raise Missing(f"Change {change_id}")
    change, decision = found
    same = "id version agency_id decision_id kind state reason wording sent_back full_number issued_on content"
    return ChangeView(
        **{name: getattr(change, name) for name in f"{same} pdf_sha256".split()},
        decision_number=decision.full_number,
        dossier_id=decision.dossier_id,
        unit=decision.unit,
        verify_code=change.verify_code or "",
        lines=_lines(change.id),
        duties=_duties(change.id),
        named=named_of(change),
    )


def choices(decision_id: int) -> Sequence[LineChoice]:
    """Return the lines of a decision that no issued change has taken out."""
    gone = exists().where(
        ChangeLine.line_id == DecisionLine.id,
        ChangeLine.change_id == DecisionChange.id,
        DecisionChange.state == DossierState.ISSUED,
    )
    wanted = (
        select(DecisionLine.id, DecisionLine.beneficiary, DecisionLine.amount)
        .where(DecisionLine.decision_id == decision_id, ~gone)
        .order_by(DecisionLine.position)
    )
    return [LineChoice._make(row) for row in db.session.execute(wanted)]


def _lines(change_id: int) -> list[ChangeLineRow]:
    wanted = (
        select(ChangeLine.line_id, DecisionLine.beneficiary, ChangeLine.amount, ChangeLine.treatment, Payment.state)
        .join(DecisionLine, DecisionLine.id == ChangeLine.line_id)
        .outerjoin(Payment, (Payment.decision_line_id == ChangeLine.line_id) & Payment.state.in_(LIVE_STATES))
        .where(ChangeLine.change_id == change_id)
        .order_by(DecisionLine.position)
    )
    return [ChangeLineRow._make(row) for row in db.session.execute(wanted)]


def _duties(change_id: int) -> list[tuple[Duty, int, str]]:
    wanted = (
        select(ChangeDuty.duty, ChangeDuty.user_id, User.full_name)
        .join(User, User.id == ChangeDuty.user_id)
        .where(ChangeDuty.change_id == change_id, ChangeDuty.held)
    )
    order = list(Duty)
    rows = [(duty, user_id, name) for duty, user_id, name in db.session.execute(wanted)]
    return sorted(rows, key=lambda row: order.index(row[0]))
