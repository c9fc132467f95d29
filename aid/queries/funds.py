"""Reading funds: the list, one fund with what draws on it, and its statement with a running balance.

Every amount is in the fund's unit (whole đồng, whole kilograms).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import aliased

from aid.domain.errors import Missing
from aid.domain.ledger import MOVES, REVERSIBLE, SIGN, EntryKind
from aid.domain.payouts import UNPAID_STATES, PaymentState
from aid.extensions import db
from aid.models.decisions import Decision, DecisionLine
from aid.models.dossiers import Dossier
from aid.models.funds import Entry, Fund, FundTransfer
from aid.models.payouts import Payment
from aid.models.users import Agency, User
from aid.queries.areas import within

# What one entry does to what is available; paying moves a promise to spent and leaves it as it was.
_EFFECT = {kind: sum(SIGN[account] * sign for account, sign in moves.items()) for kind, moves in MOVES.items()}


@dataclass(frozen=True)
class FundFilter:
    """What the list of funds is narrowed to; nothing given is everything."""

    q: str = ""
    source: str | None = None
    unit: str | None = None


class FundRow(NamedTuple):
    """A fund with its running totals."""

    id: int
    code: str
    name: str
    agency_id: int
    agency: str
    source: str
    unit: str
    budget_line: str
    received: int
    reserved: int
    advanced: int
    spent: int
    returned: int
    closed_to: date | None
    year: int | None
    purpose: str
    ceiling: int | None

    @property
    def available(self) -> int:
        """What may still be promised."""
        return self.received - self.reserved - self.advanced - self.spent + self.returned


class FundList(NamedTuple):
    """One page of the list and how many there are in all."""

    rows: Sequence[FundRow]
    total: int


class Draw(NamedTuple):
    """A decision that draws on a fund: what it granted, what of it is still promised, and what was paid."""

    decision_id: int
    number: str
    issued_on: date
    title: str
    total: int
    promised: int
    paid: int


class EntryRow(NamedTuple):
    """One line of the statement; `effect` is what it did to the available sum, `balance` what was left after it."""

    id: int
    day: date
    kind: EntryKind
    amount: int
    effect: int
    balance: int
    document: str
    note: str
    who: str
    decision_id: int | None
    decision: str
    payout_id: int | None
    payee: str
    counterpart_id: int | None
    counterpart: str
    reverses_id: int | None
    can_be_reversed: bool


class Statement(NamedTuple):
    """One page of a fund's entries, newest first, and how many there are in all."""

    rows: Sequence[EntryRow]
    total: int


_COLUMNS = (
    Fund.id,
    Fund.code,
    Fund.name,
    Fund.agency_id,
    Agency.name,
    Fund.source,
    Fund.unit,
    Fund.budget_line,
    Fund.received,
    Fund.reserved,
    Fund.advanced,
    Fund.spent,
    Fund.returned,
    Fund.closed_to,
    Fund.year,
    Fund.purpose,
    Fund.ceiling,
)


def listed(wanted: FundFilter, *, area: set[int] | None, limit: int = 50, offset: int = 0) -> FundList:
    """Return one page of the funds of the agencies in `area` (None: all), by code; two queries."""
    which = _which(wanted, area)
    rows = db.session.execute(
        select(*_COLUMNS).join(Agency).where(*which).order_by(Fund.code, Fund.id).limit(limit).offset(offset)
    )
    total = db.session.scalar(select(func.count(Fund.id)).where(*which)) or 0
    return FundList([FundRow._make(row) for row in rows], total)


def shown(fund_id: int, *, area: set[int] | None) -> FundRow:
    """Return one fund with its totals; Missing outside the area."""
    row = db.session.execute(
        select(*_COLUMNS).join(Agency).where(Fund.id == fund_id, within(Fund.agency_id, area))
    ).first()
    if row is None:
        raise Missing(f"Fund {fund_id}")
    return FundRow._make(row)


def others(fund: FundRow) -> Sequence[FundRow]:
    """Return the other funds of the same agency and unit, by code: where its money may be passed on to."""
    same = (Fund.agency_id == fund.agency_id, Fund.unit == fund.unit, Fund.id != fund.id)
    rows = db.session.execute(select(*_COLUMNS).join(Agency).where(*same).order_by(Fund.code, Fund.id))
    return [FundRow._make(row) for row in rows]


