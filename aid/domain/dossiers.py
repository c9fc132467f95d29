"""The way of a dossier: from the officer's draft to the issued decision, with a way back at every hop."""

from enum import StrEnum

from aid.domain.duties import Duty
from aid.domain.roles import Action
from aid.domain.transitions import Transition


class DossierState(StrEnum):
    """Where a dossier stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"
    SIGNED = "signed"
    ISSUED = "issued"
    RETURNED = "returned"
    REFUSED = "refused"


_S = DossierState
_BACK = (
    (_S.SUBMITTED, Action.DOSSIER_REVIEW, Duty.REVIEW),
    (_S.REVIEWED, Action.DOSSIER_SIGN, Duty.SIGN),
    (_S.SIGNED, Action.DECISION_ISSUE, Duty.ISSUE),
)

DOSSIER_STEPS: tuple[Transition, ...] = (
    Transition("submit", _S.DRAFT, _S.SUBMITTED, Action.DOSSIER_PREPARE, Duty.PREPARE),
    Transition("review", _S.SUBMITTED, _S.REVIEWED, Action.DOSSIER_REVIEW, Duty.REVIEW),
    Transition("sign", _S.REVIEWED, _S.SIGNED, Action.DOSSIER_SIGN, Duty.SIGN),
    Transition("issue", _S.SIGNED, _S.ISSUED, Action.DECISION_ISSUE, Duty.ISSUE),
    *(Transition("return", state, _S.RETURNED, action, duty, needs_reason=True) for state, action, duty in _BACK),
    *(Transition("refuse", state, _S.REFUSED, action, duty, needs_reason=True) for state, action, duty in _BACK[:2]),
    Transition("refuse", _S.SIGNED, _S.REFUSED, Action.DOSSIER_SIGN, Duty.SIGN, needs_reason=True),
    Transition("reopen", _S.RETURNED, _S.DRAFT, Action.DOSSIER_PREPARE, Duty.PREPARE),
)

# Where nothing stands of what was approved before.
NOTHING_STANDS = frozenset({_S.RETURNED, _S.REFUSED, _S.DRAFT})
OPEN_STATES = frozenset({_S.DRAFT, _S.SUBMITTED, _S.REVIEWED, _S.SIGNED, _S.RETURNED})


class DecisionState(StrEnum):
    """Whether an issued decision still holds; only a later decision changes it."""

    IN_FORCE = "in_force"
    AMENDED = "amended"
    REVOKED = "revoked"
