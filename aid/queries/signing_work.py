"""The branches of the work list for digital signatures of changes and papers, and for papers without a number.

What is of the electronic order waits in any case; what is signed by hand, since its signer has a key.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select

from aid import clock
from aid.domain.dossiers import DossierState
from aid.domain.duties import Duty
from aid.domain.outgoing import SigningOrder
from aid.domain.papers import KINDS, PaperState
from aid.domain.roles import Action, Actor
from aid.domain.signatures import Part
from aid.domain.work import WorkKind
from aid.models.decision_changes import DecisionChange
from aid.models.decisions import Decision
from aid.models.outgoing import OutgoingDocument
from aid.models.papers import Paper
from aid.models.signatures import SignedFile, SigningKey
from aid.queries.duty_rules import is_barred_on_change
from aid.queries.work_columns import Branch, Reader, columns_of

_SIGNED_KINDS = [code for code, kind in KINDS.items() if kind.signatures]
_SEALED_KINDS = [code for code, kind in KINDS.items() if Part.AGENCY in kind.signatures]
_ELECTRONIC = OutgoingDocument.signing_order == SigningOrder.ELECTRONIC


def _changes(kind: WorkKind, part: Part) -> Branch:
    def branches(reader: Reader) -> Iterable[Select[Any]]:
        if reader.dated:
            return
        row = DecisionChange
        wanted = columns_of(kind, row, Decision.full_number, about=row.reason, code=row.full_number)
        mine = select(*wanted).join(Decision, Decision.id == row.decision_id)
        mine = mine.where(row.agency_id == reader.actor.agency_id, row.state == DossierState.ISSUED)
        mine = mine.where(row.pdf_sha256.is_not(None), ~_has(SignedFile.change_id == row.id, part))
        if part is Part.SIGNER:
            of_entry = exists().where(OutgoingDocument.id == row.entry_id, _ELECTRONIC)
            mine = mine.where(
                row.signed_by == reader.actor.user_id, of_entry | _since_key(row.created_at, reader.actor)
            )
        else:
            whose = {"user_id": reader.actor.user_id, "agency_id": reader.actor.agency_id}
            barred = is_barred_on_change(Duty.ISSUE, **whose, change_id=row.id, day=clock.today())
            mine = mine.where(_has(SignedFile.change_id == row.id, Part.SIGNER), ~barred)
        yield mine.order_by(row.id).limit(reader.enough)

    return branches


def _papers(kind: WorkKind, part: Part) -> Branch:
    def branches(reader: Reader) -> Iterable[Select[Any]]:
        if reader.dated:
            return
        mine = _final_papers(kind, reader).where(Paper.number.is_not(None), Paper.pdf_sha256.is_not(None))
        mine = mine.where(~_has(SignedFile.paper_id == Paper.id, part))
        if part is Part.SIGNER:
            mine = mine.where(_signed_by(reader.actor), _is_electronic() | _since_key(Paper.final_at, reader.actor))
        else:
            mine = mine.where(Paper.kind.in_(_SEALED_KINDS), _has(SignedFile.paper_id == Paper.id, Part.SIGNER))
        yield mine.order_by(Paper.id).limit(reader.enough)

    return branches


def _without_number(reader: Reader) -> Iterable[Select[Any]]:
    """Yield final papers that the office sends out and that have no number yet."""
    if reader.dated:
        return
    mine = _final_papers(WorkKind.PAPER_NUMBER, reader).where(Paper.number.is_(None), Paper.kind.in_(_SIGNED_KINDS))
    yield mine.order_by(Paper.id).limit(reader.enough)


def _final_papers(kind: WorkKind, reader: Reader) -> Select[Any]:
    wanted = columns_of(kind, Paper, Paper.content["subject"].as_string(), code=func.coalesce(Paper.number, ""))
    return select(*wanted).where(Paper.agency_id == reader.actor.agency_id, Paper.state == PaperState.FINAL)


def _signed_by(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a paper is for the actor to sign: of a kind he may sign, and with his name on it."""
    kinds = [
        code
        for code in _SIGNED_KINDS
        if actor.may(Action.DOSSIER_REVIEW if KINDS[code].is_departments else Action.DOSSIER_SIGN)
    ]
    name = Paper.content[("signatures", 0, "name")].as_string()
    return Paper.kind.in_(kinds) & or_(name == actor.name, name == "")


def _is_electronic() -> ColumnElement[bool]:
    same = (OutgoingDocument.agency_id == Paper.agency_id) & (OutgoingDocument.full_number == Paper.number)
    return exists().where(same, OutgoingDocument.day == Paper.day, _ELECTRONIC)


def _since_key(moment: Any, actor: Actor) -> ColumnElement[bool]:
    first_key = select(func.min(SigningKey.created_at)).where(SigningKey.user_id == actor.user_id)
    since: ColumnElement[bool] = moment >= first_key.scalar_subquery()
    return since


def _has(of: ColumnElement[bool], part: Part) -> ColumnElement[bool]:
    return exists().where(of, SignedFile.part == part)


_K = WorkKind
SIGNING_BRANCHES: dict[WorkKind, Branch] = {
    _K.CHANGE_E_SIGN: _changes(_K.CHANGE_E_SIGN, Part.SIGNER),
    _K.CHANGE_E_SEAL: _changes(_K.CHANGE_E_SEAL, Part.AGENCY),
    _K.PAPER_NUMBER: _without_number,
    _K.PAPER_SIGN: _papers(_K.PAPER_SIGN, Part.SIGNER),
    _K.PAPER_SEAL: _papers(_K.PAPER_SEAL, Part.AGENCY),
}
