"""What a file at hand is: a decision's own file, a signed one, a changed one, another decision's, or none of ours.

A file that is not byte for byte one of ours is read for the codes printed in it, in a process of its own; it is kept
nowhere.
"""

import hashlib
import re
from typing import NamedTuple

from aid.documents.uploads import LARGEST, printed_text
from aid.domain.signatures import Match, Part
from aid.queries import public_decisions
from aid.queries.signables import files_of
from aid.queries.signatures import FileView, decisions_of_file

_CODE = re.compile(r"\b[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}\b")
_MOST_CODES = 8


class Recognised(NamedTuple):
    """What a file is; `decision_id` is the decision it belongs to, `parts` whose signatures a signed file carries."""

    match: Match
    decision_id: int | None = None
    parts: tuple[Part, ...] = ()


def recognise(data: bytes, wanted: int | None = None) -> Recognised:
    """Say what a file is, next to the decision `wanted` where one is given."""
    digest = hashlib.sha256(data).hexdigest()
    for decision_id in decisions_of_file(digest):
        if wanted not in (None, decision_id):
            return Recognised(Match.OTHER_DECISION, decision_id)
        parts = tuple(file.part for file in _up_to(decision_id, digest))
        return Recognised(Match.SIGNED if parts else Match.ORIGINAL, decision_id, parts)
    return _by_its_codes(data, wanted)


def _up_to(decision_id: int, digest: str) -> list[FileView]:
    files = list(files_of(decision_id))
    places = [number for number, file in enumerate(files) if file.sha256 == digest]
    return files[: places[-1] + 1] if places else []


def _by_its_codes(data: bytes, wanted: int | None) -> Recognised:
    """A paper that names a decision by its code but is none of its files was changed, scanned or made up."""
    if not data.startswith(b"%PDF-") or len(data) > LARGEST:
        return Recognised(Match.UNKNOWN)
    codes = list(dict.fromkeys(_CODE.findall(printed_text(data))))[:_MOST_CODES]
    named = [found for code in codes if (found := public_decisions.id_of_code(code)) is not None]
    if not named:
        return Recognised(Match.UNKNOWN)
    if wanted is None or wanted in named:
        return Recognised(Match.CHANGED, wanted or named[0])
    return Recognised(Match.OTHER_DECISION, named[0])
