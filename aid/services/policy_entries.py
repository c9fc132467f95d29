"""Entering a policy, confirming it by a second person, and ending it; every version is kept as it was entered.

A change to a confirmed policy waits as a newer version, and the confirmed one stays in use until the new one is
confirmed. What was computed and decided under an earlier version is stored with its own reasons and never changes.
"""

from datetime import date
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.errors import Missing, Refusal
from aid.domain.names import clean
from aid.domain.policy_documents import read_policy
from aid.domain.policy_steps import POLICY_STEPS, PolicyState, check_confirm, check_discard, check_enter
from aid.domain.roles import Actor
from aid.domain.transitions import next_state
from aid.models.policies import Policy, PolicyVersion
from aid.queries.policy_versions import entered_since_confirmed, offices_waiting
from aid.queries.policy_views import office_of
from aid.services import trail
from aid.services.attachments import KeptFile
from aid.services.policy_rules import check_confirmable, check_known, within_area
from aid.services.transaction import load_for_update, transaction

Owner = Literal["own", "law"]


def create_policy(document: dict[str, Any], *, actor: Actor, owner: Owner) -> int:
    """Store a new policy as an unconfirmed draft (version 1) and return its id.

    `owner` "own" is a document of the actor's agency, "law" a law or city document; what the city enters is always
    the latter. Refusals: `action_not_allowed`, `policy_not_yours`, `policy_unreadable` (path, problem, cure),
    `policy_code_taken` (policy), `policy_outside_area` (place), `exclusions_cyclic` (policies, benefits).
    Basis: design.md 5 and 6.
    """
    office = office_of(actor)
    owner_id = actor.agency_id if owner == "own" and not office.is_city else None
    check_enter(actor, office, owner_id)
    with transaction() as session:
        return add_draft(session, document, actor=actor, owner_id=owner_id)


def save_policy(policy_id: int, document: dict[str, Any], *, base_version: int, actor: Actor, note: str = "") -> int:
    """Store a changed document as the newest version and return its number; the same document again stores nothing.

    `base_version` is the newest version the editor saw. Refusals: `action_not_allowed`, `policy_not_yours`,
    `step_not_possible`, `stale_edit`, `policy_unreadable` (path, problem, cure), `policy_code_fixed` (policy),
    `policy_outside_area` (place), `exclusions_cyclic` (policies, benefits).
    """
    office = office_of(actor)
    with transaction() as session:
        row = load_for_update(session, Policy, policy_id)
        check_enter(actor, office, row.owner_id)
        next_state(POLICY_STEPS, row.state, "save")
        if newest_of(session, row).number != base_version:
            raise Refusal("stale_edit")
        return add_version(session, row, document, actor=actor, note=note)


def discard_version(policy_id: int, version: int, *, actor: Actor) -> None:
    """Discard what was entered since the last confirmed version; a draft of which nothing is left ends with it.

    Of a document that all offices share, a ward discards only what it entered last (`policy_steps.check_discard`).
    `version` is the newest the person saw. Refusals: `action_not_allowed`, `policy_not_yours`, `step_not_possible`,
    `nothing_to_confirm`, `stale_edit` where a newer version came in between, `policy_shared_draft`.
    """
    office = office_of(actor)
    with transaction() as session:
        row = load_for_update(session, Policy, policy_id)
        check_enter(actor, office, row.owner_id)
        step = next_state(POLICY_STEPS, row.state, "discard")
        waiting = _waiting(session, row)
        if waiting[-1].number != version:
            raise Refusal("stale_edit")
        kept = len(waiting) - check_discard(actor, office, row.owner_id, [*offices_waiting(row.id).values()])
        for one in waiting[kept:]:
            one.discarded_at, one.discarded_by = clock.now(), actor.user_id
        if kept and not row.is_confirmed:
            use(row, waiting[kept - 1])
        elif not kept:
            row.state = PolicyState(step.target)
        after = {"policy_version": waiting[-1].number, "policy_state": row.state}
        trail.record(session, actor, "policy:discarded", row, after=after)


def confirm_policy(policy_id: int, version: int, *, actor: Actor, text: KeptFile | None) -> None:
    """Confirm the newest version with the text of the document; from now on it is the one that computes.

    Refusals: `action_not_allowed`, `policy_not_yours`, `entered_it_yourself`, `step_not_possible`,
    `nothing_to_confirm`, `stale_edit` where a newer version came in between, `policy_text_missing`, and those of
    `policy_rules.check_confirmable`. Basis: design.md 5.
    """
    with transaction() as session:
        row = load_for_update(session, Policy, policy_id)
        check_confirm(actor, row.owner_id, entered_since_confirmed(row.id))
        step = next_state(POLICY_STEPS, row.state, "confirm")
        newest = _waiting(session, row)[-1]
        if newest.number != version:
            raise Refusal("stale_edit")
        if text is None:
            raise Refusal("policy_text_missing")
        check_confirmable(session, row, newest.document)
        before = {"policy_version": row.version, "policy_state": row.state}
        newest.confirmed_at, newest.confirmed_by = clock.now(), actor.user_id
        for name, value in text._asdict().items():
            setattr(newest, name, value)
        use(row, newest)
        row.state = PolicyState(step.target)
        after = {"policy_version": row.version, "policy_state": row.state, "file": text.file_name}
        trail.record(session, actor, "policy:confirmed", row, before=before, after=after)


