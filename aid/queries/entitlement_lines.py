"""The stored lines of a case with where each stands: alone, in a dossier, decided, paid."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select

from aid import clock
from aid.domain.agencies import AgencyKind
from aid.domain.calendar import days_left, due_on
from aid.domain.dossiers import DossierState
from aid.domain.payers import waits_for
from aid.domain.payouts import PaymentState
from aid.domain.policies import Policy
from aid.extensions import db
from aid.models.cases import Case
from aid.models.decisions import Decision, DecisionLine
from aid.models.dossiers import Dossier, DossierLine
from aid.models.entitlements import Entitlement
from aid.models.funds import Fund
from aid.models.households import Person
from aid.models.incidents import Incident
from aid.models.payouts import Payment
from aid.queries.office_days import office_calendar

ENDED = (PaymentState.CANCELLED, PaymentState.RETURNED)


class Clock(NamedTuple):
    """The limit of a line; `due_on` is None while the paper `start` has not come. `working_due_on` stands beside."""

    days: int
    unit: str
    start: str
    due_on: date | None
    left: int | None
    working_due_on: date | None


class Where(NamedTuple):
    """Where a line stands: `state` is open, dossier, decided or paid; the rest is filled as far as it has come.

    `agency_id` is the office whose dossier has it.
    """

    state: str
    agency_id: int | None = None
    dossier_id: int | None = None
    dossier_code: str = ""
    dossier_state: DossierState | None = None
    decision_id: int | None = None
    decision_number: str = ""
    issued_on: date | None = None
    payment_state: PaymentState | None = None
    paid_on: date | None = None
    fund: str = ""


@dataclass(frozen=True)
class LineView:
    """One line as the page shows it; `amount` and `computed` in `unit`, `rate` per one of `count`.

    `waits_for` are those who can pay it where no people's committee can. From `part` 1 on it adds to decided ones of
    the same `key`. `explanation` is None for what a release before it computed.
    """

    id: int
    case_id: int
    policy: str
    policy_title: str
    benefit: str
    title: str
    beneficiary: str
    unit: str
    count: int
    rate: int
    months: int | None
    computed: int
    amount: int
    floor: bool
    raised_reason: str
    clause: str
    says: str
    note: str
    confirmed: bool
    clock: Clock | None
    where: Where
    waits_for: tuple[AgencyKind, ...]
    payee: str
    payee_relation: str
    payee_paper: str
    payee_identity: str
    payee_bank: str
    payee_account: str
    payee_disputed: bool
    key: tuple[str, str, int]
    part: int
    evaluation_id: int
    version: int
    explanation: Mapping[str, Any] | None

    @property
    def is_undecided(self) -> bool:
        """Say whether no decision has been issued over this line."""
        return self.where.decision_id is None

    @property
    def may_change(self) -> bool:
        """Say whether amount and payee can still be proposed: in no dossier, or in one that is with the officer."""
        return self.is_undecided and self.where.dossier_state in (None, DossierState.DRAFT, DossierState.RETURNED)


def lines(wanted: Any, policies: Mapping[str, Policy]) -> list[LineView]:
    """Return the live lines that meet a condition, in the order of the decrees; one query."""
    rows = db.session.execute(_selected().where(wanted, Entitlement.superseded_at.is_(None))).all()
    order = {code: place for place, code in enumerate(policies)}
    rows = sorted(rows, key=lambda row: (order.get(row[0].policy_code, len(order)), row[0].id))
    return [_line(row, policies.get(row[0].policy_code)) for row in rows]


def _selected() -> Any:
    return (
        select(Entitlement, Person.full_name, Case, Incident.occurred_on, Dossier, Decision, Payment, Fund.name)
        .join(Case, Case.id == Entitlement.case_id)
        .join(Incident, Incident.id == Case.incident_id)
        .outerjoin(Person, Person.id == Entitlement.person_id)
        .outerjoin(DossierLine, (DossierLine.entitlement_id == Entitlement.id) & DossierLine.live)
        .outerjoin(Dossier, Dossier.id == DossierLine.dossier_id)
        .outerjoin(DecisionLine, DecisionLine.entitlement_id == Entitlement.id)
        .outerjoin(Decision, Decision.id == DecisionLine.decision_id)
        .outerjoin(Payment, (Payment.decision_line_id == DecisionLine.id) & Payment.state.not_in(ENDED))
        .outerjoin(Fund, Fund.id == Dossier.fund_id)
    )


def _line(row: Any, policy: Policy | None) -> LineView:
    line, person, case, occurred_on, dossier, decision, payment, fund = row
    benefits = {benefit.code: benefit for benefit in policy.benefits} if policy else {}
    benefit = benefits.get(line.benefit)
    return LineView(
        id=line.id,
        case_id=case.id,
        policy=line.policy_code,
        policy_title=policy.title if policy else line.policy_code,
        benefit=line.benefit,
        title=line.title,
        beneficiary=person or "",
        unit=line.unit,
        count=line.count,
        rate=line.rate,
        months=line.months,
        computed=line.computed,
        amount=line.amount,
        floor=line.floor,
        raised_reason=line.raised_reason,
        clause=line.clause,
        says=line.says,
        note=benefit.note if benefit else "",
        confirmed=line.confirmed,
        clock=_clock(line, case, occurred_on) if line.limit_days is not None else None,
        where=_where(dossier, decision, payment, fund),
        waits_for=waits_for(benefit.fund_kinds) if benefit else (),
        payee=line.payee_name,
        payee_relation=line.payee_relation,
        payee_paper=line.payee_paper,
        payee_identity=line.payee_identity,
        payee_bank=line.payee_bank,
        payee_account=line.payee_account,
        payee_disputed=line.payee_disputed,
        key=(line.policy_code, line.benefit, line.person_key),
        part=line.part,
        evaluation_id=line.evaluation_id,
        version=line.version,
        explanation=line.explanation,
    )


def _clock(line: Entitlement, case: Case, occurred_on: date) -> Clock:
    calendar = office_calendar()
    unit, days = line.limit_unit or "day", line.limit_days or 0
    starts = {"received_on": case.received_on, "applied_on": case.applied_on, "occurred_on": occurred_on}
    start = starts.get(line.limit_from or "")
    runs = line.due_on is not None
    return Clock(
        days=days,
        unit=unit,
        start=line.limit_from or "",
        due_on=line.due_on,
        left=days_left(clock.today(), line.due_on, unit, calendar) if line.due_on else None,
        working_due_on=due_on(start, days, "working_day", calendar) if runs and unit == "day" and start else None,
    )


def _where(dossier: Dossier | None, decision: Decision | None, payment: Payment | None, fund: str | None) -> Where:
    if dossier is None:
        return Where("open")
    known = Where("dossier", dossier.agency_id, dossier.id, dossier.code, dossier.state, fund=fund or "")
    if decision is None:
        return known
    known = known._replace(
        state="decided", decision_id=decision.id, decision_number=decision.full_number, issued_on=decision.issued_on
    )
    if payment is None:
        return known
    state = "paid" if payment.state is PaymentState.PAID else "decided"
    return known._replace(state=state, payment_state=payment.state, paid_on=payment.paid_on)
