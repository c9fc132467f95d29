"""The catalogue: policies and norms of the database as the values the rules compute with.

A policy is read from its whole document; whether it may carry a decision is what its row says, not its file.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import select

from aid.domain.policies import Norm, Policy, in_order
from aid.domain.policy_documents import read_policy
from aid.extensions import db
from aid.models.policies import Norm as NormRow
from aid.models.policies import Policy as PolicyRow
from aid.models.policies import PolicyState


def policies_known() -> tuple[Policy, ...]:
    """Return every policy of the database, decrees first; drafts are unconfirmed and give estimates only."""
    wanted = select(PolicyRow.document, PolicyRow.state).order_by(PolicyRow.code)
    return in_order(_read(_text(document), state is not PolicyState.DRAFT) for document, state in _rows(wanted))


def policy_of(code: str) -> Policy | None:
    """Return one policy by its code, or None."""
    wanted = select(PolicyRow.document, PolicyRow.state).where(PolicyRow.code == code)
    found = next(iter(_rows(wanted)), None)
    return None if found is None else _read(_text(found[0]), found[1] is not PolicyState.DRAFT)


def norms_known(province: str | None = None) -> tuple[Norm, ...]:
    """Return the norms (đồng), oldest first: all of them, or the central ones and those of one province."""
    wanted = select(NormRow).order_by(NormRow.valid_from, NormRow.scope, NormRow.province_code)
    if province is not None:
        wanted = wanted.where(NormRow.province_code.in_(("", province)))
    return tuple(_norm(row) for row in db.session.scalars(wanted))


def _rows(wanted: object) -> Sequence[tuple[dict[str, object], PolicyState]]:
    return db.session.execute(wanted).all()  # type: ignore[call-overload]


def _text(document: dict[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True)


@lru_cache(maxsize=256)
def _read(document: str, confirmed: bool) -> Policy:
    """Return the policy in a document; equal documents are read once, a changed one is another key."""
    return replace(read_policy(json.loads(document)), confirmed=confirmed)


def _norm(row: NormRow) -> Norm:
    return Norm(
        scope=row.scope,
        amount=row.amount,
        valid_from=row.valid_from,
        basis=row.basis,
        confirmed=row.confirmed,
        province_code=row.province_code,
        citation=row.citation,
    )
