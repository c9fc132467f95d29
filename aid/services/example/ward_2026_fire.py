"""The house fire of 8/9/2026: two burials decided and approved for payment, the rest on its way."""

from aid import clock
from aid.domain.payouts import PayMethod
from aid.services import assessments, dossiers, entitlements
from aid.services.assessments import Papers
from aid.services.example import steps, ward_2026
from aid.services.example.ward_2026 import moment
from aid.services.example.ward_2026_steps import Ward, assess, issue, plan, register, report


class Fire:
    """The house fire of 8/9/2026: two burials decided and approved for payment, the rest on its way."""

    def __init__(self, ward: Ward) -> None:
        self._ward = ward
        self.incident_id = report(ward, ward_2026.FIRE, moment(9, 8, 23, 30))
        night = ward_2026.FIRE.occurred_on
        self._owner = register(ward, self.incident_id, ward_2026.BURNT_OWNER, moment(9, 9, 9), died_on=night)
        self._tenant = register(ward, self.incident_id, ward_2026.BURNT_TENANT, moment(9, 9, 10))
        self._neighbour = register(ward, self.incident_id, ward_2026.BURNT_NEIGHBOUR, moment(9, 9, 11))

    def burials(self) -> None:
        """Decide the two burials on the day after, urgently; the cashier is to pay them."""
        officer = self._ward.hands.officer
        with clock.at(moment(9, 10, 9)):
            papers = Papers(applied_on=ward_2026.BURNT_OWNER.applied)
            assessments.record_papers(self._owner.case_id, papers, actor=officer)
            entitlements.compute(self._owner.case_id, actor=officer)
        urgent = "Hai người trong một hộ nghèo chết trong đêm, gia đình không có tiền mai táng"
        burials = plan(self._ward, self.incident_id, "Hỗ trợ chi phí mai táng", "E14", 83, urgent=urgent)
        hands = self._ward.hands
        decision_id = issue(burials, hands, moment(9, 10, 10), moment(9, 10, 14), moment(9, 10, 15))
        payout_id = steps.prepare_payout(decision_id, hands, PayMethod.CASH, moment(9, 11, 9))
        steps.approve_payout(payout_id, hands, moment(9, 11, 14))

    def rest(self) -> None:
        """Leave one dossier each with the clerk, the signer, the reviewer and the officer."""
        ward, hands, incident_id = self._ward, self._ward.hands, self.incident_id
        assess(ward, self._tenant, ward_2026.BURNT_TENANT, moment(9, 14, 14))
        assess(ward, self._owner, ward_2026.BURNT_OWNER, moment(9, 14, 14, 20))
        assess(ward, self._neighbour, ward_2026.BURNT_NEIGHBOUR, moment(9, 14, 14, 40))
        signed = steps.submit(
            plan(ward, incident_id, "Hỗ trợ người bị thương nặng", "E13", 88), hands, moment(9, 14, 15)
        )
        reviewed = steps.submit(plan(ward, incident_id, "Hỗ trợ làm nhà ở", "E15a", 89), hands, moment(9, 14, 15, 20))
        steps.submit(plan(ward, incident_id, "Hỗ trợ gạo", "E12b", 90), hands, moment(9, 14, 15, 40))
        with clock.at(moment(9, 14, 15, 50)):
            dossiers.prepare(plan(ward, incident_id, "Hỗ trợ di dời khẩn cấp", "E15b", 91), actor=hands.officer)
        steps.review(signed, ward.deputy, moment(9, 14, 16))
        steps.review(reviewed, hands, moment(9, 14, 16, 10))
        steps.sign(signed, ward.deputy, moment(9, 14, 16, 45))
