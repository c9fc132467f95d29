"""What happened in the new phường Khương Đình in 2026, as data: a drowning, a fire, two storms, a fallen tree.

The norm is 650.000 đồng. All of it lies before 5/10/2026 but the storm of November, which shows how estimates wait for
the confirmation of NĐ 335/2026; its title says that it is a scenario, because the demo's clock stands in September.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from aid.clock import OFFICE_ZONE
from aid.domain.households import HouseholdValues
from aid.domain.reports import IncidentReport
from aid.services.assessments import DamageValues, NeedValues
from aid.services.example import khuong_ha
from aid.services.example.households import Home, Resident, home_from
from aid.services.example.names import Invention

WARD_CODE = "00364"
YEAR = 2026
NOVEMBER_CODE = "KICH-BAN-BAO-11-2026"
_SEED = 20260915

_POOR = ("poor", "Giấy chứng nhận hộ nghèo năm 2026")
_NEAR_POOR = ("near_poor", "Giấy chứng nhận hộ cận nghèo năm 2026")
_DIFFICULT = ("difficult", "Biên bản xác minh hoàn cảnh khó khăn năm 2026")
_NOT_POOR = ("none", "")
_PAPER = "Biên bản xác minh thiệt hại của tổ dân phố"


@dataclass(frozen=True)
class Family:
    """A household of 2026: its people as a line, its home, what was recorded of it, the days of its papers.

    `damage` and `needs` are None while nobody has recorded them; `admitted` is the day the treated went to hospital.
    `known` is somebody of an earlier incident who lives there alone, in place of the line.
    """

    people: str
    address: str
    poverty: tuple[str, str] = _NOT_POOR
    damage: DamageValues | None = None
    needs: NeedValues | None = None
    listed: date | None = None
    applied: date | None = None
    admitted: date | None = None
    known: Resident | None = None

    def home(self, invention: Invention) -> Home:
        """Return the household with its invented people."""
        if self.known is not None:
            return Home(self.address, (self.known,))
        return home_from(self.people, self.address, YEAR, invention)

    def household(self, place_id: int) -> HouseholdValues:
        """Return the home as the registry takes it."""
        poverty_class, evidence = self.poverty
        return HouseholdValues(place_id, self.address, poverty_class=poverty_class, poverty_evidence=evidence)


def invention() -> Invention:
    """Return the source of names for 2026."""
    return Invention(_SEED)


def moment(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """Return an instant of 2026 on the wall clock of the office."""
    return datetime(YEAR, month, day, hour, minute, tzinfo=OFFICE_ZONE)


DROWNING = IncidentReport(
    kind="drowning",
    occurred_on=date(YEAR, 6, 20),
    occurred_at=time(16, 30),
    place_code=WARD_CODE,
    address="hồ Khương Đình, tổ dân phố số 3",
    description="Một người bị đuối nước khi cứu trẻ em rơi xuống hồ.",
    dead=1,
    reporter="Công an phường",
)
DROWNED = Family(
    "Hf44 Sm46+ Cf17s", "số 9 ngách 12 ngõ 460 phố Khương Đình", _NEAR_POOR, DamageValues("none", "solid"),
    NeedValues(), listed=date(YEAR, 6, 21), applied=date(YEAR, 6, 22),
)  # fmt: skip

FIRE = IncidentReport(
    kind="fire",
    occurred_on=date(YEAR, 9, 8),
    occurred_at=time(22, 40),
    place_code=WARD_CODE,
    address="số nhà 18, ngõ 211 phố Khương Trung",
    description="Cháy nhà cấp bốn và dãy phòng trọ liền kề; lửa lan sang một nhà bên cạnh.",
    dead=2,
    injured=2,
    reporter="Đội Cảnh sát PCCC và CNCH khu vực",
)
# The poor owner whose house burnt down, the tenants beside it, the neighbour who had to leave.
BURNT_OWNER = Family(
    "Hf52 Sm55+ Cm30+ Cf24 Gf6s", "số nhà 18, ngõ 211 phố Khương Trung", _POOR,
    DamageValues("total", "simple", habitable=False, paper=_PAPER),
    NeedValues(short_of_food=3, temporary_shelter=True), listed=date(YEAR, 9, 14), applied=date(YEAR, 9, 9),
)  # fmt: skip
BURNT_TENANT = Family(
    "Hm34t Sf31v Cm7s", "phòng 2, số nhà 18, ngõ 211 phố Khương Trung", _NEAR_POOR,
    DamageValues("total", "simple", tenure="tenant", habitable=False, paper=_PAPER),
    NeedValues(temporary_shelter=True), listed=date(YEAR, 9, 13), admitted=date(YEAR, 9, 8),
)  # fmt: skip
BURNT_NEIGHBOUR = Family(
    "Hm47 Sf45 Cf19s Cm12s", "số nhà 20, ngõ 211 phố Khương Trung", _NOT_POOR,
    DamageValues("severe", "solid", habitable=False, relocation_order=True, paper=_PAPER),
    NeedValues(), listed=date(YEAR, 9, 14),
)  # fmt: skip

STORM = IncidentReport(
    kind="storm",
    occurred_on=date(YEAR, 9, 11),
    occurred_at=time(19, 0),
    place_code=WARD_CODE,
    address="các tổ dân phố số 5, 8 và 11",
    title="Bão, mưa lớn ngày 11/9/2026 tại các tổ dân phố số 5, 8 và 11, phường Khương Đình",
    description="Gió giật mạnh làm sập, tốc mái nhiều nhà; nước ngập các ngõ thấp.",
    injured=1,
    reporter="Tổ trưởng tổ dân phố số 8",
)
COLLAPSED = Family(
    "Hf68 Gm13s", "số 4 ngách 6 ngõ 85 phố Hạ Đình, tổ 8", _POOR,
    DamageValues("total", "weak", habitable=False, paper=_PAPER), NeedValues(), listed=date(YEAR, 9, 12),
)  # fmt: skip
INJURED = Family(
    "Hm58v Sf55", "số 31 ngõ 85 phố Hạ Đình, tổ 8", _NOT_POOR, DamageValues("partial", "semi_solid", paper=_PAPER),
    NeedValues(), listed=date(YEAR, 9, 13), admitted=date(YEAR, 9, 11),
)  # fmt: skip

# She was hurt in the fire of 2023, moved, and was hurt again: her earlier aid stands beside the line of today.
HURT_AGAIN = Family(
    "", "số 21 ngõ 85 phố Hạ Đình, tổ 8", _NOT_POOR, DamageValues("partial", "semi_solid", paper=_PAPER), NeedValues(),
    listed=date(YEAR, 9, 14), admitted=date(YEAR, 9, 11), known=khuong_ha.homes()[12].people[0],
)  # fmt: skip


def _hungry(people: str, address: str, persons: int, poverty: tuple[str, str] = _POOR) -> Family:
    damage = DamageValues("partial", "weak", paper=_PAPER)
    return Family(people, address, poverty, damage, NeedValues(short_of_food=persons), listed=date(YEAR, 9, 12))


HUNGRY = (
    _hungry("Hm45 Sf43 Cf15s Cm10s", "số 12 ngách 20 ngõ 85 phố Hạ Đình, tổ 8", 4),
    _hungry("Hf61 Cf33 Gm5", "số 7 ngõ 230 đường Kim Giang, tổ 11", 3),
    _hungry("Hm72 Sf70", "số 19 ngõ 230 đường Kim Giang, tổ 11", 2, _DIFFICULT),
)
# Assessed and waiting for their dossier: one past its day, one due today, one due tomorrow, one without any line.
WAITING = (
    Family(
        "Hm39 Sf36 Cf11s", "số 25 ngõ 230 đường Kim Giang, tổ 11", _NEAR_POOR,
        DamageValues("severe", "weak", habitable=False, paper=_PAPER), NeedValues(), listed=date(YEAR, 9, 12),
    ),
    Family(
        "Hf57 Cm29", "số 3 ngõ 72 phố Khương Hạ, tổ 5", _DIFFICULT,
        DamageValues("severe", "semi_solid", habitable=False, paper=_PAPER), NeedValues(), listed=date(YEAR, 9, 13),
    ),
    Family(
        "Hm50 Sf48 Cf16s", "số 8 ngõ 72 phố Khương Hạ, tổ 5", _NOT_POOR,
        DamageValues("severe", "solid", habitable=False, relocation_order=True, paper=_PAPER), NeedValues(),
        listed=date(YEAR, 9, 14),
    ),
    Family(
        "Hm63 Sf60", "số 14 ngõ 72 phố Khương Hạ, tổ 5", _NOT_POOR,
        DamageValues("partial", "solid", paper=_PAPER), NeedValues(), listed=date(YEAR, 9, 14),
    ),
)  # fmt: skip
# Still being recorded: nothing but the people, no needs yet, no damage yet.
RECORDING = (
    Family("Hf35 Cm8s Cf4", "số 40 ngõ 85 phố Hạ Đình, tổ 8"),
    Family(
        "Hm66 Sf64 Cm40", "số 16 ngõ 72 phố Khương Hạ, tổ 5", _POOR,
        damage=DamageValues("very_severe", "weak", habitable=False, paper=_PAPER), listed=date(YEAR, 9, 14),
    ),
    Family(
        "Hf49 Cf21s", "số 28 ngõ 230 đường Kim Giang, tổ 11", _NEAR_POOR,
        needs=NeedValues(short_of_food=2), listed=date(YEAR, 9, 14),
    ),
)  # fmt: skip

TREE = IncidentReport(
    kind="whirlwind",
    occurred_on=date(YEAR, 9, 15),
    occurred_at=time(5, 50),
    place_code=WARD_CODE,
    address="ngõ 85 phố Hạ Đình, tổ dân phố số 8",
    description="Cây lớn đổ vào mái nhà, chưa rõ thiệt hại; không có người bị thương.",
    reporter="Tổ trưởng tổ dân phố số 8",
)

NOVEMBER = IncidentReport(
    kind="storm",
    occurred_on=date(YEAR, 11, 10),
    occurred_at=time(3, 0),
    place_code=WARD_CODE,
    address="các tổ dân phố số 3 và 5",
    title="Kịch bản: bão tháng 11/2026 tại các tổ dân phố số 3 và 5, phường Khương Đình",
    description=(
        "Tình huống giả định sau ngày 05/10/2026: mọi khoản chỉ để ước tính, "
        "chờ xác nhận Nghị định số 335/2026/NĐ-CP rồi mới quyết định được."
    ),
    reporter="Ban Chỉ huy Phòng thủ dân sự phường",
)
NOVEMBER_FAMILIES = (
    Family(
        "Hf47 Cm20s Cf14s", "số 5 ngõ 460 phố Khương Đình, tổ 3", _POOR,
        DamageValues("total", "weak", habitable=False, paper=_PAPER), NeedValues(short_of_food=3),
        listed=date(YEAR, 11, 11),
    ),
    Family(
        "Hm53 Sf51", "số 22 ngõ 72 phố Khương Hạ, tổ 5", _NEAR_POOR,
        DamageValues("very_severe", "semi_solid", habitable=False, paper=_PAPER), NeedValues(),
        listed=date(YEAR, 11, 11),
    ),
    Family(
        "Hm60 Sf58+", "số 26 ngõ 72 phố Khương Hạ, tổ 5", _NOT_POOR,
        DamageValues("partial", "solid", paper=_PAPER), NeedValues(),
        listed=date(YEAR, 11, 11), applied=date(YEAR, 11, 12),
    ),
)  # fmt: skip
