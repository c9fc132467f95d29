"""Kinds of incident with their legal cause, and the life of an incident.

The kinds are the values of `incident.cause` in the contract; each stands for one legal cause of law.md 5.2, by
which the clauses of the decree ask.
"""

from enum import StrEnum

from aid.domain.roles import Action
from aid.domain.transitions import Transition


class LegalCause(StrEnum):
    """The causes NĐ 20/2021 knows."""

    DISASTER = "thien_tai"
    FIRE = "hoa_hoan"
    EPIDEMIC = "dich_benh"
    TRAFFIC = "tngt_nghiem_trong"
    WORK = "tnld_nghiem_trong"
    CROP = "mat_mua"
    LEAN = "giap_hat"
    FORCE_MAJEURE = "bat_kha_khang_khac"


CAUSE_OF: dict[str, LegalCause] = {
    "fire": LegalCause.FIRE,
    "explosion": LegalCause.FORCE_MAJEURE,
    "collapse": LegalCause.FORCE_MAJEURE,
    "storm": LegalCause.DISASTER,
    "tropical_depression": LegalCause.DISASTER,
    "flood": LegalCause.DISASTER,
    "flash_flood": LegalCause.DISASTER,
    "inundation": LegalCause.DISASTER,
    "landslide": LegalCause.DISASTER,
    "subsidence": LegalCause.DISASTER,
    "whirlwind": LegalCause.DISASTER,
    "lightning": LegalCause.DISASTER,
    "hail": LegalCause.DISASTER,
    "cold": LegalCause.DISASTER,
    "drought": LegalCause.DISASTER,
    "other_disaster": LegalCause.DISASTER,
    "epidemic": LegalCause.EPIDEMIC,
    "serious_traffic_accident": LegalCause.TRAFFIC,
    "serious_work_accident": LegalCause.WORK,
    "crop_failure": LegalCause.CROP,
    "lean_season": LegalCause.LEAN,
    "drowning": LegalCause.FORCE_MAJEURE,
    "gas": LegalCause.FORCE_MAJEURE,
    "electrocution": LegalCause.FORCE_MAJEURE,
    "other_force_majeure": LegalCause.FORCE_MAJEURE,
}


class IncidentState(StrEnum):
    """Where an incident stands."""

    REPORTED = "reported"
    CONFIRMED = "confirmed"
    CLOSED = "closed"
    DISMISSED = "dismissed"


INCIDENT_STEPS: tuple[Transition, ...] = (
    Transition("confirm", IncidentState.REPORTED, IncidentState.CONFIRMED, Action.INCIDENT_CONFIRM),
    Transition("dismiss", IncidentState.REPORTED, IncidentState.DISMISSED, Action.INCIDENT_CONFIRM, needs_reason=True),
    Transition("close", IncidentState.CONFIRMED, IncidentState.CLOSED, Action.INCIDENT_CONFIRM),
)
