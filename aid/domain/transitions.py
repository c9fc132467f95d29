"""A state machine is a table of steps; the same table feeds buttons, permission tests and the diagram in the docs."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from aid.domain.duties import Duty
from aid.domain.errors import Refusal
from aid.domain.roles import Action


@dataclass(frozen=True)
class Transition:
    """One allowed step: from a state, by an action, to a state."""

    step: str
    source: StrEnum
    target: StrEnum
    action: Action
    duty: Duty | None = None
    needs_reason: bool = False


def next_state(table: Iterable[Transition], state: str, step: str, reason: str = "") -> Transition:
    """Return the transition that `step` makes from `state`.

    Refusal `step_not_possible` where the table has no such step, `reason_missing` where the step needs a reason
    and none was given.
    """
    for transition in table:
        if transition.step == step and transition.source == state:
            if transition.needs_reason and not reason.strip():
                raise Refusal("reason_missing", step=step)
            return transition
    raise Refusal("step_not_possible", step=step, state=state)


def steps_from(table: Iterable[Transition], state: str) -> tuple[Transition, ...]:
    """Return every step that leaves `state`, in the table's order."""
    return tuple(transition for transition in table if transition.source == state)
