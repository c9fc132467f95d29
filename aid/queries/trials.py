"""Trials of a policy as their pages show them: the sums, the money there is, and the cases behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from aid.domain.cases import CaseState
from aid.domain.errors import Missing
from aid.domain.payers import AUTHORITIES, HELD_BY
from aid.domain.policies import FUND_KINDS
from aid.domain.policies import Policy as PolicyValue
from aid.domain.policy_documents import read_policy
from aid.domain.roles import Actor
from aid.domain.runs import RunState
from aid.domain.trial_sums import shortfall
from aid.extensions import db
from aid.models.cases import Case
from aid.models.funds import Fund
from aid.models.incidents import Incident
from aid.models.trials import PolicyTrial, PolicyTrialCase
from aid.models.users import Agency, User
from aid.queries.areas import matters_of, visible_agencies, within
from aid.queries.dossier_choices import FundChoice, available_of
from aid.queries.policy_versions import document_of

UNITS = ("VND", "kg_rice")


class TrialRow(NamedTuple):
    """One trial in the list of a policy; `amount` is đồng."""

    id: int
    version: int
    incident: str
    is_done: bool
    households: int
    amount: int
    began_at: datetime
    who: str


class IncidentChoice(NamedTuple):
    """An incident with cases to try a policy on."""

    id: int
    code: str
    title: str
    cases: int


class BenefitSums(NamedTuple):
    """One benefit over all cases, in `unit` (empty: nobody gets it); `due` is `amount` beyond what was `decided`."""

    code: str
    title: str
    clause: str
    unit: str
    lines: int
    amount: int
    decided: int
    due: int
    refused: int


class OtherSums(NamedTuple):
    """What another policy gives beside, by the version in use and with the one that is tried."""

    policy: str
    unit: str
    before: int
    after: int


class Cover(NamedTuple):
    """Whether the money that may pay suffices, in `unit`: what is due, what is there, and what is missing."""

    unit: str
    due: int
    available: int
    missing: int


class CaseRow(NamedTuple):
    """What the trial gives one case; đồng and kilograms of rice, by the version in use and as tried."""

    case_id: int
    code: str
    head_name: str
    lines: int
    amount: int
    amount_before: int
    rice: int
    rice_before: int


@dataclass(frozen=True)
class TrialView:
    """One trial: `done` of `total` cases are in the sums; `funds` are those the reader may see and that may pay."""

    id: int
    policy_id: int
    version: int
    incident_id: int
    incident: str
    incident_code: str
    is_done: bool
    total: int
    done: int
    households: int
    people: int
    benefits: Sequence[BenefitSums]
    others: Sequence[OtherSums]
    funds: Sequence[FundChoice]
    cover: Sequence[Cover]
    began_at: datetime
    who: str

    def amount(self, unit: str) -> int:
        """Return what the policy gives in all, in this unit."""
        return sum(one.amount for one in self.benefits if one.unit == unit)

    @property
    def covers_nothing(self) -> bool:
        """Say whether the policy was of no concern to any case: it gave nothing and refused nothing."""
        return self.is_done and self.total > 0 and not any(one.lines or one.refused for one in self.benefits)

    def sees_funds(self, unit: str) -> bool:
        """Say whether the reader may see any fund of this unit that may pay."""
        return any(fund.unit == unit for fund in self.funds)


def trials_of(policy_id: int, *, actor: Actor, limit: int = 20) -> Sequence[TrialRow]:
    """Return the latest trials of a policy on incidents the actor may read, newest first."""
    rows = db.session.execute(
        select(PolicyTrial, Incident.title, func.coalesce(User.full_name, ""))
        .join(Incident, Incident.id == PolicyTrial.incident_id)
        .outerjoin(User, User.id == PolicyTrial.created_by)
        .where(PolicyTrial.policy_id == policy_id, within(Incident.agency_id, matters_of(actor)))
        .order_by(PolicyTrial.id.desc())
        .limit(limit)
    )
    return [_row(trial, incident, who) for trial, incident, who in rows]


def incidents_to_try(*, actor: Actor, limit: int = 200) -> Sequence[IncidentChoice]:
    """Return the incidents with cases the actor may read, the latest first."""
    counted = func.count(Case.id)
    rows = db.session.execute(
        select(Incident.id, Incident.code, Incident.title, counted)
        .join(Case, Case.incident_id == Incident.id)
        .where(Case.state != CaseState.WITHDRAWN, within(Incident.agency_id, matters_of(actor)))
        .group_by(Incident.id, Incident.code, Incident.title, Incident.occurred_on)
        .order_by(Incident.occurred_on.desc(), Incident.id.desc())
        .limit(limit)
    )
    return [IncidentChoice(*row) for row in rows]


def trial_view(policy_id: int, trial_id: int, *, actor: Actor) -> TrialView:
    """Return one trial of a policy; Missing where it is not there or its incident not in the actor's area."""
    row = db.session.get(PolicyTrial, trial_id, populate_existing=True)
    area = matters_of(actor)
    if row is None or row.policy_id != policy_id or (area is not None and row.incident.agency_id not in area):
        raise Missing(f"Trial {policy_id}/{trial_id}")
    policy = read_policy(document_of(policy_id, row.version))
    benefits = _benefits(policy, row.result.get("benefits", {}))
    funds = _funds(policy, row.incident.agency_id, visible_agencies(actor))
    return TrialView(
        id=row.id,
        policy_id=policy_id,
        version=row.version,
        incident_id=row.incident_id,
        incident=row.incident.title,
        incident_code=row.incident.code,
        is_done=row.state is RunState.DONE,
        total=row.total,
        done=row.progress,
        households=row.result.get("households", 0),
        people=row.result.get("people", 0),
        benefits=benefits,
        others=_others(row.result.get("others", {})),
        funds=funds,
        cover=_cover(policy, benefits, funds),
        began_at=row.created_at,
        who=db.session.scalar(select(User.full_name).where(User.id == row.created_by)) or "",
    )


