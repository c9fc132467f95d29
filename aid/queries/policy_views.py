"""Policies as their pages show them: the list, one policy with its versions, and what the reader may do with it.

The document shown is the newest version; what computes is the version in use (`queries/policies.py`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select

from aid.domain.errors import Missing, Refusal
from aid.domain.policies import KINDS
from aid.domain.policies import Policy as PolicyValue
from aid.domain.policy_documents import read_policy
from aid.domain.policy_steps import POLICY_STEPS, Office, PolicyState, check_confirm, check_discard, check_enter
from aid.domain.roles import Actor
from aid.domain.transitions import next_state
from aid.extensions import db
from aid.models.policies import Policy
from aid.models.users import Agency, User
from aid.queries.policy_versions import (
    TextFile,
    Version,
    document_of,
    entered_since_confirmed,
    live_versions,
    newest_numbers,
    offices_waiting,
    text_of,
    versions_of,
)

__all__ = [
    "Allowed",
    "PolicyPage",
    "PolicyRow",
    "TextFile",
    "Version",
    "document_of",
    "list_policies",
    "office_of",
    "policy_page",
    "versions_of",
]


class PolicyRow(NamedTuple):
    """One policy in the list; `pending` is the number of the version that waits, `ended_on` the last day."""

    id: int
    code: str
    kind: str
    number: str
    issuer: str
    title: str
    state: PolicyState
    confirmed: bool
    version: int
    pending: int | None
    valid_from: str
    valid_to: str
    ended_on: date | None
    owner: str
    benefits: int


@dataclass(frozen=True)
class Allowed:
    """Whether a step is open to the reader; `why_not` is the rule that says no."""

    may: bool
    why_not: Refusal | None = None


@dataclass(frozen=True)
class PolicyPage:
    """One policy for one reader.

    `document` and `policy` are the newest version (`newest`), `in_use` the number of the version that computes and
    `pending` that of the version waiting for confirmation, if any. `confirmed` says whether a confirmed version is in
    use. `owner` is empty for law and city documents. `left_by_discard` is the version that holds once the reader has
    discarded what may be discarded, None where the policy ends with it.
    """

    id: int
    code: str
    title: str
    state: PolicyState
    document: dict[str, Any]
    policy: PolicyValue
    newest: int
    in_use: int
    pending: int | None
    confirmed: bool
    owner_id: int | None
    owner: str
    confirmed_at: datetime | None
    confirmed_by: str
    ended_on: date | None
    ended_reason: str
    file: TextFile | None
    edit: Allowed
    confirm: Allowed
    discard: Allowed
    end: Allowed
    left_by_discard: int | None

    @property
    def may_edit(self) -> bool:
        """Say whether the reader may enter a new version."""
        return self.edit.may

    @property
    def may_confirm(self) -> bool:
        """Say whether the reader may confirm the pending version."""
        return self.confirm.may

    @property
    def may_discard(self) -> bool:
        """Say whether the reader may discard what was not confirmed."""
        return self.discard.may

    @property
    def may_end(self) -> bool:
        """Say whether the reader may end the policy."""
        return self.end.may


def list_policies(
    *, q: str = "", kind: str = "", state: PolicyState | str | None = None, pending: bool | None = None
) -> Sequence[PolicyRow]:
    """Return the policies, decrees first, then resolutions and plans, each by code.

    `q` looks in code, title, number and issuer; `pending` keeps those with (or without) a version that waits.
    """
    newest = newest_numbers()
    wanted = (
        select(Policy, newest.c.number, func.coalesce(Agency.name, ""))
        .outerjoin(newest, newest.c.policy_id == Policy.id)
        .outerjoin(Agency, Agency.id == Policy.owner_id)
        .order_by(Policy.code)
    )
    if state:
        wanted = wanted.where(Policy.state == PolicyState(state))
    rows = [_row(*found) for found in db.session.execute(wanted)]
    kept = [
        row
        for row in rows
        if _matches(row, q) and kind in ("", row.kind) and pending in (None, row.pending is not None)
    ]
    return sorted(kept, key=lambda row: (KINDS.index(row.kind), row.code))


def policy_page(policy_id: int, *, actor: Actor) -> PolicyPage:
    """Return one policy with what the reader may do; Missing where there is none."""
    row = _policy(policy_id)
    versions = live_versions(policy_id)
    newest = versions[-1]
    in_use = next(version for version in versions if version.number == row.version)
    pending = None if newest.confirmed_at else newest.number
    return PolicyPage(
        id=row.id,
        code=row.code,
        title=row.title,
        state=row.state,
        document=newest.document,
        policy=read_policy(newest.document),
        newest=newest.number,
        in_use=row.version,
        pending=pending if row.state is not PolicyState.ENDED else None,
        confirmed=row.is_confirmed,
        owner_id=row.owner_id,
        owner=_agency_name(row.owner_id),
        confirmed_at=row.confirmed_at,
        confirmed_by=_name(row.confirmed_by),
        ended_on=row.ended_on,
        ended_reason=row.ended_reason,
        file=text_of(in_use),
        left_by_discard=_left_by_discard(row, actor),
        **_allowed(row, pending, actor),
    )


def office_of(actor: Actor) -> Office:
    """Return the agency the actor works in."""
    return Office(actor.agency_id, db.session.scalars(select(Agency.kind).where(Agency.id == actor.agency_id)).one())


def _policy(policy_id: int) -> Policy:
    row = db.session.get(Policy, policy_id, populate_existing=True)
    if row is None:
        raise Missing(f"Policy {policy_id}")
    return row


def _row(policy: Any, newest: Any, owner: Any) -> PolicyRow:
    document, confirmed = policy.document, policy.is_confirmed
    waits = policy.state is not PolicyState.ENDED and (newest or 0) > (policy.version if confirmed else 0)
    return PolicyRow(
        policy.id, policy.code, document["kind"], document.get("number") or "", document["issuer"], policy.title,
        policy.state, confirmed, policy.version, newest if waits else None,
        document["valid"]["from"], document["valid"].get("to") or "", policy.ended_on, owner,
        len(document["benefits"]),
    )  # fmt: skip


def _matches(row: PolicyRow, q: str) -> bool:
    wanted = q.casefold().split()
    told = " ".join((row.code, row.title, row.number, row.issuer)).casefold()
    return all(word in told for word in wanted)


def _allowed(row: Policy, pending: int | None, actor: Actor) -> dict[str, Allowed]:
    office = office_of(actor)
    entered_by = entered_since_confirmed(row.id)

    def enter(step: str) -> None:
        next_state(POLICY_STEPS, row.state, step)
        check_enter(actor, office, row.owner_id)

    def discard() -> None:
        _must_wait(pending)
        enter("discard")
        check_discard(actor, office, row.owner_id, [*offices_waiting(row.id).values()])

    def confirm() -> None:
        _must_wait(pending)
        next_state(POLICY_STEPS, row.state, "confirm")
        check_confirm(actor, row.owner_id, entered_by)

    def end() -> None:
        next_state(POLICY_STEPS, row.state, "end", "-")
        check_confirm(actor, row.owner_id)

    return {
        "edit": _asked(lambda: enter("save")),
        "confirm": _asked(confirm),
        "discard": _asked(discard),
        "end": _asked(end),
    }


def _left_by_discard(row: Policy, actor: Actor) -> int | None:
    waiting = offices_waiting(row.id)
    try:
        discarded = check_discard(actor, office_of(actor), row.owner_id, [*waiting.values()])
    except Refusal:
        discarded = 0
    kept = list(waiting)[: len(waiting) - discarded]
    return kept[-1] if kept else row.version if row.is_confirmed else None


def _must_wait(pending: int | None) -> None:
    if pending is None:
        raise Refusal("nothing_to_confirm")


def _asked(check: Callable[[], None]) -> Allowed:
    try:
        check()
    except Refusal as refusal:
        return Allowed(may=False, why_not=refusal)
    return Allowed(may=True)


def _name(user_id: int | None) -> str:
    return db.session.scalar(select(User.full_name).where(User.id == user_id)) or ""


def _agency_name(agency_id: int | None) -> str:
    return db.session.scalar(select(Agency.name).where(Agency.id == agency_id)) or ""
