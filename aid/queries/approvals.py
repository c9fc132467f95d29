"""What was asked of a dossier or a change beside review and signature, what was given, and who is waited for."""

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
from aid.models.decision_changes import DecisionChange
from aid.models.dossiers import Dossier
from aid.models.users import User, UserRole
from aid.queries.duty_rules import is_barred, is_barred_on_change
from aid.queries.initials import falls_to, is_due, is_open, stand_ins_of
from aid.queries.routed import Routed, Table, asked_of


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
    return asked_now(db.session.get_one(Dossier, dossier_id))


def approvals_of_change(change_id: int) -> Sequence[ApprovalRow]:
    """Return the same for a change of a decision."""
    return asked_now(db.session.get_one(DecisionChange, change_id))


def asked_now(subject: Routed) -> Sequence[ApprovalRow]:
    """Return what the route asks of a dossier or a change now, in its order."""
    asked, gave = aliased(User), aliased(User)
    row = DossierApproval
    wanted = (
        select(
            row.approval, row.user_id, _name(asked), row.post, row.done_at, row.done_by, _name(gave),
            row.document_number, row.document_day, is_due(),
        )
        .outerjoin(asked, asked.id == row.user_id)
        .outerjoin(gave, gave.id == row.done_by)
        .where(asked_of(subject), row.voided_at.is_(None))
        .order_by(row.position)
    )  # fmt: skip
    found: list[Any] = list(db.session.execute(wanted))
    return [ApprovalRow._make((*one, _hands(subject, one.user_id, one.done_at))) for one in found]


def _name(who: Any) -> ColumnElement[str]:
    return func.coalesce(who.full_name, "")


def _hands(subject: Routed, asked: int | None, done_at: datetime | None) -> frozenset[int]:
    if asked is None or done_at is not None:
        return frozenset()
    return frozenset({asked} | stand_ins_of({asked}, subject))


def waits(of: Table = Dossier) -> ColumnElement[bool]:
    """Return the condition that a dossier or a change still waits for something its route asks."""
    return exists().where(asked_of(of), is_open())


def waits_for(actor: Actor, approval: Approval, of: Table = Dossier) -> ColumnElement[bool]:
    """Return the condition that it waits for this approval, and of the actor or whom he stands in for."""
    mine = asked_of(of) & (DossierApproval.approval == approval) & is_due()
    if approval is Approval.INITIAL:
        mine &= falls_to(actor)
    condition: ColumnElement[bool] = exists().where(mine)
    if approval is Approval.CITY:
        condition &= of.agency_id != actor.agency_id
    if approval is Approval.SECOND:
        signs = (ApprovalRoute.id == of.route_id) & (ApprovalRoute.signer_id == actor.user_id)
        condition &= ~exists().where(signs)
    return condition


def approvers_waited_for(session: Session, subject: Routed) -> ColumnElement[bool] | None:
    """Return the condition on `User` of whom the route of it waits for, or None where it waits for nobody."""
    row = DossierApproval
    open_rows = session.execute(select(row.approval, row.user_id).where(asked_of(subject), is_due())).all()
    named = {user_id for _, user_id in open_rows if user_id is not None}
    if named:
        named |= stand_ins_of(named, subject)
    which: list[ColumnElement[bool]] = [User.id.in_(named)] if named else []
    asked = {approval for approval, _ in open_rows}
    if Approval.SECOND in asked:
        in_office = (User.agency_id == subject.agency_id) & _has_role(Role.APPROVER)
        which.append(in_office & ~_is_kept_from_seconding(subject))
    if Approval.CITY in asked:
        which.append(_has_role(Role.CITY))
    return or_(*which) if which else None


def _is_kept_from_seconding(subject: Routed) -> ColumnElement[bool]:
    """Return the condition on `User` that a person acted against it, or is the one whom the route names to sign."""
    whose: dict[str, Any] = {"user_id": User.id, "agency_id": User.agency_id, "day": clock.today()}
    signs = (ApprovalRoute.id == subject.route_id) & (ApprovalRoute.signer_id == User.id)
    if isinstance(subject, DecisionChange):
        barred = is_barred_on_change(Duty.SIGN, **whose, change_id=subject.id)
    else:
        barred = is_barred(Duty.SIGN, **whose, dossier_id=subject.id)
    condition: ColumnElement[bool] = or_(barred, exists().where(signs))
    return condition


def _has_role(role: Role) -> ColumnElement[bool]:
    return exists().where(UserRole.user_id == User.id, UserRole.role == role)


def agreed_by(actor: Actor, of: Table = Dossier) -> ColumnElement[bool]:
    """Return the condition that the actor agreed to it as its second signer."""
    row = DossierApproval
    agreed = (row.approval == Approval.SECOND) & (row.done_by == actor.user_id)
    return exists().where(asked_of(of), agreed, row.voided_at.is_(None))


def area_of(actor: Actor, approval: Approval) -> set[int] | None:
    """Return the offices whose dossiers the actor gives an approval on: the city every one's, others their own."""
    is_city = approval is Approval.CITY and actor.may(Action.DOSSIER_AGREE)
    return None if is_city else {actor.agency_id}
