"""One household in one incident: the recorded harm, damage, needs and costs, and what came out of them."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aid.domain.cases import CaseState
from aid.models.base import Amount, Base, Choice, Made, added_later, one_of
from aid.models.households import Household, Person
from aid.models.incidents import Incident

HARM_KINDS = ("missing", "injured", "dead", "found")
SEVERITIES = ("light", "severe", "critical")
DEGREES = ("total", "very_severe", "severe", "partial", "none")
HOUSE_TYPES = ("solid", "semi_solid", "weak", "simple")
TENURES = ("owner", "tenant", "other")
COST_KINDS = ("burial", "cremation", "treatment", "transport")
COST_PAYEES = ("household", "organisation", "service_provider")


class Case(Made, Base):
    """One household in one incident; `due_on` is the earliest day by which something must be decided.

    From `recompute_on` the treatment of somebody who was in hospital when it was computed may change what is due.
    `pauses` are [asked, came, request]: between these days a household's own application stood still.
    """

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("incident_id", "household_id", name="uq_cases_incident_id_household_id"),
        one_of("state", CaseState),
        CheckConstraint("state <> 'withdrawn' OR reason <> ''", name="withdrawn_with_reason"),
        Index("ix_cases_agency_id_state_due_on", "agency_id", "state", "due_on", "id"),
        Index("ix_cases_agency_id_recompute_on", "agency_id", "recompute_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(48), unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    incident_id: Mapped[int] = mapped_column(ForeignKey("incidents.id"))
    household_id: Mapped[int] = mapped_column(ForeignKey("households.id"))
    head_name: Mapped[str] = mapped_column(String(120))
    state: Mapped[CaseState] = mapped_column(Choice(CaseState))
    reason: Mapped[str] = mapped_column(Text, default="")
    received_on: Mapped[date | None]
    applied_on: Mapped[date | None]
    due_on: Mapped[date | None]
    recompute_on: Mapped[date | None] = mapped_column(info=added_later(None))
    pauses: Mapped[list[list[Any]] | None] = mapped_column(JSON(none_as_null=True), info=added_later(None))
    version: Mapped[int] = mapped_column(default=1)

    incident: Mapped[Incident] = relationship()
    household: Mapped[Household] = relationship()
    members: Mapped[list["CaseMember"]] = relationship(order_by="CaseMember.person_id", back_populates="case")
    harms: Mapped[list["Harm"]] = relationship(order_by="Harm.happened_on, Harm.id")
    damage: Mapped["Damage | None"] = relationship()
    need: Mapped["Need | None"] = relationship()
    costs: Mapped[list["Cost"]] = relationship(order_by="Cost.id")


class CaseMember(Base):
    """What of a person matters in this incident only."""

    __tablename__ = "case_members"
    __table_args__ = (CheckConstraint("lost_parents BETWEEN 0 AND 2", name="lost_parents_0_to_2"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    at_scene: Mapped[bool] = mapped_column(default=True)
    pupil: Mapped[bool] = mapped_column(default=False)
    lost_parents: Mapped[int] = mapped_column(default=0)
    has_relatives: Mapped[bool] = mapped_column(default=True)

    case: Mapped[Case] = relationship(back_populates="members")
    person: Mapped[Person] = relationship()


class Harm(Made, Base):
    """One dated entry in the history of one person: missing, injured, dead or found, with its paper."""

    __tablename__ = "harms"
    __table_args__ = (
        one_of("kind", HARM_KINDS),
        one_of("severity", SEVERITIES),
        CheckConstraint("discharged_on IS NULL OR admitted_on IS NOT NULL", name="out_only_after_in"),
        CheckConstraint("discharged_on IS NULL OR discharged_on >= admitted_on", name="out_not_before_in"),
        Index("ix_harms_case_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(16))
    happened_on: Mapped[date]
    facility: Mapped[str] = mapped_column(String(200), default="")
    admitted_on: Mapped[date | None]
    discharged_on: Mapped[date | None]
    severity: Mapped[str] = mapped_column(String(16), default="light")
    away_from_home: Mapped[bool] = mapped_column(default=False)
    relatives_care: Mapped[bool] = mapped_column(default=True)
    treated: Mapped[bool] = mapped_column(default=True)
    paper: Mapped[str] = mapped_column(String(300), default="")

    person: Mapped[Person] = relationship()


class Damage(Made, Base):
    """The damage to the house, by TTLT 43/2015 and the questions of Điều 15."""

    __tablename__ = "damages"
    __table_args__ = (one_of("degree", DEGREES), one_of("house_type", HOUSE_TYPES), one_of("tenure", TENURES))

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    degree: Mapped[str] = mapped_column(String(16))
    house_type: Mapped[str] = mapped_column(String(16))
    tenure: Mapped[str] = mapped_column(String(16))
    other_home: Mapped[bool]
    habitable: Mapped[bool]
    relocation_order: Mapped[bool]
    paper: Mapped[str] = mapped_column(String(300), default="")


class Need(Made, Base):
    """What the household needs at once."""

    __tablename__ = "needs"
    __table_args__ = (
        CheckConstraint("short_of_food >= 0", name="persons_not_negative"),
        CheckConstraint("food_months BETWEEN 1 AND 3", name="one_to_three_months"),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    short_of_food: Mapped[int] = mapped_column(default=0)
    food_months: Mapped[int] = mapped_column(default=1)
    essentials: Mapped[bool] = mapped_column(default=False)
    temporary_shelter: Mapped[bool] = mapped_column(default=False)


class Cost(Made, Base):
    """An actual cost with its invoice: burial, cremation, treatment, transport (đồng)."""

    __tablename__ = "costs"
    __table_args__ = (
        one_of("kind", COST_KINDS),
        one_of("payee", COST_PAYEES),
        CheckConstraint("amount > 0", name="amount_positive"),
        Index("ix_costs_case_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(16))
    payee: Mapped[str] = mapped_column(String(32))
    amount: Mapped[Amount]
    unclaimed_body: Mapped[bool] = mapped_column(default=False)
    invoice: Mapped[str] = mapped_column(String(200), default="")


class Evaluation(Made, Base):
    """One computation, append-only: the facts it used and the whole answer, lines and refusals, as data.

    `refusals` tells each refusal in every language; `rules` says which version of each policy was used and whether it
    was confirmed. Computations of a release before them have neither.
    """

    __tablename__ = "evaluations"
    __table_args__ = (Index("ix_evaluations_case_id", "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    refusals: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True), info=added_later(None))
    rules: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), info=added_later(None))
