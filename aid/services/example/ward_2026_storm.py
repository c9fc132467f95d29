"""The storm of 11/9/2026: a dozen households, some decided, some waiting, some still being recorded."""

from aid import clock
from aid.domain.payouts import PayMethod
from aid.services import assessments, dossiers
from aid.services.assessments import DamageValues
from aid.services.example import steps, ward_2026
from aid.services.example.ward_2026 import moment
from aid.services.example.ward_2026_papers import meet
from aid.services.example.ward_2026_steps import Ward, assess, issue, plan, register, report

_BEGAN, _ENDED = "19 giờ 30 phút, ngày 13 tháng 9 năm 2026", "21 giờ 00 phút, ngày 13 tháng 9 năm 2026"
_SECOND_LOOK = "Biên bản kiểm tra lại hiện trường ngày 15/9/2026"


class Storm:
    """The storm of 11/9/2026: a dozen households, some decided, some waiting, some still being recorded."""

    def __init__(self, ward: Ward) -> None:
        self._ward = ward
        self._incident_id = report(ward, ward_2026.STORM, moment(9, 11, 21), by_neighbourhood=True)

    def register(self) -> None:
        """Register everybody on 12 and 13/9 and assess those whose facts are there."""
        ward, known = self._ward, []
        decided = (ward_2026.COLLAPSED, *ward_2026.HUNGRY, ward_2026.INJURED)
        for place, family in enumerate((*decided, *ward_2026.WAITING)):
            known.append((register(ward, self._incident_id, family, moment(9, 12, 8 + place)), family))
        for place, family in enumerate(ward_2026.RECORDING):
            register(ward, self._incident_id, family, moment(9, 13, 8 + place), by_neighbourhood=place == 0)
        self._seen_again = known[len(decided)][0].case_id
        for place, (one, family) in enumerate(known):
            assess(ward, one, family, moment(9, 14, 8, 5 * place))

    def decide(self) -> None:
        """Decide a new house and rice; the dossier of the injured comes back for a paper."""
        ward, hands, incident_id = self._ward, self._ward.hands, self._incident_id
        meet(hands.officer, incident_id, _BEGAN, _ENDED, moment(9, 14, 8, 50))
        house = plan(ward, incident_id, "Hỗ trợ làm nhà ở", "E15a", 85)
        house_id = issue(house, ward.deputy, moment(9, 14, 9), moment(9, 14, 10), moment(9, 14, 10, 30))
        rice = plan(ward, incident_id, "Hỗ trợ gạo cho hộ thiếu đói", "E12b", 86)
        issue(rice, hands, moment(9, 14, 11), moment(9, 14, 11, 30), moment(9, 14, 11, 40))
        steps.prepare_payout(house_id, hands, PayMethod.BANK, moment(9, 14, 13, 30))
        injured = steps.submit(
            plan(ward, incident_id, "Hỗ trợ người bị thương nặng", "E13", 87), hands, moment(9, 14, 13, 40)
        )
        with clock.at(moment(9, 14, 13, 50)):
            reason = "Thiếu giấy xác nhận điều trị nội trú từ 03 ngày trở lên của bệnh viện"
            dossiers.return_to_officer(injured, reason=reason, actor=hands.reviewer)

    def see_again(self) -> None:
        """Register who was hurt in 2023 already; record a house as worse than its lines were computed from."""
        ward = self._ward
        again = register(ward, self._incident_id, ward_2026.HURT_AGAIN, moment(9, 14, 17, 30))
        assess(ward, again, ward_2026.HURT_AGAIN, moment(9, 14, 17, 45))
        with clock.at(moment(9, 15, 7, 10)):
            damage = DamageValues("total", "weak", habitable=False, paper=_SECOND_LOOK)
            assessments.record_damage(self._seen_again, damage, actor=ward.hands.officer)
