"""The papers of the process beside the decision: which there are, about what, who makes them, what they ask for.

A kind is one row here, one template under templates/documents/papers and one composer in services/paper_facts; the
pages, the previews and the checks read this table and know no kind by name.
"""

from enum import StrEnum
from typing import NamedTuple

from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Actor, Role
from aid.domain.signatures import ORDER, Part


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
    is_departments: bool = False

    @property
    def signatures(self) -> tuple[Part, ...]:
        """Whose digital signatures it bears: of who signs for the office and of the office; none if signed by hand.

        A department has no seal of its own, so its paper bears its head's alone.
        """
        if self.family not in {Family.NAMED, Family.DISPATCH}:
            return ()
        return (Part.SIGNER,) if self.is_departments else ORDER

    def ask(self, code: str) -> Ask:
        """The question of this code; Missing where the kind does not ask it."""
        for ask in self.asks:
            if ask.code == code:
                return ask
        raise Missing(f"{self.code} asks for no {code}")


_S, _F = PaperSubject, Family
_WORKERS = frozenset({Role.OFFICER, Role.REVIEWER})
_PAYERS = frozenset({Role.ACCOUNTANT, Role.CASHIER})
_OPEN = False

_MEETING = (
    Ask("began"), Ask("ended"), Ask("venue"), Ask("chair"), Ask("secretary"), Ask("present", "area"),
    Ask("opinions", "long"), Ask("outcome", "long"), Ask("against", "long", _OPEN),
)  # fmt: skip
_POSTING = (Ask("began"), Ask("venue"), Ask("present", "area"), Ask("period"))

_TABLE = (
    PaperKind(
        "proposal", "TỜ TRÌNH", _S.DOSSIER, _F.NAMED, _WORKERS, "TTr", (Ask("more", "long", _OPEN),),
        is_departments=True,
    ),
    PaperKind("meeting", "BIÊN BẢN", _S.INCIDENT, _F.MINUTES, _WORKERS, "BB", _MEETING),
    PaperKind(
        "damage_minutes", "BIÊN BẢN", _S.CASE, _F.MINUTES, _WORKERS, "BB",
        (
            Ask("began"), Ask("land_officer"), Ask("police"), Ask("witnesses", "area", _OPEN),
            Ask("findings", "long"), Ask("ended", "line", _OPEN),
        ),
    ),
    PaperKind(
        "confirmation_request", "", _S.CASE, _F.DISPATCH, _WORKERS, "",
        (Ask("addressee"), Ask("answer_by", "line", _OPEN), Ask("contact", "line", _OPEN)),
    ),
    PaperKind(
        "agreement", "VĂN BẢN THỎA THUẬN", _S.CASE, _F.FORM, _WORKERS, "",
        (Ask("heirs", "area"), Ask("representative"), Ask("identity"), Ask("relation"), Ask("account", "line", _OPEN)),
        is_numbered=False,
    ),
    PaperKind(
        "proxy", "GIẤY ỦY QUYỀN", _S.CASE, _F.FORM, _WORKERS, "",
        (
            Ask("giver"), Ask("giver_identity"), Ask("representative"), Ask("identity"), Ask("relation"),
            Ask("reason"), Ask("until", "line", _OPEN),
        ),
        is_numbered=False,
    ),
    PaperKind(
        "form_04", "TỜ KHAI", _S.CASE, _F.FORM, _WORKERS, "",
        (
            Ask("burial"), Ask("representative"), Ask("identity"), Ask("relation"), Ask("residence"),
            Ask("organisation", "line", _OPEN),
        ),
        is_numbered=False, form_unread=True,
    ),
    PaperKind("form_5a", "DANH SÁCH", _S.INCIDENT, _F.LIST, _WORKERS, "", (Ask("group"),), is_numbered=False,
              form_unread=True),
    PaperKind("form_5b", "DANH SÁCH", _S.INCIDENT, _F.LIST, _WORKERS, "", (Ask("group"),), is_numbered=False,
              form_unread=True),
    PaperKind(
        "form_06", "TỜ KHAI", _S.CASE, _F.FORM, _WORKERS, "",
        (Ask("received", "long", _OPEN), Ask("meeting_says", "long", _OPEN)),
        is_numbered=False, form_unread=True,
    ),
    PaperKind(
        "notice", "THÔNG BÁO", _S.DOSSIER, _F.NAMED, _WORKERS, "TB", (Ask("venue"), Ask("period"), Ask("contact")),
    ),
    PaperKind("posting_start", "BIÊN BẢN", _S.DOSSIER, _F.MINUTES, _WORKERS, "BB", _POSTING),
    PaperKind(
        "posting_end", "BIÊN BẢN", _S.DOSSIER, _F.MINUTES, _WORKERS, "BB",
        (*_POSTING, Ask("complaints", "long", _OPEN)),
    ),
    PaperKind("pay_list", "DANH SÁCH CHI TRẢ", _S.PAYOUT, _F.LIST, _PAYERS, "", is_numbered=False),
    PaperKind("pay_list_public", "DANH SÁCH CHI TRẢ", _S.PAYOUT, _F.LIST, _PAYERS, "", is_numbered=False),
    PaperKind(
        "invitation", "GIẤY MỜI", _S.PAYOUT, _F.NAMED, _PAYERS, "GM",
        (Ask("when"), Ask("venue"), Ask("bring", "long"), Ask("contact")),
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
    if actor.working_roles.isdisjoint(kind.makers):
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
