"""Who signs for an office on a day, and in which form: the one mechanism of decisions, their changes and every paper.

A head signs for himself. Everybody else signs on a delegation in force on that day which covers the policy and the
amount (NĐ 30/2020 Điều 13); on a paper that nobody has clicked yet, who stands in comes before the head.
"""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid.domain.decisions import signing_lines
from aid.domain.delegations import OWN_FORMS, in_force
from aid.domain.paper_content import Signature
from aid.domain.roles import Role
from aid.models.decision_changes import DecisionChange
from aid.models.dossiers import Dossier
from aid.models.payouts import Payout
from aid.models.users import Agency, User, UserRole
from aid.queries.delegations import of_agency, of_deputy
from aid.queries.routed import home_of, in_dong

# The same with "TM. ỦY BAN NHÂN DÂN" above it, on what goes out in the name of the body.
_COLLECTIVE = {"head": "collective", "deputy": "collective_deputy"}


class Scope(NamedTuple):
    """What a signature is for: a policy and an amount in đồng; None where the paper is about none."""

    policy: str | None = None
    amount: int | None = None


class Signer(NamedTuple):
    """Who signs, in which form of `decisions.SIGNING_FORMS`, and on whose delegation (`delegation_id` 0: nobody's)."""

    user: User
    form: str
    principal_id: int | None = None
    delegation_id: int = 0


class Block(NamedTuple):
    """The block of who signs for an office on a paper: the person and the delegation, None where it names nobody."""

    signature: Signature
    user_id: int | None = None
    delegation_id: int | None = None


def scope_of(subject: object) -> Scope:
    """Return what a paper about a row is for: that of its dossier, else of no policy and no amount."""
    if isinstance(subject, Payout):
        return scope_of(subject.decision.dossier)
    if isinstance(subject, Dossier | DecisionChange):
        return Scope(home_of(subject).policy_code, in_dong(subject))
    return Scope()


def signs_as(user: User, day: date, scope: Scope, *, of: Role = Role.APPROVER) -> Signer | None:
    """Return how a person signs on a day; None without a form of signing, or without a delegation in force.

    `of` says whose delegations count: those of the head of the office, or of who heads the department that reviews.
    """
    if not user.signing_form:
        return None
    if user.signing_form in OWN_FORMS:
        return Signer(user, user.signing_form)
    found = in_force(of_deputy(user.id, by=of), day, scope.policy, scope.amount)
    return Signer(user, found.form, found.principal_id, found.id) if found else None


def signers_on(session: Session, agency_id: int, day: date, scope: Scope) -> list[Signer]:
    """Return everybody who signs for an office on a day: the stand-in named last first, then who signs for himself."""
    deputies = {one.deputy_id for one in of_agency(agency_id)}
    approves = User.roles.any(UserRole.role == Role.APPROVER)
    wanted = select(User).where(User.agency_id == agency_id, User.disabled_at.is_(None))
    users = session.scalars(wanted.where(approves | User.id.in_(sorted(deputies))).order_by(User.id)).all()
    found = [signer for user in users if (signer := signs_as(user, day, scope)) is not None]
    return sorted(found, key=lambda one: (-one.delegation_id, one.user.id))


def lines_of(signer: Signer, agency: Agency, *, collective: bool = False) -> tuple[str, ...]:
    """Return the lines over the name (NĐ 30/2020 Phụ lục I, II.7); `collective` for what the body itself issues."""
    form = _COLLECTIVE.get(signer.form, signer.form) if collective else signer.form
    body = " ".join(agency.letterhead.splitlines()[:1])
    return signing_lines(form, head=agency.head_title, own=signer.user.title.upper(), collective=body)
