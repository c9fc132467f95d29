"""The facts of one case: everything the rules may look at, and nothing else.

The keys, values and defaults are those of the contract ("Facts and answers of `policy explain`"); the same values
are built from rows by the services and from JSON by `policy explain`, and are kept with every computation.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

CAUSES = (
    "fire", "explosion", "collapse", "storm", "tropical_depression", "flood", "flash_flood", "inundation", "landslide",
    "subsidence", "whirlwind", "lightning", "hail", "cold", "drought", "other_disaster", "epidemic",
    "serious_traffic_accident", "serious_work_accident", "crop_failure", "lean_season", "drowning", "gas",
    "electrocution", "other_force_majeure",
)  # fmt: skip
POVERTY_CLASSES = ("poor", "near_poor", "difficult", "none")
SEXES = ("m", "f")
RELATIONS = ("head", "spouse", "child", "parent", "grandchild", "sibling", "other", "member")
RESIDENCES = ("permanent", "temporary", "unregistered", "visitor")
HARM_KINDS = ("dead", "missing", "injured")
SEVERITIES = ("light", "severe", "critical")
DEGREES = ("total", "very_severe", "severe", "partial", "none")
HOUSE_TYPES = ("solid", "semi_solid", "weak", "simple")
TENURES = ("owner", "tenant", "other")
COST_KINDS = ("burial", "cremation", "treatment", "transport")
COST_PAYEES = ("household", "organisation", "service_provider")


@dataclass(frozen=True)
class IncidentFacts:
    """What happened, when and where; `place` is the province or ward code of that day."""

    cause: str
    occurred_on: date
    place: str
    code: str | None = None


@dataclass(frozen=True)
class Member:
    """One person of the household; `birth` is a day, or a year alone."""

    ref: str
    birth: date | int
    sex: str | None = None
    relation: str = "member"
    residence: str = "permanent"
    at_scene: bool = True
    pupil: bool = False
    lost_parents: int = 0
    has_relatives: bool = True


@dataclass(frozen=True)
class Harm:
    """What happened to one member; `inpatient_days` are days in a health facility so far."""

    member: str
    kind: str
    inpatient_days: int = 0
    severity: str = "light"
    away_from_home: bool = False
    relatives_care: bool = True
    treated: bool = False


@dataclass(frozen=True)
class Damage:
    """What happened to the house."""

    degree: str = "none"
    house_type: str | None = None
    tenure: str = "owner"
    other_home: bool = False
    habitable: bool = True
    relocation_order: bool = False


@dataclass(frozen=True)
class Needs:
    """What the household needs at once: persons short of food, for how many months, and so on."""

    short_of_food: int = 0
    food_months: int = 1
    essentials: bool = False
    temporary_shelter: bool = False


@dataclass(frozen=True)
class Cost:
    """An actual cost in đồng and whom it is paid to; `member` is the person it was for."""

    kind: str
    amount: int
    payee: str = "household"
    unclaimed_body: bool = False
    member: str | None = None


@dataclass(frozen=True)
class Received:
    """What a benefit of another policy already gave, in đồng; without `member`, to the household as a whole."""

    policy: str
    benefit: str
    amount: int
    member: str | None = None


@dataclass(frozen=True, kw_only=True)
class Elsewhere(Received):
    """What a decision in another case gave surely the same person for the same matter; `amount` in `unit`.

    `ref` tells two such lines apart. The office finds it in its own decisions: it is no part of the contract.
    """

    unit: str
    ref: str
    number: str
    decided_on: date
    agency: str


@dataclass(frozen=True)
class CaseFacts:
    """One household in one incident, on the days its papers came."""

    incident: IncidentFacts
    received_on: date
    applied_on: date
    decided_on: date
    poverty_class: str = "none"
    members: tuple[Member, ...] = ()
    harms: tuple[Harm, ...] = ()
    damage: Damage = Damage()
    needs: Needs = Needs()
    costs: tuple[Cost, ...] = ()
    received: tuple[Received, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()

    def harmed(self, *kinds: str) -> frozenset[str]:
        """Return the refs of the members with a harm of one of these kinds."""
        return frozenset(harm.member for harm in self.harms if harm.kind in kinds)

    def living(self) -> tuple[Member, ...]:
        """Return the members who are neither dead nor missing."""
        return tuple(member for member in self.members if member.ref not in self.gone)

    @cached_property
    def gone(self) -> frozenset[str]:
        """The refs of the dead and the missing."""
        return self.harmed("dead", "missing")


def age_on(birth: date | int, day: date) -> int:
    """Return full years on `day`; a year alone counts as born on its last day, in the child's favour."""
    born = birth if isinstance(birth, date) else date(birth, 12, 31)
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
