"""What the ward's front gives from its own fund after the house fire of 8/9/2026: work waits for each of its four."""

from aid.domain.payouts import PayMethod
from aid.services.dossiers import DossierPlan
from aid.services.example import donor_plans, steps
from aid.services.example.cast import Hands
from aid.services.example.donor_plans import FRONT_PLAN
from aid.services.example.ward_2026 import moment


class Visits:
    """The plan of the front, its dossiers of September and who waits for whom; `fund_id` is its relief fund."""

    def __init__(self, incident_id: int, fund_id: int, hands: Hands) -> None:
        self._incident_id, self._fund_id, self._hands = incident_id, fund_id, hands
        donor_plans.enter(donor_plans.OF_FRONT, hands, moment(9, 9, 14), moment(9, 9, 16))

    def first(self) -> None:
        """Decide the gift to the family of the dead, which the cashier is to pay."""
        hands = self._hands
        dead = steps.submit(self._plan("Thăm hỏi gia đình có người chết", "dead", 11), hands, moment(9, 10, 16))
        steps.review(dead, hands, moment(9, 10, 16, 30))
        steps.sign(dead, hands, moment(9, 10, 17))
        decision_id = steps.issue(dead, hands, moment(9, 11, 8))
        payout_id = steps.prepare_payout(decision_id, hands, PayMethod.CASH, moment(9, 11, 9, 30))
        steps.approve_payout(payout_id, hands, moment(9, 11, 15))

    def rest(self) -> None:
        """Leave the burnt homes with the head, the gifts to the injured with the reviewer, the pupils' to propose."""
        hands = self._hands
        homes = steps.submit(self._plan("Hỗ trợ gia đình cháy nhà", "household", 12), hands, moment(9, 14, 16, 50))
        steps.review(homes, hands, moment(9, 14, 17, 10))
        steps.submit(self._plan("Thăm hỏi người bị thương", "injured", 13), hands, moment(9, 14, 17, 20))

    def _plan(self, title: str, benefit: str, number: int) -> DossierPlan:
        return DossierPlan(
            incident_id=self._incident_id,
            policy_code=FRONT_PLAN,
            fund_id=self._fund_id,
            entitlement_ids=steps.lines_of(self._incident_id, FRONT_PLAN, (benefit,)),
            title=title,
            proposal_number=f"{number}/TTr-MTTQ",
        )
