"""The steps of a decision that changes another: where each lives, and which are open to whom."""

from collections.abc import Sequence
from typing import NamedTuple

from aid import clock
from aid.domain.dossiers import DOSSIER_STEPS
from aid.domain.roles import Action, Actor
from aid.domain.transitions import Transition, steps_from
from aid.queries.decision_changes import ChangeView
from aid.queries.duty_rules import apart_on
from aid.web.dossier_page import BACK_PATHS, STEP_WORDS, kept_from

# Address of each step -> the step, and the action that opens its page.
CHANGE_PATHS: dict[str, tuple[str, Action]] = {
    "submit": ("submit", Action.DOSSIER_PREPARE),
    "review": ("review", Action.DOSSIER_REVIEW),
    "sign": ("sign", Action.DOSSIER_SIGN),
    "issue": ("issue", Action.DECISION_ISSUE),
    "reopen": ("reopen", Action.DOSSIER_PREPARE),
    "review/return": ("return", Action.DOSSIER_REVIEW),
    "review/refuse": ("refuse", Action.DOSSIER_REVIEW),
    "sign/return": ("return", Action.DOSSIER_SIGN),
    "sign/refuse": ("refuse", Action.DOSSIER_SIGN),
    "issue/return": ("return", Action.DECISION_ISSUE),
}


class ChangeLink(NamedTuple):
    """A step the person may take from here."""

    step: str
    href: str
    text: str
    is_forward: bool


def steps_of_change(change: ChangeView, actor: Actor) -> Sequence[ChangeLink]:
    """Return what the actor may do: steps of the table, in the own agency, with no duty against it."""
    own = actor.agency_id == change.agency_id
    mine = [step for step in steps_from(DOSSIER_STEPS, change.state) if own and actor.may(step.action)]
    apart = apart_on(change.agency_id, clock.today())
    return [_link(change, step) for step in mine if not kept_from(step, change, actor, apart)]


def _link(change: ChangeView, step: Transition) -> ChangeLink:
    path = BACK_PATHS.get((change.state, step.step), step.step)
    return ChangeLink(step.step, f"/changes/{change.id}/{path}", str(STEP_WORDS[step.step].verb), path == step.step)
