"""What a version of a policy would give the real cases of an incident: kept figures, no entitlement."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aid.domain.runs import RunState
from aid.models.base import Amount, Base, Choice, Instant, Made, one_of
from aid.models.cases import Case
from aid.models.incidents import Incident
from aid.models.policies import Policy


class PolicyTrial(Made, Base):
    """One trial of one version; `result` holds the sums so far, `last_case_id` how far it has come."""

    __tablename__ = "policy_trials"
    __table_args__ = (one_of("state", RunState), Index("ix_policy_trials_policy_id", "policy_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    policy_id: Mapped[int] = mapped_column(ForeignKey("policies.id"))
    version: Mapped[int]
    incident_id: Mapped[int] = mapped_column(ForeignKey("incidents.id"))
    state: Mapped[RunState] = mapped_column(Choice(RunState))
    total: Mapped[int] = mapped_column(default=0)
    progress: Mapped[int] = mapped_column(default=0)
    last_case_id: Mapped[int] = mapped_column(default=0)
    result: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)

    policy: Mapped[Policy] = relationship()
    incident: Mapped[Incident] = relationship()


class PolicyTrialCase(Base):
    """What the trial gives one case: đồng and kilograms of rice, before (by the version in force) and after."""

    __tablename__ = "policy_trial_cases"

    trial_id: Mapped[int] = mapped_column(ForeignKey("policy_trials.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    lines: Mapped[int]
    refused: Mapped[int]
    amount: Mapped[Amount]
    amount_before: Mapped[Amount]
    rice: Mapped[int]
    rice_before: Mapped[int]

    case: Mapped[Case] = relationship()
