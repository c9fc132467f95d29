"""The clerk's register: numbering a document that is no decision, and cancelling a number with its reason."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.documents.register import RegisterContent, RegisterLine, render_register
from aid.documents.workbook import register_workbook
from aid.domain.dates import show
from aid.domain.errors import Refusal
from aid.domain.names import clean
from aid.domain.outgoing import DocumentKind, EntryState, SigningOrder
from aid.domain.roles import Action, Actor
from aid.extensions import db
from aid.models.decision_changes import DecisionChange
from aid.models.dossiers import Dossier
from aid.models.outgoing import OutgoingDocument
from aid.models.users import Agency
from aid.queries.areas import visible_agencies
from aid.queries.office_days import office_calendar
from aid.queries.outgoing import OutgoingFilter, OutgoingRow, in_order
from aid.services import trail
from aid.services.areas import check_may, own_for_update
from aid.services.numbering import Numbering, Paper, cancel_entry, number
from aid.services.transaction import transaction

# A register of more lines is taken as a workbook: nobody reads a print of a thousand pages.
MOST_PRINTED = 3_000
_MOST_EXPORTED = 200_000
KIND_TITLES: dict[DocumentKind, str] = {
    DocumentKind.DECISION: "Quyết định",
    DocumentKind.PROPOSAL: "Tờ trình",
    DocumentKind.REPORT: "Báo cáo",
    DocumentKind.MINUTES: "Biên bản",
    DocumentKind.NOTICE: "Thông báo",
    DocumentKind.INVITATION: "Giấy mời",
    DocumentKind.PLAN: "Kế hoạch",
    DocumentKind.LETTER: "Công văn",
    DocumentKind.OTHER: "Văn bản",
}


@dataclass(frozen=True)
class DocumentValues:
    """A document the clerk numbers; `signed_on` is the day it was signed on paper, if it was signed before."""

    kind: DocumentKind
    symbol: str
    subject: str
    signer: str
    receivers: str = ""
    copies: int = 1
    signed_on: date | None = None
    order: SigningOrder | None = None
    dossier_id: int | None = None


def give_number(values: DocumentValues, asked: Numbering, *, actor: Actor) -> int:
    """Number a document that is no decision of a dossier and return its row in the register.

    Refusals: `action_not_allowed`, `subject_missing`, those of `numbering.number`. Missing for another's dossier.
    """
    check_may(actor, Action.DOCUMENT_NUMBER)
    if not clean(values.subject):
        raise Refusal("subject_missing")
    with transaction() as session:
        if values.dossier_id is not None:
            own_for_update(session, Dossier, values.dossier_id, actor=actor)
        paper = Paper(
            values.kind,
            values.symbol,
            clean(values.subject),
            signer=clean(values.signer),
            receivers=clean(values.receivers),
            copies=values.copies,
            dossier_id=values.dossier_id,
            signed_on=values.signed_on,
            order=values.order,
        )
        entry = number(session, actor.agency_id, paper, asked, calendar=office_calendar(), actor=actor)
        after = {"number": entry.full_number, "day": entry.day, "document_kind": entry.kind}
        trail.record(session, actor, "document:numbered", entry, after=after)
        return entry.id


def cancel(entry_id: int, reason: str, *, actor: Actor) -> None:
    """Cancel a number with its reason; it stays in the register and is never given again.

    Refusals: `action_not_allowed`, `reason_missing`, `already_cancelled`, `decision_keeps_number` for a decision that
    was issued, `dossier_keeps_number` for one on its way, which goes back with its dossier.
    """
    check_may(actor, Action.DOCUMENT_NUMBER)
    if not reason.strip():
        raise Refusal("reason_missing")
    with transaction() as session:
        entry = own_for_update(session, OutgoingDocument, entry_id, actor=actor)
        if entry.state is EntryState.CANCELLED:
            raise Refusal("already_cancelled", number=entry.full_number)
        if entry.decision_id is not None or _is_of_change(session, entry.id):
            raise Refusal("decision_keeps_number", number=entry.full_number)
        if entry.state is EntryState.NUMBERED:
            raise Refusal("dossier_keeps_number", number=entry.full_number)
        cancel_entry(session, entry, reason, actor=actor)


def _is_of_change(session: Session, entry_id: int) -> bool:
    return session.scalar(select(DecisionChange.id).where(DecisionChange.entry_id == entry_id)) is not None


def printed(wanted: OutgoingFilter, *, actor: Actor) -> bytes:
    """Return the register as PDF, in the columns of NĐ 30/2020 Phụ lục IV.

    Refusals: `action_not_allowed`, `register_empty`, `too_many_to_print` (most), `register_of_several`.
    """
    rows = _rows(wanted, MOST_PRINTED + 1, actor)
    if len(rows) > MOST_PRINTED:
        raise Refusal("too_many_to_print", most=MOST_PRINTED)
    agency = office_of_book({row.agency_id for row in rows})
    return render_register(
        RegisterContent(
            title="SỔ ĐĂNG KÝ VĂN BẢN ĐI",
            about=f"Năm {wanted.year}" if wanted.year else "",
            parent_agency=agency.parent_line,
            agency=tuple(agency.letterhead.splitlines()),
            place=agency.dateline,
            rows=tuple(_line(row) for row in rows),
        )
    )


def exported(wanted: OutgoingFilter, *, actor: Actor) -> bytes:
    """Return the register as an xlsx workbook, every cell a text.

    Refusals: `action_not_allowed`, `register_empty`.
    """
    rows = _rows(wanted, _MOST_EXPORTED, actor)
    headings = (
        "Cơ quan", "Số", "Số, ký hiệu", "Sổ", "Ngày văn bản", "Ngày giờ cấp số", "Loại", "Trích yếu", "Người ký",
        "Nơi nhận", "Số bản", "Tình trạng", "Lý do hủy hoặc cấp muộn", "Người cấp số",
    )  # fmt: skip
    return register_workbook("Văn bản đi", headings, [_cells(row) for row in rows])


def _rows(wanted: OutgoingFilter, most: int, actor: Actor) -> list[OutgoingRow]:
    check_may(actor, Action.DOCUMENT_SEE)
    rows = list(in_order(wanted, area=visible_agencies(actor), most=most))
    if not rows:
        raise Refusal("register_empty")
    return rows


def office_of_book(agency_ids: set[int]) -> Agency:
    """Return the agency whose book is printed under its letterhead. Refusal `register_of_several`: a book has one."""
    if len(agency_ids) > 1:
        raise Refusal("register_of_several")
    return db.session.get_one(Agency, *agency_ids)


def _line(row: OutgoingRow) -> RegisterLine:
    notes = {EntryState.CANCELLED: f"Hủy số: {row.reason}", EntryState.NUMBERED: "Chờ ký"}
    waiting = "Chờ ký số" if row.is_unsigned else ""
    receivers, kept = _receivers(row.receivers)
    return RegisterLine(
        number=row.full_number,
        day=show(row.day),
        subject=f"{KIND_TITLES[row.kind]}: {row.subject}",
        signer=row.signer,
        receivers=receivers,
        kept=kept,
        copies=str(row.copies),
        note=notes.get(row.state, row.late_reason or waiting),
    )


def _receivers(line: str) -> tuple[str, str]:
    """Return who receives it and where a copy is kept: "…; Lưu: VT, VHXH." ends the receivers of a paper."""
    receivers, found, kept = line.rpartition("Lưu: ")
    return (receivers.rstrip("; "), kept.rstrip(".")) if found else (line, "")


_STATES = {EntryState.NUMBERED: "chờ ký", EntryState.ISSUED: "đã phát hành", EntryState.CANCELLED: "đã hủy"}


def _state(row: OutgoingRow) -> str:
    return "đã có số, chờ ký số" if row.is_unsigned else _STATES[row.state]


def _cells(row: OutgoingRow) -> tuple[str, ...]:
    return (
        row.agency, str(row.number), row.full_number, row.book, show(row.day),
        clock.local(row.numbered_at).strftime("%d/%m/%Y %H:%M"), KIND_TITLES[row.kind], row.subject, row.signer,
        row.receivers, str(row.copies), _state(row), row.reason or row.late_reason, row.numbered_by,
    )  # fmt: skip
