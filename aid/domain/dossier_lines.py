"""Which entitlement lines may go into a dossier of one incident, one policy and one fund."""

from collections.abc import Collection
from typing import NamedTuple

from aid.domain.errors import Refusal


class Candidate(NamedTuple):
    """What the rule asks of a line; `amount` is in `unit`."""

    beneficiary: str
    policy_code: str
    incident_id: int
    unit: str
    amount: int
    confirmed: bool
    is_live: bool
    is_assessed: bool
    payee: str
    is_disputed: bool


class Target(NamedTuple):
    """The dossier the line is to go into."""

    policy_code: str
    incident_id: int
    unit: str
    source: str
    fund_kinds: Collection[str]


def check_line(line: Candidate, target: Target) -> None:
    """Refuse a line that this dossier cannot carry; every refusal names the `beneficiary`.

    Codes: `line_superseded`, `case_changed` (its facts were edited and not computed again),
    `line_of_other_dossier_kind`, `policy_not_confirmed`, `fund_may_not_pay`, `fund_unit_differs`,
    `nothing_to_pay`, `payee_missing`, `payee_disputed`.
    """
    failed = next((code for code, holds in _rules(line, target) if not holds), None)
    if failed:
        raise Refusal(failed, beneficiary=line.beneficiary)


def _rules(line: Candidate, target: Target) -> tuple[tuple[str, bool], ...]:
    same_matter = (line.policy_code, line.incident_id) == (target.policy_code, target.incident_id)
    return (
        ("line_superseded", line.is_live),
        ("case_changed", line.is_assessed),
        ("line_of_other_dossier_kind", same_matter),
        ("policy_not_confirmed", line.confirmed),
        ("fund_may_not_pay", target.source in target.fund_kinds),
        ("fund_unit_differs", line.unit == target.unit),
        ("nothing_to_pay", line.amount > 0),
        ("payee_missing", bool(line.payee)),
        ("payee_disputed", not line.is_disputed),
    )
