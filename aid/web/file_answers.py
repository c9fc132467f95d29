"""Files as answers: a PDF in the browser's own reader, a workbook to keep."""

from io import BytesIO

from flask import Response, send_file

from aid.web.headers import PDF_POLICY

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def pdf_answer(data: bytes, name: str) -> Response:
    """Return a paper as the browser's own reader shows it."""
    answer = Response(data, mimetype="application/pdf")
    answer.headers["Content-Security-Policy"] = PDF_POLICY
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def workbook_answer(data: bytes, name: str) -> Response:
    """Return a workbook as a file to save."""
    return send_file(BytesIO(data), mimetype=_XLSX, as_attachment=True, download_name=name)
