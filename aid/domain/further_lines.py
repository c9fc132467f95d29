"""What is still due beside lines that were decided: a decided line never changes, what the rules give more is new.

Where the rules give less than was decided nothing is taken back: that is for people to look at, in another decision.
"""

from dataclasses import replace
from typing import NamedTuple

from aid.domain.entitlements import Line
from aid.domain.reasons import Reason, reason_as_data, tell

_WORKING = {"VND": "further", "kg_rice": "further_rice"}


class Decided(NamedTuple):
    """What decisions gave of one benefit to one person: `amount` in `unit`, `computed` of it by the rules of then."""

    unit: str
    amount: int
    computed: int


def still_due(line: Line, decided: Decided) -> Line | None:
    """Return the line that adds to the decided ones what the rules give now beyond them, or None.

    Count 1, rate the difference in the line's unit. No clock runs for it: the papers of the first line started its own.
    """
    rest = line.amount - decided.amount
    code = _WORKING.get(line.unit)
    if code is None or line.unit != decided.unit or rest <= 0:
        return None
    told = {"whole": reason_as_data(line.working), "decided": decided.amount, "amount": rest}
    working = Reason(code, told, line.clause)
    return replace(
        line, count=1, times_norm=None, months=None, rate=rest, amount=rest, limit=None, working=working,
        says=tell(working),
    )  # fmt: skip


def decided_too_much(decided: Decided, now: Line | None) -> int:
    """Return by how much the rules of then gave more than those of now (in the unit of the line), 0 where not.

    What a person raised above the rule is no error.
    """
    amount = now.amount if now and now.unit == decided.unit else 0
    return max(0, decided.computed - amount)
