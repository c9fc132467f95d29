"""The branches of the work list: for each kind of work the rows that wait, the first ones along an index and no more.

A dossier on which the person is barred from the next duty is somebody else's work and not read.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    case,
    exists,
    false,
    func,
    literal,
    or_,
    select,
)

from aid import clock
from aid.domain.approval_routes import APPROVAL_STEPS, Approval
from aid.domain.cases import CaseState
from aid.domain.dossiers import DossierState
from aid.domain.duties import Duty
from aid.domain.incidents import IncidentState
from aid.domain.payouts import NOT_OUT_YET, PaymentState
from aid.domain.policy_steps import PolicyState
from aid.domain.roles import Actor, Role
from aid.domain.signatures import Part
from aid.domain.work import WorkKind
from aid.models.cases import Case, Damage, Harm, Need
from aid.models.decisions import Decision, DecisionLine
from aid.models.dossiers import Dossier, DossierLine
from aid.models.entitlements import Entitlement
from aid.models.funds import Fund
from aid.models.incidents import Incident
from aid.models.payouts import Payment, Payout
from aid.models.policies import Policy, PolicyVersion
from aid.models.signatures import SigningKey
from aid.queries import approvals
from aid.queries.areas import helped_by
from aid.queries.duty_rules import may_take
from aid.queries.named_steps import falls_to
from aid.queries.payers import payable_by
from aid.queries.register_work import REGISTER_BRANCHES
from aid.queries.signing_state import has_signed, is_electronic, is_unsigned
from aid.queries.signing_work import SIGNING_BRANCHES
from aid.queries.work_columns import Branch, Reader, by_due, columns_of, has_day


def _incidents(kind: WorkKind, state: tuple[IncidentState, ...], *which: ColumnElement[bool]) -> Branch:
    def branches(reader: Reader) -> Iterable[Select[Any]]:
        columns = columns_of(kind, Incident, Incident.title, about=Incident.address, sort_on=Incident.occurred_on)
        mine = select(*columns).where(Incident.agency_id == reader.actor.agency_id, *which)
        for one in state if reader.dated else ():
            yield mine.where(Incident.state == one).order_by(Incident.occurred_on, Incident.id).limit(reader.enough)

    return branches


_RECORDED = or_(*(exists().where(part.case_id == Case.id) for part in (Harm, Damage, Need)))
_MISSING = case((Case.received_on.is_(None), "papers"), (~_RECORDED, "harm"), else_="compute")
_FREE_LINE = (
    (Entitlement.case_id == Case.id)
    & Entitlement.superseded_at.is_(None)
    & (Entitlement.amount > 0)
    # An estimate by an unconfirmed policy cannot go into a dossier, so it is nobody's work yet.
    & Entitlement.confirmed
    & ~exists().where(DossierLine.entitlement_id == Entitlement.id, DossierLine.live)
)
_CASE_UNIT = (
    select(Entitlement.limit_unit)
    .where(Entitlement.case_id == Case.id, Entitlement.superseded_at.is_(None), Entitlement.due_on == Case.due_on)
    .order_by(Entitlement.id)
    .limit(1)
    .scalar_subquery()
)


def _recording(reader: Reader) -> Iterable[Select[Any]]:
    columns = columns_of(
        WorkKind.CASE_RECORD, Case, Case.head_name, about=_MISSING, due_on=Case.due_on, due_unit=_CASE_UNIT
    )
    mine = select(*columns).where(Case.agency_id == reader.actor.agency_id, Case.state == CaseState.RECORDING)
    return by_due(mine, Case, reader)


def _to_recompute(reader: Reader) -> Iterable[Select[Any]]:
    """Yield the cases whose lines change with the days of treatment, from the day on which they do."""
    if not reader.dated:
        return
    again = Case.recompute_on
    columns = columns_of(WorkKind.CASE_RECOMPUTE, Case, Case.head_name, due_on=again, due_unit=literal("day"))
    mine = select(*columns).where(Case.agency_id == reader.actor.agency_id, again <= clock.today())
    yield mine.where(Case.state == CaseState.ASSESSED).order_by(again, Case.id).limit(reader.enough)


def _to_propose(reader: Reader) -> Iterable[Select[Any]]:
    office = reader.actor.agency_id
    helped = helped_by(office) - {office}
    payable = _FREE_LINE & payable_by(office)
    if not helped:
        columns = _proposed(payable, due_on=Case.due_on, due_unit=_CASE_UNIT)
        mine = select(*columns).where(Case.agency_id == office, Case.state == CaseState.ASSESSED)
        return by_due(mine.where(exists().where(payable)), Case, reader)
    return _to_help(helped, payable & (Entitlement.payee_name != "") & ~Entitlement.payee_disputed, reader)


def _to_help(helped: set[int], payable: ColumnElement[bool], reader: Reader) -> Iterable[Select[Any]]:
    """Yield the cases of others that wait for donated money, also when closed; their clock is not that of the ward."""
    if reader.dated:
        return
    of_others = Case.agency_id.in_(sorted(helped)) & Case.state.in_((CaseState.ASSESSED, CaseState.CLOSED))
    yield (select(*_proposed(payable)).where(of_others, exists().where(payable)).order_by(Case.id).limit(reader.enough))


def _proposed(payable: ColumnElement[bool], **due: Any) -> list[ColumnElement[Any]]:
    free = select(func.sum(Entitlement.amount)).where(payable, Entitlement.unit == "VND").scalar_subquery()
    return columns_of(WorkKind.CASE_PROPOSE, Case, Case.head_name, amount=free, **due)


_DOSSIER_UNIT = (
    select(Entitlement.limit_unit)
    .join(DossierLine, DossierLine.entitlement_id == Entitlement.id)
    .where(DossierLine.dossier_id == Dossier.id, DossierLine.live, Entitlement.due_on == Dossier.due_on)
    .order_by(Entitlement.id)
    .limit(1)
    .scalar_subquery()
)


def _may_take(actor: Actor, duty: Duty) -> ColumnElement[bool]:
    """Return the condition that the actor may take a duty on the dossier today."""
    return may_take(actor, duty, dossier_id=Dossier.id, agency_id=Dossier.agency_id)


def _dossier_rows(kind: WorkKind) -> Select[Any]:
    columns = columns_of(
        kind, Dossier, Dossier.title, about=Dossier.reason, amount=Dossier.total, unit=Fund.unit,
        due_on=Dossier.due_on, due_unit=_DOSSIER_UNIT,
    )  # fmt: skip
    return select(*columns).join(Fund, Fund.id == Dossier.fund_id)


def _dossiers(kind: WorkKind, state: DossierState, duty: Duty) -> Branch:
    def branches(reader: Reader) -> Iterable[Select[Any]]:
        mine = _dossier_rows(kind).where(Dossier.agency_id == reader.actor.agency_id, Dossier.state == state)
        if kind is WorkKind.DOSSIER_SIGN:
            mine = mine.where(~approvals.waits(), ~approvals.agreed_by(reader.actor))
        mine = mine.where(_may_take(reader.actor, duty), falls_to(reader.actor, duty))
        return by_due(mine, Dossier, reader)

    return branches


def _signatures(kind: WorkKind, part: Part) -> Branch:
    """Return the branch of decisions that wait for a signature: of their signer, or of a clerk.

    One of the electronic order waits in any case; one that was signed by hand, since its signer has a key.
    """

    def branches(reader: Reader) -> Iterable[Select[Any]]:
        columns = columns_of(
            kind, Decision, Dossier.title, amount=Decision.total, unit=Decision.unit, due_on=Dossier.due_on,
            due_unit=_DOSSIER_UNIT, code=Decision.full_number,
        )  # fmt: skip
        mine = select(*columns).join(Dossier, Dossier.id == Decision.dossier_id).where(~has_signed(part))
        mine = mine.where(Decision.agency_id == reader.actor.agency_id, Decision.pdf_sha256.is_not(None))
        if part is Part.AGENCY:
            return by_due(mine.where(has_signed(Part.SIGNER), _may_take(reader.actor, Duty.ISSUE)), Dossier, reader)
        first_key = select(func.min(SigningKey.created_at)).where(SigningKey.user_id == reader.actor.user_id)
        since = Decision.created_at >= first_key.scalar_subquery()
        mine = mine.where(Decision.signed_by == reader.actor.user_id, since | is_electronic())
        return by_due(mine, Dossier, reader)

    return branches


def _approvals(kind: WorkKind, approval: Approval) -> Branch:
    """Return the branch of the dossiers whose route asks the reader for an initial or an agreement."""
    duty = next(step.duty for step in APPROVAL_STEPS if step.step == approval)

    def branches(reader: Reader) -> Iterable[Select[Any]]:
        mine = _dossier_rows(kind).where(Dossier.state == DossierState.REVIEWED)
        mine = mine.where(approvals.waits_for(reader.actor, approval))
        area = approvals.area_of(reader.actor, approval)
        if area is not None:
            mine = mine.where(Dossier.agency_id.in_(area))
        if duty is not None:
            mine = mine.where(_may_take(reader.actor, duty))
        return by_due(mine, Dossier, reader)

    return branches


def _payments(kind: WorkKind, state: PaymentState, duty: Duty, row: Any, code: Any) -> Branch:
    """Return the branch of decisions or payouts that have payments in a state, each with their sum."""

    def branches(reader: Reader) -> Iterable[Select[Any]]:
        columns = columns_of(
            kind, row, Dossier.title, about=func.max(Payment.reason), amount=func.sum(Payment.amount),
            unit=Decision.unit, due_on=Dossier.due_on, due_unit=_DOSSIER_UNIT, code=code,
        )  # fmt: skip
        mine = select(*columns).select_from(Payment).join(DecisionLine, DecisionLine.id == Payment.decision_line_id)
        mine = mine.join(Decision, Decision.id == DecisionLine.decision_id)
        mine = mine.join(Dossier, Dossier.id == Decision.dossier_id)
        if row is Payout:
            mine = mine.join(Payout, Payout.id == Payment.payout_id)
        mine = mine.where(Payment.state == state, Decision.agency_id == reader.actor.agency_id)
        mine = mine.where(has_day(Dossier.due_on, reader))
        if state in NOT_OUT_YET:
            mine = mine.where(~is_unsigned())
        yield mine.where(_may_take(reader.actor, duty)).group_by(
            row.id, code, Dossier.id, Dossier.title, Dossier.due_on, Decision.unit
        )

    return branches


def _policies(reader: Reader) -> Iterable[Select[Any]]:
    """Yield the documents somebody else entered and nobody has confirmed; what ships unconfirmed is nobody's work."""
    if reader.dated:
        return
    waits = (
        (PolicyVersion.policy_id == Policy.id)
        & PolicyVersion.confirmed_at.is_(None)
        & PolicyVersion.discarded_at.is_(None)
        & PolicyVersion.created_by.is_not(None)
        & or_(Policy.state == PolicyState.DRAFT, PolicyVersion.number > Policy.version)
    )
    actor = reader.actor
    speaks = (Role.CITY in actor.roles, Policy.owner_id.is_(None)), (Role.APPROVER in actor.roles, _owned_by(actor))
    mine = select(*columns_of(WorkKind.POLICY_CONFIRM, Policy, Policy.title))
    mine = mine.where(or_(false(), *(whose for holds, whose in speaks if holds)), Policy.state != PolicyState.ENDED)
    mine = mine.where(exists().where(waits), ~exists().where(waits, PolicyVersion.created_by == actor.user_id))
    yield mine.order_by(Policy.id).limit(reader.enough)


