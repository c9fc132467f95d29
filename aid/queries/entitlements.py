"""What the case page shows of entitlements: lines, refusals, what has changed since, and all a household receives."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from aid.domain.agencies import AgencyKind
from aid.domain.cases import CaseState
from aid.domain.errors import Missing
from aid.domain.payouts import PaymentState
from aid.domain.policies import Policy
from aid.domain.roles import Actor
from aid.extensions import db
from aid.models.cases import Case
from aid.models.cases import Evaluation as EvaluationRow
from aid.models.decisions import Decision, DecisionLine
from aid.models.dossiers import Dossier
from aid.models.entitlements import Entitlement
from aid.models.funds import Fund
from aid.models.households import Person
from aid.models.incidents import Incident
from aid.models.payouts import Payment
from aid.models.users import Agency
from aid.queries.areas import matters_of, within
from aid.queries.case_changes import Change, changes_of
from aid.queries.entitlement_lines import ENDED, LineView, lines
from aid.queries.policies import norms_known, policies_known


class RefusedView(NamedTuple):
    """One benefit that was considered and not given, with the sentence and the clause."""

    policy: str
    title: str
    beneficiary: str
    code: str
    says: str
    clause: str
    explanation: Mapping[str, Any] | None


class PolicyView(NamedTuple):
    """A policy that was considered, whether it may carry a decision, and what of it a person has to confirm."""

    code: str
    title: str
    confirmed: bool
    note: str


class SupportView(NamedTuple):
    """One decided line of the household: how much, by which agency and decision, from what, and whether it is paid."""

    title: str
    beneficiary: str
    incident: str
    amount: int
    unit: str
    agency_id: int
    agency: str
    fund: str
    decision_id: int
    decision_number: str
    issued_on: date
    payment_state: PaymentState | None
    paid_on: date | None


class Share(NamedTuple):
    """Part of the lines of a case by who can pay it: `payers` is empty where the authorities can."""

    payers: tuple[AgencyKind, ...]
    unit: str
    amount: int


class CaseEntitlements(NamedTuple):
    """The right-hand side of a case; `computed_at` None before the first computation, `norm` as in the answer.

    `shares` are the lines by payer, the authorities first; they add up to `totals`.
    """

    case_id: int
    computed_at: datetime | None
    recompute_on: date | None
    norm: Mapping[str, Any] | None
    has_own_norm: bool
    lines: list[LineView]
    refusals: list[RefusedView]
    totals: dict[str, int]
    shares: list[Share]
    changes: list[Change]
    policies: list[PolicyView]
    support: list[SupportView]
    names: Mapping[str, str]
    decided: dict[str, int]
    paid: dict[str, int]


def of_case(case_id: int) -> CaseEntitlements:
    """Return everything about the entitlements of a case (đồng, kilograms); the caller has shown it may be seen."""
    case = db.session.get_one(Case, case_id)
    policies = {policy.code: policy for policy in policies_known()}
    known = lines(Entitlement.case_id == case_id, policies)
    last = _last_evaluation(case_id)
    answer: Mapping[str, Any] = last.answer if last else {}
    names = _names(case.household_id)
    support = support_of(case.household_id)
    province = case.incident.place.province_code
    return CaseEntitlements(
        case_id=case_id,
        computed_at=last.created_at if last else None,
        recompute_on=case.recompute_on,
        norm=answer.get("norm"),
        has_own_norm=any(norm.province_code for norm in norms_known(province)),
        lines=known,
        refusals=_refusals(last, policies, names) if last else [],
        totals=_totals((line.unit, line.amount) for line in known),
        shares=_shares(known),
        changes=changes_of(case, known, last, names) if last else [],
        policies=_considered(known, answer, policies),
        support=support,
        names=names,
        decided=_totals((row.unit, row.amount) for row in support),
        paid=_totals((row.unit, row.amount) for row in support if row.payment_state is PaymentState.PAID),
    )


def line_of(entitlement_id: int, *, actor: Actor) -> LineView:
    """Return one live line of a case of the actor's own agency, to be changed; Missing where it is another's."""
    allowed = Case.agency_id == actor.agency_id
    found = lines(allowed & (Entitlement.id == entitlement_id), {policy.code: policy for policy in policies_known()})
    if not found:
        raise Missing(f"Entitlement {entitlement_id}")
    return found[0]


def support_of(household_id: int) -> list[SupportView]:
    """Return every decided line of a household over all its cases, oldest decision first; one query."""
    rows = db.session.execute(
        select(
            Entitlement.title, Person.full_name, Incident.title, DecisionLine.amount, Entitlement.unit, Agency.id,
            Agency.name, Fund.name, Decision.id, Decision.full_number, Decision.issued_on, Payment.state,
            Payment.paid_on,
        )
        .join(Entitlement, Entitlement.id == DecisionLine.entitlement_id)
        .join(Case, Case.id == Entitlement.case_id)
        .join(Incident, Incident.id == Case.incident_id)
        .join(Decision, Decision.id == DecisionLine.decision_id)
        .join(Agency, Agency.id == Decision.agency_id)
        .join(Dossier, Dossier.id == Decision.dossier_id)
        .join(Fund, Fund.id == Dossier.fund_id)
        .outerjoin(Person, Person.id == Entitlement.person_id)
        .outerjoin(Payment, (Payment.decision_line_id == DecisionLine.id) & Payment.state.not_in(ENDED))
        .where(Case.household_id == household_id)
        .order_by(Decision.issued_on, Decision.id, DecisionLine.position)
    )  # fmt: skip
    return [SupportView._make((row[0], row[1] or "", *row[2:])) for row in rows]


def _last_evaluation(case_id: int) -> EvaluationRow | None:
    wanted = select(EvaluationRow).where(EvaluationRow.case_id == case_id).order_by(EvaluationRow.id.desc())
    return db.session.scalars(wanted.limit(1)).one_or_none()


def _names(household_id: int) -> dict[str, str]:
    rows = db.session.execute(select(Person.id, Person.full_name).where(Person.household_id == household_id))
    return {str(ident): name for ident, name in rows}


def _refusals(last: EvaluationRow, policies: Mapping[str, Policy], names: Mapping[str, str]) -> list[RefusedView]:
    told = last.answer["refusals"]
    return [
        _refused(row, explanation, policies, names)
        for row, explanation in zip(told, last.refusals or [None] * len(told), strict=True)
    ]


def _refused(
    row: Mapping[str, Any],
    explanation: Mapping[str, Any] | None,
    policies: Mapping[str, Policy],
    names: Mapping[str, str],
) -> RefusedView:
    policy = policies.get(row["policy"])
    titles = {benefit.code: benefit.title for benefit in policy.benefits} if policy else {}
    return RefusedView(
        policy=row["policy"],
        title=titles.get(row["benefit"], row["benefit"]),
        beneficiary=names.get(row.get("member", ""), ""),
        code=row["code"],
        says=row["says"],
        clause=row["clause"],
        explanation=explanation,
    )


def _considered(
    known: Iterable[LineView], answer: Mapping[str, Any], policies: Mapping[str, Policy]
) -> list[PolicyView]:
    codes = {line.policy for line in known} | {row["policy"] for row in answer.get("refusals", ())}
    return [
        PolicyView(code, policy.title, policy.confirmed, policy.note)
        for code, policy in policies.items()
        if code in codes
    ]


def _shares(known: Iterable[LineView]) -> list[Share]:
    by_payers: dict[tuple[AgencyKind, ...], list[tuple[str, int]]] = defaultdict(list)
    for line in known:
        by_payers[line.waits_for].append((line.unit, line.amount))
    return [
        Share(payers, unit, amount)
        for payers in sorted(by_payers)
        for unit, amount in _totals(by_payers[payers]).items()
    ]


def _totals(parts: Iterable[tuple[str, int]]) -> dict[str, int]:
    totals: dict[str, int] = defaultdict(int)
    for unit, amount in parts:
        totals[unit] += amount
    return {unit: amount for unit, amount in sorted(totals.items()) if amount}


class CaseName(NamedTuple):
    """What a page about the entitlements of a case names it by."""

    id: int
    agency_id: int
    code: str
    head_name: str
    state: CaseState


def case_of(case_id: int, *, actor: Actor) -> CaseName:
    """Return the case, or raise Missing where the actor may not see its agency's cases."""
    wanted = select(Case.id, Case.agency_id, Case.code, Case.head_name, Case.state).where(
        Case.id == case_id, within(Case.agency_id, matters_of(actor))
    )
    row = db.session.execute(wanted).one_or_none()
    if row is None:
        raise Missing(f"Case {case_id}")
    return CaseName(*row)
