"""Whether the block over the name on a paper is the one of the day it bears, by the person and not by the name."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid.domain.decisions import SIGNING_FORMS
from aid.domain.errors import Refusal
from aid.domain.papers import kind_of
from aid.models.papers import Paper
from aid.models.users import Agency, User
from aid.queries.papers import subject_of
from aid.services.paper_contents import kept_content
from aid.services.paper_facts.blocks import department_lines, signs_for_department
from aid.services.paper_facts.letterheads import of_department
from aid.services.signers import Scope, Signer, lines_of, scope_of, signers_on, signs_as

_Lines = tuple[tuple[str, ...], ...]


def check_signers(session: Session, paper: Paper, day: date) -> None:
    """Refuse a day on which the block over a name is not the one of that day: `paper_signer_not_in_force` (name, day).

    The block was frozen when the paper was made final; its number and day come with the signature, perhaps later.
    """
    if paper.signer_id is None:
        _check_by_name(session, paper, day)
        return
    user = session.get_one(User, paper.signer_id)
    right = _right_on(session, paper, user, day)
    if not any(one.lines in right for one in kept_content(paper).signatures):
        raise Refusal("paper_signer_not_in_force", name=user.full_name, day=day)


def _right_on(session: Session, paper: Paper, user: User, day: date) -> _Lines:
    """Return the lines that may stand over a person's name on a day; none where the person signs nothing then."""
    agency, scope = session.get_one(Agency, paper.agency_id), _scope(session, paper)
    if user.disabled_at is not None:
        return ()
    if kind_of(paper.kind).is_departments:
        signer = signs_for_department(user, day, scope)
        return (department_lines(signer, of_department(agency, kind_of(paper.kind).abbreviation)),) if signer else ()
    signer = signs_as(user, day, scope)
    return _lines(signer, agency) if signer else ()


def _check_by_name(session: Session, paper: Paper, day: date) -> None:
    """Check a paper of a release that kept the name of the signer alone."""
    agency = session.get_one(Agency, paper.agency_id)
    today = {one.user.id: one for one in signers_on(session, agency.id, day, _scope(session, paper))}
    signing = select(User).where(User.agency_id == agency.id, User.signing_form.is_not(None))
    users = session.scalars(signing).all()
    for one in kept_content(paper).signatures:
        for user in (user for user in users if user.full_name == one.name):
            ever = {lines for form in SIGNING_FORMS for lines in _lines(Signer(user, form), agency)}
            right = _lines(today[user.id], agency) if user.id in today else ()
            if one.lines in ever and one.lines not in right:
                raise Refusal("paper_signer_not_in_force", name=one.name, day=day)


def _scope(session: Session, paper: Paper) -> Scope:
    return scope_of(subject_of(session, paper)[1])


def _lines(signer: Signer, agency: Agency) -> _Lines:
    return lines_of(signer, agency), lines_of(signer, agency, collective=True)
