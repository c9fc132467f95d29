"""The life of a case: one household in one incident.

Whether it is decided, paid or not eligible is read from its lines: one case has several dossiers, and facts may
change after the first of them.
"""

from enum import StrEnum

from aid.domain.roles import Action
from aid.domain.transitions import Transition


class CaseState(StrEnum):
    """Where the recording of a case stands."""

    RECORDING = "recording"
    ASSESSED = "assessed"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


CASE_STEPS: tuple[Transition, ...] = (
    Transition("assess", CaseState.RECORDING, CaseState.ASSESSED, Action.CASE_ASSESS),
    Transition("reopen", CaseState.ASSESSED, CaseState.RECORDING, Action.CASE_ASSESS),
    Transition("close", CaseState.ASSESSED, CaseState.CLOSED, Action.CASE_ASSESS),
    Transition("withdraw", CaseState.RECORDING, CaseState.WITHDRAWN, Action.CASE_ASSESS, needs_reason=True),
    Transition("withdraw", CaseState.ASSESSED, CaseState.WITHDRAWN, Action.CASE_ASSESS, needs_reason=True),
)
