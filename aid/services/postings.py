"""Posting to a fund's ledger inside a caller's transaction: the fund row is locked, so that promises queue up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from aid import clock
from aid.domain.ledger import EntryKind, Totals, check_ceiling, check_open
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
    reverses_id: int | None = None


def post(session: Session, fund_id: int, posting: Posting, *, actor: Actor | None) -> Entry:
    """Add one entry and change the running totals with it.

    Refusal `amount_not_positive`, `fund_too_small` (`asked`, `available`, in the fund's unit), `ceiling_reached`,
    `period_closed`. The caller records the event.
    """
    return post_all(session, fund_id, [posting], actor=actor)[0]


def post_all(session: Session, fund_id: int, postings: Sequence[Posting], *, actor: Actor | None) -> list[Entry]:
    """Add several entries of one fund, in order, as `post` does for one; the fund is locked and written once."""
    fund = load_for_update(session, Fund, fund_id)
    totals = totals_of(fund)
    entries = []
    for posting in postings:
        check_open(posting.day or clock.today(), fund.closed_to)
        before = totals
        totals = post_to(totals, posting.kind, posting.amount, reversing=posting.reverses_id is not None)
        check_ceiling(before, totals, fund.ceiling)
        entries.append(_entry(fund_id, posting, actor))
    for name, total in totals._asdict().items():
        setattr(fund, name, total)
    session.add_all(entries)
    session.flush()
    return entries


def _entry(fund_id: int, posting: Posting, actor: Actor | None) -> Entry:
    return Entry(
        fund_id=fund_id,
        kind=posting.kind,
        amount=posting.amount,
        day=posting.day or clock.today(),
        decision_id=posting.decision_id,
        payment_id=posting.payment_id,
        reverses_id=posting.reverses_id,
        document=posting.document,
        note=posting.note,
        created_at=clock.now(),
        created_by=actor.user_id if actor else None,
    )


def totals_of(fund: Fund) -> Totals:
    """Return a fund's running totals as the domain's value."""
    return Totals(fund.received, fund.reserved, fund.advanced, fund.spent, fund.returned)
