"""Who is told of what: one row per step that reaches somebody else, or comes back to whom it belongs.

A notice that asks for work is settled by whatever happens next on the same matter, so that nobody is called to what a
colleague has already done.
"""

from dataclasses import dataclass
from enum import StrEnum

from aid.domain.duties import Duty
from aid.domain.roles import Role


class MailChoice(StrEnum):
    """What a person wants by e-mail."""

    NONE = "none"
    DIGEST = "digest"
    EACH = "each"


class MailState(StrEnum):
    """Where an e-mail stands; one that failed for good is shown to the administrator."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True)
class Rule:
    """Who is told of an event: who may take the next duty (`role`), and who holds one on the dossier (`holds`).

    `route`: where the dossier's route still waits for an initial or an agreement, those it waits for are told first.
    `signer`: who is named on a paper and signs it digitally.
    """

    role: Role | None = None
    duty: Duty | None = None
    holds: tuple[Duty, ...] = ()
    route: bool = False
    signer: bool = False

    @property
    def asks(self) -> bool:
        """Say whether the notice asks somebody to take a step."""
        return self.role is not None or self.signer


_NEXT_TO_SIGN = Rule(Role.APPROVER, Duty.SIGN, route=True)

RULES: dict[str, Rule] = {
    "change:city_agreed": _NEXT_TO_SIGN,
    "change:initialled": _NEXT_TO_SIGN,
    "change:issued": Rule(holds=(Duty.PREPARE,)),
    "change:refused": Rule(holds=(Duty.PREPARE, Duty.REVIEW)),
    "change:returned": Rule(holds=(Duty.PREPARE, Duty.REVIEW)),
    "change:reviewed": _NEXT_TO_SIGN,
    "change:seconded": _NEXT_TO_SIGN,
    "change:signed": Rule(Role.CLERK, Duty.ISSUE, (Duty.PREPARE,)),
    "change:submitted": Rule(Role.REVIEWER, Duty.REVIEW),
    "decision:issued": Rule(Role.ACCOUNTANT, Duty.CONTROL, (Duty.PREPARE,)),
    "dossier:city_agreed": _NEXT_TO_SIGN,
    "dossier:initialled": _NEXT_TO_SIGN,
    "dossier:refused": Rule(holds=(Duty.PREPARE, Duty.REVIEW)),
    "dossier:returned": Rule(holds=(Duty.PREPARE, Duty.REVIEW)),
    "dossier:reviewed": _NEXT_TO_SIGN,
    "dossier:seconded": _NEXT_TO_SIGN,
    "dossier:signed": Rule(Role.CLERK, Duty.ISSUE, (Duty.PREPARE,)),
    "dossier:submitted": Rule(Role.REVIEWER, Duty.REVIEW),
    "incident:reported": Rule(Role.REVIEWER),
    "paper:made_final": Rule(Role.CLERK),
    "paper:numbered": Rule(signer=True),
    "paper:signed_by_signer": Rule(Role.CLERK),
    "payment:failed": Rule(holds=(Duty.CONTROL,)),
    "payout:approved": Rule(Role.CASHIER, Duty.PAY),
    "payout:paid": Rule(holds=(Duty.PREPARE, Duty.CONTROL)),
    "payout:prepared": Rule(Role.ACCOUNT_HOLDER, Duty.APPROVE_PAYMENT),
    "payout:sent_back": Rule(holds=(Duty.CONTROL,)),
}

# What nobody is told of, and what yet answers a call: a confirmed incident, a dossier taken up again, money on its
# way, a paper that is complete or given up.
ANSWERS = frozenset(
    {
        "change:reopened",
        "dossier:issued",
        "dossier:reopened",
        "incident:confirmed",
        "incident:dismissed",
        "paper:signed_by_agency",
        "paper:voided",
        "payment:planned_again",
        "payout:sent",
    }
)

# The page of what a notice is about.
PAGES = {
    "decision_changes": "/changes/{id}",
    "decisions": "/decisions/{id}",
    "dossiers": "/dossiers/{id}",
    "incidents": "/incidents/{id}",
    "papers": "/papers/{id}",
    "payments": "/payments/{id}",
    "payouts": "/payouts/{id}",
}

DIGEST_HOUR = 7
"""The morning hour in Việt Nam from which the daily digest of what waits is written."""

MOST_TRIES = 12
_FIRST_WAIT_SECONDS = 60
_LONGEST_WAIT_SECONDS = 4 * 3600


def wait_after(tries: int) -> int:
    """Return the seconds until a mail that failed `tries` times is tried again: doubling, at most four hours."""
    return int(min(_FIRST_WAIT_SECONDS * 2 ** min(tries, 10), _LONGEST_WAIT_SECONDS))
