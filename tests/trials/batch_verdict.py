"""What must hold of batches after any number of kills: every document exactly once, in order, and nothing beside."""

import re
from collections.abc import Sequence

import pypdfium2
from sqlalchemy import select

from aid.documents import storage
from aid.domain.batches import BatchState, ItemState
from aid.domain.dossiers import DossierState
from aid.extensions import db, settings
from aid.models.batches import Batch, BatchFile, JobItem
from aid.models.decisions import Decision
from aid.models.dossiers import Dossier
from aid.services import check

_NUMBER = re.compile(r"Số: 0*(\d+)/QĐ-UBND")


def faults_of_issue(
    batch_id: int, dossiers: Sequence[int], *, returned: Sequence[int] = (), in_order: bool = True
) -> list[str]:
    """Say what is wrong after a batch gave numbers to dossiers, of which some were taken back meanwhile.

    The order is kept (`in_order`) as long as no living worker overran its lease.
    """
    db.session.rollback()
    wanted = [one for one in dossiers if one not in returned]
    rows = db.session.execute(select(Decision.dossier_id, Decision.number).order_by(Decision.number)).all()
    states = dict(db.session.execute(select(Dossier.id, Dossier.state)).all())
    decided = [row.dossier_id for row in rows]
    items = dict(db.session.execute(select(JobItem.subject_id, JobItem.state).filter_by(batch_id=batch_id)).all())
    due = {one: ItemState.FAILED if one in returned else ItemState.DONE for one in dossiers}
    found = {
        "not done": db.session.get_one(Batch, batch_id).state is not BatchState.DONE,
        "numbers with hole or double": [row.number for row in rows] != list(range(1, len(wanted) + 1)),
        "not each dossier once, in its order": (decided if in_order else sorted(decided)) != sorted(wanted),
        "a dossier is not issued": any(states[one] is not DossierState.ISSUED for one in wanted),
        "what was taken back has moved": any(states[one] is not DossierState.RETURNED for one in returned),
        "an item says something else": items != due,
        "the check found something": check.run().findings != [],
    }
    return [fault for fault, is_there in found.items() if is_there]


def faults_of_print(batch_id: int, count: int) -> list[str]:
    """Say what is wrong with the print files of a batch over decisions 1 to `count`."""
    db.session.rollback()
    items = db.session.scalars(select(JobItem).filter_by(batch_id=batch_id).order_by(JobItem.position)).all()
    kept = dict(db.session.execute(select(Decision.id, Decision.pdf_sha256)).all())
    files = db.session.scalars(select(BatchFile).filter_by(batch_id=batch_id).order_by(BatchFile.position)).all()
    printed = [number for file in files if file.position for number in _numbers_in(file.sha256)]
    found = {
        "not done": db.session.get_one(Batch, batch_id).state is not BatchState.DONE,
        "an item without its paper": any(item.sha256 is None or item.sha256 != kept[item.subject_id] for item in items),
        "a paper is missing, twice or out of order": printed != list(range(1, count + 1)),
        "an index is missing": sum(1 for file in files if not file.position) != 2,
    }
    return [fault for fault, is_there in found.items() if is_there]


def _numbers_in(sha256: str) -> list[int]:
    paper = pypdfium2.PdfDocument(storage.get(settings().files, sha256))
    try:
        texts = [paper[page].get_textpage().get_text_range() for page in range(len(paper))]
    finally:
        paper.close()
    return [int(found.group(1)) for text in texts if (found := _NUMBER.search(text))]
