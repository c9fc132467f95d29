"""Which rules a computation used: the version of each policy as it is noted then, and read back later."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import select, tuple_

from aid.domain.answers import norm_as_data
from aid.domain.norms import Norm
from aid.domain.policies import Policy, in_order
from aid.domain.policy_documents import read_policy
from aid.domain.policy_steps import ended
from aid.extensions import db
from aid.models.policies import Norm as NormRow
from aid.models.policies import Policy as PolicyRow
from aid.models.policies import PolicyState, PolicyVersion
from aid.queries.evaluations import Catalogue

Used = list[Any]
"""Version, whether it was confirmed, and the last day of an ended policy as ISO text or None."""


class Rules(NamedTuple):
    """Policies and norms (đồng) as they stood once."""

    policies: tuple[Policy, ...]
    norms: tuple[Norm, ...]


def rules_in_use() -> dict[str, Any]:
    """Return, JSON-ready, which version of each policy is in use now; one query. `rules_of` reads it back."""
    columns = (PolicyRow.code, PolicyRow.version, PolicyRow.state, PolicyRow.confirmed_at, PolicyRow.ended_on)
    rows = db.session.execute(select(*columns).order_by(PolicyRow.code))
    return {
        "policies": {row.code: _used(row) for row in rows if row.state is not PolicyState.ENDED or row.confirmed_at}
    }


def rules_of(used: Mapping[str, Any] | None, at: datetime, norm: Mapping[str, Any] | None, now: Catalogue) -> Rules:
    """Return the rules a computation at an instant used; `norm` is the one its answer names.

    Of a computation that noted none, the policies of now; a norm counts from when it was entered, and the one that was
    used was there. One query, and a second one where the version of a policy has changed since.
    """
    policies = _policies(used["policies"], now.policies) if used else now.policies
    return Rules(policies, _norms(at, norm, now.norms))


def _used(row: Any) -> Used:
    is_confirmed = row.state is PolicyState.CONFIRMED or row.confirmed_at is not None
    return [row.version, is_confirmed, row.ended_on.isoformat() if row.ended_on else None]


def _policies(used: Mapping[str, Used], now: Sequence[Policy]) -> tuple[Policy, ...]:
    current = rules_in_use()["policies"]
    same = {policy.code: policy for policy in now if used.get(policy.code) == current.get(policy.code)}
    changed = [(code, kept[0]) for code, kept in used.items() if code not in same]
    documents = _documents(changed) if changed else {}
    others = {code: _as_it_was(document, used[code]) for code, document in documents.items()}
    return in_order([*same.values(), *others.values()])


def _documents(wanted: Sequence[tuple[str, int]]) -> dict[str, dict[str, Any]]:
    found = (
        select(PolicyRow.code, PolicyVersion.document)
        .join(PolicyVersion, PolicyVersion.policy_id == PolicyRow.id)
        .where(tuple_(PolicyRow.code, PolicyVersion.number).in_(wanted))
    )
    return {row.code: row.document for row in db.session.execute(found)}


def _as_it_was(document: dict[str, Any], used: Used) -> Policy:
    _, is_confirmed, ended_on = used
    policy = replace(read_policy(json.loads(json.dumps(document))), confirmed=is_confirmed)
    return ended(policy, date.fromisoformat(ended_on)) if ended_on else policy


def _norms(at: datetime, used: Mapping[str, Any] | None, now: Sequence[Norm]) -> tuple[Norm, ...]:
    """Return the norms without those entered since; the same objects, so that equal ones stay equal.

    The example sets its clock back before the catalogue came, so the norm that was used counts by itself.
    """
    later = select(NormRow.scope, NormRow.province_code, NormRow.valid_from).where(NormRow.created_at > at)
    gone = {tuple(row) for row in db.session.execute(later)}
    return tuple(
        norm
        for norm in now
        if norm_as_data(norm) == used or (norm.scope, norm.province_code, norm.valid_from) not in gone
    )
