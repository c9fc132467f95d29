"""The money of 2023 as data: five funds, what came into them, and the dossiers that were paid from them (law.md 3).

The position of 18/9 (3.2), the resolution's contents (3.3) and the donations (3.4) are one book: what the district and
the ward's MTTQ paid by 18/9 lies inside the other two, only the children's fund and the Red Cross stand alone. How the
Red Cross split its 175 triệu is not published; seven for each of the 25 pupils and students is invented.
"""

from dataclasses import dataclass
from datetime import date, datetime

from aid.services.example.khuong_ha import moment
from aid.services.example.offices import CAMPAIGN, DISTRICT, RED_CROSS
from aid.services.funds import NewFund

DECREE, PLAN, RESOLUTION = "ND20-2021", "TX-2023", "HN-NQ24-2023"
FIRST_ROUND, SECOND_ROUND, RED_CROSS_PLAN = "MTTQ-KH-2023-1", "MTTQ-KH-2023-2", "CTD-KH-2023"
TX, CHILDREN, CITY, DONATIONS, OF_RED_CROSS = "TX-DISTRICT", "TX-CHILDREN", "HN-CITY-KH", "KH-DONATIONS", "TX-REDCROSS"


@dataclass(frozen=True)
class Receipt:
    """What came into a fund: đồng, day, paper."""

    fund: str
    amount: int
    day: date
    document: str


@dataclass(frozen=True)
class Round:
    """One dossier of 2023; `number` is that of its tờ trình and of the bank's paper, `office` who decides and pays."""

    title: str
    policy: str
    benefits: tuple[str, ...]
    fund: str
    number: int
    office: str = DISTRICT


@dataclass(frozen=True)
class Batch:
    """Dossiers that went together, with the day and hour of each step; `turn` picks among lines that came in turns."""

    rounds: tuple[Round, ...]
    submitted: datetime
    signed: datetime
    issued: datetime
    paid: datetime
    turn: int | None = None


FUNDS = {
    DISTRICT: (
        NewFund(TX, "Ngân sách quận Thanh Xuân", "NS_QUAN", budget_line="chi bảo đảm xã hội, năm 2023"),
        NewFund(CHILDREN, "Quỹ Bảo trợ trẻ em quận Thanh Xuân", "QUY_BAO_TRO_TRE_EM"),
        NewFund(
            CITY, "Ngân sách Thành phố bổ sung có mục tiêu cho quận", "NS_THANH_PHO", budget_line="chi bảo đảm xã hội"
        ),
    ),
    CAMPAIGN: (NewFund(DONATIONS, "Tài khoản ủng hộ nạn nhân vụ cháy ngày 12/9/2023", "BAN_VAN_DONG"),),
    RED_CROSS: (NewFund(OF_RED_CROSS, "Quỹ nhân đạo của Hội Chữ thập đỏ quận Thanh Xuân", "CHU_THAP_DO"),),
}
EARLY = (
    Receipt(TX, 1_822_800_000, date(2023, 9, 15), "Thông báo dự toán bổ sung lần 1 năm 2023"),
    Receipt(CHILDREN, 63_000_000, date(2023, 9, 15), "Ủy nhiệm chi của Quỹ Bảo trợ trẻ em quận"),
    Receipt(OF_RED_CROSS, 175_000_000, date(2023, 9, 15), "Sổ quỹ nhân đạo năm 2023"),
)
# Running totals of the donations: 55,479 tỷ on 17/9 at 16:00 (the ward 49, the district 6,479), 68,3 on 18/9 at 17:00
# (59,8 and 8,5), 110 on 27/9, 132.287.384.182 đồng when receiving stopped.
GIVEN_BY_17_SEPTEMBER = (
    Receipt(DONATIONS, 49_000_000_000, date(2023, 9, 17), "Sao kê tài khoản MTTQ phường đến 16 giờ ngày 17/9/2023"),
    Receipt(DONATIONS, 6_479_000_000, date(2023, 9, 17), "Sao kê tài khoản MTTQ quận đến 16 giờ ngày 17/9/2023"),
)
GIVEN_BY_18_SEPTEMBER = (
    Receipt(DONATIONS, 10_800_000_000, date(2023, 9, 18), "Sao kê tài khoản MTTQ phường đến 17 giờ ngày 18/9/2023"),
    Receipt(DONATIONS, 2_021_000_000, date(2023, 9, 18), "Sao kê tài khoản MTTQ quận đến 17 giờ ngày 18/9/2023"),
)
GIVEN_BY_27_SEPTEMBER = (
    Receipt(DONATIONS, 41_700_000_000, date(2023, 9, 27), "Sao kê tài khoản ủng hộ đến ngày 27/9/2023"),
)
GIVEN_IN_ALL = (
    Receipt(DONATIONS, 22_287_384_182, date(2023, 10, 16), "Sao kê tài khoản ủng hộ đến khi dừng tiếp nhận 16/10/2023"),
)
AFTER_THE_RESOLUTION = (
    Receipt(TX, 1_763_000_000, date(2023, 9, 27), "Thông báo dự toán bổ sung lần 2 năm 2023"),
    Receipt(CITY, 2_237_200_000, date(2023, 9, 27), "Thông báo bổ sung có mục tiêu của Thành phố năm 2023"),
)

