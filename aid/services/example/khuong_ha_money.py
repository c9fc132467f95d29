"""The books of 2023: three payers with five funds that carry nothing else, and every dossier paid from them."""

from collections.abc import Mapping, Sequence

from aid import clock
from aid.domain.payouts import PayMethod
from aid.services import funds
from aid.services.dossiers import DossierPlan
from aid.services.example import khuong_ha, khuong_ha_rounds, steps
from aid.services.example.cast import Hands
from aid.services.example.khuong_ha import moment
from aid.services.example.khuong_ha_rounds import DECREE, FIRST_ROUND, FUNDS, PLAN, Batch, Receipt, Round
from aid.services.example.offices import CAMPAIGN, DISTRICT, RED_CROSS
from aid.services.example.steps import Registered
from aid.services.funds import Movement, NewFund

_PROPOSALS = {DISTRICT: "TTr-LĐTBXH", CAMPAIGN: "TTr-BVĐ", RED_CROSS: "TTr-CTĐ"}


class Books:
    """The funds of 2023 and the way of a dossier from its lines to its payment; `hands` by office."""

    def __init__(self, incident_id: int, known: Sequence[Registered], hands: Mapping[str, Hands]) -> None:
        self._incident_id, self._known, self._hands = incident_id, known, hands
        self._funds: dict[str, int] = {}
        self._holders = {fund.code: office for office, opened in FUNDS.items() for fund in opened}

    def open(self) -> None:
        """Open the five funds and take in what came first."""
        with clock.at(moment(15, 10)):
            for office, opened in FUNDS.items():
                self._funds |= {fund.code: self._open(fund, office) for fund in opened}
            self._receive(khuong_ha_rounds.EARLY)
        with clock.at(moment(17, 16, 30)):
            self._receive(khuong_ha_rounds.GIVEN_BY_17_SEPTEMBER)

    def first_help(self) -> None:
        """Decide and pay the position of 18/9: 44 burials, 42 injured, 50 gifts, the children, 142 of the residents."""
        self._walk(khuong_ha_rounds.FIRST_HELP)
        with clock.at(moment(18, 17, 30)):
            self._receive(khuong_ha_rounds.GIVEN_BY_18_SEPTEMBER)

    def late_help(self) -> None:
        """Decide and pay the burials and gifts that had to wait, and the rest of the donations' first round."""
        self._walk(khuong_ha_rounds.LATE_HELP)

    def resolution_help(self) -> None:
        """Decide and pay what NQ 24 adds: the city's part, and the district's shelter, schooling and orphans."""
        with clock.at(moment(27, 10)):
            self._receive(khuong_ha_rounds.AFTER_THE_RESOLUTION)
            self._receive(khuong_ha_rounds.GIVEN_BY_27_SEPTEMBER)
        self._walk(khuong_ha_rounds.RESOLUTION_HELP)

    def second_round(self) -> None:
        """Stop receiving on 16/10, and decide and pay the second round with the last resident of the first."""
        with clock.at(moment(16, 17, month=10)):
            self._receive(khuong_ha_rounds.GIVEN_IN_ALL)
        self._walk(khuong_ha_rounds.SECOND_HELP)

    def _open(self, fund: NewFund, office: str) -> int:
        return funds.open_fund(fund, actor=self._hands[office].accountant)

    def _receive(self, receipts: Sequence[Receipt]) -> None:
        for receipt in receipts:
            movement = Movement(receipt.amount, receipt.day, receipt.document)
            accountant = self._hands[self._holders[receipt.fund]].accountant
            funds.receive(self._funds[receipt.fund], movement, actor=accountant)

    def _walk(self, batch: Batch) -> None:
        """Take every dossier of a batch through one step before the next step begins, as the days went."""
        hands = [self._hands[one.office] for one in batch.rounds]
        dossier_ids = [
            steps.submit(self._plan(one, batch.turn), who, batch.submitted)
            for one, who in zip(batch.rounds, hands, strict=True)
        ]
        for dossier_id, who in zip(dossier_ids, hands, strict=True):
            steps.review(dossier_id, who, batch.signed)
            steps.sign(dossier_id, who, batch.signed)
        decided = zip(dossier_ids, hands, strict=True)
        decision_ids = [steps.issue(dossier_id, who, batch.issued) for dossier_id, who in decided]
        prepared = zip(decision_ids, hands, strict=True)
        payout_ids = [steps.prepare_payout(one, who, PayMethod.BANK, batch.issued) for one, who in prepared]
        for payout_id, one, who in zip(payout_ids, batch.rounds, hands, strict=True):
            steps.approve_payout(payout_id, who, batch.paid)
            steps.pay_by_bank(payout_id, who, batch.paid, f"Giấy báo nợ {one.number}/2023")

    def _plan(self, one: Round, turn: int | None) -> DossierPlan:
        lines = [self._lines(one.policy, benefit, turn) for benefit in one.benefits]
        return DossierPlan(
            incident_id=self._incident_id,
            policy_code=one.policy,
            fund_id=self._funds[one.fund],
            entitlement_ids=tuple(line for group in lines for line in group),
            title=one.title,
            proposal_number=f"{one.number}/{_PROPOSALS[one.office]}",
        )

    def _lines(self, policy: str, benefit: str, turn: int | None) -> tuple[int, ...]:
        """Return the lines of a benefit; those for the dead and for the residents came in turns, with their papers."""
        if turn is None or (policy, benefit) not in _IN_TURNS:
            return steps.lines_of(self._incident_id, policy, (benefit,))
        turn_of = _IN_TURNS[policy, benefit]
        people = [
            person_id
            for place, one in enumerate(self._known)
            for member, (person_id, _person) in enumerate(one.people)
            if turn_of(place, one, member) == turn
        ]
        return steps.lines_of(self._incident_id, policy, (benefit,), people)


def _by_the_decree(place: int, one: Registered, _member: int) -> int:
    return int(khuong_ha.is_late_for_the_decree(place, one.home))


def _by_the_district(place: int, one: Registered, _member: int) -> int:
    return int(khuong_ha.is_late_for_the_district(place, one.home))


def _of_residents(place: int, _one: Registered, member: int) -> int:
    """The ward's MTTQ paid all but two at once, one more in the first round, the last one with the second."""
    if khuong_ha.is_left_to_the_second_round(place, member):
        return 2
    return int(khuong_ha.is_late_for_the_donations(place, member))


_IN_TURNS = {
    (DECREE, "E14"): _by_the_decree,
    (PLAN, "dead"): _by_the_district,
    (FIRST_ROUND, "resident"): _of_residents,
}
