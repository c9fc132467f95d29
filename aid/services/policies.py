"""The catalogue of policies and norms that comes with the release, brought into the database of every install.

`aid db upgrade` calls this at its end and inside its transaction, so that no database at head lacks its catalogue.
What a person has entered or confirmed is never overwritten; an old computation keeps its own facts and answer.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import Connection, exists, inspect, select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.norms import Norm
from aid.domain.policies import Policy
from aid.domain.policy_notes import note_of
from aid.extensions import db
from aid.models.policies import Norm as NormRow
from aid.models.policies import Policy as PolicyRow
from aid.models.policies import PolicyState, PolicyVersion
from aid.queries.policies import norms_known, policies_known
from aid.queries.policy_views import PolicyRow as PolicyRowView
from aid.queries.policy_views import list_policies
from aid.services import trail
from aid.services.policy_entries import use
from aid.services.policy_files import shipped_documents, shipped_norms, shipped_policies
from aid.services.transaction import transaction

# The note of a version that came with a release; any other was entered or loaded here.
_NOTE = note_of("shipped")


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


def norms_here() -> tuple[Norm, ...]:
    """Return the norms (đồng) of the database, or those of the release where there is no database at head."""
    return norms_known() if _is_there() else shipped_norms()


def standing_here() -> dict[str, PolicyRowView]:
    """Return how each policy of the database stands, by code; {} where there is no database at head."""
    return {row.code: row for row in list_policies()} if _is_there() else {}


def _is_there() -> bool:
    """Say whether there is a catalogue of this release to read; asking for a SQLite file must not create it."""
    if "sqlalchemy" not in current_app.extensions:
        return False
    url = db.engine.url
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return False
    return inspect(db.engine).has_table(PolicyVersion.__tablename__)


def _load(session: Session) -> int:
    _give_first_versions(session)
    return sum(_put_policy(session, policy) for policy in shipped_policies()) + sum(
        _put_norm(session, norm) for norm in shipped_norms()
    )


def _give_first_versions(session: Session) -> None:
    """Give every policy of an older database its version 1, confirmed as the policy was."""
    has = exists().where(PolicyVersion.policy_id == PolicyRow.id)
    for row in session.scalars(select(PolicyRow).where(~has).order_by(PolicyRow.id)).all():
        version = _version(row, 1, row.document)
        version.created_at, version.created_by = row.created_at, row.created_by
        version.confirmed_at, version.confirmed_by = row.confirmed_at, row.confirmed_by
        session.add(version)
        trail.record(session, None, "policy:versioned", row, after={"policy_version": 1})


def _put_policy(session: Session, policy: Policy) -> bool:
    document = shipped_documents()[policy.code]
    row = session.scalars(select(PolicyRow).where(PolicyRow.code == policy.code)).one_or_none()
    if row is None:
        row = PolicyRow(code=policy.code, state=PolicyState.DRAFT, document=document, title=policy.title)
        row.created_at = clock.now()
        session.add(row)
        session.flush()
        _put_version(session, row, 1, policy)
        action = "policy:shipped"
    elif _is_settled(session, row, document):
        return False
    else:
        _put_version(session, row, 1 + _versions(session, row)[-1].number, policy)
        action = "policy:renewed"
    after = {"code": policy.code, "confirmed": policy.confirmed, "policy_version": row.version}
    trail.record(session, None, action, row, after=after)
    return True


def _put_version(session: Session, row: PolicyRow, number: int, policy: Policy) -> None:
    """Add a version of the release; what ships confirmed is confirmed by the release, and then in use."""
    version = _version(row, number, shipped_documents()[policy.code])
    version.confirmed_at = clock.now() if policy.confirmed else None
    session.add(version)
    if policy.confirmed or not row.is_confirmed:
        use(row, version)
    if policy.confirmed:
        row.state = PolicyState.CONFIRMED


def _is_settled(session: Session, row: PolicyRow, document: dict[str, Any]) -> bool:
    """Say whether the release has nothing new here, or a person has entered, loaded, confirmed or ended something."""
    versions = _versions(session, row)
    by_hand = [one for one in versions if one.created_by or one.confirmed_by or one.discarded_by or one.note != _NOTE]
    ended = row.state is PolicyState.ENDED
    return versions[-1].document == document or bool(row.created_by or row.confirmed_by or by_hand or ended)


def _versions(session: Session, row: PolicyRow) -> Sequence[PolicyVersion]:
    wanted = select(PolicyVersion).where(PolicyVersion.policy_id == row.id).order_by(PolicyVersion.number)
    return session.scalars(wanted).all()


def _version(row: PolicyRow, number: int, document: dict[str, Any]) -> PolicyVersion:
    return PolicyVersion(
        policy_id=row.id, number=number, document=document, note=_NOTE, created_at=clock.now(), created_by=None
    )


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
