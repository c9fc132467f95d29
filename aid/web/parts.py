"""The plain values that components draw."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple


class TaskItem(NamedTuple):
    """One line of a task list; `state` is done, todo, look or blocked, and a blocked one says why."""

    title: str
    state: str
    href: str | None = None
    reason: str = ""


class TimelineItem(NamedTuple):
    """One thing that happened; `changes` are (name, before, after) in the reader's words."""

    at: datetime
    who: str
    says: str
    note: str = ""
    changes: Sequence[tuple[str, str, str]] = ()


class Fact(NamedTuple):
    """One line of a summary list, with the place where it can be changed."""

    label: str
    value: object
    href: str | None = None
    action: str = ""


class Reason(NamedTuple):
    """One sentence that explains a line or a refusal, with the clause it comes from."""

    says: str
    clause: str = ""
