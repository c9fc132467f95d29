"""What must hold before a dossier is signed: each gate says what is lacking, who can cure it and where.

The same table draws the ticks on the dossier's page and refuses the signature.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from aid.domain.errors import Refusal
from aid.domain.roles import Role


class Gate(StrEnum):
    """One condition before the signature."""

    MEETING = "meeting"
    EVIDENCE = "evidence"
    PAYEE = "payee"
    UNDISPUTED = "undisputed"
    CURRENT = "current"
    ELSEWHERE = "elsewhere"
    DUPLICATES = "duplicates"
    RAISED = "raised"
    RELATED = "related"
    POLICY = "policy"
    MONEY = "money"
    SPLIT = "split"
    INITIALS = "initials"
    SECOND_SIGNER = "second_signer"
    CITY = "city"


class Lack(NamedTuple):
    """One thing that is missing: what to call it, and the page where it is mended."""

    name: str
    href: str


class GateFacts(NamedTuple):
    """What the gates look at: by gate, what is missing; `asked` are those that only a route asks for."""

    evidence: Sequence[Lack] = ()
    payee: Sequence[Lack] = ()
    undisputed: Sequence[Lack] = ()
    current: Sequence[Lack] = ()
    elsewhere: Sequence[Lack] = ()
    duplicates: Sequence[Lack] = ()
    raised: Sequence[Lack] = ()
    related: Sequence[Lack] = ()
    policy: Sequence[Lack] = ()
    money: Sequence[Lack] = ()
    meeting: Sequence[Lack] = ()
    initials: Sequence[Lack] = ()
    second_signer: Sequence[Lack] = ()
    city: Sequence[Lack] = ()
    split: Sequence[Lack] = ()
    asked: Collection[Gate] = ()


@dataclass(frozen=True)
class GateRule:
    """A gate, what of the facts it looks at, the code of its refusal, and whose work the cure is.

    Without a role the cure is the work of those it names; `of_route`: it stands only where the route asks for it.
    `only_warns`: it says what to look at and stops nobody.
    """

    gate: Gate
    lacking: Callable[[GateFacts], Sequence[Lack]]
    code: str
    cured_by: Role | None
    of_route: bool = False
    only_warns: bool = False


class GateResult(NamedTuple):
    """How one gate stands; nothing lacking is open."""

    gate: Gate
    code: str
    lacking: Sequence[Lack]
    cured_by: Role | None
    only_warns: bool = False

    @property
    def is_open(self) -> bool:
        """Say whether nothing is lacking."""
        return not self.lacking


GATES: tuple[GateRule, ...] = (
    GateRule(Gate.MEETING, lambda facts: facts.meeting, "meeting_missing", Role.OFFICER, of_route=True),
    GateRule(Gate.EVIDENCE, lambda facts: facts.evidence, "evidence_missing", Role.OFFICER),
    GateRule(Gate.PAYEE, lambda facts: facts.payee, "payee_missing", Role.OFFICER),
    GateRule(Gate.UNDISPUTED, lambda facts: facts.undisputed, "payee_disputed", Role.OFFICER),
    GateRule(Gate.CURRENT, lambda facts: facts.current, "line_superseded", Role.OFFICER),
    GateRule(Gate.ELSEWHERE, lambda facts: facts.elsewhere, "already_given_elsewhere", Role.OFFICER),
    GateRule(Gate.DUPLICATES, lambda facts: facts.duplicates, "duplicates_undecided", Role.OFFICER),
    GateRule(Gate.RAISED, lambda facts: facts.raised, "raise_without_reason", Role.OFFICER),
    GateRule(Gate.RELATED, lambda facts: facts.related, "officer_related", Role.REVIEWER),
    GateRule(Gate.POLICY, lambda facts: facts.policy, "policy_not_confirmed", Role.APPROVER),
    GateRule(Gate.MONEY, lambda facts: facts.money, "fund_too_small", Role.ACCOUNTANT),
    GateRule(Gate.SPLIT, lambda facts: facts.split, "band_split", Role.REVIEWER, of_route=True, only_warns=True),
    GateRule(Gate.INITIALS, lambda facts: facts.initials, "initials_waiting", None, of_route=True),
    GateRule(
        Gate.SECOND_SIGNER, lambda facts: facts.second_signer, "second_signer_waiting", Role.APPROVER, of_route=True
    ),
    GateRule(Gate.CITY, lambda facts: facts.city, "city_waiting", Role.CITY, of_route=True),
)

# What the services check by themselves, each with the facts of its own sentence.
CHECKED_ELSEWHERE = frozenset({Gate.PAYEE, Gate.UNDISPUTED, Gate.CURRENT, Gate.ELSEWHERE, Gate.POLICY, Gate.MONEY})


def results(facts: GateFacts) -> tuple[GateResult, ...]:
    """Return how every gate stands, in the order of the table; of those of a route the ones it asks for."""
    stands = (rule for rule in GATES if not rule.of_route or rule.gate in facts.asked or rule.lacking(facts))
    return tuple(
        GateResult(rule.gate, rule.code, rule.lacking(facts), rule.cured_by, rule.only_warns) for rule in stands
    )


def check(facts: GateFacts) -> None:
    """Refuse the first gate that is closed and that no other check speaks for; `names` says what is lacking.

    Codes: `evidence_missing`, `duplicates_undecided`, `raise_without_reason`, `officer_related`, `meeting_missing`,
    `initials_waiting`, `second_signer_waiting`, `city_waiting`.
    """
    for result in results(facts):
        if result.lacking and not result.only_warns and result.gate not in CHECKED_ELSEWHERE:
            raise Refusal(result.code, names=", ".join(dict.fromkeys(lack.name for lack in result.lacking)))
