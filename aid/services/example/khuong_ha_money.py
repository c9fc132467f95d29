"""The money of 2023: three funds that carry nothing else, and the nine decisions of law.md 3.3 paid from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from aid import clock
from aid.domain.payouts import PayMethod
from aid.services import funds
from aid.services.dossiers import DossierPlan
from aid.services.example import khuong_ha, steps
from aid.services.example.cast import Hands
from aid.services.example.khuong_ha import moment
from aid.services.example.steps import Registered
from aid.services.funds import Movement, NewFund

_DECREE, _PLAN, _RESOLUTION = "ND20-2021", "TX-2023", "HN-NQ24-2023"
TX, CHILDREN, CITY = "TX-DISTRICT", "TX-CHILDREN", "HN-CITY-KH"


@dataclass(frozen=True)
class Receipt:
    """What came into a fund: đồng, day, paper."""

    fund: str
    amount: int
    day: date
    document: str


_FUNDS = (
    NewFund(TX, "Ngân sách quận Thanh Xuân", "NS_QUAN", budget_line="chi bảo đảm xã hội, năm 2023"),
    NewFund(CHILDREN, "Quỹ Bảo trợ trẻ em quận Thanh Xuân", "QUY_BAO_TRO_TRE_EM"),
    NewFund(CITY, "Ngân sách Thành phố bổ sung có mục tiêu cho quận", "NS_THANH_PHO", budget_line="chi bảo đảm xã hội"),
)
_EARLY = (
    Receipt(TX, 1_822_800_000, date(2023, 9, 15), "Thông báo dự toán bổ sung lần 1 năm 2023"),
    Receipt(CHILDREN, 63_000_000, date(2023, 9, 15), "Ủy nhiệm chi của Quỹ Bảo trợ trẻ em quận"),
)
_AFTER_THE_RESOLUTION = (
    Receipt(TX, 1_763_000_000, date(2023, 9, 27), "Thông báo dự toán bổ sung lần 2 năm 2023"),
    Receipt(CITY, 2_237_200_000, date(2023, 9, 27), "Thông báo bổ sung có mục tiêu của Thành phố năm 2023"),
)


@dataclass(frozen=True)
class Round:
    """One dossier of 2023; `number` is that of its tờ trình and of the bank's paper."""

    title: str
    policy: str
    benefits: tuple[str, ...]
    fund: str
    number: int


@dataclass(frozen=True)
class Batch:
    """Dossiers that went together, with the day and hour of each step."""

    rounds: tuple[Round, ...]
    submitted: datetime
    signed: datetime
    issued: datetime
    paid: datetime
    is_late: bool | None = None


_FIRST_HELP = Batch(
    (
        Round("Hỗ trợ chi phí mai táng, đợt 1", _DECREE, ("E14",), TX, 101),
        Round("Hỗ trợ người bị thương nặng", _DECREE, ("E13",), TX, 102),
        Round("Quận hỗ trợ gia đình có người chết và người bị thương, đợt 1", _PLAN, ("dead", "injured"), TX, 103),
        Round("Hỗ trợ trẻ em chết và bị thương", _PLAN, ("child_dead", "child_injured"), CHILDREN, 104),
    ),
    submitted=moment(17, 20),
    signed=moment(18, 7, 30),
    issued=moment(18, 8),
    paid=moment(18, 15),
    is_late=False,
)
_LATE_HELP = Batch(
    (
        Round("Hỗ trợ chi phí mai táng, đợt 2", _DECREE, ("E14",), TX, 105),
        Round("Quận hỗ trợ gia đình có người chết, đợt 2", _PLAN, ("dead",), TX, 106),
    ),
    submitted=moment(21, 9),
    signed=moment(21, 15),
    issued=moment(22, 8),
    paid=moment(25, 15),
    is_late=True,
)
_RESOLUTION_HELP = Batch(
    (
        Round("Thành phố hỗ trợ đại diện thân nhân người tử vong", _RESOLUTION, ("6",), CITY, 111),
        Round("Thành phố hỗ trợ người phải cấp cứu, điều trị", _RESOLUTION, ("1",), CITY, 112),
        Round("Hỗ trợ tạm cư, học tập và trẻ mồ côi", _RESOLUTION, ("3", "4", "5"), TX, 113),
    ),
    submitted=moment(27, 14),
    signed=moment(28, 8),
    issued=moment(28, 9),
    paid=moment(10, 15, month=10),
)


