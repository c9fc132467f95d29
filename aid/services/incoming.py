"""The one-stop desk: a document gets its số đến, starts its clock once, may be completed later, and is answered."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from aid import clock
from aid.documents import storage
from aid.domain.errors import Missing, Refusal
from aid.domain.incoming import BOOK, CLOCK_OF, IncomingKind, IncomingState, answer_day, check_days
from aid.domain.names import clean
from aid.domain.roles import Action, Actor
from aid.extensions import db, settings
from aid.models.cases import Case
from aid.models.incidents import Incident, Purpose
from aid.models.incoming import DocumentRequest, IncomingDocument
from aid.queries.areas import matters_of
from aid.queries.office_days import office_calendar
from aid.services import case_pauses, trail
from aid.services.areas import check_may, own_for_update
from aid.services.attachments import KeptFile, StoredFile, add_files
from aid.services.numbers import take_number
from aid.services.transaction import transaction


@dataclass(frozen=True)
class ArrivalValues:
    """A document as it arrives; `received_at` is its day and hour, None for now; a case names its incident itself."""

    kind: IncomingKind
    sender: str
    subject: str
    received_at: datetime | None = None
    document_number: str = ""
    document_day: date | None = None
    file_code: str = ""
    incident_id: int | None = None
    case_id: int | None = None


def register(values: ArrivalValues, *, file: KeptFile | None = None, actor: Actor) -> int:
    """Give a document its số đến and return its row; the first paper of a kind starts the clock of its case.

    Refusals: `action_not_allowed`, `subject_missing`, `day_in_future`, `document_after_arrival`,
    `day_before_last_number`. Missing for a case or an incident of another office.
    """
    check_may(actor, Action.DOCUMENT_RECEIVE)
    if not clean(values.subject):
        raise Refusal("subject_missing")
    received_at = values.received_at or clock.now()
    day = clock.local(received_at).date()
    check_days(received_on=day, document_day=values.document_day, today=clock.today())
    with transaction() as session:
        case = own_for_update(session, Case, values.case_id, actor=actor) if values.case_id else None
        incident_id = case.incident_id if case else values.incident_id
        if incident_id is not None:
            own_for_update(session, Incident, incident_id, actor=actor)
        row = _row(session, values, incident_id, file, received_at, actor)
        if case is not None:
            row.file_code = row.file_code or case.code
            row.starts = case_pauses.start_clock(session, case, CLOCK_OF.get(row.kind, ""), day, actor=actor)
        limits = case_pauses.limits_of(session, case, CLOCK_OF.get(row.kind, "")) if case else []
        row.due_on = answer_day(row.kind, day, limits, office_calendar())
        session.flush()
        if case is not None and file is not None:
            add_files(session, case, [file], actor=actor, purpose=Purpose.DOCUMENT)
        after = {"number": f"{row.number}/{row.year}", "incoming_kind": row.kind, "due_on": row.due_on}
        trail.record(session, actor, "document:received", row, after=after | {"starts": row.starts})
        return row.id


def ask_for_more(document_id: int, wanted: str, *, actor: Actor) -> int:
    """Ask for what a document lacks and return the request; where the rule allows, the clock stands still meanwhile.

    Refusals: `action_not_allowed`, `reason_missing`, `step_not_possible` where it is answered or waits already.
    """
    check_may(actor, Action.DOCUMENT_RECEIVE)
    if not wanted.strip():
        raise Refusal("reason_missing")
    with transaction() as session:
        row = _in_state(session, document_id, "ask_for_more", IncomingState.OPEN, actor)
        pauses = case_pauses.may_pause(row.kind)
        request = DocumentRequest(
            document_id=row.id,
            asked_on=clock.today(),
            wanted=wanted.strip(),
            pauses=pauses,
            created_at=clock.now(),
            created_by=actor.user_id,
        )
        session.add(request)
        row.state = IncomingState.WAITING
        session.flush()
        if pauses and row.case_id is not None and row.starts:
            case_pauses.pause(session, row.case_id, request.id, request.asked_on, actor=actor)
        after = {"wanted": request.wanted, "clock_pauses": pauses}
        trail.record(session, actor, "document:more_asked", row, after=after)
        return request.id


def more_came(document_id: int, *, actor: Actor) -> None:
    """Write down that what was asked for came today; the clock runs on and the day of the answer moves.

    Refusals: `action_not_allowed`, `step_not_possible` where nothing is awaited.
    """
    check_may(actor, Action.DOCUMENT_RECEIVE)
    with transaction() as session:
        row = _in_state(session, document_id, "more_came", IncomingState.WAITING, actor)
        request = row.requests[-1]
        request.came_on, row.state = clock.today(), IncomingState.OPEN
        if request.pauses:
            if row.due_on is not None:
                row.due_on = case_pauses.moved(row.kind, row.due_on, request.asked_on, request.came_on)
            if row.case_id is not None and row.starts:
                case_pauses.resume(session, row.case_id, request.id, request.came_on, actor=actor)
        trail.record(session, actor, "document:more_came", row, after={"due_on": row.due_on})


def answer(document_id: int, words: str, *, actor: Actor) -> None:
    """Write down what was given back to the sender, today; a clock that stood still meanwhile runs on.

    Refusals: `action_not_allowed`, `reason_missing`, `step_not_possible` where it is answered already.
    """
    check_may(actor, Action.DOCUMENT_RECEIVE)
    if not words.strip():
        raise Refusal("reason_missing")
    with transaction() as session:
        row = own_for_update(session, IncomingDocument, document_id, actor=actor)
        if row.state is IncomingState.ANSWERED:
            raise Refusal("step_not_possible", step="answer", state=row.state)
        if row.state is IncomingState.WAITING and row.case_id is not None and row.starts:
            # Nothing is awaited any more: what is not decided yet is due again.
            case_pauses.resume(session, row.case_id, row.requests[-1].id, clock.today(), actor=actor)
        row.state, row.answer, row.answered_on = IncomingState.ANSWERED, words.strip(), clock.today()
        trail.record(session, actor, "document:answered", row, after={"answer": row.answer})


def open_scan(document_id: int, *, actor: Actor) -> StoredFile:
    """Return the scan of a document the actor may see; Missing otherwise. Refusal `file_damaged` (name)."""
    check_may(actor, Action.DOCUMENT_SEE_IN)
    row = db.session.get(IncomingDocument, document_id)
    area = matters_of(actor)
    if row is None or row.sha256 is None or (area is not None and row.agency_id not in area):
        raise Missing(f"Scan of document {document_id}")
    try:
        data = storage.get(settings().files, row.sha256)
    except storage.DamagedFile as damaged:
        raise Refusal("file_damaged", name=row.file_name or "") from damaged
    return StoredFile(row.file_name or "", row.media_type or "", data)


def _in_state(session: Session, document_id: int, step: str, state: IncomingState, actor: Actor) -> IncomingDocument:
    row = own_for_update(session, IncomingDocument, document_id, actor=actor)
    if row.state is not state:
        raise Refusal("step_not_possible", step=step, state=row.state)
    return row


def _row(
    session: Session,
    values: ArrivalValues,
    incident_id: int | None,
    file: KeptFile | None,
    received_at: datetime,
    actor: Actor,
) -> IncomingDocument:
    day = clock.local(received_at).date()
    row = IncomingDocument(
        agency_id=actor.agency_id,
        year=day.year,
        number=take_number(session, actor.agency_id, BOOK, day),
        received_on=day,
        received_at=received_at,
        kind=values.kind,
        sender=clean(values.sender),
        document_number=clean(values.document_number),
        document_day=values.document_day,
        subject=clean(values.subject),
        file_code=clean(values.file_code),
        incident_id=incident_id,
        case_id=values.case_id,
        state=IncomingState.OPEN,
        created_at=clock.now(),
        created_by=actor.user_id,
        **(file._asdict() if file else {}),
    )
    session.add(row)
    return row
