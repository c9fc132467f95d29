"""A row in every table of the registers, as the check of the books wants one."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.documents import storage
from aid.domain.incoming import BOOK
from aid.domain.outgoing import BookRun, SigningOrder
from aid.extensions import settings
from aid.models.decision_changes import ChangeDuty, ChangeLine, DecisionChange
from aid.models.decisions import DecisionLine
from aid.models.incoming import DocumentRequest, IncomingDocument
from aid.models.office_days import OfficeDay
from aid.models.outgoing import BookRuleRow
from aid.models.replacements import Regrant, ReplacedLine, Replacement
from aid.models.signatures import SignedFile
from aid.services.numbers import take_number


def fill_the_registers(session: Session, agency_id: int, made: dict[str, Any]) -> None:
    """Add them inside a caller's transaction, which records the event."""
    line = session.scalars(select(DecisionLine).order_by(DecisionLine.id.desc())).first()
    change = DecisionChange(
        agency_id=agency_id, decision_id=line.decision_id, kind="revoke", state="draft", reason="Nhầm", **made
    )
    session.add(change)
    session.flush()
    session.add(ChangeLine(change_id=change.id, line_id=line.id, treatment="cancel", amount=line.amount))
    session.add(ChangeDuty(change_id=change.id, user_id=made["created_by"], duty="prepare", held=True))
    replacement = Replacement(
        dossier_id=line.decision.dossier_id, decision_id=line.decision_id, reason="Sai danh sách", is_open=True, **made
    )
    session.add(replacement)
    session.flush()
    session.add(
        ReplacedLine(dossier_id=replacement.dossier_id, line_id=line.id, treatment="cancel", amount=line.amount)
    )
    session.add(Regrant(dossier_id=replacement.dossier_id, entitlement_id=line.entitlement_id, line_id=line.id))
    session.add(
        SignedFile(
            change_id=change.id, position=1, part="signer", way="uploaded",
            sha256=storage.put(settings().files, b"%PDF-1.7 a signed change"), based_on=change.pdf_sha256 or "",
            size=1, found=[], **made,
        )
    )  # fmt: skip
    rule = {"run": BookRun.EACH_KIND, "signing_order": SigningOrder.PAPER, "basis": "QĐ 1/QĐ-UBND"}
    session.add(BookRuleRow(agency_id=agency_id, valid_from=clock.today(), **rule, **made))
    session.add(OfficeDay(day=clock.today() + timedelta(400), works=False, basis="Công văn", **made))
    arrival = IncomingDocument(
        agency_id=agency_id, year=clock.today().year, received_on=clock.today(), received_at=clock.now(),
        number=take_number(session, agency_id, BOOK, clock.today()), kind="other", sender="Công an phường",
        subject="Giấy xác nhận", state="open", **made,
    )  # fmt: skip
    session.add(arrival)
    session.flush()
    asked = {"asked_on": clock.today(), "wanted": "Giấy ra viện", "pauses": True}
    session.add(DocumentRequest(document_id=arrival.id, **asked, **made))