def _owned_by(actor: Actor) -> ColumnElement[bool]:
    return Policy.owner_id == actor.agency_id


_D, _K, _P = DossierState, WorkKind, PaymentState
_PAID_BY = (Payout, Payout.code)
_DECIDED = (Decision, Decision.full_number)

BRANCHES: dict[WorkKind, Branch] = {
    _K.INCIDENT_CONFIRM: _incidents(_K.INCIDENT_CONFIRM, (IncidentState.REPORTED,)),
    _K.INCIDENT_REGISTER: _incidents(
        _K.INCIDENT_REGISTER, (IncidentState.REPORTED, IncidentState.CONFIRMED), Incident.last_case_no == 0
    ),
    _K.CASE_RECORD: _recording,
    _K.CASE_RECOMPUTE: _to_recompute,
    _K.CASE_PROPOSE: _to_propose,
    _K.DOSSIER_MEND: _dossiers(_K.DOSSIER_MEND, _D.RETURNED, Duty.PREPARE),
    _K.DOSSIER_SUBMIT: _dossiers(_K.DOSSIER_SUBMIT, _D.DRAFT, Duty.PREPARE),
    _K.DOSSIER_REVIEW: _dossiers(_K.DOSSIER_REVIEW, _D.SUBMITTED, Duty.REVIEW),
    _K.DOSSIER_INITIAL: _approvals(_K.DOSSIER_INITIAL, Approval.INITIAL),
    _K.DOSSIER_SECOND: _approvals(_K.DOSSIER_SECOND, Approval.SECOND),
    _K.DOSSIER_AGREE: _approvals(_K.DOSSIER_AGREE, Approval.CITY),
    _K.DOSSIER_SIGN: _dossiers(_K.DOSSIER_SIGN, _D.REVIEWED, Duty.SIGN),
    _K.DOSSIER_ISSUE: _dossiers(_K.DOSSIER_ISSUE, _D.SIGNED, Duty.ISSUE),
    _K.DECISION_SIGN: _signatures(_K.DECISION_SIGN, Part.SIGNER),
    _K.DECISION_SEAL: _signatures(_K.DECISION_SEAL, Part.AGENCY),
    _K.PAYMENT_PREPARE: _payments(_K.PAYMENT_PREPARE, _P.PLANNED, Duty.CONTROL, *_DECIDED),
    _K.PAYMENT_MEND: _payments(_K.PAYMENT_MEND, _P.FAILED, Duty.CONTROL, *_PAID_BY),
    _K.PAYMENT_HELD: _payments(_K.PAYMENT_HELD, _P.HELD, Duty.CONTROL, *_DECIDED),
    _K.PAYOUT_APPROVE: _payments(_K.PAYOUT_APPROVE, _P.PREPARED, Duty.APPROVE_PAYMENT, *_PAID_BY),
    _K.PAYOUT_PAY: _payments(_K.PAYOUT_PAY, _P.APPROVED, Duty.PAY, *_PAID_BY),
    _K.PAYOUT_CONFIRM: _payments(_K.PAYOUT_CONFIRM, _P.SENT, Duty.PAY, *_PAID_BY),
    _K.POLICY_CONFIRM: _policies,
    **REGISTER_BRANCHES,
    **SIGNING_BRANCHES,
}
