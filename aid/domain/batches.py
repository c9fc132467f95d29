"""Batches: many papers or many steps as one job; what can be done with one, and how papers lie in the print files."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from aid.domain.errors import Refusal

LARGEST = 20_000
FEWEST_PAGES, MOST_PAGES, USUAL_PAGES = 10, 2_000, 400


class BatchKind(StrEnum):
    """What is done with each item."""

    ISSUE = "issue_dossiers"
    PRINT_DECISIONS = "print_decisions"
    PRINT_PAPERS = "print_papers"


class BatchState(StrEnum):
    """Where a batch stands; a paused one goes on where it stopped."""

    CANCELLED = "batch_cancelled"
    DONE = "batch_done"
    OPEN = "batch_open"
    PAUSED = "batch_paused"


class BatchStep(StrEnum):
    """What a person does with a batch."""

    CANCEL = "cancel"
    PAUSE = "pause"
    RESUME = "resume"
    RETRY = "retry"


class ItemState(StrEnum):
    """Where one item stands; `left` was not begun when the batch was cancelled."""

    DONE = "item_done"
    FAILED = "item_failed"
    LEFT = "item_left"
    WAITING = "item_waiting"


STEPS: dict[tuple[BatchState, BatchStep], BatchState] = {
    (BatchState.OPEN, BatchStep.PAUSE): BatchState.PAUSED,
    (BatchState.OPEN, BatchStep.CANCEL): BatchState.CANCELLED,
    (BatchState.PAUSED, BatchStep.RESUME): BatchState.OPEN,
    (BatchState.PAUSED, BatchStep.CANCEL): BatchState.CANCELLED,
    (BatchState.DONE, BatchStep.RETRY): BatchState.OPEN,
}


class Placed(NamedTuple):
    """One paper in the print files: which paper (from 0), which file, on which page it begins (from 1)."""

    place: int
    file: int
    page: int


def state_after(state: BatchState, step: BatchStep) -> BatchState:
    """Return the state a step leads to. Refusal: `batch_step_not_possible`."""
    if (state, step) not in STEPS:
        raise Refusal("batch_step_not_possible")
    return STEPS[state, step]


def print_plan(pages: Sequence[int], *, per_file: int, own_sheet: bool) -> list[Placed]:
    """Place papers of so many pages one after the other, in order; a paper is never cut between two files.

    With `own_sheet` each begins on a front side, so that printing on both sides keeps papers apart.
    """
    placed: list[Placed] = []
    file, taken = 1, 0
    for index, count in enumerate(pages):
        room = count + count % 2 if own_sheet else count
        if taken and taken + room > per_file:
            file, taken = file + 1, 0
        placed.append(Placed(index, file, taken + 1))
        taken += room
    return placed
