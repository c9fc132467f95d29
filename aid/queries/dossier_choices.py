"""Which lines of an incident could go into a dossier of one policy and one fund, and why others could not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from aid.domain.cases import CaseState
from aid.domain.dossier_lines import Candidate, Target, check_line
from aid.domain.errors import Missing, Refusal
from aid.domain.policies import Policy as PolicyValue
from aid.domain.policy_documents import read_policy
from aid.extensions import db
from aid.models.cases import Case
from aid.models.dossiers import Dossier, DossierLine
from aid.models.entitlements import Entitlement
from aid.models.funds import Fund
from aid.models.incidents import Incident
from aid.models.policies import Policy
from aid.queries.areas import helped_by
from aid.queries.payers import payable_by
from aid.queries.uncounted_aid import refusals_of


class PolicyChoice(NamedTuple):
    """A policy with lines of an incident that are in no dossier yet."""

    code: str
    title: str
    lines: int


class FundChoice(NamedTuple):
    """A fund of the office; `available` is in `unit`."""

    id: int
    code: str
    name: str
    source: str
    unit: str
    available: int


class LineChoice(NamedTuple):
    """One line: `refusal` says why this dossier cannot carry it, None where it can."""

    entitlement_id: int
    case_id: int
    case_code: str
    head: str
    beneficiary: str
    title: str
    says: str
    clause: str
    amount: int
    unit: str
    payee: str
    due_on: date | None
    refusal: Refusal | None


class IncidentHead(NamedTuple):
    """What the page of choices says about the incident."""

    id: int
    code: str
    title: str
    occurred_on: date


@dataclass(frozen=True)
class Wanted:
    """One policy and one fund for the lines of one incident."""

    incident_id: int
    policy_code: str
    fund_id: int


def incident_head(incident_id: int, *, agency_id: int) -> IncidentHead:
    """Return an incident for which an office may propose; Missing for any other."""
    row = db.session.get(Incident, incident_id)
    if row is None or row.agency_id not in helped_by(agency_id):
        raise Missing(f"Incident {incident_id}")
    return IncidentHead(row.id, row.code, row.title, row.occurred_on)


def policies_of(incident_id: int, *, agency_id: int) -> Sequence[PolicyChoice]:
    """Return the policies that gave lines to the cases of an incident which an office can pay and no dossier has."""
    rows = db.session.execute(
        select(Entitlement.policy_code, Policy.title, func.count())
        .join(Case, Case.id == Entitlement.case_id)
        .join(Policy, Policy.code == Entitlement.policy_code)
        .where(Case.incident_id == incident_id, *_free(), payable_by(agency_id))
        .group_by(Entitlement.policy_code, Policy.title)
        .order_by(Entitlement.policy_code)
    )
    return [PolicyChoice(*row) for row in rows]


def funds_of(agency_id: int) -> Sequence[FundChoice]:
    """Return the funds an office may propose to pay from, by code."""
    rows = db.session.scalars(select(Fund).where(Fund.agency_id == agency_id).order_by(Fund.code, Fund.id))
    return [FundChoice(f.id, f.code, f.name, f.source, f.unit, available_of(f)) for f in rows]


def available_of(fund: Fund) -> int:
    """Return what of a fund may still be promised, in its unit."""
    return fund.received - fund.reserved - fund.advanced - fund.spent + fund.returned


def lines_of(wanted: Wanted) -> Sequence[LineChoice]:
    """Return the lines of a policy that are in no live dossier, those that fit first, then by case and person."""
    policy = db.session.scalar(select(Policy).where(Policy.code == wanted.policy_code))
    fund = db.session.get(Fund, wanted.fund_id)
    if policy is None or fund is None:
        raise Missing(f"Policy {wanted.policy_code}, fund {wanted.fund_id}")
    document = read_policy(policy.document)
    rows = db.session.scalars(
        select(Entitlement)
        .join(Case, Case.id == Entitlement.case_id)
        .where(Case.incident_id == wanted.incident_id, Entitlement.policy_code == wanted.policy_code, *_free())
        .options(joinedload(Entitlement.person), joinedload(Entitlement.case))
        .order_by(Case.code, Entitlement.person_key, Entitlement.id)
    ).all()
    asked = {row.id: _target_of(wanted, fund, document, row.benefit) for row in rows}
    given = refusals_of([row.id for row in rows])
    found = [
        _choice(row, _refusal(candidate_of(row, fund.agency_id), asked[row.id]) or given.get(row.id)) for row in rows
    ]
    return sorted(found, key=lambda line: line.refusal is not None)


def lines_in(dossier_id: int) -> Sequence[LineChoice]:
    """Return the live lines of a dossier, each free to stay in it or to be taken out."""
    rows = db.session.scalars(
        select(Entitlement)
        .join(DossierLine, DossierLine.entitlement_id == Entitlement.id)
        .where(DossierLine.dossier_id == dossier_id, DossierLine.live)
        .options(joinedload(Entitlement.person), joinedload(Entitlement.case))
        .order_by(DossierLine.position)
    )
    return [_choice(row, None) for row in rows]


def candidate_of(line: Entitlement, agency_id: int, *, waits: bool = False) -> Candidate:
    """Return what the rule of dossiers asks of a line that an office wants to pay.

    `waits` says that it replaces a decided line and comes to life with its decision.
    """
    return Candidate(
        beneficiary=beneficiary_of(line),
        policy_code=line.policy_code,
        incident_id=line.case.incident_id,
        unit=line.unit,
        amount=line.amount,
        confirmed=line.confirmed,
        is_live=waits or line.superseded_at is None,
        is_assessed=line.case.state is CaseState.ASSESSED or _is_closed_for(line.case, agency_id),
        payee=line.payee_name,
        is_disputed=line.payee_disputed,
    )


def target_of(dossier: Dossier, fund: Fund, policy: PolicyValue, benefit_code: str) -> Target:
    """Return what a dossier asks of a line of this benefit."""
    wanted = Wanted(dossier.incident_id, dossier.policy_code, dossier.fund_id)
    return _target_of(wanted, fund, policy, benefit_code)


def _is_closed_for(case: Case, agency_id: int) -> bool:
    """The ward closes a case without waiting for donated money; its facts stand still, so that the money may follow."""
    return case.state is CaseState.CLOSED and case.agency_id != agency_id


def beneficiary_of(line: Entitlement) -> str:
    """Return the name a line is for: the person, or the head of the household."""
    return line.person.full_name if line.person else line.case.head_name


def _target_of(wanted: Wanted, fund: Fund, policy: PolicyValue, benefit_code: str) -> Target:
    kinds = next((benefit.fund_kinds for benefit in policy.benefits if benefit.code == benefit_code), ())
    return Target(wanted.policy_code, wanted.incident_id, fund.unit, fund.source, kinds)


def _free() -> tuple[ColumnElement[bool], ...]:
    taken = select(DossierLine.id).where(DossierLine.entitlement_id == Entitlement.id, DossierLine.live).exists()
    return (Entitlement.superseded_at.is_(None), Entitlement.amount > 0, ~taken)


def _choice(line: Entitlement, refusal: Refusal | None) -> LineChoice:
    return LineChoice(
        entitlement_id=line.id,
        case_id=line.case_id,
        case_code=line.case.code,
        head=line.case.head_name,
        beneficiary=beneficiary_of(line),
        title=line.title,
        says=line.says,
        clause=line.clause,
        amount=line.amount,
        unit=line.unit,
        payee=line.payee_name,
        due_on=line.due_on,
        refusal=refusal,
    )


def _refusal(line: Candidate, target: Target) -> Refusal | None:
    try:
        check_line(line, target)
    except Refusal as refusal:
        return refusal
    return None
