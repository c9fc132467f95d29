"""One dossier as its page shows it: values only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from aid.domain.dossiers import OPEN_STATES, DossierState
from aid.domain.duties import Duty
from aid.queries.named_steps import Named
from aid.queries.replacements import ReplacementView


class LineRow(NamedTuple):
    """One line as the approver sees it; amounts are in the fund's unit. From `part` 1 on it adds to decided ones."""

    entitlement_id: int
    case_id: int
    case_code: str
    head: str
    beneficiary: str
    title: str
    says: str
    clause: str
    amount: int
    computed: int
    raised_reason: str
    payee: str
    payee_relation: str
    payee_paper: str
    by_bank: bool
    is_disputed: bool
    is_current: bool
    due_on: date | None
    part: int
    explanation: Mapping[str, Any] | None


class HeldDuty(NamedTuple):
    """Who did what on the dossier."""

    duty: Duty
    user_id: int
    name: str
    title: str


@dataclass(frozen=True)
class DossierView:
    """One dossier; `total`, `available` and `signed_in_all` (what waits for numbers of its fund) are in `unit`."""

    id: int
    code: str
    version: int
    state: DossierState
    reason: str
    title: str
    agency_id: int
    agency: str
    own_numbers: bool
    incident_id: int
    incident_code: str
    incident_title: str
    policy_code: str
    policy_title: str
    policy_confirmed: bool
    fund_id: int
    fund_code: str
    fund_name: str
    unit: str
    available: int
    total: int
    urgent: bool
    urgent_reason: str
    proposal_number: str
    meeting_number: str
    meeting_on: date | None
    due_on: date | None
    signed_at: datetime | None
    decision_id: int | None
    decision_number: str
    lines: Sequence[LineRow]
    duties: Sequence[HeldDuty]
    named: Mapping[Duty, Named]
    without_evidence: Sequence[str]
    replaces: ReplacementView | None = None
    signed_in_all: int = 0
    number_ahead: str = ""

    @property
    def case_ids(self) -> Sequence[int]:
        """The cases of the lines, each once, in the order of the lines."""
        return list(dict.fromkeys(line.case_id for line in self.lines))

    @property
    def households(self) -> int:
        """How many households the lines are for."""
        return len(self.case_ids)

    @property
    def is_open(self) -> bool:
        """Say whether it is still on its way."""
        return self.state in OPEN_STATES

    @property
    def freed(self) -> int:
        """What the decision it replaces gives back to the fund when this is issued."""
        return self.replaces.freed if self.replaces and self.is_open else 0

    @property
    def promised(self) -> int:
        """What other signed dossiers will take of the fund once they are issued."""
        own = self.total - self.freed if self.state is DossierState.SIGNED else 0
        return self.signed_in_all - own

    @property
    def left_after(self) -> int:
        """What the fund has left once this and what is signed are issued; an issued one is out of `available`."""
        return self.available - self.promised + self.freed - (self.total if self.is_open else 0)

    def held_by(self, user_id: int) -> Sequence[Duty]:
        """The duties one person holds here."""
        return [row.duty for row in self.duties if row.user_id == user_id]
