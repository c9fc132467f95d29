"""What the one-stop desk prints and hands out: the receipt, the register, a scan, the contents of a dossier."""

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, send_file

from aid.domain.roles import Action
from aid.queries import incoming
from aid.queries.areas import visible_agencies
from aid.services import filing
from aid.services import incoming as desk
from aid.services import incoming_papers as work
from aid.web.forms.incoming import IncomingFilterForm
from aid.web.headers import PDF_POLICY
from aid.web.security import allow, current_actor

blueprint = Blueprint("incoming_papers", __name__)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/incoming/<int:document_id>/receipt.pdf")
@allow(Action.DOCUMENT_SEE_IN)
def receipt(document_id: int) -> Response:
    return _pdf(work.receipt(document_id, actor=current_actor()), f"giay-tiep-nhan-{document_id}.pdf")


@blueprint.get("/incoming.pdf")
@allow(Action.DOCUMENT_SEE_IN)
def printed() -> Response:
    return _pdf(work.printed(_wanted(), actor=current_actor()), "so-van-ban-den.pdf")


@blueprint.get("/incoming.xlsx")
@allow(Action.DOCUMENT_SEE_IN)
def exported() -> Response:
    book = BytesIO(work.exported(_wanted(), actor=current_actor()))
    return send_file(book, mimetype=_XLSX, as_attachment=True, download_name="so-van-ban-den.xlsx")


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
    return _pdf(filing.contents_paper(dossier_id, actor=current_actor()), f"muc-luc-ho-so-{dossier_id}.pdf")


def _wanted() -> incoming.IncomingFilter:
    return IncomingFilterForm(incoming.years(area=visible_agencies(current_actor()))).wanted()


def _pdf(data: bytes, name: str) -> Response:
    answer = Response(data, mimetype="application/pdf")
    answer.headers["Content-Security-Policy"] = PDF_POLICY
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
