"""The way of a policy: entered by one person, confirmed by another, ended with its last day; and whose it is.

A law or city document belongs to nobody and is confirmed by the city. A ward's own document is confirmed by its
chairman, one of MTTQ or the Red Cross by its head. What ships confirmed is confirmed by the release.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from itertools import takewhile
from typing import NamedTuple

from aid.domain.agencies import AgencyKind
from aid.domain.errors import Refusal
from aid.domain.policies import Policy
from aid.domain.roles import Action, Actor, Role
from aid.domain.transitions import Transition


class PolicyState(StrEnum):
    """Only a policy that was confirmed can carry a decision."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    ENDED = "ended"


_S = PolicyState

POLICY_STEPS: tuple[Transition, ...] = (
    Transition("save", _S.DRAFT, _S.DRAFT, Action.POLICY_ENTER),
    Transition("save", _S.CONFIRMED, _S.CONFIRMED, Action.POLICY_ENTER),
    Transition("confirm", _S.DRAFT, _S.CONFIRMED, Action.POLICY_CONFIRM),
    Transition("confirm", _S.CONFIRMED, _S.CONFIRMED, Action.POLICY_CONFIRM),
    Transition("discard", _S.DRAFT, _S.ENDED, Action.POLICY_ENTER),
    Transition("discard", _S.CONFIRMED, _S.CONFIRMED, Action.POLICY_ENTER),
    Transition("end", _S.CONFIRMED, _S.ENDED, Action.POLICY_CONFIRM, needs_reason=True),
)

_FUND_RAISERS = frozenset({AgencyKind.FRONT, AgencyKind.RED_CROSS})
# Who speaks for an agency in its own documents; the officer only where no reviewer stands behind the desk.
_ENTERS_FOR_ANY = frozenset({Role.CITY, Role.REVIEWER})


class Office(NamedTuple):
    """The agency the actor works in."""

    agency_id: int
    kind: AgencyKind

    @property
    def is_city(self) -> bool:
        """Say whether this is the city's office, whose documents are nobody's own."""
        return self.kind is AgencyKind.CITY


def check_enter(actor: Actor, office: Office, owner_id: int | None) -> None:
    """Refuse a person who may not enter or edit the documents of this owner; None is law and city documents.

    Refusals: `action_not_allowed` (action), `policy_not_yours`. Basis: design.md 5.
    """
    if not _may_enter(actor, office):
        raise Refusal("action_not_allowed", action=Action.POLICY_ENTER)
    is_own = owner_id == actor.agency_id
    is_law_for_them = owner_id is None and not actor.roles.isdisjoint(_ENTERS_FOR_ANY)
    if not (is_own or is_law_for_them):
        raise Refusal("policy_not_yours")


def check_confirm(actor: Actor, owner_id: int | None, entered_by: Collection[int] = ()) -> None:
    """Refuse a person who may not confirm or end the documents of this owner, or who entered what is confirmed.

    `entered_by` are the ids of those who saved a version since the last confirmed one. Refusals:
    `action_not_allowed` (action), `policy_not_yours`, `entered_it_yourself`. Basis: design.md 5.
    """
    if not actor.may(Action.POLICY_CONFIRM):
        raise Refusal("action_not_allowed", action=Action.POLICY_CONFIRM)
    speaks = Role.CITY in actor.roles if owner_id is None else _heads(actor, owner_id)
    if not speaks:
        raise Refusal("policy_not_yours")
    if actor.user_id in entered_by:
        raise Refusal("entered_it_yourself")


def check_discard(actor: Actor, office: Office, owner_id: int | None, entered_in: Sequence[int | None]) -> int:
    """Return how many of the versions that wait this person discards, counted back from the newest.

    `entered_in` are the agencies they were entered in, oldest first; None is the release or the server. Of a document
    that all offices share, a ward takes back what it entered last and nothing else; the city discards all of it.
    Refusals: those of `check_enter`, `policy_shared_draft`. Basis: docs/decisions/0015.
    """
    check_enter(actor, office, owner_id)
    if owner_id is not None or office.is_city:
        return len(entered_in)
    own = list(takewhile(lambda agency_id: agency_id == office.agency_id, reversed(entered_in)))
    if not own:
        raise Refusal("policy_shared_draft")
    return len(own)


def may_discard_norm(actor: Actor, entered_in: int | None) -> bool:
    """Say whether somebody works for the city or in the agency that entered a norm; nobody else takes it out."""
    return Role.CITY in actor.roles or actor.agency_id == entered_in


def ended(policy: Policy, last_day: date) -> Policy:
    """Return the policy with the last day an office gave it, where that is earlier than its own."""
    last = last_day if policy.valid_to is None else min(policy.valid_to, last_day)
    return replace(policy, valid_to=last)


def _may_enter(actor: Actor, office: Office) -> bool:
    by_role = not actor.roles.isdisjoint(_ENTERS_FOR_ANY)
    return by_role or (Role.OFFICER in actor.roles and office.kind in _FUND_RAISERS)


def _heads(actor: Actor, owner_id: int) -> bool:
    return Role.APPROVER in actor.roles and actor.agency_id == owner_id
