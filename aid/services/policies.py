"""The catalogue of policies and norms that comes with the release, brought into the database of every install.

`aid db upgrade` calls this at its end and inside its transaction, so that no database at head lacks its catalogue.
What a person has entered or confirmed is never overwritten; an old computation keeps its own facts and answer.
"""

from pathlib import Path

from flask import current_app
from sqlalchemy import Connection, inspect, select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.policies import Norm, Policy
from aid.extensions import db
from aid.models.policies import Norm as NormRow
from aid.models.policies import Policy as PolicyRow
from aid.models.policies import PolicyState
from aid.queries.policies import policies_known
from aid.services import trail
from aid.services.policy_files import shipped_documents, shipped_norms, shipped_policies
from aid.services.transaction import transaction


def load_shipped() -> int:
    """Bring the policies and norms of this release into the database; return how many rows were new or renewed.

    Twice in a row does nothing the second time. The program itself is the actor of the events.
    """
    with transaction() as session:
        return _load(session)


def load_shipped_into(connection: Connection) -> int:
    """Do the same inside the transaction the migrations hold open on `connection`, which they commit."""
    with Session(connection) as session:
        changed = _load(session)
        trail.seal(session)
    return changed


def policies_here() -> tuple[Policy, ...]:
    """Return the policies of the database, or those of the release where there is no database at head."""
    return policies_known() if _is_there() else shipped_policies()


def _is_there() -> bool:
    """Say whether there is a catalogue to read; asking for a SQLite file must not create it."""
    if "sqlalchemy" not in current_app.extensions:
        return False
    url = db.engine.url
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return False
    return inspect(db.engine).has_table(PolicyRow.__tablename__)


def _load(session: Session) -> int:
    return sum(_put_policy(session, policy) for policy in shipped_policies()) + sum(
        _put_norm(session, norm) for norm in shipped_norms()
    )


def _put_policy(session: Session, policy: Policy) -> bool:
    document = shipped_documents()[policy.code]
    row = session.scalars(select(PolicyRow).where(PolicyRow.code == policy.code)).one_or_none()
    if row is None:
        row = PolicyRow(code=policy.code, title=policy.title, created_at=clock.now(), **_standing(policy))
        action = "policy:shipped"
    elif row.document == document or row.created_by or row.confirmed_by:
        return False
    else:
        action = "policy:renewed"
    row.document, row.title = document, policy.title
    session.add(row)
    trail.record(session, None, action, row, after={"code": policy.code, "confirmed": policy.confirmed})
    return True


def _standing(policy: Policy) -> dict[str, object]:
    """Return the state of a policy that is new here: what ships confirmed is confirmed by the release."""
    if not policy.confirmed:
        return {"state": PolicyState.DRAFT}
    return {"state": PolicyState.CONFIRMED, "confirmed_at": clock.now()}


def _put_norm(session: Session, norm: Norm) -> bool:
    same = (
        NormRow.scope == norm.scope,
        NormRow.province_code == norm.province_code,
        NormRow.valid_from == norm.valid_from,
    )
    if session.scalars(select(NormRow.id).where(*same)).one_or_none() is not None:
        return False
    row = NormRow(
        scope=norm.scope,
        province_code=norm.province_code,
        valid_from=norm.valid_from,
        amount=norm.amount,
        basis=norm.basis,
        citation=norm.citation,
        confirmed=norm.confirmed,
        created_at=clock.now(),
    )
    session.add(row)
    trail.record(session, None, "norm:shipped", row, after={"amount": norm.amount, "basis": norm.basis})
    return True
