"""Whom a paper calls: the clerk for its number and the seal, in between who is named on it and signs digitally."""

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from aid.domain.papers import KINDS
from aid.domain.roles import Role
from aid.models.papers import Paper
from aid.models.users import User, UserRole
from aid.queries.signing_steps import wants_number, wants_seal, wants_signer

_WAITS = {"paper:made_final": wants_number, "paper:signed_by_signer": wants_seal}
_DEPARTMENTS = [code for code, kind in KINDS.items() if kind.is_departments]


def calls(session: Session, action: str, paper_id: int) -> bool:
    """Say whether a paper waits for the step that an event asks for; what people sign by hand alone calls nobody."""
    if action not in _WAITS:
        return True
    wanted = select(Paper.id).where(Paper.id == paper_id, _WAITS[action]())
    return session.scalar(wanted) is not None


def signs(paper_id: int) -> ColumnElement[bool]:
    """Return the condition that a person of the statement is to sign a paper digitally.

    Of a paper that names nobody it is everybody who signs such papers.
    """
    signer = (Paper.signer_id == User.id) | (Paper.signer_id.is_(None) & _nobody_named() & _may_sign())
    waits = exists().where(Paper.id == paper_id, User.agency_id == Paper.agency_id, wants_signer(User.id), signer)
    return waits.correlate_except(Paper)


def _nobody_named() -> ColumnElement[bool]:
    name: ColumnElement[str] = Paper.content[("signatures", 0, "name")].as_string()
    return name == ""


def _may_sign() -> ColumnElement[bool]:
    of_department = Paper.kind.in_(_DEPARTMENTS)
    wanted = or_(
        of_department & (UserRole.role == Role.REVIEWER),
        ~of_department & (UserRole.role == Role.APPROVER),
    )
    return exists().where(UserRole.user_id == User.id, wanted).correlate_except(UserRole)
