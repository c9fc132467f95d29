"""Long work over many cases, done in steps: its states, and how many cases make a step."""

from enum import StrEnum

CHUNK = 200
"""Cases of one transaction: enough that a query each costs little, few enough that memory and locks stay small."""

AT_ONCE = 500
"""Up to so many cases a page may wait for; more is a job that shows its progress."""


class RunState(StrEnum):
    """A run waits for the worker (or is with it) until it is done."""

    WAITING = "waiting"
    DONE = "done"
