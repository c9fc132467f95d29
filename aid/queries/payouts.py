"""Reading payouts: the list, one payout with its payments, and what of a decision is still to be paid.

Every amount is in the unit of the fund (whole đồng, whole kilograms).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from aid.domain.dossiers import DecisionState
from aid.domain.errors import Missing
from aid.domain.payouts import PaymentState, PayMethod
from aid.extensions import db
from aid.models.decisions import Decision
from aid.models.dossiers import Dossier
from aid.models.funds import Fund
from aid.models.payouts import Payment, Payout
from aid.models.users import Agency, User
from aid.queries.areas import within
from aid.queries.payments import PaymentRow, payments_of

_S = PaymentState
# A payout is where its least advanced payment is; one whose payments all left it was sent back.
_EARLIEST_FIRST = (_S.PREPARED, _S.APPROVED, _S.SENT, _S.FAILED, _S.HELD, _S.PAID, _S.RETURNED, _S.CANCELLED)


@dataclass(frozen=True)
class PayoutFilter:
    """What the list of payouts is narrowed to; nothing given is everything."""

    q: str = ""
    state: str | None = None
    method: str | None = None
    fund_id: int | None = None


class PayoutRow(NamedTuple):
    """One line of the list; `state` is that of its least advanced payment, None where all were sent back."""

    id: int
    code: str
    decision_id: int
    decision: str
    fund_id: int
    fund: str
    unit: str
    method: PayMethod
    created_at: datetime
    lines: int
    total: int
    state: PaymentState | None


class PayoutList(NamedTuple):
    """One page of the list and how many there are in all."""

    rows: Sequence[PayoutRow]
    total: int


@dataclass(frozen=True)
class PayoutView:
    """One payout as its page shows it, with both sides: the decision it pays and the fund it draws on."""

    id: int
    code: str
    agency_id: int
    agency: str
    decision_id: int
    decision: str
    decision_day: date
    decision_state: DecisionState
    decision_total: int
    dossier_id: int
    title: str
    fund_id: int
    fund: str
    fund_code: str
    unit: str
    available: int
    reserved: int
    method: PayMethod
    prepared_at: datetime
    prepared_by: str
    approved_at: datetime | None
    approved_by: str
    payments: Sequence[PaymentRow]

    @property
    def total(self) -> int:
        """The sum of the payments that are in this payout and were not given up."""
        return sum(row.amount for row in self.payments if row.state != _S.CANCELLED)

    @property
    def state(self) -> PaymentState | None:
        """The state of the least advanced payment, None where all were sent back."""
        return least_advanced({row.state for row in self.payments})

    def in_state(self, state: PaymentState) -> list[PaymentRow]:
        """The payments in one state."""
        return [row for row in self.payments if row.state == state]


def least_advanced(states: set[PaymentState]) -> PaymentState | None:
    """Return the state that says where a payout stands."""
    return next((state for state in _EARLIEST_FIRST if state in states), None)


def listed(wanted: PayoutFilter, *, area: set[int] | None, limit: int = 50, offset: int = 0) -> PayoutList:
    """Return one page of the payouts of the agencies in `area` (None: all), the latest first; two queries."""
    which = _which(wanted, area)
    rank = func.min(case({state: n for n, state in enumerate(_EARLIEST_FIRST)}, value=Payment.state))
    in_it = func.sum(case((Payment.state == _S.CANCELLED, 0), else_=Payment.amount))
    columns = (
        Payout.id,
        Payout.code,
        Payout.decision_id,
        Decision.full_number,
        Payout.fund_id,
        Fund.name,
        Fund.unit,
        Payout.method,
        Payout.created_at,
    )
    rows = db.session.execute(
        select(*columns, func.count(Payment.id), func.coalesce(in_it, 0), rank)
        .join(Decision, Payout.decision_id == Decision.id)
        .join(Fund, Payout.fund_id == Fund.id)
        .outerjoin(Payment, Payment.payout_id == Payout.id)
        .where(*which)
        .group_by(*columns)
        .order_by(Payout.id.desc())
        .limit(limit)
        .offset(offset)
    )
    total = db.session.scalar(
        select(func.count(Payout.id)).join(Decision, Payout.decision_id == Decision.id).where(*which)
    )
    return PayoutList([_row(*row) for row in rows], total or 0)


def _row(*row: Any) -> PayoutRow:
    *values, total, rank = row
    return PayoutRow._make((*values, int(total), None if rank is None else _EARLIEST_FIRST[rank]))


def shown(payout_id: int, *, area: set[int] | None) -> PayoutView:
    """Return one payout with all its payments; Missing outside the area; two queries."""
    maker, approver = aliased(User), aliased(User)
    row = db.session.execute(
        select(Payout, Decision, Dossier, Fund, Agency.name, maker.full_name, approver.full_name)
        .join(Decision, Payout.decision_id == Decision.id)
        .join(Dossier, Decision.dossier_id == Dossier.id)
        .join(Fund, Payout.fund_id == Fund.id)
        .join(Agency, Payout.agency_id == Agency.id)
        .outerjoin(maker, Payout.created_by == maker.id)
        .outerjoin(approver, Payout.approved_by == approver.id)
        .where(Payout.id == payout_id, within(Payout.agency_id, area))
    ).first()
    if row is None:
        raise Missing(f"Payout {payout_id}")
    return _view(*row)


def _view(
    payout: Payout,
    decision: Decision,
    dossier: Dossier,
    fund: Fund,
    agency: str,
    maker: str | None,
    approver: str | None,
) -> PayoutView:
    return PayoutView(
        id=payout.id,
        code=payout.code,
        agency_id=payout.agency_id,
        agency=agency,
        decision_id=decision.id,
        decision=decision.full_number,
        decision_day=decision.issued_on,
        decision_state=decision.state,
        decision_total=decision.total,
        dossier_id=dossier.id,
        title=dossier.title,
        fund_id=fund.id,
        fund=fund.name,
        fund_code=fund.code,
        unit=fund.unit,
        available=fund.received - fund.reserved - fund.advanced - fund.spent + fund.returned,
        reserved=fund.reserved,
        method=payout.method,
        prepared_at=payout.created_at,
        prepared_by=maker or "",
        approved_at=payout.approved_at,
        approved_by=approver or "",
        payments=payments_of(payout.id),
    )


def _which(wanted: PayoutFilter, area: set[int] | None) -> list[ColumnElement[bool]]:
    which = [within(Payout.agency_id, area)]
    paid = aliased(Payment)
    is_its = paid.payout_id == Payout.id
    if wanted.q:
        which.append(
            or_(
                Payout.code.icontains(wanted.q, autoescape=True),
                Decision.full_number.icontains(wanted.q, autoescape=True),
                exists().where(is_its, paid.payee.icontains(wanted.q, autoescape=True)),
            )
        )
    if wanted.state:
        which.append(exists().where(is_its, paid.state == wanted.state))
    if wanted.method:
        which.append(Payout.method == wanted.method)
    if wanted.fund_id:
        which.append(Payout.fund_id == wanted.fund_id)
    return which
