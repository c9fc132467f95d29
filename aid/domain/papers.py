"""The papers of the process beside the decision: which there are, about what, who makes them, what they ask for.

A kind is one row here, one template under templates/documents/papers and one composer in services/paper_facts; the
pages, the previews and the checks read this table and know no kind by name.
"""

from enum import StrEnum
from typing import NamedTuple

from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Actor, Role


class PaperState(StrEnum):
    """Where a paper stands: a final one never changes, a void one is kept with its reason."""

    DRAFT = "draft"
    FINAL = "final"
    VOID = "void"


class PaperSubject(StrEnum):
    """What a paper is about."""

    INCIDENT = "incident"
    CASE = "case"
    DOSSIER = "dossier"
    PAYOUT = "payout"


class Family(StrEnum):
    """How a paper is laid out (NĐ 30/2020 Phụ lục III; forms of citizens follow their decree)."""

    NAMED = "named"
    DISPATCH = "dispatch"
    MINUTES = "minutes"
    FORM = "form"
    LIST = "list"


class Ask(NamedTuple):
    """Something only its maker can tell: `shape` is line, area (rows of text) or long (free text)."""

    code: str
    shape: str = "line"
    required: bool = True


class PaperKind(NamedTuple):
    """One kind: its printed name, its abbreviation in the symbol, and what the office must confirm about its form."""

    code: str
    name: str
    subject: PaperSubject
    family: Family
    makers: frozenset[Role]
    abbreviation: str = ""
    asks: tuple[Ask, ...] = ()
    is_numbered: bool = True
    form_unread: bool = False

    def ask(self, code: str) -> Ask:
        """The question of this code; Missing where the kind does not ask it."""
        for ask in self.asks:
            if ask.code == code:
                return ask
        raise Missing(f"{self.code} asks for no {code}")


_S, _F = PaperSubject, Family
_WORKERS = frozenset({Role.OFFICER, Role.REVIEWER})

_TABLE = (
    PaperKind(
        "proposal", "TỜ TRÌNH", _S.DOSSIER, _F.NAMED, _WORKERS, "TTr", (Ask("more", "long", required=False),)
    ),
)  # fmt: skip

KINDS: dict[str, PaperKind] = {kind.code: kind for kind in _TABLE}


def kind_of(code: str) -> PaperKind:
    """The kind of this code; Missing where there is none."""
    if code not in KINDS:
        raise Missing(f"Paper kind {code}")
    return KINDS[code]


def kinds_about(subject: PaperSubject) -> tuple[PaperKind, ...]:
    """The kinds that fit one sort of subject, in the order of the table."""
    return tuple(kind for kind in _TABLE if kind.subject is subject)


def check_maker(kind: PaperKind, actor: Actor) -> None:
    """Refuse a kind that none of the actor's roles makes: `paper_not_yours`."""
    if actor.roles.isdisjoint(kind.makers):
        raise Refusal("paper_not_yours", roles=kind.makers)


def check_draft(state: str) -> None:
    """Refuse to change what is no draft: `paper_not_draft`."""
    if state != PaperState.DRAFT:
        raise Refusal("paper_not_draft", state=PaperState(state))


def answers_for(kind: PaperKind, given: dict[str, str]) -> dict[str, str]:
    """What was typed for a kind, each answer without blanks at its ends and what it does not ask for left out."""
    return {ask.code: given.get(ask.code, "").strip() for ask in kind.asks}


def unanswered(kind: PaperKind, answers: dict[str, str]) -> tuple[str, ...]:
    """The codes of required questions that have no answer."""
    return tuple(ask.code for ask in kind.asks if ask.required and not answers.get(ask.code, "").strip())


def rows_of(answer: str) -> tuple[str, ...]:
    """The rows of an answer that is typed one row per line, without empty ones."""
    return tuple(row.strip() for row in answer.splitlines() if row.strip())