def end_policy(policy_id: int, last_day: date, reason: str, *, actor: Actor) -> None:
    """End a confirmed policy with its last day, which its reference day is measured against; decisions stay.

    What waits for confirmation is discarded with it. Refusals: `action_not_allowed`, `policy_not_yours`,
    `step_not_possible`, `reason_missing`, `policy_ends_before_it_begins` (first).
    """
    with transaction() as session:
        row = load_for_update(session, Policy, policy_id)
        check_confirm(actor, row.owner_id)
        step = next_state(POLICY_STEPS, row.state, "end", reason)
        first = read_policy(row.document).valid_from
        if last_day < first:
            raise Refusal("policy_ends_before_it_begins", first=first)
        for version in live_versions(session, row):
            if version.confirmed_at is None:
                version.discarded_at, version.discarded_by = clock.now(), actor.user_id
        row.state, row.ended_on, row.ended_reason = PolicyState(step.target), last_day, clean(reason)
        after = {"policy_state": row.state, "last_day": last_day}
        trail.record(session, actor, "policy:ended", row, reason=row.ended_reason, after=after)


def add_draft(session: Session, document: dict[str, Any], *, actor: Actor | None, owner_id: int | None) -> int:
    """Add a new policy with its version 1 inside a caller's transaction and return its id; see `create_policy`."""
    policy = read_policy(document)
    if session.scalar(select(Policy.id).where(Policy.code == policy.code)) is not None:
        raise Refusal("policy_code_taken", policy=policy.code)
    check_known(session, policy)
    stored = within_area(session, _without_confirmation(document), owner_id)
    row = Policy(
        code=policy.code,
        title=policy.title,
        state=PolicyState.DRAFT,
        document=stored,
        owner_id=owner_id,
        version=1,
        created_at=clock.now(),
        created_by=actor.user_id if actor else None,
    )
    session.add(row)
    session.flush()
    session.add(_version(row, 1, stored, actor))
    trail.record(session, actor, "policy:entered", row, after={"code": row.code, "policy_version": 1})
    return row.id


def add_version(session: Session, row: Policy, document: dict[str, Any], *, actor: Actor | None, note: str = "") -> int:
    """Add the next version of a locked policy inside a caller's transaction; see `save_policy`."""
    policy = read_policy(document)
    if policy.code != row.code:
        raise Refusal("policy_code_fixed", policy=row.code)
    check_known(session, policy)
    newest = newest_of(session, row)
    stored = within_area(session, _without_confirmation(document), row.owner_id)
    if _without_confirmation(newest.document) == stored:
        return newest.number
    number = 1 + max(session.scalars(select(PolicyVersion.number).where(PolicyVersion.policy_id == row.id)))
    version = _version(row, number, stored, actor, note)
    session.add(version)
    if not row.is_confirmed:
        use(row, version)
    trail.record(session, actor, "policy:saved", row, reason=version.note, after={"policy_version": number})
    return number


def use(row: Policy, version: PolicyVersion) -> None:
    """Make a version the one that computes."""
    row.document, row.version, row.title = version.document, version.number, version.document["title"]
    row.confirmed_at, row.confirmed_by = version.confirmed_at, version.confirmed_by


def live_versions(session: Session, row: Policy) -> list[PolicyVersion]:
    """Return the versions of a policy that were not discarded, oldest first, read anew."""
    wanted = (
        select(PolicyVersion)
        .where(PolicyVersion.policy_id == row.id, PolicyVersion.discarded_at.is_(None))
        .order_by(PolicyVersion.number)
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(wanted))


def newest_of(session: Session, row: Policy) -> PolicyVersion:
    """Return the newest version that was not discarded; Missing where the whole draft was."""
    found = live_versions(session, row)
    if not found:
        raise Missing(f"PolicyVersion of {row.code}")
    return found[-1]


def _waiting(session: Session, row: Policy) -> list[PolicyVersion]:
    """Return the versions that wait for confirmation, oldest first. Refusal `nothing_to_confirm`."""
    waiting = [version for version in live_versions(session, row) if version.confirmed_at is None]
    last = row.version if row.is_confirmed else 0
    newer = [version for version in waiting if version.number > last]
    if not newer:
        raise Refusal("nothing_to_confirm")
    return newer


def _version(row: Policy, number: int, document: dict[str, Any], actor: Actor | None, note: str = "") -> PolicyVersion:
    return PolicyVersion(
        policy_id=row.id,
        number=number,
        document=document,
        note=clean(note)[:300],
        created_at=clock.now(),
        created_by=actor.user_id if actor else None,
    )


def _without_confirmation(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document without its own word on confirmation: here only a second person confirms."""
    return {key: value for key, value in document.items() if key != "confirmed"}
