"""Templates an office made its own: who puts one in force, and what changed between two of them."""

from difflib import SequenceMatcher
from typing import NamedTuple

from aid.domain.errors import Refusal

_CONTEXT = 2


class LineChange(NamedTuple):
    """One line of a difference: `sign` is "-", "+" or " ", `number` its place in the text it stands in."""

    sign: str
    number: int
    text: str


def check_adopt(written_by: int | None, actor_id: int, *, adopted: bool) -> None:
    """Refuse to put a version in force: `template_in_force` where it is, `template_same_person` by who wrote it."""
    if adopted:
        raise Refusal("template_in_force")
    if written_by == actor_id:
        raise Refusal("template_same_person")


def changed_lines(before: str, after: str) -> tuple[LineChange, ...]:
    """The lines that differ between two texts, with two lines of the text around each."""
    old, new = before.splitlines(), after.splitlines()
    found: list[LineChange] = []
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_CONTEXT):
        for tag, start, end, begin, stop in group:
            if tag == "equal":
                found += [LineChange(" ", at + 1, new[at]) for at in range(begin, stop)]
                continue
            found += [LineChange("-", at + 1, old[at]) for at in range(start, end)]
            found += [LineChange("+", at + 1, new[at]) for at in range(begin, stop)]
    return tuple(found)
