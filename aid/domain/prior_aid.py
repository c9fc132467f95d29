"""Earlier aid to the same person beside a line that is proposed now, and what the rules say about the two.

The rules of a policy speak of one incident. A person dies and is buried once, so for a burial an incident under
another name is the same matter; everything else that happened on another day is aid for something else.
"""

from dataclasses import dataclass
from enum import StrEnum

from aid.domain.policies import Benefit, BenefitRef

ONCE_IN_A_LIFE = frozenset({"burial", "condolence"})


class Standing(StrEnum):
    """What the rules say about earlier aid beside a present line, the strictest first."""

    ALREADY_PAID = "already_paid"
    HIGHEST_ONLY = "highest_only"
    NOT_TOGETHER = "not_together"
    COUNTED = "counted"
    BESIDE = "beside"


@dataclass(frozen=True)
class Aid:
    """One benefit of a policy, given or to be given, with what its document says about others."""

    policy: str
    benefit: str
    purpose: str
    group: str = ""
    not_with: tuple[BenefitRef, ...] = ()
    over: tuple[BenefitRef, ...] = ()

    @property
    def ref(self) -> BenefitRef:
        """The benefit as other benefits name it."""
        return BenefitRef(self.policy, self.benefit)


def aid_of(policy: str, benefit: Benefit) -> Aid:
    """Return what the rules ask of a benefit."""
    return Aid(policy, benefit.code, benefit.purpose, benefit.group, benefit.not_with, benefit.amount.over)


def is_same_matter(purpose: str, *, same_incident: bool) -> bool:
    """Say whether earlier aid for a purpose may stand in the way of aid now: one incident, or one death."""
    return same_incident or purpose in ONCE_IN_A_LIFE


def standing_of(present: Aid, earlier: Aid, *, same_incident: bool) -> Standing:
    """Return what the rules say about `earlier` aid to the person of the `present` line.

    already_paid: the same benefit for the same matter. highest_only: both of one group. not_together: one of them
    excludes the other. counted: the present line fills up to a level and takes the earlier off. beside: both are
    given. Basis: Điều 11 NĐ 20/2021 (of several documents on burial only the highest), NQ 24/NQ-HĐND (levels).
    """
    if not is_same_matter(earlier.purpose, same_incident=same_incident):
        return Standing.BESIDE
    said = (
        (Standing.ALREADY_PAID, present.ref == earlier.ref),
        (Standing.HIGHEST_ONLY, bool(present.group) and present.group == earlier.group),
        (Standing.NOT_TOGETHER, earlier.ref in present.not_with or present.ref in earlier.not_with),
        (Standing.COUNTED, earlier.ref in present.over),
    )
    return next((standing for standing, holds in said if holds), Standing.BESIDE)
