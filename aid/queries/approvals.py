"""What was asked of one dossier beside review and signature, what was given, and who is still waited for."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from aid import clock
from aid.domain.approval_routes import Approval
from aid.domain.duties import Duty
from aid.domain.roles import Action, Actor, Role
from aid.extensions import db
from aid.models.approval_routes import ApprovalRoute, DossierApproval
from aid.models.dossiers import Dossier
from aid.models.users import User, UserRole
from aid.queries.duty_rules import is_barred
from aid.queries.initials import falls_to, is_due, is_open, stand_ins_of


class ApprovalRow(NamedTuple):
    """One thing asked of a dossier; `name` is who was asked by name, `done_name` who gave it.

    `hands` are, where somebody is asked by name and has not given it, that person and who stands in now.
    """

    approval: Approval
    user_id: int | None
    name: str
    post: str
    done_at: datetime | None
    done_by: int | None
    done_name: str
    document_number: str
    document_day: date | None
    is_due: bool
    hands: frozenset[int]


def approvals_of(dossier_id: int) -> Sequence[ApprovalRow]:
    """Return what the route asks of a dossier now, in its order; nothing where it has none."""
    asked, gave = aliased(User), aliased(User)
    row = DossierApproval
    wanted = (
        select(
            row.approval, row.user_id, _name(asked), row.post, row.done_at, row.done_by, _name(gave),
            row.document_number, row.document_day, is_due(),
        )
        .outerjoin(asked, asked.id == row.user_id)
        .outerjoin(gave, gave.id == row.done_by)
        .where(row.dossier_id == dossier_id, row.voided_at.is_(None))
        .order_by(row.position)
    )  # fmt: skip
    found: list[Any] = list(db.session.execute(wanted))
    return [ApprovalRow._make((*one, _hands(dossier_id, one.user_id, one.done_at))) for one in found]


def _name(who: Any) -> ColumnElement[str]:
    return func.coalesce(who.full_name, "")


def _hands(dossier_id: int, asked: int | None, done_at: datetime | None) -> frozenset[int]:
    if asked is None or done_at is not None:
        return frozenset()
    return frozenset({asked} | stand_ins_of({asked}, db.session.get_one(Dossier, dossier_id)))


def waits() -> ColumnElement[bool]:
    """Return the condition that a dossier still waits for something its route asks."""
    return exists().where(DossierApproval.dossier_id == Dossier.id, is_open())


def waits_for(actor: Actor, approval: Approval) -> ColumnElement[bool]:
    """Return the condition that a dossier waits for this approval, and of the actor or whom he stands in for."""
    mine = (DossierApproval.dossier_id == Dossier.id) & (DossierApproval.approval == approval) & is_due()
    if approval is Approval.INITIAL:
        mine &= falls_to(actor)
    condition: ColumnElement[bool] = exists().where(mine)
    if approval is Approval.CITY:
        condition &= Dossier.agency_id != actor.agency_id
    if approval is Approval.SECOND:
        signs = (ApprovalRoute.id == Dossier.route_id) & (ApprovalRoute.signer_id == actor.user_id)
        condition &= ~exists().where(signs)
    return condition


def approvers_waited_for(session: Session, dossier_id: int | None) -> ColumnElement[bool] | None:
    """Return the condition on `User` of whom a dossier's route waits for, or None where it waits for nobody."""
    row = DossierApproval
    waiting = (row.dossier_id == dossier_id) & is_due()
    open_rows = session.execute(select(row.approval, row.user_id).where(waiting)).all()
    named = {user_id for _, user_id in open_rows if user_id is not None}
    if named:
        named |= stand_ins_of(named, session.get_one(Dossier, dossier_id))
    which: list[ColumnElement[bool]] = [User.id.in_(named)] if named else []
    asked = {approval for approval, _ in open_rows}
    if Approval.SECOND in asked:
        office = select(Dossier.agency_id).where(Dossier.id == dossier_id).scalar_subquery()
        which.append((User.agency_id == office) & _has_role(Role.APPROVER) & ~_is_kept_from_seconding(dossier_id))
    if Approval.CITY in asked:
        which.append(_has_role(Role.CITY))
    return or_(*which) if which else None


def _is_kept_from_seconding(dossier_id: int | None) -> ColumnElement[bool]:
    """Return the condition on `User` that a person acted against it, or is the one whom the route names to sign."""
    whose = {"user_id": User.id, "dossier_id": dossier_id, "agency_id": User.agency_id}
    signs = (ApprovalRoute.id == Dossier.route_id) & (ApprovalRoute.signer_id == User.id)
    condition: ColumnElement[bool] = or_(
        is_barred(Duty.SIGN, **whose, day=clock.today()), exists().where(Dossier.id == dossier_id, signs)
    )
    return condition


def _has_role(role: Role) -> ColumnElement[bool]:
    return exists().where(UserRole.user_id == User.id, UserRole.role == role)


def agreed_by(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that the actor agreed to a dossier as its second signer."""
    row = DossierApproval
    return exists().where(
        row.dossier_id == Dossier.id, row.approval == Approval.SECOND, row.done_by == actor.user_id,
        row.voided_at.is_(None),
    )  # fmt: skip


def area_of(actor: Actor, approval: Approval) -> set[int] | None:
    """Return the offices whose dossiers the actor gives an approval on: the city every one's, others their own."""
    is_city = approval is Approval.CITY and actor.may(Action.DOSSIER_AGREE)
    return None if is_city else {actor.agency_id}
