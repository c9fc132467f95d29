"""What the report of an incident must hold, and how the incident is called on papers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from aid.domain.errors import Refusal
from aid.domain.points import Point

LONGEST_TITLE = 200

# On papers, so Vietnamese whatever language the screen speaks.
KIND_ON_PAPERS: Mapping[str, str] = {
    "fire": "Vụ cháy",
    "explosion": "Vụ nổ",
    "collapse": "Vụ sập đổ công trình",
    "storm": "Bão",
    "tropical_depression": "Áp thấp nhiệt đới",
    "flood": "Lũ",
    "flash_flood": "Lũ quét",
    "inundation": "Ngập lụt",
    "landslide": "Sạt lở đất",
    "subsidence": "Sụt lún đất",
    "whirlwind": "Lốc",
    "lightning": "Sét đánh",
    "hail": "Mưa đá",
    "cold": "Rét hại",
    "drought": "Hạn hán",
    "other_disaster": "Thiên tai",
    "epidemic": "Dịch bệnh",
    "serious_traffic_accident": "Vụ tai nạn giao thông đặc biệt nghiêm trọng",
    "serious_work_accident": "Vụ tai nạn lao động đặc biệt nghiêm trọng",
    "crop_failure": "Mất mùa",
    "lean_season": "Thiếu đói giáp hạt",
    "drowning": "Vụ đuối nước",
    "gas": "Vụ ngạt khí",
    "electrocution": "Vụ điện giật",
    "other_force_majeure": "Sự việc bất khả kháng",
}


# Land and islands of Việt Nam with the sea between them: south-west and north-east corner.
_SOUTH_WEST = Point(6.0, 102.0)
_NORTH_EAST = Point(23.5, 118.0)


@dataclass(frozen=True)
class IncidentReport:
    """What is known of an incident; an empty title is made from kind and place, an hour of None is unknown."""

    kind: str
    occurred_on: date
    place_code: str
    occurred_at: time | None = None
    address: str = ""
    title: str = ""
    lat: float | None = None
    lon: float | None = None
    description: str = ""
    dead: int = 0
    injured: int = 0
    missing: int = 0
    reporter: str = ""
    reporter_phone: str = ""


def faults_of(report: IncidentReport, now: datetime) -> list[Refusal]:
    """Return every reason against a report; `now` is the wall clock of the office.

    Codes: `kind_unknown`, `day_in_future`, `hour_in_future`, `count_negative`, `point_incomplete`, `point_outside`.
    """
    checks = (
        (report.kind not in KIND_ON_PAPERS, Refusal("kind_unknown", kind=report.kind)),
        (report.occurred_on > now.date(), Refusal("day_in_future", day=report.occurred_on)),
        (_hour_in_future(report, now), Refusal("hour_in_future", now=now.strftime("%H:%M"))),
        (min(report.dead, report.injured, report.missing) < 0, Refusal("count_negative")),
        ((report.lat is None) != (report.lon is None), Refusal("point_incomplete")),
        (_outside(report), Refusal("point_outside")),
    )
    return [refusal for is_wrong, refusal in checks if is_wrong]


def title_of(kind: str, address: str, place: str) -> str:
    """Return the name of an incident: "Vụ cháy tại số 2 ngõ 5, Phường Khương Đình", cut at 200 signs."""
    where = ", ".join(part for part in (address, place) if part)
    title = f"{KIND_ON_PAPERS[kind]} tại {where}"
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip(' ,')}…"


def _hour_in_future(report: IncidentReport, now: datetime) -> bool:
    is_today = report.occurred_on == now.date()
    return is_today and report.occurred_at is not None and report.occurred_at > now.time()


def _outside(report: IncidentReport) -> bool:
    if report.lat is None or report.lon is None:
        return False
    is_inside = _SOUTH_WEST.lat <= report.lat <= _NORTH_EAST.lat and _SOUTH_WEST.lon <= report.lon <= _NORTH_EAST.lon
    return not is_inside
