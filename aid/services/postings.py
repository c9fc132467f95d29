"""Posting to a fund's ledger inside a caller's transaction: the fund row is locked, so that promises queue up."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from aid import clock
from aid.domain.ledger import EntryKind, Totals
from aid.domain.ledger import post as post_to
from aid.domain.roles import Actor
from aid.models.funds import Entry, Fund
from aid.services.transaction import load_for_update


@dataclass(frozen=True)
class Posting:
    """What moves: a kind of entry and an amount in the fund's unit, and what it belongs to."""

    kind: EntryKind
    amount: int
    day: date | None = None
    decision_id: int | None = None
    payment_id: int | None = None
    document: str = ""
    note: str = ""


def post(session: Session, fund_id: int, posting: Posting, *, actor: Actor | None) -> Entry:
    """Add one entry and change the running totals with it.

    Refusal `amount_not_positive`, `fund_too_small` (`asked`, `available`, in the fund's unit). The caller records
    the event.
    """
    fund = load_for_update(session, Fund, fund_id)
    after = post_to(totals_of(fund), posting.kind, posting.amount)
    for name, total in after._asdict().items():
        setattr(fund, name, total)
    entry = Entry(
        fund_id=fund.id,
        kind=posting.kind,
        amount=posting.amount,
        day=posting.day or clock.today(),
        decision_id=posting.decision_id,
        payment_id=posting.payment_id,
        document=posting.document,
        note=posting.note,
        created_at=clock.now(),
        created_by=actor.user_id if actor else None,
    )
    session.add(entry)
    session.flush()
    return entry


def totals_of(fund: Fund) -> Totals:
    """Return a fund's running totals as the domain's value."""
    return Totals(fund.received, fund.reserved, fund.advanced, fund.spent, fund.returned)
