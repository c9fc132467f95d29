"""The catalogue: policies and norms of the database as the values the rules compute with.

A policy is read from its whole document; whether it may carry a decision is what its row says, not its file.
"""

import json
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from aid.domain.norms import Norm
from aid.domain.policies import Policy, in_order
from aid.domain.policy_documents import read_policy
from aid.domain.policy_steps import ended
from aid.extensions import db
from aid.models.policies import Norm as NormRow
from aid.models.policies import Policy as PolicyRow
from aid.models.policies import PolicyState

_STANDING = (PolicyRow.document, PolicyRow.state, PolicyRow.confirmed_at, PolicyRow.ended_on)


def policies_known() -> tuple[Policy, ...]:
    """Return every policy of the database, decrees first; drafts are unconfirmed and give estimates only.

    Of each it is the version in use. An ended one holds until its last day; a draft that was given up is left out.
    """
    rows = db.session.execute(select(*_STANDING).order_by(PolicyRow.code)).all()
    return in_order(_standing(row) for row in rows if row.state is not PolicyState.ENDED or row.confirmed_at)


def policy_of(code: str) -> Policy | None:
    """Return one policy by its code, or None."""
    row = db.session.execute(select(*_STANDING).where(PolicyRow.code == code)).one_or_none()
    return None if row is None else _standing(row)


def norms_known(province: str | None = None) -> tuple[Norm, ...]:
    """Return the norms (đồng) that compute, oldest first: all, or the central ones and those of one province.

    What came with a release computes, confirmed or not; what a person entered only once another confirmed it.
    """
    in_use = NormRow.confirmed | NormRow.created_by.is_(None)
    wanted = select(NormRow).where(in_use).order_by(NormRow.valid_from, NormRow.scope, NormRow.province_code)
    if province is not None:
        wanted = wanted.where(NormRow.province_code.in_(("", province)))
    return tuple(norm_in(row) for row in db.session.scalars(wanted))


def _standing(row: Any) -> Policy:
    """Return the policy of a row as it stands: its document, whether it was confirmed, and its last day."""
    is_confirmed = row.state is PolicyState.CONFIRMED or row.confirmed_at is not None
    policy = _read(json.dumps(row.document, ensure_ascii=False, sort_keys=True), is_confirmed)
    return policy if row.ended_on is None else ended(policy, row.ended_on)


@lru_cache(maxsize=256)
def _read(document: str, confirmed: bool) -> Policy:
    """Return the policy in a document; equal documents are read once, a changed one is another key."""
    return replace(read_policy(json.loads(document)), confirmed=confirmed)


def norm_in(row: NormRow) -> Norm:
    """Return the value of a row."""
    return Norm(
        scope=row.scope,
        amount=row.amount,
        valid_from=row.valid_from,
        basis=row.basis,
        confirmed=row.confirmed,
        province_code=row.province_code,
        citation=row.citation,
    )