class Books:
    """The funds of 2023 and the way of a dossier from its lines to its payment."""

    def __init__(self, incident_id: int, known: Sequence[Registered], hands: Hands) -> None:
        self._incident_id, self._known, self._hands = incident_id, known, hands
        self._funds: dict[str, int] = {}

    def open(self) -> None:
        """Open the three funds and take in what came first."""
        with clock.at(moment(15, 10)):
            self._funds = {fund.code: funds.open_fund(fund, actor=self._hands.accountant) for fund in _FUNDS}
            self._receive(_EARLY)

    def first_help(self) -> None:
        """Decide and pay what was paid by 18/9: 44 burials, 42 injured, 50 gifts of the district, the children."""
        self._walk(_FIRST_HELP)

    def late_help(self) -> None:
        """Decide and pay the twelve burials and six gifts of the district that had to wait."""
        self._walk(_LATE_HELP)

    def resolution_help(self) -> None:
        """Decide and pay what NQ 24 adds: the city's part, and the district's shelter, schooling and orphans."""
        with clock.at(moment(27, 10)):
            self._receive(_AFTER_THE_RESOLUTION)
        self._walk(_RESOLUTION_HELP)

    def _receive(self, receipts: Sequence[Receipt]) -> None:
        for receipt in receipts:
            movement = Movement(receipt.amount, receipt.day, receipt.document)
            funds.receive(self._funds[receipt.fund], movement, actor=self._hands.accountant)

    def _walk(self, batch: Batch) -> None:
        """Take every dossier of a batch through one step before the next step begins, as the days went."""
        hands = self._hands
        dossier_ids = [steps.submit(self._plan(one, batch.is_late), hands, batch.submitted) for one in batch.rounds]
        for dossier_id in dossier_ids:
            steps.review(dossier_id, hands, batch.signed)
            steps.sign(dossier_id, hands, batch.signed)
        decision_ids = [steps.issue(dossier_id, hands, batch.issued) for dossier_id in dossier_ids]
        payout_ids = [steps.prepare_payout(one, hands, PayMethod.BANK, batch.issued) for one in decision_ids]
        for payout_id, one in zip(payout_ids, batch.rounds, strict=True):
            steps.approve_payout(payout_id, hands, batch.paid)
            steps.pay_by_bank(payout_id, hands, batch.paid, f"Giấy báo nợ {one.number}/2023")

    def _plan(self, one: Round, is_late: bool | None) -> DossierPlan:
        lines = [self._lines(one.policy, benefit, is_late) for benefit in one.benefits]
        return DossierPlan(
            incident_id=self._incident_id,
            policy_code=one.policy,
            fund_id=self._funds[one.fund],
            entitlement_ids=tuple(line for group in lines for line in group),
            title=one.title,
            proposal_number=f"{one.number}/TTr-LĐTBXH",
        )

    def _lines(self, policy: str, benefit: str, is_late: bool | None) -> tuple[int, ...]:
        """Return the lines of a benefit; only those for the dead came early or late, with the papers of the family."""
        cases = None
        if benefit in ("E14", "dead") and is_late is not None:
            came_late = khuong_ha.is_late_for_the_decree if policy == _DECREE else khuong_ha.is_late_for_the_district
            cases = [one.case_id for place, one in enumerate(self._known) if came_late(place, one.home) is is_late]
        return steps.lines_of(self._incident_id, policy, (benefit,), cases)