FIRST_HELP = Batch(
    (
        Round("Hỗ trợ chi phí mai táng, đợt 1", DECREE, ("E14",), TX, 101),
        Round("Hỗ trợ người bị thương nặng", DECREE, ("E13",), TX, 102),
        Round("Quận hỗ trợ gia đình có người chết và người bị thương, đợt 1", PLAN, ("dead", "injured"), TX, 103),
        Round("Hỗ trợ trẻ em chết và bị thương", PLAN, ("child_dead", "child_injured"), CHILDREN, 104),
        Round("Hỗ trợ người sống trong nhà bị cháy, đợt 1", FIRST_ROUND, ("resident",), DONATIONS, 1, CAMPAIGN),
        Round("Hỗ trợ học sinh, sinh viên", RED_CROSS_PLAN, ("pupil",), OF_RED_CROSS, 1, RED_CROSS),
    ),
    submitted=moment(17, 20),
    signed=moment(18, 7, 30),
    issued=moment(18, 8),
    paid=moment(18, 15),
    turn=0,
)
LATE_HELP = Batch(
    (
        Round("Hỗ trợ chi phí mai táng, đợt 2", DECREE, ("E14",), TX, 105),
        Round("Quận hỗ trợ gia đình có người chết, đợt 2", PLAN, ("dead",), TX, 106),
        Round(
            "Quỹ Cứu trợ thành phố hỗ trợ người chết, bị thương; bổ sung người sống trong nhà bị cháy, đợt 1",
            FIRST_ROUND, ("dead", "injured", "resident"), DONATIONS, 2, CAMPAIGN,
        ),
    ),
    submitted=moment(21, 9),
    signed=moment(21, 15),
    issued=moment(22, 8),
    paid=moment(25, 15),
    turn=1,
)  # fmt: skip
RESOLUTION_HELP = Batch(
    (
        Round("Thành phố hỗ trợ đại diện thân nhân người tử vong", RESOLUTION, ("6",), CITY, 111),
        Round("Thành phố hỗ trợ người phải cấp cứu, điều trị", RESOLUTION, ("1",), CITY, 112),
        Round("Hỗ trợ tạm cư, học tập và trẻ mồ côi", RESOLUTION, ("3", "4", "5"), TX, 113),
    ),
    submitted=moment(27, 14),
    signed=moment(28, 8),
    issued=moment(28, 9),
    paid=moment(10, 15, month=10),
)
SECOND_HELP = Batch(
    (
        Round("Bổ sung một trường hợp của đợt 1", FIRST_ROUND, ("resident",), DONATIONS, 3, CAMPAIGN),
        Round(
            "Phân phối nguồn ủng hộ nạn nhân vụ cháy ngày 12/9/2023, đợt 2",
            SECOND_ROUND, ("resident", "dead", "injured", "orphan", "child"), DONATIONS, 4, CAMPAIGN,
        ),
    ),
    submitted=moment(1, 14, month=11),
    signed=moment(2, 15, month=11),
    issued=moment(3, 8, month=11),
    paid=moment(5, 10, month=11),
    turn=2,
)  # fmt: skip
