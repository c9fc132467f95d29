"""Reading dossiers: the list, and one with everything its approver decides on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from aid.domain.agencies import NumberSource
from aid.domain.dossiers import OPEN_STATES, DossierState
from aid.domain.duties import Duty
from aid.domain.errors import Missing
from aid.extensions import db
from aid.models.cases import Case, Damage, Harm
from aid.models.decisions import Decision
from aid.models.dossiers import Dossier, DossierDuty, DossierLine
from aid.models.entitlements import Entitlement
from aid.models.funds import Fund
from aid.models.incidents import Incident
from aid.models.policies import Policy
from aid.models.users import Agency, User
from aid.queries.areas import within
from aid.queries.dossier_choices import available_of, beneficiary_of
from aid.queries.dossier_views import DossierView, HeldDuty, LineRow
from aid.queries.fund_promises import signed_not_issued
from aid.queries.named_steps import named_of
from aid.queries.outgoing import number_ahead
from aid.queries.replacements import of_dossier, waiting_ids


@dataclass(frozen=True)
class DossierFilter:
    """What the list is narrowed to; nothing given is everything."""

    q: str = ""
    state: DossierState | None = None
    incident_id: int | None = None


class DossierRow(NamedTuple):
    """One dossier in the list; `total` is in `unit`."""

    id: int
    code: str
    title: str
    state: DossierState
    urgent: bool
    incident_id: int
    incident: str
    policy_code: str
    fund: str
    unit: str
    total: int
    households: int
    due_on: date | None


class DossierList(NamedTuple):
    """One page of the list and how many there are in all."""

    rows: Sequence[DossierRow]
    total: int


def listed(wanted: DossierFilter, *, area: set[int] | None, limit: int, offset: int = 0) -> DossierList:
    """Return one page of dossiers in `area`: open ones first, due first among them, then the newest."""
    which = and_(within(Dossier.agency_id, area), *_narrowed(wanted))
    households = (
        select(func.count(func.distinct(Entitlement.case_id)))
        .join(DossierLine, DossierLine.entitlement_id == Entitlement.id)
        .where(DossierLine.dossier_id == Dossier.id, DossierLine.live)
        .correlate(Dossier)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(
            Dossier.id, Dossier.code, Dossier.title, Dossier.state, Dossier.urgent, Dossier.incident_id,
            Incident.title, Dossier.policy_code, Fund.name, Fund.unit, Dossier.total, households, Dossier.due_on,
        )
        .join(Incident, Incident.id == Dossier.incident_id)
        .join(Fund, Fund.id == Dossier.fund_id)
        .where(which)
        .order_by(Dossier.state.not_in(OPEN_STATES), Dossier.due_on.is_(None), Dossier.due_on, Dossier.id.desc())
        .limit(limit)
        .offset(offset)
    )  # fmt: skip
    counted = select(func.count(Dossier.id)).join(Incident, Incident.id == Dossier.incident_id).where(which)
    return DossierList([DossierRow._make(row) for row in rows], db.session.scalar(counted) or 0)


def shown(dossier_id: int, *, area: set[int] | None) -> DossierView:
    """Return one dossier of the agencies in `area` for its page; Missing where there is none."""
    dossier = _load(dossier_id, area)
    policy = db.session.scalars(select(Policy).where(Policy.code == dossier.policy_code)).one()
    decision = db.session.scalars(select(Decision).where(Decision.dossier_id == dossier.id)).one_or_none()
    lines, agency = _lines(dossier.id), db.session.get_one(Agency, dossier.agency_id)
    return DossierView(
        id=dossier.id,
        code=dossier.code,
        version=dossier.version,
        state=dossier.state,
        reason=dossier.reason,
        title=dossier.title,
        agency_id=dossier.agency_id,
        agency=agency.name,
        own_numbers=agency.number_source is NumberSource.OURS,
        incident_id=dossier.incident_id,
        incident_code=dossier.incident.code,
        incident_title=dossier.incident.title,
        policy_code=policy.code,
        policy_title=policy.title,
        policy_confirmed=policy.is_confirmed,
        fund_id=dossier.fund_id,
        fund_code=dossier.fund.code,
        fund_name=dossier.fund.name,
        unit=dossier.fund.unit,
        available=available_of(dossier.fund),
        total=dossier.total,
        **_heading(dossier),
        due_on=dossier.due_on,
        signed_at=dossier.signed_at,
        decision_id=decision.id if decision else None,
        decision_number=decision.full_number if decision else "",
        lines=lines,
        duties=_duties(dossier.id),
        named=named_of(dossier),
        replaces=of_dossier(dossier.id),
        **_ahead(dossier),
        without_evidence=_without_evidence([line.entitlement_id for line in lines]),
    )


def _ahead(dossier: Dossier) -> dict[str, Any]:
    return {"signed_in_all": signed_not_issued(dossier.fund_id), "number_ahead": number_ahead(dossier.id)}


def _heading(dossier: Dossier) -> dict[str, Any]:
    names = ("urgent", "urgent_reason", "proposal_number", "meeting_number", "meeting_on")
    return {name: getattr(dossier, name) for name in names}


def _load(dossier_id: int, area: set[int] | None) -> Dossier:
    wanted = (
        select(Dossier)
        .where(Dossier.id == dossier_id, within(Dossier.agency_id, area))
        .options(joinedload(Dossier.incident), joinedload(Dossier.fund))
    )
    dossier = db.session.scalars(wanted).one_or_none()
    if dossier is None:
        raise Missing(f"Dossier {dossier_id}")
    return dossier


def _lines(dossier_id: int) -> list[LineRow]:
    """The live lines; of a refused dossier, whose lines are free again, those it had at the end."""
    refused = aliased(Dossier)
    is_refused = select(refused.id).where(refused.id == dossier_id, refused.state == DossierState.REFUSED).exists()
    rows = db.session.scalars(
        select(DossierLine)
        .where(DossierLine.dossier_id == dossier_id, or_(DossierLine.live, is_refused))
        .order_by(DossierLine.position)
        .options(
            joinedload(DossierLine.entitlement).options(joinedload(Entitlement.person), joinedload(Entitlement.case))
        )
    )
    waiting = waiting_ids(dossier_id)
    return [_line(row, row.entitlement_id in waiting) for row in rows]


def _line(row: DossierLine, waits: bool) -> LineRow:
    line = row.entitlement
    return LineRow(
        entitlement_id=line.id,
        case_id=line.case_id,
        case_code=line.case.code,
        head=line.case.head_name,
        beneficiary=beneficiary_of(line),
        title=line.title,
        says=line.says,
        clause=line.clause,
        amount=row.amount,
        computed=line.computed,
        raised_reason=line.raised_reason,
        payee=line.payee_name,
        payee_relation=line.payee_relation,
        payee_paper=line.payee_paper,
        by_bank=bool(line.payee_account),
        is_disputed=line.payee_disputed,
        is_current=(waits or line.superseded_at is None) and line.amount == row.amount,
        due_on=line.due_on,
        part=line.part,
        explanation=line.explanation,
    )


def _duties(dossier_id: int) -> list[HeldDuty]:
    rows = db.session.execute(
        select(DossierDuty.duty, User.id, User.full_name, User.title)
        .join(User, User.id == DossierDuty.user_id)
        .where(DossierDuty.dossier_id == dossier_id, DossierDuty.held)
    )
    order = list(Duty)
    return sorted((HeldDuty(*row) for row in rows), key=lambda row: (order.index(row.duty), row.user_id))


def _without_evidence(entitlement_ids: Sequence[int]) -> list[str]:
    """Return the codes of cases that lack the day of a line's starting paper, or the paper of its harm or damage."""
    of_person = (Harm.case_id == Entitlement.case_id) & (Harm.person_id == Entitlement.person_id)
    of_house = (Damage.case_id == Entitlement.case_id) & Entitlement.person_id.is_(None) & (Damage.degree != "none")
    lacking = or_(
        and_(Entitlement.limit_from == "applied_on", Case.applied_on.is_(None)),
        and_(Entitlement.limit_from == "received_on", Case.received_on.is_(None)),
        and_(Case.received_on.is_(None), Case.applied_on.is_(None)),
        select(Harm.id).where(of_person, Harm.paper == "").exists(),
        select(Damage.case_id).where(of_house, Damage.paper == "").exists(),
    )
    wanted = (
        select(Case.code)
        .join(Entitlement, Entitlement.case_id == Case.id)
        .where(Entitlement.id.in_(entitlement_ids), lacking)
        .distinct()
        .order_by(Case.code)
    )
    return list(db.session.scalars(wanted))


def _narrowed(wanted: DossierFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.q:
        columns = (Dossier.code, Dossier.title, Incident.title, Incident.code)
        found.append(or_(*(column.icontains(wanted.q, autoescape=True) for column in columns)))
    if wanted.state is not None:
        found.append(Dossier.state == wanted.state)
    if wanted.incident_id is not None:
        found.append(Dossier.incident_id == wanted.incident_id)
    return found
