"""What of the papers and of later decisions waits for a number or a digital signature, counted for `waiting.queues`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Select, case, cast, func, literal, null, select

from aid.domain.dossiers import OPEN_STATES
from aid.domain.papers import KINDS
from aid.domain.roles import Role
from aid.domain.signatures import Part
from aid.domain.work import WorkKind
from aid.models.decision_changes import DecisionChange
from aid.models.dossiers import Dossier
from aid.models.outgoing import OutgoingDocument
from aid.models.papers import Paper
from aid.models.signatures import SignedFile
from aid.queries.areas import within
from aid.queries.signing_steps import change_wants_seal, change_wants_signer, wants_number, wants_seal, wants_signer

Source = tuple[Select[Any], Mapping[Any, tuple[WorkKind, Role | None]]]

_ONE_STEP = ""
_NOBODY = cast(null(), Integer)
_OF_DEPARTMENT = Paper.kind.in_([code for code, kind in KINDS.items() if kind.is_departments])


def paper_sources(area: set[int] | None, today: date) -> tuple[Source, ...]:
    """Return the statements that count what waits; `since` is when the oldest of each began to wait."""
    drawn = func.coalesce(Paper.rendered_at, Paper.final_at)
    to_number = _papers(area, today, since=Paper.final_at).where(wants_number())
    to_sign = _papers(area, today, since=drawn, named=Paper.signer_id).where(wants_signer(Paper.signer_id))
    to_seal = _papers(area, today, since=SignedFile.created_at).where(wants_seal())
    change_to_sign = _changes(area, since=OutgoingDocument.created_at, named=DecisionChange.signed_by)
    change_to_seal = _changes(area, since=SignedFile.created_at).where(change_wants_seal())
    by_entry = OutgoingDocument.id == DecisionChange.entry_id
    return (
        (to_number, _step(WorkKind.PAPER_NUMBER, Role.CLERK)),
        (to_sign.where(~_OF_DEPARTMENT), _step(WorkKind.PAPER_SIGN, Role.APPROVER)),
        (to_sign.where(_OF_DEPARTMENT), _step(WorkKind.PAPER_SIGN, Role.REVIEWER)),
        (to_seal.join(SignedFile, _by_signer(SignedFile.paper_id == Paper.id)), _step(WorkKind.PAPER_SEAL, Role.CLERK)),
        (
            change_to_sign.join(OutgoingDocument, by_entry).where(change_wants_signer(DecisionChange.signed_by)),
            _step(WorkKind.CHANGE_E_SIGN, Role.APPROVER),
        ),
        (
            change_to_seal.join(SignedFile, _by_signer(SignedFile.change_id == DecisionChange.id)),
            _step(WorkKind.CHANGE_E_SEAL, Role.CLERK),
        ),
    )


def _step(kind: WorkKind, role: Role) -> Mapping[Any, tuple[WorkKind, Role | None]]:
    return {_ONE_STEP: (kind, role)}


def _papers(area: set[int] | None, today: date, *, since: Any, named: Any = _NOBODY) -> Select[Any]:
    """Papers of an open dossier have its legal day."""
    late = func.coalesce(func.sum(case((Dossier.due_on < today, 1), else_=0)), 0)
    counted = _counted(Paper, named, since, late=late, due_on=func.min(Dossier.due_on))
    of_dossier = (Dossier.id == Paper.dossier_id) & Dossier.state.in_(OPEN_STATES)
    counted = counted.outerjoin(Dossier, of_dossier).where(within(Paper.agency_id, area))
    return counted.group_by(Paper.agency_id, *_grouped(named))


def _changes(area: set[int] | None, *, since: Any, named: Any = _NOBODY) -> Select[Any]:
    counted = _counted(DecisionChange, named, since, late=literal(0), due_on=cast(null(), Date))
    return counted.where(within(DecisionChange.agency_id, area)).group_by(DecisionChange.agency_id, *_grouped(named))


def _counted(row: Any, named: Any, since: Any, *, late: Any, due_on: Any) -> Select[Any]:
    return select(
        row.agency_id,
        literal(_ONE_STEP).label("state"),
        named.label("named"),
        func.count().label("n"),
        literal(0).label("amount"),
        late.label("late"),
        due_on.label("due_on"),
        func.min(since).label("since"),
    ).select_from(row)


def _grouped(named: Any) -> tuple[Any, ...]:
    return () if named is _NOBODY else (named,)


def _by_signer(of_row: ColumnElement[bool]) -> ColumnElement[bool]:
    return of_row & (SignedFile.part == Part.SIGNER)
