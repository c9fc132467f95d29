"""Giving a document its number and day, inside the caller's transaction: the one door to the register."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.agencies import NumberSource
from aid.domain.calendar import Calendar
from aid.domain.decisions import number_text
from aid.domain.errors import Refusal
from aid.domain.outgoing import (
    DocumentKind,
    EntryState,
    SigningOrder,
    book_of,
    check_entered,
    check_paper_day,
    check_symbol,
)
from aid.domain.roles import Actor
from aid.models.outgoing import OutgoingDocument
from aid.models.users import Agency
from aid.queries.book_rules import rule_for
from aid.services import trail
from aid.services.numbers import take_number


@dataclass(frozen=True)
class Numbering:
    """What the clerk may say when a number is given: one from another system, the day on the paper, why it is late."""

    entered: int | None = None
    day: date | None = None
    late_reason: str = ""


@dataclass(frozen=True)
class Paper:
    """What the register says of a document beside its number; `signer` is a name with its title.

    `earliest` is the day before which it cannot be dated in whatever order it is signed.
    """

    kind: DocumentKind
    symbol: str
    subject: str
    signer: str = ""
    receivers: str = ""
    copies: int = 1
    dossier_id: int | None = None
    signed_on: date | None = None
    order: SigningOrder | None = None
    earliest: date | None = None


def number(
    session: Session,
    agency_id: int,
    paper: Paper,
    asked: Numbering,
    *,
    calendar: Calendar,
    actor: Actor,
    state: EntryState = EntryState.ISSUED,
) -> OutgoingDocument:
    """Give a document the next number of its book, or the one entered, and write it into the register.

    Called inside the caller's transaction, which records the event. The day is today in Việt Nam unless one is asked;
    its year is the year of the book. Refusals: `number_is_ours`, `number_needed`, `number_taken`, `symbol_form`,
    `day_before_last_number`, `paper_day_ahead`, `paper_day_before_signing`, `paper_day_late` (NĐ 30/2020 Điều 15).
    """
    agency = session.get_one(Agency, agency_id)
    day, symbol = asked.day or clock.today(), check_symbol(paper.symbol)
    rule = rule_for(agency_id, day)
    # How it was signed is settled on the day it was signed, whatever begins before its number is given.
    order = paper.order or rule_for(agency_id, paper.signed_on or day).order
    signed_on = paper.signed_on if order is SigningOrder.PAPER else None
    if paper.earliest is not None and day < paper.earliest:
        raise Refusal("paper_day_before_signing", day=day, signed_on=paper.earliest)
    check_paper_day(day, today=clock.today(), signed_on=signed_on, calendar=calendar, late_reason=asked.late_reason)
    book = book_of(rule.run, paper.kind, symbol)
    given = _number(session, agency, book, day, asked.entered)
    entry = _entry(paper, asked, book=book, given=given, actor=actor)
    entry.agency_id, entry.year, entry.day = agency_id, day.year, day
    entry.signing_order, entry.state = order, state
    session.add(entry)
    session.flush()
    return entry


def number_of_dossier(session: Session, dossier_id: int) -> OutgoingDocument | None:
    """Return the number a dossier holds already and that waits for its signature; None where it has none."""
    wanted = select(OutgoingDocument).where(
        OutgoingDocument.dossier_id == dossier_id, OutgoingDocument.state == EntryState.NUMBERED
    )
    return session.scalars(wanted.with_for_update().execution_options(populate_existing=True)).one_or_none()


def cancel_entry(session: Session, entry: OutgoingDocument, reason: str, *, actor: Actor) -> None:
    """Cancel a number with its reason; it stays in the register. The caller has locked the row."""
    was = entry.state
    entry.state, entry.reason = EntryState.CANCELLED, reason.strip()
    entry.cancelled_at, entry.cancelled_by = clock.now(), actor.user_id
    trail.record(
        session,
        actor,
        "document:number_cancelled",
        entry,
        reason=reason.strip(),
        before={"entry_state": was},
        after={"entry_state": entry.state, "number": entry.full_number},
    )


def _number(session: Session, agency: Agency, book: str, day: date, entered: int | None) -> int:
    if agency.number_source is NumberSource.OURS:
        if entered is not None:
            raise Refusal("number_is_ours")
        return take_number(session, agency.id, book, day)
    return check_entered(entered)


def _entry(paper: Paper, asked: Numbering, *, book: str, given: int, actor: Actor) -> OutgoingDocument:
    return OutgoingDocument(
        book=book,
        number=given,
        entered=asked.entered is not None,
        symbol=paper.symbol,
        full_number=number_text(given, paper.symbol),
        kind=paper.kind,
        subject=paper.subject,
        signer=paper.signer,
        receivers=paper.receivers,
        copies=paper.copies,
        late_reason=asked.late_reason.strip(),
        dossier_id=paper.dossier_id,
        created_at=clock.now(),
        created_by=actor.user_id,
    )
