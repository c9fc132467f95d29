"""Which step a final paper or an issued change waits for: its number, the digital signature of its signer, the seal.

What is of the electronic order waits in any case; what is signed by hand, since its signer has a key. Papers that
people sign by hand alone (minutes, forms, lists) wait for nobody here. `holder` is the person whose keys count.
"""

from typing import Any

from sqlalchemy import ColumnElement, exists

from aid.domain.dossiers import DossierState
from aid.domain.outgoing import SigningOrder
from aid.domain.papers import KINDS, PaperState
from aid.domain.signatures import Part
from aid.models.decision_changes import DecisionChange
from aid.models.outgoing import OutgoingDocument
from aid.models.papers import Paper
from aid.models.signatures import SignedFile, SigningKey

SIGNED_KINDS = tuple(code for code, kind in KINDS.items() if kind.signatures)
_SEALED_KINDS = tuple(code for code, kind in KINDS.items() if Part.AGENCY in kind.signatures)
_IS_FINAL = Paper.state == PaperState.FINAL
_IS_ISSUED = DecisionChange.state == DossierState.ISSUED
_ELECTRONIC = OutgoingDocument.signing_order == SigningOrder.ELECTRONIC


def wants_number() -> ColumnElement[bool]:
    """Return the condition that a paper waits for its number."""
    return _IS_FINAL & Paper.number.is_(None) & Paper.kind.in_(SIGNED_KINDS)


def wants_signer(holder: Any) -> ColumnElement[bool]:
    """Return the condition that a paper waits for its signer."""
    same = (OutgoingDocument.agency_id == Paper.agency_id) & (OutgoingDocument.full_number == Paper.number)
    is_electronic = exists().where(same, OutgoingDocument.day == Paper.day, _ELECTRONIC)
    is_digital = is_electronic.correlate_except(OutgoingDocument) | _has_key(holder, Paper.final_at)
    waits = _IS_FINAL & Paper.number.is_not(None) & Paper.kind.in_(SIGNED_KINDS)
    return waits & ~_has(Paper, SignedFile.paper_id, Part.SIGNER) & is_digital


def wants_seal() -> ColumnElement[bool]:
    """Return the condition that a paper bears its signer's digital signature and waits for that of the office."""
    waits = _IS_FINAL & Paper.number.is_not(None) & Paper.kind.in_(_SEALED_KINDS)
    signed, sealed = (_has(Paper, SignedFile.paper_id, part) for part in (Part.SIGNER, Part.AGENCY))
    return waits & signed & ~sealed


def change_wants_signer(holder: Any) -> ColumnElement[bool]:
    """Return the condition that an issued change waits for its signer."""
    is_electronic = exists().where(OutgoingDocument.id == DecisionChange.entry_id, _ELECTRONIC)
    key = _has_key(holder, DecisionChange.created_at)
    is_signed = _has(DecisionChange, SignedFile.change_id, Part.SIGNER)
    return _IS_ISSUED & ~is_signed & (is_electronic.correlate_except(OutgoingDocument) | key)


def change_wants_seal() -> ColumnElement[bool]:
    """Return the condition that a change bears its signer's digital signature and waits for that of the office."""
    signed, sealed = (_has(DecisionChange, SignedFile.change_id, part) for part in (Part.SIGNER, Part.AGENCY))
    return _IS_ISSUED & signed & ~sealed


def _has_key(holder: Any, moment: Any) -> ColumnElement[bool]:
    of_holder = exists().where(SigningKey.user_id == holder, SigningKey.created_at <= moment)
    return of_holder.correlate_except(SigningKey)


def _has(row: Any, column: Any, part: Part) -> ColumnElement[bool]:
    return exists().where(column == row.id, SignedFile.part == part).correlate_except(SignedFile)
