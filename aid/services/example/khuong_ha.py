"""The fire of 12/9/2023 at số nhà 37, ngách 29/70 phố Khương Hạ: published counts, invented people.

Forty-five households, 144 residents: 88 alive and 56 dead, 42 treated of whom five died. No victim's name is here.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time

from aid.clock import OFFICE_ZONE
from aid.domain.reports import IncidentReport
from aid.services.example.households import Home, home_from
from aid.services.example.names import Invention

CODE = "KHUONG-HA-2023"
OCCURRED_ON = date(2023, 9, 12)
ADMITTED_ON = date(2023, 9, 13)
OLD_WARD = "00364"

REPORT = IncidentReport(
    kind="fire",
    occurred_on=OCCURRED_ON,
    occurred_at=time(23, 22),
    place_code=OLD_WARD,
    address="số nhà 37, ngách 29/70 phố Khương Hạ",
    title="Vụ cháy tại số nhà 37, ngách 29/70 phố Khương Hạ",
    description=(
        "Cháy nhà chung cư mini 9 tầng, 45 căn hộ; tin báo cháy lúc 23 giờ 22 phút. "
        "Người và số định danh trong vụ việc này đều do phần mềm tự đặt."
    ),
    dead=56,
    injured=37,
    reporter="Ủy ban nhân dân phường Khương Đình (cũ), quận Thanh Xuân",
)

# Nobody of these eleven households lives; their relatives receive.
_ALL_DEAD = (
    "Hm41+ Sf38+ Cf12+ Cm7+",
    "Hm36+ Sf34+ Cm9+ Cf4+",
    "Hm33+ Sf31+ Cf3+",
    "Hm45+ Sf42+ Cm15+ Cf10+ Pf70+",
    "Hm38+ Sf36+ Cm11+ Cm6+",
    "Hm30+ Sf29+ Cf2+",
    "Hm35+ Sf33+ Cm5+",
    "Hf23+ Bf20+",
    "Hm29+",
    "Hm27+ Sf26+",
    "Hm43+ Sf40+ Cf14+ Cm8+",
)
# One of each of these eight is alive: 9 triệu for shelter.
_ONE_ALIVE = ("Hm27t", "Hf31v", "Hm45", "Hf21ts", "Hm39t Sf37x", "Hf58k Sm61+", "Hm25v Bm22+", "Hf34t Pf60+")
# Two or more of these twenty-six are alive: 36 triệu for shelter.
_SEVERAL_ALIVE = (
    "Hf63t Cm36+ Of33+ Gf8tsO",
    "Hf37v Sm40+ Cm11tso Cf7so",
    "Hm36t Sf33+ Cm5o",
    "Hf42t Sm44+ Cf13tso",
    "Hm38v Sf36t Cf9ts Cm6+",
    "Hm34 Sf32 Cf4 Cm8+",
    "Hm35 Sf33t Cm7ts Pm68x",
    "Hm41 Sf39 Cf14ts Cm10s Pf72+",
    "Hm33 Sf31 Cm5 Bm28+",
    "Hm31 Sf29t Bf25x",
    "Hf55v Cf27t Sm58+",
    "Hm24 Bf20 Bm22+",
    "Hm37t Sf35 Cm12s Cf5 Pf66x",
    "Hm32 Sf30 Cf3 Bm26+",
    "Hm64 Sf62k Cm30x",
    "Hm40v Sf38 Cm13s Cf8s Pm69+",
    "Hm36 Sf34 Cf9ts Cm2",
    "Hm39 Sf37t Cm10s Pf65c",
    "Hm42v Sf40 Cf15ts Cm11s",
    "Hm46 Sf44 Cf18s Cm14s",
    "Hm29v Sf28t Cf1",
    "Hm34 Sf32v Cm5",
    "Hm38 Sf36 Cf12ts Cm9s",
    "Hm45 Sf43v Cf17s Cm12s",
    "Hm48k Sf46 Cm19s Cf20s",
    "Hf22 Bf20s",
)
_SEED = 20230912
_ROOMS_ON_A_FLOOR = 6
# By 18/9 the papers of these had not come: 12 of the 56 dead for the decree, 6 for the district.
_LATE_FOR_THE_DECREE = frozenset({0, 2})
_LATE_FOR_THE_DISTRICT = frozenset({8})
# The 40 triệu of the ward's MTTQ: 142 of 144 by 18/9, one more in the same round, the last one with the second round.
_LATE_DONATION = (18, 1)
_LAST_DONATION = (44, 1)


@dataclass(frozen=True)
class Counts:
    """What the published figures count."""

    residents: int
    dead: int
    treated: int
    households_of_several: int
    households_of_one: int
    pupils: int
    orphans: dict[int, int]
    dead_children: int
    treated_children: int


def homes() -> tuple[Home, ...]:
    """Return the forty-five households, the same people in every load."""
    invention = Invention(_SEED)
    lines = (*_ALL_DEAD, *_ONE_ALIVE, *_SEVERAL_ALIVE)
    return tuple(home_from(line, _room(place), OCCURRED_ON.year, invention) for place, line in enumerate(lines))


def counts_of(all_homes: tuple[Home, ...]) -> Counts:
    """Count people and households as law.md 3.3 and the policies do; a child is under sixteen."""
    people = [person for home in all_homes for person in home.people]
    sizes = [len(home.living) for home in all_homes]
    return Counts(
        residents=len(people),
        dead=sum(person.died for person in people),
        treated=sum(person.treated for person in people),
        households_of_several=sum(size > 1 for size in sizes),
        households_of_one=sizes.count(1),
        pupils=sum(person.pupil and not person.died for person in people),
        orphans=dict(Counter(person.lost_parents for person in people if person.lost_parents)),
        dead_children=sum(person.died and person.age < 16 for person in people),
        treated_children=sum(person.treated and person.age < 16 for person in people),
    )


def is_late_for_the_decree(place: int, home: Home) -> bool:
    """Say whether the family's Mẫu 04 came only on 20/9/2023."""
    return home.died_in_hospital or place in _LATE_FOR_THE_DECREE


def is_late_for_the_district(place: int, home: Home) -> bool:
    """Say whether the district's own help for the dead had to wait as well."""
    return home.died_in_hospital or place in _LATE_FOR_THE_DISTRICT


def is_late_for_the_donations(place: int, member: int) -> bool:
    """Say whether the ward's MTTQ paid this resident after 18/9/2023, still in its first round."""
    return (place, member) == _LATE_DONATION


def is_left_to_the_second_round(place: int, member: int) -> bool:
    """Say whether this resident's part of the first round was paid with the second."""
    return (place, member) == _LAST_DONATION


def moment(day: int, hour: int, minute: int = 0, *, month: int = 9) -> datetime:
    """Return an instant of that autumn on the wall clock of the office."""
    return datetime(2023, month, day, hour, minute, tzinfo=OFFICE_ZONE)


def _room(place: int) -> str:
    floor, room = divmod(place, _ROOMS_ON_A_FLOOR)
    return f"căn {floor + 2}{room + 1:02d}, số nhà 37, ngách 29/70 phố Khương Hạ"
