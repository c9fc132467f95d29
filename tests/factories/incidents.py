"""Incidents, reported through the service."""

from io import BytesIO
from typing import Any

from PIL import Image

from aid import clock
from aid.domain.reports import IncidentReport
from aid.domain.roles import Actor, Role
from aid.services import incidents
from tests.factories.users import actor as make_actor

OLD_WARD = "00364"
OTHER_WARD = "00070"


def a_report(**more: Any) -> IncidentReport:
    """A small fire of today in phường Khương Đình."""
    values: dict[str, Any] = {
        "kind": "fire",
        "occurred_on": clock.today(),
        "place_code": OLD_WARD,
        "address": "số 2 ngõ 5 phố Thử Nghiệm",
        "dead": 0,
        "injured": 2,
        "missing": 0,
        "reporter": "Trần Văn Thử",
        "reporter_phone": "0912 345 678",
    }
    return IncidentReport(**(values | more))


def make_incident(
    *, actor: Actor | None = None, code: str | None = None, confirmed_by: Actor | None = None, **more: Any
) -> int:
    """Report an incident and return its id; confirmed at once where somebody is named for it."""
    reporter = actor or make_actor("lan", Role.OFFICER)
    incident_id = incidents.report(a_report(**more), actor=reporter, code=code)
    if confirmed_by:
        incidents.confirm(incident_id, actor=confirmed_by)
    return incident_id


def a_photo(size: tuple[int, int] = (60, 40), kind: str = "JPEG", colour: str = "red", **more: Any) -> bytes:
    """The bytes of a small picture."""
    kept = BytesIO()
    Image.new("RGB", size, colour).save(kept, kind, **more)
    return kept.getvalue()


def a_pdf(pages: int = 1) -> bytes:
    """The bytes of a PDF with empty pages."""
    import pypdfium2

    paper = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        paper.new_page(595, 842)
    kept = BytesIO()
    paper.save(kept)
    paper.close()
    return kept.getvalue()
