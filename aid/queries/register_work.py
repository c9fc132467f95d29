"""The branches of the work list that the registers feed: decisions that change others, and documents to answer."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, String, case, cast, or_, select

from aid.domain.approval_routes import APPROVAL_STEPS, Approval
from aid.domain.dossiers import DossierState
from aid.domain.duties import Duty
from aid.domain.incoming import LIMIT_OF, IncomingState
from aid.domain.work import WorkKind
from aid.models.decision_changes import DecisionChange
from aid.models.decisions import Decision
from aid.models.dossiers import Dossier
from aid.models.incoming import DocumentRequest, IncomingDocument
from aid.queries.approvals import agreed_by, area_of, waits, waits_for
from aid.queries.duty_rules import may_take_on_change
from aid.queries.incoming import paused
from aid.queries.named_steps import falls_to
from aid.queries.work_columns import Branch, Reader, by_due, columns_of

# "12/2026": the số đến as the register writes it.
_NUMBER = cast(IncomingDocument.number, String) + "/" + cast(IncomingDocument.year, String)
_UNIT = case({kind.value: limit.unit.value for kind, limit in LIMIT_OF.items()}, value=IncomingDocument.kind)


def _changes(kind: WorkKind, state: DossierState, duty: Duty) -> Branch:
    """Return the branch of later decisions in a state, without those on which the person is barred from the duty."""

    def branches(reader: Reader) -> Iterable[Select[Any]]:
        if reader.dated:
            return
        mine = _change_rows(kind).where(DecisionChange.agency_id == reader.actor.agency_id)
        mine = mine.where(DecisionChange.state == state, _may_take(reader, duty))
        mine = mine.where(falls_to(reader.actor, duty, DecisionChange))
        if kind is WorkKind.CHANGE_SIGN:
            mine = mine.where(~waits(DecisionChange), ~agreed_by(reader.actor, DecisionChange))
        yield mine.order_by(DecisionChange.id).limit(reader.enough)

    return branches


def _approvals(kind: WorkKind, approval: Approval) -> Branch:
    """Return the branch of the changes whose route asks the reader for an initial or an agreement."""
    duty = next(step.duty for step in APPROVAL_STEPS if step.step == approval)

    def branches(reader: Reader) -> Iterable[Select[Any]]:
        if reader.dated:
            return
        mine = _change_rows(kind).where(DecisionChange.state == DossierState.REVIEWED)
        mine = mine.where(waits_for(reader.actor, approval, DecisionChange))
        area = area_of(reader.actor, approval)
        if area is not None:
            mine = mine.where(DecisionChange.agency_id.in_(area))
        if duty is not None:
            mine = mine.where(_may_take(reader, duty))
        yield mine.order_by(DecisionChange.id).limit(reader.enough)

    return branches


def _change_rows(kind: WorkKind) -> Select[Any]:
    wanted = columns_of(kind, DecisionChange, Dossier.title, about=DecisionChange.reason, code=Decision.full_number)
    mine = select(*wanted).join(Decision, Decision.id == DecisionChange.decision_id)
    return mine.join(Dossier, Dossier.id == Decision.dossier_id)


def _may_take(reader: Reader, duty: Duty) -> ColumnElement[bool]:
    return may_take_on_change(reader.actor, duty, change_id=DecisionChange.id, agency_id=reader.actor.agency_id)


def _to_answer(reader: Reader) -> Iterable[Select[Any]]:
    """Yield what came in and waits for its answer, with the day it is due."""
    wanted = columns_of(
        WorkKind.DOCUMENT_ANSWER, IncomingDocument, IncomingDocument.subject, about=IncomingDocument.sender,
        due_on=IncomingDocument.due_on, due_unit=_UNIT, code=_NUMBER,
    )  # fmt: skip
    mine = select(*wanted).where(IncomingDocument.agency_id == reader.actor.agency_id)
    return by_due(mine.where(IncomingDocument.state == IncomingState.OPEN), IncomingDocument, reader)


def _to_chase(reader: Reader) -> Iterable[Select[Any]]:
    """Yield what waits for papers that were asked for, as `about`; a clock that stands still has no due day."""
    lacks = (
        select(DocumentRequest.wanted)
        .where(DocumentRequest.document_id == IncomingDocument.id, DocumentRequest.came_on.is_(None))
        .order_by(DocumentRequest.id.desc())
        .limit(1)
        .correlate(IncomingDocument)
        .scalar_subquery()
    )
    wanted = columns_of(
        WorkKind.DOCUMENT_CHASE, IncomingDocument, IncomingDocument.subject, about=lacks,
        due_on=IncomingDocument.due_on if reader.dated else None, due_unit=_UNIT, code=_NUMBER,
    )  # fmt: skip
    mine = select(*wanted).where(IncomingDocument.agency_id == reader.actor.agency_id)
    mine = mine.where(IncomingDocument.state == IncomingState.WAITING)
    due_on, order = IncomingDocument.due_on, (IncomingDocument.due_on, IncomingDocument.id)
    if reader.dated:
        yield mine.where(due_on.is_not(None), ~paused()).order_by(*order).limit(reader.enough)
    else:
        yield mine.where(or_(due_on.is_(None), paused())).order_by(IncomingDocument.id).limit(reader.enough)


_D, _K = DossierState, WorkKind
REGISTER_BRANCHES: dict[WorkKind, Branch] = {
    _K.CHANGE_MEND: _changes(_K.CHANGE_MEND, _D.RETURNED, Duty.PREPARE),
    _K.CHANGE_SUBMIT: _changes(_K.CHANGE_SUBMIT, _D.DRAFT, Duty.PREPARE),
    _K.CHANGE_REVIEW: _changes(_K.CHANGE_REVIEW, _D.SUBMITTED, Duty.REVIEW),
    _K.CHANGE_INITIAL: _approvals(_K.CHANGE_INITIAL, Approval.INITIAL),
    _K.CHANGE_SECOND: _approvals(_K.CHANGE_SECOND, Approval.SECOND),
    _K.CHANGE_AGREE: _approvals(_K.CHANGE_AGREE, Approval.CITY),
    _K.CHANGE_SIGN: _changes(_K.CHANGE_SIGN, _D.REVIEWED, Duty.SIGN),
    _K.CHANGE_ISSUE: _changes(_K.CHANGE_ISSUE, _D.SIGNED, Duty.ISSUE),
    _K.DOCUMENT_ANSWER: _to_answer,
    _K.DOCUMENT_CHASE: _to_chase,
}
