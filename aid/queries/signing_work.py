"""The branches of the work list for digital signatures of changes and papers, and for papers without a number."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select

from aid.domain.duties import Duty
from aid.domain.papers import KINDS
from aid.domain.roles import Action, Actor
from aid.domain.signatures import Part
from aid.domain.work import WorkKind
from aid.models.decision_changes import DecisionChange
from aid.models.decisions import Decision
from aid.models.papers import Paper
from aid.models.users import User
from aid.queries.duty_rules import may_take_on_change
from aid.queries.signing_steps import (
    SIGNED_KINDS,
    change_wants_seal,
    change_wants_signer,
    wants_number,
    wants_seal,
    wants_signer,
)
from aid.queries.work_columns import Branch, Reader, columns_of


def _changes(kind: WorkKind, part: Part) -> Branch:
    def branches(reader: Reader) -> Iterable[Select[Any]]:
        if reader.dated:
            return
        row = DecisionChange
        wanted = columns_of(kind, row, Decision.full_number, about=row.reason, code=row.full_number)
        mine = select(*wanted).join(Decision, Decision.id == row.decision_id)
        mine = mine.where(row.agency_id == reader.actor.agency_id)
        mine = mine.where(row.pdf_sha256.is_not(None))
        if part is Part.SIGNER:
            mine = mine.where(row.signed_by == reader.actor.user_id, change_wants_signer(reader.actor.user_id))
        else:
            may_seal = may_take_on_change(reader.actor, Duty.ISSUE, change_id=row.id, agency_id=row.agency_id)
            mine = mine.where(change_wants_seal(), may_seal)
        yield mine.order_by(row.id).limit(reader.enough)

    return branches


def _papers(kind: WorkKind, part: Part) -> Branch:
    def branches(reader: Reader) -> Iterable[Select[Any]]:
        if reader.dated:
            return
        mine = _rows(kind, reader).where(Paper.pdf_sha256.is_not(None))
        if part is Part.SIGNER:
            mine = mine.where(wants_signer(reader.actor.user_id), _signed_by(reader.actor))
        else:
            mine = mine.where(wants_seal())
        yield mine.order_by(Paper.id).limit(reader.enough)

    return branches


def _without_number(reader: Reader) -> Iterable[Select[Any]]:
    """Yield final papers that the office sends out and that have no number yet."""
    if reader.dated:
        return
    mine = _rows(WorkKind.PAPER_NUMBER, reader).where(wants_number())
    yield mine.order_by(Paper.id).limit(reader.enough)


def _rows(kind: WorkKind, reader: Reader) -> Select[Any]:
    wanted = columns_of(kind, Paper, Paper.content["subject"].as_string(), code=func.coalesce(Paper.number, ""))
    return select(*wanted).where(Paper.agency_id == reader.actor.agency_id)


def _signed_by(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a paper is for the actor to sign: of a kind he may sign, and with him named on it."""
    kinds = [
        code
        for code in SIGNED_KINDS
        if actor.may(Action.DOSSIER_REVIEW if KINDS[code].is_departments else Action.DOSSIER_SIGN)
    ]
    name = Paper.content[("signatures", 0, "name")].as_string()
    same = (User.full_name == actor.name) & (User.agency_id == actor.agency_id) & User.disabled_at.is_(None)
    is_alone = ~exists().where(same, User.id != actor.user_id)
    without = Paper.signer_id.is_(None) & or_(name == "", (name == actor.name) & is_alone)
    return Paper.kind.in_(kinds) & or_(Paper.signer_id == actor.user_id, without)


_K = WorkKind
SIGNING_BRANCHES: dict[WorkKind, Branch] = {
    _K.CHANGE_E_SIGN: _changes(_K.CHANGE_E_SIGN, Part.SIGNER),
    _K.CHANGE_E_SEAL: _changes(_K.CHANGE_E_SEAL, Part.AGENCY),
    _K.PAPER_NUMBER: _without_number,
    _K.PAPER_SIGN: _papers(_K.PAPER_SIGN, Part.SIGNER),
    _K.PAPER_SEAL: _papers(_K.PAPER_SEAL, Part.AGENCY),
}
