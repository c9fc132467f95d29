"""The lines of a dossier: choosing them, checking each, and keeping the dossier's total and due day true."""

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from aid.domain.dossier_lines import check_line
from aid.domain.errors import Missing, Refusal
from aid.domain.incidents import IncidentState
from aid.domain.policies import Policy as PolicyValue
from aid.domain.policy_documents import read_policy
from aid.domain.urgency import check_urgent
from aid.models.cases import Case
from aid.models.dossiers import Dossier, DossierLine
from aid.models.entitlements import Entitlement
from aid.models.funds import Fund
from aid.models.households import Household, Person
from aid.models.policies import Policy
from aid.queries.dossier_choices import candidate_of, target_of
from aid.queries.prior_aid import same_people
from aid.queries.replacements import waiting_ids
from aid.queries.uncounted_aid import refusals_of
from aid.services import replaced_lines
from aid.services.policy_in_use import check_unchanged, confirmed_policy

_CERTAIN = (IncidentState.CONFIRMED, IncidentState.CLOSED)


def policy_of(session: Session, code: str) -> PolicyValue:
    """Return a stored policy as the domain's value, whatever its state; Missing where there is none."""
    row = session.scalar(select(Policy).where(Policy.code == code))
    if row is None:
        raise Missing(f"Policy {code}")
    return read_policy(row.document)


def add(session: Session, dossier: Dossier, entitlement_ids: Sequence[int]) -> None:
    """Put entitlement lines into a draft; the rows are locked so that no other dossier takes them meanwhile.

    Refusals of `domain.dossier_lines.check_line` and `policy_in_use`; the constraint gives `line_in_other_dossier`.
    """
    policy = confirmed_policy(session, dossier.policy_code)
    fund = session.get_one(Fund, dossier.fund_id)
    last = session.scalar(select(func.max(DossierLine.position)).where(DossierLine.dossier_id == dossier.id)) or 0
    for position, line in enumerate(_locked(session, entitlement_ids), start=last + 1):
        check_line(candidate_of(line, dossier.agency_id), target_of(dossier, fund, policy, line.benefit))
        session.add(DossierLine(dossier_id=dossier.id, entitlement_id=line.id, position=position, amount=line.amount))
    check_prior_aid(session, entitlement_ids)
    session.flush()
    check_unchanged(session, policy, live_lines(session, dossier.id))
    recount(session, dossier)


def check_prior_aid(session: Session, entitlement_ids: Sequence[int]) -> None:
    """Refuse a line that was computed without aid the same person got elsewhere: `already_given_elsewhere`.

    The rows of these persons and all that bear their numbers are locked, so that of two who decide at the same time
    the second sees what the first has given.
    """
    session.execute(same_people(entitlement_ids).with_for_update(key_share=True, of=Person))
    refusal = next(iter(refusals_of(entitlement_ids).values()), None)
    if refusal:
        raise refusal


def check_all(session: Session, dossier: Dossier) -> None:
    """Check every live line again: facts, payees and the policy may have changed since it was put in."""
    if dossier.incident.state not in _CERTAIN:
        raise Refusal("incident_not_confirmed", incident=dossier.incident.code)
    policy = confirmed_policy(session, dossier.policy_code)
    fund = session.get_one(Fund, dossier.fund_id)
    lines = live_lines(session, dossier.id)
    if not lines:
        raise Refusal("dossier_empty")
    replaced_lines.check_unmoved(session, dossier)
    waiting = waiting_ids(dossier.id)
    for line in lines:
        one = line.entitlement
        check_line(
            candidate_of(one, dossier.agency_id, waits=one.id in waiting), target_of(dossier, fund, policy, one.benefit)
        )
    check_unchanged(session, policy, lines)
    check_prior_aid(session, [line.entitlement_id for line in lines])


def check_urgent_way(session: Session, dossier: Dossier) -> None:
    """Refuse the way without the meeting for help of other articles: `urgent_not_for_this` (NĐ 20/2021 Điều 17.2)."""
    if dossier.urgent:
        lines = live_lines(session, dossier.id)
        check_urgent(dossier.policy_code, [line.entitlement.clause for line in lines])


def live_lines(session: Session, dossier_id: int) -> list[DossierLine]:
    """Return the live lines of a dossier in their order, with entitlement, person, case and people loaded."""
    entitlement = joinedload(DossierLine.entitlement)
    wanted = (
        select(DossierLine)
        .where(DossierLine.dossier_id == dossier_id, DossierLine.live)
        .order_by(DossierLine.position)
        .options(
            entitlement.joinedload(Entitlement.person),
            entitlement.joinedload(Entitlement.case).joinedload(Case.household).selectinload(Household.people),
        )
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(wanted))


def recount(session: Session, dossier: Dossier) -> None:
    """Set the dossier's total (in its fund's unit) and earliest due day from its live lines."""
    lines = live_lines(session, dossier.id)
    dossier.total = sum(line.amount for line in lines)
    dossier.due_on = min((line.entitlement.due_on for line in lines if line.entitlement.due_on), default=None)


def _locked(session: Session, entitlement_ids: Iterable[int]) -> list[Entitlement]:
    ids = list(dict.fromkeys(entitlement_ids))
    wanted = select(Entitlement).where(Entitlement.id.in_(ids)).order_by(Entitlement.id).with_for_update()
    found = list(session.scalars(wanted.execution_options(populate_existing=True)))
    if len(found) != len(ids):
        raise Missing("entitlements")
    return sorted(found, key=lambda line: ids.index(line.id))
