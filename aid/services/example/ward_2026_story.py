"""Summer and autumn of 2026 in phường Khương Đình, walked so that on 15/9/2026 something waits for every role."""

from collections.abc import Mapping
from datetime import date

from aid import clock
from aid.domain.delegations import DelegationForm
from aid.domain.payouts import PayMethod
from aid.domain.places import NEW_FROM
from aid.domain.roles import Actor
from aid.services import assessments, delegations, funds, incidents
from aid.services.delegations import DelegationValues
from aid.services.example import new_rules, steps, ward_2026
from aid.services.example.cast import hands_of, place_id
from aid.services.example.ward_2026 import WARD_CODE, moment
from aid.services.example.ward_2026_fire import Fire
from aid.services.example.ward_2026_front import Visits
from aid.services.example.ward_2026_steps import Ward, assess, issue, plan, register, report
from aid.services.example.ward_2026_storm import Storm
from aid.services.funds import Movement, NewFund

_BUDGET = NewFund(
    "NS-PHUONG-2026",
    "Ngân sách phường Khương Đình",
    "NS_PHUONG",
    budget_line="chi bảo đảm xã hội, năm 2026",
    year=2026,
    purpose="Trợ giúp xã hội khẩn cấp trên địa bàn phường",
    ceiling=900_000_000,
)
_RICE = NewFund("GAO-2026", "Gạo dự trữ quốc gia cấp cho phường", "DU_TRU_QUOC_GIA", unit="kg_rice")
_FRONT = NewFund("MTTQ-KD-2026", "Quỹ Cứu trợ của MTTQ phường Khương Đình", "MTTQ_PHUONG")
_OF_FRONT = ("canbomttq", "ketoanmttq", "mttq", "canbomttq", "ketoanmttq", "mttq", "thuquymttq")


def tell(cast: Mapping[str, Actor]) -> None:
    """Walk 2026 until the morning of 15/9, and then the scenario of November."""
    ward = _ward(cast)
    _drowning(ward)
    fire = Fire(ward)
    storm = Storm(ward)
    visits = Visits(fire.incident_id, ward.relief, ward.front)
    fire.burials()
    visits.first()
    storm.register()
    storm.decide()
    fire.rest()
    visits.rest()
    storm.see_again()
    with clock.at(moment(9, 15, 6, 20)):
        incidents.report(ward_2026.TREE, actor=ward.neighbourhood_head)
    _november(ward)
    new_rules.enter(cast)


def _ward(cast: Mapping[str, Actor]) -> Ward:
    others = ("vanthu", "ketoan", "chutaikhoan", "thuquy")
    hands = hands_of(cast, "canbo", "thamdinh", "chutich", *others)
    with clock.at(moment(1, 5, 9)):
        budget = _fund(_BUDGET, 900_000_000, "Quyết định giao dự toán năm 2026", hands.accountant)
        rice = _fund(_RICE, 3_000, "Biên bản giao nhận gạo năm 2026", hands.accountant)
        delegations.enter(
            DelegationValues(
                deputy_id=cast["phochutich"].user_id,
                form=DelegationForm.DEPUTY,
                first_on=clock.today(),
                last_on=date(2026, 12, 31),
                document="Quyết định số 12/QĐ-UBND ngày 05/01/2026 về phân công công tác",
            ),
            actor=hands.signer,
        )
        relief = _fund(_FRONT, 250_000_000, "Phiếu thu, sổ quỹ cứu trợ năm 2026", cast["ketoanmttq"])
    return Ward(
        hands=hands,
        deputy=hands_of(cast, "canbo", "thamdinh", "phochutich", *others),
        neighbourhood_head=cast["totruong"],
        place=place_id(WARD_CODE, NEW_FROM),
        budget=budget,
        rice=rice,
        front=hands_of(cast, *_OF_FRONT),
        relief=relief,
        invention=ward_2026.invention(),
    )


def _fund(values: NewFund, amount: int, document: str, accountant: Actor) -> int:
    fund_id = funds.open_fund(values, actor=accountant)
    funds.receive(fund_id, Movement(amount, clock.today(), document), actor=accountant)
    return fund_id


def _drowning(ward: Ward) -> None:
    """A small matter from its first hour to its end: decided, paid and closed."""
    officer = ward.hands.officer
    incident_id = report(ward, ward_2026.DROWNING, moment(6, 20, 18))
    one = register(ward, incident_id, ward_2026.DROWNED, moment(6, 21, 9), died_on=ward_2026.DROWNING.occurred_on)
    assess(ward, one, ward_2026.DROWNED, moment(6, 22, 10))
    burial = plan(ward, incident_id, "Hỗ trợ chi phí mai táng", "E14", 61)
    decision_id = issue(burial, ward.deputy, moment(6, 22, 14), moment(6, 23, 8), moment(6, 23, 10))
    payout_id = steps.prepare_payout(decision_id, ward.hands, PayMethod.BANK, moment(6, 23, 14))
    steps.approve_payout(payout_id, ward.hands, moment(6, 23, 15))
    steps.pay_by_bank(payout_id, ward.hands, moment(6, 24, 9), "Giấy báo nợ 61/2026")
    with clock.at(moment(7, 15, 9)):
        assessments.close(one.case_id, actor=officer)
        incidents.close(incident_id, actor=ward.hands.reviewer)


def _november(ward: Ward) -> None:
    """Estimate what a storm after 5/10/2026 would bring: nothing of it can be decided yet."""
    incident_id = report(ward, ward_2026.NOVEMBER, moment(11, 10, 7), code=ward_2026.NOVEMBER_CODE)
    night = ward_2026.NOVEMBER.occurred_on
    for place, family in enumerate(ward_2026.NOVEMBER_FAMILIES):
        one = register(ward, incident_id, family, moment(11, 11, 8 + place), died_on=night)
        assess(ward, one, family, moment(11, 12, 8 + place))
