"""Opening a fund, taking money or goods into it, passing some on, and putting a wrong entry right.

Promises and payments of decisions are posted where they are decided: `decisions`, `payouts`.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.errors import Missing, Refusal
from aid.domain.ledger import REVERSIBLE, EntryKind
from aid.domain.names import clean
from aid.domain.roles import Action, Actor
from aid.models.funds import SOURCES as SOURCES
from aid.models.funds import Entry, Fund
from aid.services import postings, trail
from aid.services.areas import check_may, own_for_update
from aid.services.fund_transfers import halves_of
from aid.services.movements import Movement as Movement
from aid.services.movements import check_movement, check_new
from aid.services.postings import Posting
from aid.services.transaction import load_for_update, transaction

UNITS = ("VND", "kg_rice")


@dataclass(frozen=True)
class NewFund:
    """A pot to be opened: `source` is one of `models.funds.SOURCES`, `unit` "VND" or "kg_rice".

    `year` is the budget year it belongs to, `purpose` what it may be spent on; nothing is promised beyond `ceiling`.
    """

    code: str
    name: str
    source: str
    unit: str = "VND"
    budget_line: str = ""
    year: int | None = None
    purpose: str = ""
    ceiling: int | None = None


def open_fund(values: NewFund, *, actor: Actor) -> int:
    """Open an empty fund of the actor's agency and return its id.

    Refusal `fund_incomplete` without code or name or with an unknown source or unit; `fund_code_taken`;
    `amount_not_positive` for a ceiling of nothing.
    """
    check_may(actor, Action.FUND_RECEIVE)
    code, name = clean(values.code), clean(values.name)
    if not (code and name and values.source in SOURCES and values.unit in UNITS):
        raise Refusal("fund_incomplete")
    if values.ceiling is not None and values.ceiling <= 0:
        raise Refusal("amount_not_positive", amount=values.ceiling)
    with transaction() as session:
        fund = Fund(
            code=code,
            name=name,
            agency_id=actor.agency_id,
            source=values.source,
            unit=values.unit,
            budget_line=clean(values.budget_line),
            year=values.year,
            purpose=clean(values.purpose),
            ceiling=values.ceiling,
            created_at=clock.now(),
            created_by=actor.user_id,
        )
        session.add(fund)
        trail.record(session, actor, "fund:opened", fund, after=_facts(fund))
        return fund.id


def _facts(fund: Fund) -> dict[str, object]:
    """Return what the trail keeps of a new fund: only what was said of it."""
    names = ("code", "name", "source", "year", "purpose", "ceiling")
    return {name: value for name in names if (value := getattr(fund, name)) not in (None, "")}


def receive(fund_id: int, values: Movement, *, actor: Actor) -> int:
    """Take an amount into a fund of the actor's agency and return the entry's id.

    Refusal `amount_not_positive`, `day_in_future`, `document_missing`, `entry_exists` (sent twice).
    """
    return _move(fund_id, values, EntryKind.RECEIVE, "fund:received", actor)


def transfer_out(fund_id: int, values: Movement, *, actor: Actor) -> int:
    """Pass an amount on to another agency or back to its source; `received` is net of it. Return the entry's id.

    Refusals as for `receive`, and `fund_too_small` where it is promised or spent already.
    """
    return _move(fund_id, values, EntryKind.TRANSFER_OUT, "fund:transferred_out", actor)


def reverse(entry_id: int, reason: str, *, actor: Actor) -> int:
    """Undo a receipt or a transfer by an entry that names it, once, and return the new entry's id.

    Of a transfer between two funds both halves are undone, or neither.
    Refusal `reason_missing`, `entry_not_reversible` (it belongs to a decision, or reverses another),
    `already_reversed`, `fund_too_small`.
    """
    check_may(actor, Action.FUND_RECEIVE)
    if not reason.strip():
        raise Refusal("reason_missing", step="reverse")
    with transaction() as session:
        wrong = _own_entry(session, entry_id, actor)
        if wrong.kind not in REVERSIBLE or wrong.reverses_id is not None:
            raise Refusal("entry_not_reversible")
        if session.scalar(select(Entry.id).where(Entry.reverses_id == wrong.id)) is not None:
            raise Refusal("already_reversed")
        made = {half.id: _undo(session, half, clean(reason), actor) for half in halves_of(session, wrong)}
        return made[wrong.id]


def _undo(session: Session, wrong: Entry, reason: str, actor: Actor) -> int:
    posting = Posting(wrong.kind, wrong.amount, document=wrong.document, note=reason, reverses_id=wrong.id)
    entry = postings.post(session, wrong.fund_id, posting, actor=actor)
    fund = session.get_one(Fund, wrong.fund_id)
    after = {"kind": wrong.kind, "amount": wrong.amount, "document": wrong.document}
    trail.record(session, actor, "fund:reversed", fund, reason=reason, after=after)
    return entry.id


def _own_entry(session: Session, entry_id: int, actor: Actor) -> Entry:
    entry = load_for_update(session, Entry, entry_id)
    fund = session.get(Fund, entry.fund_id)
    if fund is None or fund.agency_id != actor.agency_id:
        raise Missing(f"Entry {entry_id}")
    return entry


def _move(fund_id: int, values: Movement, kind: EntryKind, action: str, actor: Actor) -> int:
    check_may(actor, Action.FUND_RECEIVE)
    check_movement(values)
    with transaction() as session:
        fund = own_for_update(session, Fund, fund_id, actor=actor)
        check_new(session, fund_id, kind, values)
        before = postings.totals_of(fund).available
        posting = Posting(kind, values.amount, values.day, document=clean(values.document), note=clean(values.note))
        entry = postings.post(session, fund.id, posting, actor=actor)
        trail.record(
            session,
            actor,
            action,
            fund,
            before={"available": before},
            after={
                "available": postings.totals_of(fund).available,
                "amount": values.amount,
                "day": values.day,
                "document": entry.document,
            },
        )
        return entry.id
