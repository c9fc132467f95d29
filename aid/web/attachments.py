"""Files go out as what they were found to be, to be saved and never run."""

from io import BytesIO

from flask import Blueprint, Response, send_file

from aid.domain.roles import Action
from aid.services.attachments import open_file
from aid.web.security import allow, current_actor

blueprint = Blueprint("attachments", __name__)


@blueprint.get("/attachments/<int:attachment_id>")
@allow(Action.INCIDENT_SEE)
def show(attachment_id: int) -> Response:
    file = open_file(attachment_id, actor=current_actor())
    answer = send_file(BytesIO(file.data), mimetype=file.media_type, as_attachment=True, download_name=file.file_name)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
