"""Starting a batch, and what a person does with it while it works: pause, resume, cancel, try failures again."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.batches import (
    FEWEST_PAGES,
    LARGEST,
    MOST_PAGES,
    USUAL_PAGES,
    BatchKind,
    BatchState,
    BatchStep,
    ItemState,
    state_after,
)
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Action, Actor
from aid.models.batches import Batch, BatchFile, JobItem
from aid.models.events import Access
from aid.queries.batches import Choice, FileRow, decisions_of_dossiers, waiting_for_number
from aid.services import jobs, trail
from aid.services.areas import check_may, own_for_update
from aid.services.batch_items import CHUNK, WORK
from aid.services.batch_kinds import KINDS
from aid.services.transaction import transaction


class Printing(NamedTuple):
    """How a batch is printed: at most so many pages in a file, and whether each paper has its own sheet."""

    pages_per_file: int = USUAL_PAGES
    own_sheet: bool = False


def start(
    kind: BatchKind, title: str, chosen: Sequence[Choice], printing: Printing | None = None, *, actor: Actor
) -> int:
    """Start a batch over what was chosen, in that order, and return its id.

    The caller chose within the actor's agency. Refusals: `action_not_allowed`, `batch_empty`, `batch_too_large`
    (most), `batch_pages_out_of_range` (fewest, most).
    """
    check_may(actor, Action.DECISION_ISSUE)
    printing = printing or Printing()
    _check(chosen, printing)
    with transaction() as session:
        batch = Batch(
            agency_id=actor.agency_id,
            kind=kind,
            title=title[:200],
            state=BatchState.OPEN,
            total=len(chosen),
            created_at=clock.now(),
            created_by=actor.user_id,
            **printing._asdict(),
        )
        session.add(batch)
        session.flush()
        for position, one in enumerate(chosen, 1):
            texts = {"label": one.label[:120], "about": one.about[:300]}
            item = {"batch_id": batch.id, "position": position, "subject_id": one.subject_id}
            session.add(JobItem(**item, **texts, state=ItemState.WAITING))
        trail.record(session, actor, "batch:started", batch, after={"batch_kind": kind, "items": len(chosen)})
        _queue(session, batch, len(chosen))
        return batch.id


def start_issue(dossier_ids: Sequence[int], title: str, *, actor: Actor) -> int:
    """Start giving numbers to signed dossiers, one after the other in the order of their deadlines.

    Refusals as for `start`; a dossier that no longer waits is left out.
    """
    check_may(actor, Action.DECISION_ISSUE)
    wanted = set(dossier_ids)
    chosen = [Choice(one.id, one.code, one.title) for one in waiting_for_number(actor.agency_id) if one.id in wanted]
    return start(BatchKind.ISSUE, title, chosen, actor=actor)


def start_print_of(dossier_ids: Sequence[int], title: str, printing: Printing, *, actor: Actor) -> int:
    """Start printing the decisions of chosen dossiers. Refusals as for `start`."""
    chosen = decisions_of_dossiers(actor.agency_id, dossier_ids)
    return start(BatchKind.PRINT_DECISIONS, title, chosen, printing, actor=actor)


def take_step(batch_id: int, step: BatchStep, *, actor: Actor) -> None:
    """Pause, resume or cancel a batch, or try again what failed in it.

    What is done stays done. Refusals: `action_not_allowed`, `batch_step_not_possible`, `batch_nothing_failed`.
    """
    check_may(actor, Action.DECISION_ISSUE)
    with transaction() as session:
        batch = own_for_update(session, Batch, batch_id, actor=actor)
        batch.state = state_after(batch.state, step)
        if step is BatchStep.RETRY:
            _retry(session, batch)
        if step is BatchStep.CANCEL:
            batch.finished_at = clock.now()
            _turn(session, batch_id, ItemState.WAITING, ItemState.LEFT)
        if batch.state is BatchState.OPEN:
            batch.finished_at = None
            _queue(session, batch, _count(session, batch_id, ItemState.WAITING))
        trail.record(session, actor, f"batch:{step}", batch, after={"batch_state": batch.state})


def note_file(batch_id: int, file_id: int, *, actor: Actor) -> FileRow:
    """Write down who takes a file of a batch, with the numbers its papers show, and return the file.

    Missing where there is none in the actor's agency.
    """
    check_may(actor, Action.DECISION_ISSUE)
    with transaction() as session:
        batch = own_for_update(session, Batch, batch_id, actor=actor)
        file = session.get(BatchFile, file_id)
        if file is None or file.batch_id != batch_id:
            raise Missing(f"File {file_id} of batch {batch_id}")
        look = {"user_id": actor.user_id, "fields": "identity_number, account"}
        session.add(Access(at=clock.now(), purpose=f"lô {batch.id}, tệp {file.name}", **look))
        columns = (file.id, file.position, file.name, file.media_type, file.sha256, file.pages, file.first, file.last)
        return FileRow._make(columns)


def _check(chosen: Sequence[Choice], printing: Printing) -> None:
    if not chosen:
        raise Refusal("batch_empty")
    if len(chosen) > LARGEST:
        raise Refusal("batch_too_large", most=LARGEST)
    if not FEWEST_PAGES <= printing.pages_per_file <= MOST_PAGES:
        raise Refusal("batch_pages_out_of_range", fewest=FEWEST_PAGES, most=MOST_PAGES)


def _retry(session: Session, batch: Batch) -> None:
    if not _count(session, batch.id, ItemState.FAILED):
        raise Refusal("batch_nothing_failed")
    _turn(session, batch.id, ItemState.FAILED, ItemState.WAITING)


def _turn(session: Session, batch_id: int, old: ItemState, new: ItemState) -> None:
    which = update(JobItem).where(JobItem.batch_id == batch_id, JobItem.state == old)
    session.execute(which.values(state=new, leased_until=None, code="", facts={}))


def _count(session: Session, batch_id: int, state: ItemState) -> int:
    wanted = select(func.count(JobItem.id)).where(JobItem.batch_id == batch_id, JobItem.state == state)
    return session.scalar(wanted) or 0


def _queue(session: Session, batch: Batch, waiting: int) -> None:
    """Put the batch into the queue as often as workers may share it."""
    lanes = max(1, min(KINDS[batch.kind].lanes, -(-waiting // CHUNK)))
    for _ in range(lanes):
        jobs.queue(session, WORK, batch.id)
