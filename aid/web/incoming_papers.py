"""What the one-stop desk prints and hands out: the receipt, the register, a scan, the contents of a dossier."""

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, send_file

from aid.domain.roles import Action
from aid.services import filing
from aid.services import incoming as desk
from aid.services import incoming_papers as work
from aid.web import register_pages
from aid.web.file_answers import pdf_answer
from aid.web.incoming import BOOK
from aid.web.security import allow, current_actor

blueprint = Blueprint("incoming_papers", __name__)


@blueprint.get("/incoming/<int:document_id>/receipt.pdf")
@allow(Action.DOCUMENT_SEE_IN)
def receipt(document_id: int) -> Response:
    return pdf_answer(work.receipt(document_id, actor=current_actor()), f"giay-tiep-nhan-{document_id}.pdf")


@blueprint.get("/incoming.pdf")
@allow(Action.DOCUMENT_SEE_IN)
def printed() -> Response:
    return register_pages.printed(BOOK, work.printed)


@blueprint.get("/incoming.xlsx")
@allow(Action.DOCUMENT_SEE_IN)
def exported() -> Response:
    return register_pages.exported(BOOK, work.exported)


@blueprint.get("/incoming/<int:document_id>/scan")
@allow(Action.DOCUMENT_SEE_IN)
def scan(document_id: int) -> Any:
    file = desk.open_scan(document_id, actor=current_actor())
    answer = send_file(BytesIO(file.data), mimetype=file.media_type, as_attachment=True, download_name=file.file_name)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@blueprint.get("/dossiers/<int:dossier_id>/contents.pdf")
@allow(Action.DOSSIER_SEE)
def contents(dossier_id: int) -> Response:
    return pdf_answer(filing.contents_paper(dossier_id, actor=current_actor()), f"muc-luc-ho-so-{dossier_id}.pdf")
