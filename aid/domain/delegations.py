"""Signing for another: who may, from when to when, for what, and how it stands over the name (NĐ 30/2020, Điều 13).

A head signs by himself. Everybody else signs on a delegation that is in force on the signing day and covers the
policy and the amount; without one there is no signature. What was delegated is not delegated again.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aid.domain.errors import Refusal
from aid.domain.roles import Role


class DelegationForm(StrEnum):
    """How a stand-in signs; each is a key of `decisions.SIGNING_FORMS`."""

    DEPUTY = "deputy"
    ACTING = "acting"
    BY_ORDER = "by_order"
    BY_AUTHORITY = "by_authority"
    COLLECTIVE_DEPUTY = "collective_deputy"


# Who signs for himself needs nobody's word.
OWN_FORMS = frozenset({"head", "collective"})


@dataclass(frozen=True)
class Delegation:
    """One delegation; no policies means any, `most` None any amount (in đồng). `last_on` is the last day it holds."""

    id: int
    principal_id: int
    deputy_id: int
    form: DelegationForm
    first_on: date
    last_on: date
    policies: tuple[str, ...] = ()
    most: int | None = None

    def covers(self, day: date, policy: str | None, amount: int | None) -> bool:
        """Say whether it holds on a day for a policy and an amount; None where the paper is about none."""
        in_time = self.first_on <= day <= self.last_on
        in_scope = not self.policies or policy in self.policies
        return in_time and in_scope and (self.most is None or amount is None or amount <= self.most)


def delegates_as(roles: Collection[Role]) -> Role:
    """Return as whose head somebody delegates: of the office who approves, else of the department who reviews."""
    return Role.APPROVER if Role.APPROVER in roles else Role.REVIEWER


def in_force(known: Iterable[Delegation], day: date, policy: str | None, amount: int | None) -> Delegation | None:
    """Return the delegation that carries a signature on a day; of several the one entered last."""
    found = [one for one in known if one.covers(day, policy, amount)]
    return max(found, key=lambda one: one.id, default=None)


def check_new(new: Delegation, known: Iterable[Delegation], today: date) -> None:
    """Refuse a delegation that cannot stand.

    Codes: `delegated_to_oneself`, `days_reversed` (first, last), `delegation_in_the_past` (day), `delegation_overlaps`
    (first, last) where the same two have one of the same form in these days.
    """
    if new.principal_id == new.deputy_id:
        raise Refusal("delegated_to_oneself")
    if new.last_on < new.first_on:
        raise Refusal("days_reversed", first=new.first_on, last=new.last_on)
    if new.first_on < today:
        raise Refusal("delegation_in_the_past", day=new.first_on)
    for one in known:
        same = (one.principal_id, one.deputy_id, one.form) == (new.principal_id, new.deputy_id, new.form)
        if same and one.first_on <= new.last_on and new.first_on <= one.last_on:
            raise Refusal("delegation_overlaps", first=one.first_on, last=one.last_on)


def check_end(one: Delegation, last_on: date, today: date) -> None:
    """Refuse an early end that changes the past: `delegation_over` (day) or `delegation_in_the_past` (day).

    It ends with `last_on`, at the earliest today: what was signed today stands.
    """
    if one.last_on < today:
        raise Refusal("delegation_over", day=one.last_on)
    if last_on < today:
        raise Refusal("delegation_in_the_past", day=last_on)
