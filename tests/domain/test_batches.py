"""What can be done with a batch, and how papers lie in the print files."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aid.domain.batches import BatchState, BatchStep, Placed, print_plan, state_after
from aid.domain.errors import Refusal


def test_every_state_but_a_cancelled_one_has_a_way_out():
    open_ways = {state for state in BatchState for step in BatchStep if _allowed(state, step)}
    assert open_ways == set(BatchState) - {BatchState.CANCELLED}
    assert state_after(state_after(BatchState.OPEN, BatchStep.PAUSE), BatchStep.RESUME) is BatchState.OPEN


def test_a_cancelled_batch_is_not_taken_up_again():
    with pytest.raises(Refusal) as refused:
        state_after(BatchState.CANCELLED, BatchStep.RESUME)
    assert refused.value.code == "batch_step_not_possible"


def _allowed(state: BatchState, step: BatchStep) -> bool:
    try:
        state_after(state, step)
    except Refusal:
        return False
    return True


def test_papers_follow_each_other_and_none_is_cut():
    assert print_plan([1, 2, 1, 1], per_file=3, own_sheet=False) == [
        Placed(0, 1, 1), Placed(1, 1, 2), Placed(2, 2, 1), Placed(3, 2, 2),
    ]  # fmt: skip


def test_a_paper_longer_than_a_file_has_one_of_its_own():
    assert [at.file for at in print_plan([1, 9, 1], per_file=4, own_sheet=False)] == [1, 2, 3]


def test_nothing_to_print_gives_no_file():
    assert print_plan([], per_file=4, own_sheet=True) == []


@given(st.lists(st.integers(1, 12), max_size=60), st.integers(1, 20), st.booleans())
def test_pages_never_overlap_and_sheets_begin_on_a_front_side(pages, per_file, own_sheet):
    plan = print_plan(pages, per_file=per_file, own_sheet=own_sheet)
    assert [at.place for at in plan] == list(range(len(pages)))
    for before, after in pairwise(plan):
        if after.file == before.file:
            assert after.page >= before.page + pages[before.place]
        else:
            assert (after.file, after.page) == (before.file + 1, 1)
    if own_sheet:
        assert all(at.page % 2 == 1 for at in plan)
    for at in plan:
        assert at.page == 1 or at.page + pages[at.place] - 1 <= per_file