def draws_on(fund_id: int, *, limit: int = 50, offset: int = 0) -> Sequence[Draw]:
    """Return the decisions that draw on a fund, those with the largest open promise first."""
    promised = func.coalesce(func.sum(case((Payment.state.in_(UNPAID_STATES), Payment.amount), else_=0)), 0)
    paid = func.coalesce(func.sum(case((Payment.state == PaymentState.PAID, Payment.amount), else_=0)), 0)
    rows = db.session.execute(
        select(Decision.id, Decision.full_number, Decision.issued_on, Dossier.title, Decision.total, promised, paid)
        .join(Dossier, Decision.dossier_id == Dossier.id)
        .outerjoin(DecisionLine, DecisionLine.decision_id == Decision.id)
        .outerjoin(Payment, Payment.decision_line_id == DecisionLine.id)
        .where(Dossier.fund_id == fund_id)
        .group_by(Decision.id, Decision.full_number, Decision.issued_on, Dossier.title, Decision.total)
        .order_by(promised.desc(), Decision.issued_on.desc(), Decision.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [Draw._make((*row[:5], int(row[5]), int(row[6]))) for row in rows]


def statement(fund_id: int, *, limit: int = 50, offset: int = 0) -> Statement:
    """Return one page of a fund's entries, newest first, each with the available sum right after it; two queries."""
    rows = db.session.execute(_statement(fund_id).limit(limit).offset(offset))
    total = db.session.scalar(select(func.count(Entry.id)).where(Entry.fund_id == fund_id)) or 0
    return Statement([_entry(*row) for row in rows], total)


def entry_of(entry_id: int, *, area: set[int] | None) -> tuple[FundRow, EntryRow]:
    """Return one entry with its fund; Missing outside the area."""
    fund_id = db.session.scalar(select(Entry.fund_id).where(Entry.id == entry_id))
    if fund_id is None:
        raise Missing(f"Entry {entry_id}")
    fund = shown(fund_id, area=area)
    rows = _statement(fund_id).subquery()
    row = db.session.execute(select(rows).where(rows.c.id == entry_id)).one()
    return fund, _entry(*row)


def _statement(fund_id: int) -> Select[Any]:
    effect = case(*((Entry.kind == kind, Entry.amount * factor) for kind, factor in _EFFECT.items()))
    signed = case((Entry.reverses_id.is_(None), effect), else_=-effect)
    reversal, joined, other, other_fund = aliased(Entry), aliased(FundTransfer), aliased(Entry), aliased(Fund)
    return (
        select(
            Entry.id,
            Entry.day,
            Entry.kind,
            Entry.amount,
            signed.label("effect"),
            func.sum(signed).over(order_by=Entry.id).label("balance"),
            Entry.document,
            Entry.note,
            func.coalesce(User.full_name, "").label("who"),
            Entry.decision_id,
            func.coalesce(Decision.full_number, "").label("decision"),
            Payment.payout_id,
            func.coalesce(Payment.payee, "").label("payee"),
            other_fund.id.label("counterpart_id"),
            func.coalesce(other_fund.code, "").label("counterpart"),
            Entry.reverses_id,
            reversal.id.label("reversed_by"),
        )
        .outerjoin(User, Entry.created_by == User.id)
        .outerjoin(Decision, Entry.decision_id == Decision.id)
        .outerjoin(Payment, Entry.payment_id == Payment.id)
        .outerjoin(reversal, reversal.reverses_id == Entry.id)
        .outerjoin(joined, or_(joined.out_entry_id == Entry.id, joined.in_entry_id == Entry.id))
        .outerjoin(other, other.id == joined.out_entry_id + joined.in_entry_id - Entry.id)
        .outerjoin(other_fund, other.fund_id == other_fund.id)
        .where(Entry.fund_id == fund_id)
        .order_by(Entry.id.desc())
    )


def _entry(*row: Any) -> EntryRow:
    *values, reverses_id, reversed_by = row
    values[4], values[5] = int(values[4]), int(values[5])
    can_be_reversed = values[2] in REVERSIBLE and reverses_id is None and reversed_by is None
    return EntryRow._make((*values, reverses_id, can_be_reversed))


def _which(wanted: FundFilter, area: set[int] | None) -> list[ColumnElement[bool]]:
    which = [within(Fund.agency_id, area)]
    if wanted.q:
        which.append(
            or_(Fund.code.icontains(wanted.q, autoescape=True), Fund.name.icontains(wanted.q, autoescape=True))
        )
    if wanted.source:
        which.append(Fund.source == wanted.source)
    if wanted.unit:
        which.append(Fund.unit == wanted.unit)
    return which