def trial_cases(trial_id: int, *, limit: int = 50, offset: int = 0) -> Sequence[CaseRow]:
    """Return one page of the cases that get something or got something, the most money first."""
    rows = db.session.execute(
        select(
            Case.id, Case.code, Case.head_name, PolicyTrialCase.lines, PolicyTrialCase.amount,
            PolicyTrialCase.amount_before, PolicyTrialCase.rice, PolicyTrialCase.rice_before,
        )
        .join(Case, Case.id == PolicyTrialCase.case_id)
        .where(*_told(trial_id))
        .order_by(PolicyTrialCase.amount.desc(), PolicyTrialCase.rice.desc(), Case.id)
        .limit(limit)
        .offset(offset)
    )  # fmt: skip
    return [CaseRow(*row) for row in rows]


def count_trial_cases(trial_id: int) -> int:
    """Return how many cases `trial_cases` has in all."""
    return db.session.scalar(select(func.count()).select_from(PolicyTrialCase).where(*_told(trial_id))) or 0


def _told(trial_id: int) -> tuple[Any, ...]:
    gives = or_(PolicyTrialCase.lines > 0, PolicyTrialCase.amount_before > 0, PolicyTrialCase.rice_before > 0)
    return (PolicyTrialCase.trial_id == trial_id, gives)


def _row(trial: PolicyTrial, incident: str, who: str) -> TrialRow:
    benefits = trial.result.get("benefits", {}).values()
    amount = sum(one["amount"] for one in benefits if one["unit"] == "VND")
    households = trial.result.get("households", 0)
    done = trial.state is RunState.DONE
    return TrialRow(trial.id, trial.version, incident, done, households, amount, trial.created_at, who)


def _benefits(policy: PolicyValue, sums: dict[str, Any]) -> list[BenefitSums]:
    nothing = {"unit": "", "lines": 0, "amount": 0, "decided": 0, "due": 0, "refused": 0}
    return [BenefitSums(b.code, b.title, b.clause, **(nothing | sums.get(b.code, {}))) for b in policy.benefits]


def _others(sums: dict[str, Any]) -> list[OtherSums]:
    return [
        OtherSums(policy, unit, *sums[policy][unit])
        for policy in sorted(sums)
        for unit in UNITS
        if unit in sums[policy]
    ]


def _funds(policy: PolicyValue, agency_id: int, seen: set[int] | None) -> list[FundChoice]:
    """Return the funds that may pay a benefit, of the offices that may pay for the incident and the reader sees."""
    units = {"kg_rice" if benefit.amount.kind == "rice" else "VND" for benefit in policy.benefits}
    named = [benefit.fund_kinds for benefit in policy.benefits]
    kinds = sorted({kind for some in named for kind in some}) if all(named) else FUND_KINDS
    own, other = aliased(Agency), aliased(Agency)
    helping = (
        select(other.id)
        .join(own, own.place_id == other.place_id)
        .where(own.id == agency_id, own.kind.in_(AUTHORITIES), other.kind.in_(HELD_BY))
    )
    rows = db.session.scalars(
        select(Fund)
        .where(Fund.source.in_(kinds), Fund.unit.in_(sorted(units)), within(Fund.agency_id, seen))
        .where(or_(Fund.agency_id == agency_id, Fund.agency_id.in_(helping)))
        .order_by(Fund.unit.desc(), Fund.code)
    )
    return [FundChoice(f.id, f.code, f.name, f.source, f.unit, available_of(f)) for f in rows]


def _cover(policy: PolicyValue, benefits: Sequence[BenefitSums], funds: Sequence[FundChoice]) -> list[Cover]:
    kinds = {benefit.code: benefit.fund_kinds for benefit in policy.benefits}
    return [_cover_of(unit, kinds, benefits, funds) for unit in UNITS if any(one.unit == unit for one in benefits)]


def _cover_of(
    unit: str, kinds: dict[str, tuple[str, ...]], benefits: Sequence[BenefitSums], funds: Sequence[FundChoice]
) -> Cover:
    needs = [(kinds[one.code], one.due) for one in benefits if one.unit == unit]
    there: dict[str, int] = {}
    for fund in funds:
        if fund.unit == unit:
            there[fund.source] = there.get(fund.source, 0) + fund.available
    return Cover(unit, sum(due for _, due in needs), sum(there.values()), shortfall(needs, there))
