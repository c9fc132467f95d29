"""What is marked when a dossier goes back: one field of it or of one of its lines, with a note."""

from collections.abc import Iterable
from typing import NamedTuple

from aid.domain.errors import Refusal

OF_DOSSIER = ("lines", "title", "proposal_number", "meeting_number", "urgent_reason")
OF_LINE = ("facts", "amount", "payee", "evidence")


class Mark(NamedTuple):
    """One field to be mended; `entitlement_id` is the line, None where the field is the dossier's own."""

    field: str
    note: str
    entitlement_id: int | None = None


def check_marks(marks: Iterable[Mark], lines: Iterable[int]) -> None:
    """Refuse `mark_without_note`, and `mark_unknown` for a line that is not in the dossier or a field it has not."""
    known = set(lines)
    for mark in marks:
        if not mark.note.strip():
            raise Refusal("mark_without_note")
        if mark.entitlement_id is not None and mark.entitlement_id not in known:
            raise Refusal("mark_unknown")
        if mark.field not in (OF_DOSSIER if mark.entitlement_id is None else OF_LINE):
            raise Refusal("mark_unknown")
