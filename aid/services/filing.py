"""Mục lục văn bản: every document of a dossier in the order it came or went, as the file is handed to the archive."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import or_, select

from aid import clock
from aid.documents.register import CONTENTS, ContentsLine, RegisterContent, render_register
from aid.domain.dates import show
from aid.domain.errors import Missing
from aid.domain.outgoing import EntryState
from aid.domain.paper_content import content_from_data
from aid.domain.papers import KINDS, Family, PaperState
from aid.domain.roles import Action, Actor
from aid.extensions import db
from aid.models.dossiers import Dossier, DossierLine
from aid.models.entitlements import Entitlement
from aid.models.incidents import Attachment, Purpose
from aid.models.outgoing import OutgoingDocument
from aid.models.papers import Paper
from aid.models.users import Agency
from aid.queries import incoming
from aid.queries.areas import visible_agencies
from aid.services.areas import check_may
from aid.services.incoming_papers import KIND_TITLES as ARRIVALS
from aid.services.outgoing import KIND_TITLES as LEAVING

_MEETING = "meeting"
_FILES = {Purpose.PHOTO: "Ảnh", Purpose.DOCUMENT: "Giấy tờ", Purpose.SIGNED_SHEET: "Danh sách đã ký nhận"}


class FiledDocument(NamedTuple):
    """One document of a dossier; `at` is when it came, was stored or got its number."""

    at: datetime
    number: str
    day: str
    subject: str
    author: str
    note: str


def contents(dossier_id: int, *, actor: Actor) -> Sequence[FiledDocument]:
    """Return every document of a dossier, the earliest first: what came in, was stored, was made, went out.

    Refusal `action_not_allowed`; Missing outside the actor's area.
    """
    dossier = _dossier(dossier_id, actor)
    cases = list(
        db.session.scalars(
            select(Entitlement.case_id)
            .join(DossierLine, DossierLine.entitlement_id == Entitlement.id)
            .where(DossierLine.dossier_id == dossier.id)
            .distinct()
        )
    )
    return sorted([*_arrived(cases), *_stored(cases), *_made(dossier, cases), *_left(dossier)])


def contents_paper(dossier_id: int, *, actor: Actor) -> bytes:
    """Return the mục lục văn bản of a dossier as PDF; refusals as `contents`."""
    rows, dossier = contents(dossier_id, actor=actor), _dossier(dossier_id, actor)
    agency = db.session.get_one(Agency, dossier.agency_id)
    lines = [
        ContentsLine(str(place), row.number, row.day, row.subject, row.author, row.note)
        for place, row in enumerate(rows, start=1)
    ]
    return render_register(
        RegisterContent(
            title="MỤC LỤC VĂN BẢN, TÀI LIỆU",
            about=f"Hồ sơ {dossier.code}: {dossier.title}",
            parent_agency=agency.parent_line,
            agency=tuple(agency.letterhead.splitlines()),
            place=agency.dateline,
            rows=tuple(lines),
            columns=CONTENTS,
        )
    )


def _dossier(dossier_id: int, actor: Actor) -> Dossier:
    check_may(actor, Action.DOSSIER_SEE)
    dossier, area = db.session.get(Dossier, dossier_id), visible_agencies(actor)
    if dossier is None or (area is not None and dossier.agency_id not in area):
        raise Missing(f"Dossier {dossier_id}")
    return dossier


def _arrived(cases: Sequence[int]) -> list[FiledDocument]:
    return [
        FiledDocument(
            row.received_at,
            row.document_number,
            show(row.document_day) if row.document_day else "",
            f"{ARRIVALS[row.kind]}: {row.subject}",
            row.sender,
            f"Số đến {row.number}, {show(row.received_on)}",
        )
        for row in incoming.of_cases(cases)
    ]


def _stored(cases: Sequence[int]) -> list[FiledDocument]:
    """The scan of an incoming document is that document: it is told once."""
    scans = {row.file_name for row in incoming.of_cases(cases)}
    wanted = select(Attachment).where(Attachment.case_id.in_(cases)).order_by(Attachment.id)
    return [
        FiledDocument(
            row.created_at,
            "",
            show(clock.local(row.created_at).date()),
            f"{_FILES[row.purpose]}: {row.note or row.file_name}",
            "",
            f"SHA-256 {row.sha256[:12]}",
        )
        for row in db.session.scalars(wanted)
        if row.file_name not in scans
    ]


def _made(dossier: Dossier, cases: Sequence[int]) -> list[FiledDocument]:
    """Final papers of the dossier, its cases and the meeting of its incident that no number of the dossier tells of."""
    own = (Paper.dossier_id == dossier.id) & Paper.number.is_(None)
    meeting = (Paper.incident_id == dossier.incident_id) & (Paper.kind == _MEETING)
    wanted = (
        select(Paper, Agency.name)
        .join(Agency, Agency.id == Paper.agency_id)
        .where(Paper.state == PaperState.FINAL, or_(own, meeting, Paper.case_id.in_(cases)))
        .order_by(Paper.id)
    )
    return [_made_line(paper, agency) for paper, agency in db.session.execute(wanted)]


def _made_line(paper: Paper, agency: str) -> FiledDocument:
    content = content_from_data(paper.content or {})
    by_people = KINDS[paper.kind].family is Family.FORM
    return FiledDocument(
        paper.final_at or paper.created_at,
        paper.number or "",
        show(paper.day) if paper.day else "",
        ": ".join(part for part in (content.name.capitalize() or "Công văn", content.subject) if part),
        "" if by_people else agency,
        "",
    )


def _left(dossier: Dossier) -> list[FiledDocument]:
    """What got a number; its author is the agency, not who signed."""
    wanted = (
        select(OutgoingDocument, Agency.name)
        .join(Agency, Agency.id == OutgoingDocument.agency_id)
        .where(OutgoingDocument.dossier_id == dossier.id)
        .order_by(OutgoingDocument.id)
    )
    return [
        FiledDocument(
            row.created_at,
            row.full_number,
            show(row.day),
            f"{LEAVING[row.kind]}: {row.subject}",
            agency,
            f"Đã hủy số: {row.reason}" if row.state is EntryState.CANCELLED else "",
        )
        for row, agency in db.session.execute(wanted)
    ]
