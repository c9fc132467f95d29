"""The versions of a policy: what was entered by whom, what was confirmed by whom, and what waits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, Subquery, func, select
from sqlalchemy.orm import aliased

from aid.domain.errors import Missing
from aid.extensions import db
from aid.models.policies import Policy, PolicyVersion
from aid.models.users import User


class TextFile(NamedTuple):
    """The text of a document that was attached when it was confirmed; `size` in bytes."""

    file_name: str
    media_type: str
    size: int
    sha256: str


class Version(NamedTuple):
    """One version: who entered it, who confirmed it (nobody: the release) or discarded it, and its text."""

    number: int
    note: str
    entered_at: datetime
    entered_by: str
    confirmed_at: datetime | None
    confirmed_by: str
    discarded_at: datetime | None
    discarded_by: str
    file: TextFile | None


def versions_of(policy_id: int) -> Sequence[Version]:
    """Return every version of a policy, newest first, the discarded ones among them; Missing where there is none."""
    if db.session.get(Policy, policy_id) is None:
        raise Missing(f"Policy {policy_id}")
    entered, confirmed, discarded = aliased(User), aliased(User), aliased(User)
    wanted = (
        select(PolicyVersion, entered.full_name, confirmed.full_name, discarded.full_name)
        .outerjoin(entered, entered.id == PolicyVersion.created_by)
        .outerjoin(confirmed, confirmed.id == PolicyVersion.confirmed_by)
        .outerjoin(discarded, discarded.id == PolicyVersion.discarded_by)
        .where(PolicyVersion.policy_id == policy_id)
        .order_by(PolicyVersion.number.desc())
    )
    return [_version(*found) for found in db.session.execute(wanted)]


def document_of(policy_id: int, number: int) -> dict[str, Any]:
    """Return the whole content of one version as it was entered; Missing where there is none."""
    found = db.session.scalars(_versions(policy_id).where(PolicyVersion.number == number)).one_or_none()
    if found is None:
        raise Missing(f"PolicyVersion {policy_id}/{number}")
    return found.document


def entered_since_confirmed(policy_id: int) -> frozenset[int]:
    """Return the ids of those who entered what waits for confirmation: none of them may confirm it.

    Who discarded a version and sees the same text come back by other hands entered it all the same.
    """
    live = live_versions(policy_id)
    waiting, last = _waiting(live), _last_confirmed(live)
    texts = [version.document for version in waiting]
    later = [version for version in db.session.scalars(_versions(policy_id)) if version.number > last]
    entered = [*waiting, *(version for version in later if version.document in texts)]
    return frozenset(version.created_by for version in entered if version.created_by is not None)


def offices_waiting(policy_id: int) -> dict[int, int | None]:
    """Return the versions that wait for confirmation, oldest first, each with the agency of who entered it.

    None is what the release brought or the server loaded.
    """
    waiting = _waiting(live_versions(policy_id))
    people = {version.created_by for version in waiting}
    found = db.session.execute(select(User.id, User.agency_id).where(User.id.in_(people)))
    offices: dict[int | None, int] = {row.id: row.agency_id for row in found}
    return {version.number: offices.get(version.created_by) for version in waiting}


def _waiting(live: Sequence[PolicyVersion]) -> list[PolicyVersion]:
    last = _last_confirmed(live)
    return [version for version in live if version.confirmed_at is None and version.number > last]


def _last_confirmed(live: Sequence[PolicyVersion]) -> int:
    return max((version.number for version in live if version.confirmed_at), default=0)


def _versions(policy_id: int) -> Select[PolicyVersion]:
    return select(PolicyVersion).where(PolicyVersion.policy_id == policy_id).order_by(PolicyVersion.number)


def live_versions(policy_id: int) -> list[PolicyVersion]:
    """Return the versions that were not discarded, oldest first; of a discarded draft, all of them."""
    found = list(db.session.scalars(_versions(policy_id).execution_options(populate_existing=True)))
    return [version for version in found if version.discarded_at is None] or found


def newest_numbers() -> Subquery:
    """Return, as a table to join, the number of the newest version of each policy that was not discarded."""
    return (
        select(PolicyVersion.policy_id, func.max(PolicyVersion.number).label("number"))
        .where(PolicyVersion.discarded_at.is_(None))
        .group_by(PolicyVersion.policy_id)
        .subquery()
    )


def _version(row: PolicyVersion, entered: str | None, confirmed: str | None, discarded: str | None) -> Version:
    return Version(
        row.number, row.note, row.created_at, entered or "", row.confirmed_at, confirmed or "", row.discarded_at,
        discarded or "", text_of(row),
    )  # fmt: skip


def text_of(row: PolicyVersion) -> TextFile | None:
    """Return the text that was attached when a version was confirmed; None for a draft and what the release brought."""
    if row.sha256 is None:
        return None
    return TextFile(row.file_name or "", row.media_type or "", row.size or 0, row.sha256)
