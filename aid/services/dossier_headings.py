"""What a dossier is called and says beside its lines: set on a draft, told to the trail."""

from dataclasses import dataclass
from datetime import date

from aid.models.dossiers import Dossier


@dataclass(frozen=True)
class Heading:
    """What a dossier is called and says beside its lines; a reason makes it urgent (Điều 17.2)."""

    title: str
    proposal_number: str = ""
    urgent_reason: str = ""
    meeting_number: str = ""
    meeting_on: date | None = None


def set_heading(dossier: Dossier, heading: Heading) -> None:
    """Write a heading onto a draft."""
    dossier.title, dossier.proposal_number = heading.title, heading.proposal_number
    dossier.urgent_reason = heading.urgent_reason.strip()
    dossier.urgent = bool(dossier.urgent_reason)
    dossier.meeting_number, dossier.meeting_on = heading.meeting_number.strip(), heading.meeting_on


def is_headed(dossier: Dossier, heading: Heading | None) -> bool:
    """Say whether the heading asked for stands already: to save without a change is no event."""
    if heading is None:
        return True
    asked = (heading.title, heading.proposal_number, heading.urgent_reason, heading.meeting_number, heading.meeting_on)
    return asked == tuple(heading_facts(dossier).values())


def heading_facts(dossier: Dossier) -> dict[str, object]:
    """Return the heading of a dossier under the names of the trail."""
    return {
        "dossier_title": dossier.title,
        "proposal_number": dossier.proposal_number,
        "urgent_reason": dossier.urgent_reason,
        "meeting_number": dossier.meeting_number,
        "meeting_on": dossier.meeting_on,
    }


def first_said(dossier: Dossier) -> dict[str, object]:
    """Return of the heading what a draft says at once: why it is urgent, which minutes it rests on."""
    names = ("urgent_reason", "meeting_number", "meeting_on")
    return {name: value for name in names if (value := getattr(dossier, name))}
