"""The task list of a case: what is done, what is missing, what cannot be done yet and why.

Each task is one row of the table at the end: a function of plain facts that gives its state and the code of its
reason. The page turns codes into words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class TaskState(StrEnum):
    """How a task stands; `if_any` is one that only some households have, `look` (only of a condition) just warns."""

    DONE = "done"
    TO_DO = "todo"
    BLOCKED = "blocked"
    IF_ANY = "if_any"
    LOOK = "look"


@dataclass(frozen=True)
class TaskFacts:
    """What the tasks look at. Names are of people whose entry lacks something; lines are entitlement lines to pay.

    `lines_of_others` are those that only the front or the Red Cross can pay, `others_without_payee` of them nobody
    receives yet; `lines_in_dossiers` and `lines_without_payee` are of the ward's own.
    """

    members: int = 0
    births_unknown: Sequence[str] = ()
    unidentified: Sequence[str] = ()
    received: bool = False
    applied: bool = False
    gone: bool = False
    harms: int = 0
    harms_without_paper: Sequence[str] = ()
    damage: bool = False
    damage_paper: bool = False
    needs: bool = False
    assessed: bool = False
    lines: int = 0
    lines_without_payee: int = 0
    lines_in_dossiers: int = 0
    lines_of_others: int = 0
    others_without_payee: int = 0


class Task(NamedTuple):
    """One task; `reason` is a code, `about` the names or the number it speaks of."""

    code: str
    state: TaskState
    reason: str = ""
    about: Sequence[str] = ()


def _members(facts: TaskFacts) -> Task:
    state = TaskState.DONE if facts.members else TaskState.TO_DO
    return Task("members", state, "members_recorded" if facts.members else "nobody", (str(facts.members),))


def _identity(facts: TaskFacts) -> Task:
    """Somebody who may never be identified keeps the case from nothing; a birth that is unknown does."""
    if facts.births_unknown:
        return Task("identity", TaskState.TO_DO, "birth_unknown", facts.births_unknown)
    if facts.unidentified:
        return Task("identity", TaskState.IF_ANY, "not_identified", facts.unidentified)
    return Task("identity", TaskState.DONE)


def _papers(facts: TaskFacts) -> Task:
    if not facts.received:
        return Task("papers", TaskState.TO_DO, "list_not_received")
    if facts.gone and not facts.applied:
        return Task("papers", TaskState.TO_DO, "application_missing")
    return Task("papers", TaskState.DONE)


def _harm(facts: TaskFacts) -> Task:
    if facts.harms_without_paper:
        return Task("harm", TaskState.TO_DO, "paper_missing", facts.harms_without_paper)
    if facts.harms:
        return Task("harm", TaskState.DONE)
    return _if_any("harm", facts)


def _damage(facts: TaskFacts) -> Task:
    if facts.damage and not facts.damage_paper:
        return Task("damage", TaskState.TO_DO, "damage_paper_missing")
    return Task("damage", TaskState.DONE) if facts.damage else _if_any("damage", facts)


def _needs(facts: TaskFacts) -> Task:
    return Task("needs", TaskState.DONE) if facts.needs else _if_any("needs", facts)


def _computed(facts: TaskFacts) -> Task:
    """Papers and births may follow: what is known already shows what the household may expect."""
    if _nothing_recorded(facts):
        return Task("computed", TaskState.BLOCKED, "nothing_recorded")
    return Task("computed", TaskState.DONE if facts.assessed else TaskState.TO_DO)


def _payee(facts: TaskFacts) -> Task:
    if not facts.assessed:
        return Task("payee", TaskState.BLOCKED, "not_computed")
    if facts.lines_without_payee:
        return Task("payee", TaskState.TO_DO, "payee_missing", (str(facts.lines_without_payee),))
    if facts.others_without_payee:
        return Task("payee", TaskState.IF_ANY, "payee_missing", (str(facts.others_without_payee),))
    return Task("payee", TaskState.DONE) if facts.lines else Task("payee", TaskState.IF_ANY, "no_line")


def _dossier(facts: TaskFacts) -> Task:
    if not facts.assessed:
        return Task("dossier", TaskState.BLOCKED, "not_computed")
    if not facts.lines:
        return Task("dossier", TaskState.IF_ANY, "no_line")
    if not facts.received:
        return Task("dossier", TaskState.BLOCKED, "list_not_received")
    if facts.lines_without_payee:
        return Task("dossier", TaskState.BLOCKED, "payee_missing", (str(facts.lines_without_payee),))
    left = facts.lines - facts.lines_of_others - facts.lines_in_dossiers
    if left:
        return Task("dossier", TaskState.TO_DO, "lines_left", (str(left),))
    if facts.lines_of_others:
        return Task("dossier", TaskState.DONE, "others_pay", (str(facts.lines_of_others),))
    return Task("dossier", TaskState.DONE)


# What comes from others later must not stand before what can be done now: the lower number goes first.
_MAY_FOLLOW = {"list_not_received": 1, "application_missing": 1, "lines_left": 1, "paper_missing": 2,
               "damage_paper_missing": 2}  # fmt: skip


def next_task(tasks: Sequence[Task]) -> Task | None:
    """Return the task to do next: at the scene what was seen, then the list and the application, last the proofs."""
    waiting = [task for task in tasks if task.state is TaskState.TO_DO]
    return min(waiting, key=lambda task: _MAY_FOLLOW.get(task.reason, 0), default=None)


def is_computable(facts: TaskFacts) -> bool:
    """Say whether anything is recorded that a benefit could be for."""
    return not _nothing_recorded(facts)


def _nothing_recorded(facts: TaskFacts) -> bool:
    return not (facts.harms or facts.damage or facts.needs)


def _if_any(code: str, facts: TaskFacts) -> Task:
    """A household with nothing recorded at all must get something; after that the rest is only if there is any."""
    if _nothing_recorded(facts):
        return Task(code, TaskState.TO_DO, "nothing_recorded_yet")
    return Task(code, TaskState.IF_ANY)


TASKS: tuple[Callable[[TaskFacts], Task], ...] = (
    _members, _identity, _papers, _harm, _damage, _needs, _computed, _payee, _dossier,
)  # fmt: skip


def tasks_of(facts: TaskFacts) -> list[Task]:
    """Return the tasks of a case in the order of the work, at most nine."""
    return [task(facts) for task in TASKS]
