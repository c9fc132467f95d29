"""Who signs a paper for the office or for the department that proposes, as a block with the person behind the name."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.decisions import signing_lines
from aid.domain.delegations import OWN_FORMS
from aid.domain.duties import Duty
from aid.domain.paper_content import Signature
from aid.domain.roles import Role
from aid.models.dossiers import Dossier, DossierDuty
from aid.models.users import Agency, User, UserRole
from aid.services.paper_facts.letterheads import Letterhead
from aid.services.signers import Block, Scope, Signer, lines_of, scope_of, signers_on, signs_as


def signature_of_office(session: Session, agency: Agency, subject: object, *, collective: bool = True) -> Block:
    """Return who signs a paper for the office today: on the delegation in force that covers it, else its head."""
    found = signers_on(session, agency.id, clock.today(), scope_of(subject))
    if not found:
        body = " ".join(agency.letterhead.splitlines()[:1])
        form = "collective" if collective else "head"
        return Block(Signature(signing_lines(form, head=agency.head_title, collective=body)))
    return _block(found[0], lines_of(found[0], agency, collective=collective))


def signature_of_department(session: Session, dossier: Dossier, head: Letterhead) -> Block:
    """Return who signs for the department that proposes: who reviewed the dossier, else the first who may.

    A deputy head signs on a delegation of the department's head in force today (KT.); without one the head signs.
    """
    for user in _reviewers(session, dossier):
        if signer := signs_for_department(user, clock.today(), scope_of(dossier)):
            return _block(signer, department_lines(signer, head))
    return Block(Signature((head.head,)))


def signs_for_department(user: User, day: date, scope: Scope) -> Signer | None:
    """Return how a person signs for the department on a day; who has no form of signing there signs as its head."""
    if user.signing_form is None:
        return Signer(user, "head")
    return signs_as(user, day, scope, of=Role.REVIEWER)


def department_lines(signer: Signer, head: Letterhead) -> tuple[str, ...]:
    """Return the lines over the name of who signs for a department."""
    if signer.form in OWN_FORMS:
        return (head.head,)
    return signing_lines(signer.form, head=head.head, own=signer.user.title.upper())


def _block(signer: Signer, lines: tuple[str, ...]) -> Block:
    return Block(Signature(lines, signer.user.full_name), signer.user.id, signer.delegation_id or None)


def _reviewers(session: Session, dossier: Dossier) -> Sequence[User]:
    """Return who may sign a proposal, who reviewed the dossier first."""
    reviewed = exists().where(
        DossierDuty.dossier_id == dossier.id,
        DossierDuty.user_id == User.id,
        DossierDuty.duty == Duty.REVIEW,
        DossierDuty.held,
    )
    may = User.roles.any(UserRole.role == Role.REVIEWER) & User.disabled_at.is_(None)
    wanted = select(User).where(User.agency_id == dossier.agency_id, reviewed | may)
    return session.scalars(wanted.order_by(~reviewed, User.id)).all()
