"""One case as its page shows it: values only, identity and account numbers hidden."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from aid.domain.cases import CaseState
from aid.domain.harms import Standing


class HarmRow(NamedTuple):
    """One entry of a person's history; `days` are those of this stay alone."""

    id: int
    person_id: int
    name: str
    kind: str
    happened_on: date
    facility: str
    admitted_on: date | None
    discharged_on: date | None
    days: int
    severity: str
    away_from_home: bool
    relatives_care: bool
    treated: bool
    paper: str


class MemberRow(NamedTuple):
    """One person as they will stand in the decision; `identity` is hidden, or a code, or empty."""

    person_id: int
    full_name: str
    relation: str
    birth_date: date | None
    birth_year: int | None
    sex: str
    identity_state: str
    identity: str
    warnings: Sequence[str]
    mark: str
    residence: str
    home_place: str
    phone: str
    bank: str
    account: str
    at_scene: bool
    pupil: bool
    lost_parents: int
    has_relatives: bool
    standing: Standing

    @property
    def is_head(self) -> bool:
        return self.relation == "head"


class DamageView(NamedTuple):
    """The damage to the house."""

    degree: str
    house_type: str
    tenure: str
    other_home: bool
    habitable: bool
    relocation_order: bool
    paper: str


class NeedView(NamedTuple):
    """What the household needs."""

    short_of_food: int
    food_months: int
    essentials: bool
    temporary_shelter: bool


class CostRow(NamedTuple):
    """One actual cost in đồng."""

    id: int
    kind: str
    payee: str
    amount: int
    invoice: str
    name: str
    unclaimed_body: bool


class Outside(NamedTuple):
    """Somebody of the household who is not in this case."""

    person_id: int
    full_name: str
    relation: str


@dataclass(frozen=True)
class CaseView:
    """One household in one incident; `due_on` is the earliest day by which something must be decided."""

    id: int
    code: str
    state: CaseState
    reason: str
    agency_id: int
    agency: str
    incident_id: int
    incident_code: str
    incident_title: str
    occurred_on: date
    household_id: int
    head_name: str
    address: str
    ward: str
    phone: str
    poverty_class: str
    poverty_evidence: str
    received_on: date | None
    applied_on: date | None
    due_on: date | None
    version: int
    members: Sequence[MemberRow]
    outside: Sequence[Outside]
    harms: Sequence[HarmRow]
    damage: DamageView | None
    need: NeedView | None
    costs: Sequence[CostRow]

    @property
    def is_live(self) -> bool:
        """Say whether the case is neither closed nor withdrawn."""
        return self.state in (CaseState.RECORDING, CaseState.ASSESSED)

    def member(self, person_id: int) -> MemberRow | None:
        """Return one person of the case."""
        return next((row for row in self.members if row.person_id == person_id), None)

    def harm(self, harm_id: int) -> HarmRow | None:
        """Return one entry of the history."""
        return next((row for row in self.harms if row.id == harm_id), None)

    def cost(self, cost_id: int) -> CostRow | None:
        """Return one cost."""
        return next((row for row in self.costs if row.id == cost_id), None)
