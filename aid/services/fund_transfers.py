"""Passing money on between two funds of one agency: two entries that mirror each other, both or none.

Another agency's fund is another legal person's (design.md 1): its own people take in what comes from ours.
"""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.errors import Refusal
from aid.domain.ledger import EntryKind
from aid.domain.names import clean
from aid.domain.roles import Action, Actor
from aid.models.funds import Entry, Fund, FundTransfer
from aid.services import postings, trail
from aid.services.areas import check_may, own_for_update
from aid.services.movements import Movement, check_movement, check_new
from aid.services.postings import Posting
from aid.services.transaction import transaction


def transfer(from_id: int, to_id: int, values: Movement, *, actor: Actor) -> int:
    """Pass an amount from one fund of the actor's agency to another and return the id of the entry that gives.

    Refusals as for `funds.receive`, `transfer_to_itself`, `funds_differ_in_unit`, `fund_too_small`, `period_closed`;
    Missing where either fund is another agency's.
    """
    check_may(actor, Action.FUND_RECEIVE)
    check_movement(values)
    if from_id == to_id:
        raise Refusal("transfer_to_itself")
    with transaction() as session:
        giver, taker = _both(session, from_id, to_id, actor)
        if giver.unit != taker.unit:
            raise Refusal("funds_differ_in_unit")
        check_new(session, giver.id, EntryKind.TRANSFER_OUT, values)
        gone = _post(session, giver, EntryKind.TRANSFER_OUT, values, actor)
        come = _post(session, taker, EntryKind.RECEIVE, values, actor)
        made = {"created_at": clock.now(), "created_by": actor.user_id}
        session.add(FundTransfer(out_entry_id=gone.id, in_entry_id=come.id, **made))
        session.flush()
        facts = {"amount": values.amount, "day": values.day, "document": gone.document}
        trail.record(session, actor, "fund:transferred_out", giver, after={**facts, "counterpart": taker.code})
        trail.record(session, actor, "fund:transferred_in", taker, after={**facts, "counterpart": giver.code})
        return gone.id


def halves_of(session: Session, entry: Entry) -> list[Entry]:
    """Return the entries that are only ever undone together, in the order in which their funds are locked."""
    named = or_(FundTransfer.out_entry_id == entry.id, FundTransfer.in_entry_id == entry.id)
    joined = session.scalars(select(FundTransfer).where(named)).first()
    if joined is None:
        return [entry]
    both = [session.get_one(Entry, ident) for ident in (joined.out_entry_id, joined.in_entry_id)]
    return sorted(both, key=lambda one: one.fund_id)


def _both(session: Session, from_id: int, to_id: int, actor: Actor) -> tuple[Fund, Fund]:
    """Lock both funds, the one with the smaller id first, so that two transfers that cross never wait in a circle."""
    locked = {ident: own_for_update(session, Fund, ident, actor=actor) for ident in sorted((from_id, to_id))}
    return locked[from_id], locked[to_id]


def _post(session: Session, fund: Fund, kind: EntryKind, values: Movement, actor: Actor) -> Entry:
    posting = Posting(kind, values.amount, values.day, document=clean(values.document), note=clean(values.note))
    return postings.post(session, fund.id, posting, actor=actor)
