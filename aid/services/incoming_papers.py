"""The papers of the one-stop desk: the receipt with the day of the answer, the register printed and as a workbook."""

from aid import clock
from aid.documents.receipt import ReceiptContent, render_receipt
from aid.documents.register import INCOMING, ArrivalLine, RegisterContent, render_register
from aid.documents.workbook import register_workbook
from aid.domain.dates import show
from aid.domain.decisions import day_words
from aid.domain.errors import Refusal
from aid.domain.incoming import IncomingKind, IncomingState
from aid.domain.roles import Action, Actor
from aid.extensions import db
from aid.models.users import Agency
from aid.queries.areas import visible_agencies
from aid.queries.incoming import IncomingFilter, IncomingRow, in_order, requests_of, shown
from aid.services.areas import check_may
from aid.services.outgoing import office_of_book

MOST_PRINTED = 3_000
_MOST_EXPORTED = 200_000
_SIGNS = "%H:%M"
KIND_TITLES: dict[IncomingKind, str] = {
    IncomingKind.LIST_5: "Danh sách 5a, 5b",
    IncomingKind.FORM_04: "Tờ khai Mẫu 04",
    IncomingKind.FORM_06: "Tờ khai Mẫu 06",
    IncomingKind.HOSPITAL_LETTER: "Văn bản của cơ sở y tế",
    IncomingKind.POLICE_CONFIRMATION: "Xác nhận của công an",
    IncomingKind.OTHER: "Văn bản",
}
_PAUSED = "tính lại từ ngày nhận đủ giấy tờ bổ sung"
_STATES = {
    IncomingState.OPEN: "đang giải quyết",
    IncomingState.WAITING: "chờ bổ sung",
    IncomingState.ANSWERED: "đã trả",
}


def receipt(document_id: int, *, actor: Actor) -> bytes:
    """Return the giấy tiếp nhận và hẹn trả of a document as PDF. Refusal `action_not_allowed`; Missing elsewhere."""
    check_may(actor, Action.DOCUMENT_SEE_IN)
    row = shown(document_id, area=visible_agencies(actor))
    agency = db.session.get_one(Agency, row.agency_id)
    hour = clock.local(row.received_at).strftime(_SIGNS)
    return render_receipt(
        ReceiptContent(
            parent_agency=agency.parent_line,
            agency=tuple(agency.letterhead.splitlines()),
            place=agency.dateline,
            day=row.received_on,
            number=f"{row.number:02d}/TN-{row.year}",
            sender=row.sender,
            subject=f"{KIND_TITLES[row.kind]}: {row.subject}",
            file_code=row.file_code,
            received=f"{hour}, {day_words(row.received_on)}",
            due="" if row.due_on is None else _PAUSED if row.is_paused else f"trước khi hết {day_words(row.due_on)}",
            wanted=tuple(one.wanted for one in requests_of(row.id) if one.came_on is None),
            receiver=row.received_by,
        )
    )


def printed(wanted: IncomingFilter, *, actor: Actor) -> bytes:
    """Return the register as PDF, in the columns of NĐ 30/2020 Phụ lục IV.

    Refusals: `action_not_allowed`, `register_empty`, `too_many_to_print` (most), `register_of_several`.
    """
    rows = _rows(wanted, MOST_PRINTED + 1, actor)
    if len(rows) > MOST_PRINTED:
        raise Refusal("too_many_to_print", most=MOST_PRINTED)
    agency = office_of_book({row.agency_id for row in rows})
    content = RegisterContent(
        title="SỔ ĐĂNG KÝ VĂN BẢN ĐẾN",
        about=f"Năm {wanted.year}" if wanted.year else "",
        parent_agency=agency.parent_line,
        agency=tuple(agency.letterhead.splitlines()),
        place=agency.dateline,
        rows=tuple(_line(row) for row in rows),
        columns=INCOMING,
    )
    return render_register(content)


def exported(wanted: IncomingFilter, *, actor: Actor) -> bytes:
    """Return the register as an xlsx workbook of texts. Refusals: `action_not_allowed`, `register_empty`."""
    headings = (
        "Cơ quan", "Ngày, giờ đến", "Số đến", "Tác giả", "Số, ký hiệu, ngày của văn bản", "Tên loại và trích yếu",
        "Hồ sơ, người nhận xử lý", "Hạn trả", "Ghi chú",
    )  # fmt: skip
    rows = _rows(wanted, _MOST_EXPORTED, actor)
    return register_workbook("Văn bản đến", headings, [(row.agency, *vars(_line(row)).values()) for row in rows])


def _rows(wanted: IncomingFilter, most: int, actor: Actor) -> list[IncomingRow]:
    check_may(actor, Action.DOCUMENT_SEE_IN)
    rows = list(in_order(wanted, area=visible_agencies(actor), most=most))
    if not rows:
        raise Refusal("register_empty")
    return rows


def _line(row: IncomingRow) -> ArrivalLine:
    hour = clock.local(row.received_at).strftime(_SIGNS)
    document = ", ".join(
        part for part in (row.document_number, show(row.document_day) if row.document_day else "") if part
    )
    about = ", ".join(part for part in (row.file_code, row.head_name or row.incident) if part)
    return ArrivalLine(
        received=f"{show(row.received_on)} {hour}",
        number=str(row.number),
        sender=row.sender,
        document=document,
        subject=f"{KIND_TITLES[row.kind]}: {row.subject}",
        about=about,
        due=show(row.due_on) if row.due_on else "",
        note=row.answer or _STATES[row.state],
    )
