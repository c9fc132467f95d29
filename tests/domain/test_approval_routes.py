from datetime import date

import pytest

from aid.domain.approval_routes import (
    APPROVAL_STEPS,
    Approval,
    Asked,
    Initial,
    Route,
    Sum,
    asked_by,
    check_city_is_another,
    check_end,
    check_hand_of_initial,
    check_named,
    check_route,
    check_turn_to_initial,
    route_for,
)
from aid.domain.dossiers import DossierState
from aid.domain.duties import Duty
from aid.domain.errors import Refusal

DAY = date(2026, 9, 15)
MILLION = 1_000_000


def a_route(**more):
    return Route(**{"valid_from": DAY, "basis": "Quy chế làm việc số 15"} | more)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"basis": "  "}, "rule_basis_missing"),
        ({"valid_from": date(2026, 9, 14)}, "route_backdated"),
        ({"amount_from": 2, "amount_to": 1}, "route_band_reversed"),
        ({"initials": (Initial(1, "Trưởng phòng"), Initial(1, "Chánh Văn phòng"))}, "route_named_twice"),
        ({"reviewer_id": 4, "signer_id": 4}, "route_one_hand"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(more, code):
    with pytest.raises(Refusal, match=code):
        check_route(a_route(**more), DAY)


def test_a_rule_of_one_sum_from_today_on_stands():
    check_route(a_route(amount_from=5, amount_to=5, initials=(Initial(1, "a"), Initial(2, "b"))), DAY)
    check_route(a_route(reviewer_id=1, signer_id=2), DAY)
    check_route(a_route(signer_id=2), DAY)


@pytest.mark.parametrize(("duty", "code"), [(Duty.REVIEW, "route_names_reviewer"), (Duty.SIGN, "route_names_signer")])
def test_a_step_given_to_somebody_by_name_is_that_person_s_and_of_who_stands_in(duty, code):
    check_named(duty, None, "", (7, None))
    check_named(duty, 4, "Hoa", (4, None))
    check_named(duty, 4, "Hoa", (7, 4))
    with pytest.raises(Refusal, match=code) as refused:
        check_named(duty, 4, "Hoa", (7, None))
    assert refused.value.facts == {"name": "Hoa"}


def test_the_city_is_not_the_office_that_asks_nor_who_acted():
    check_city_is_another([], same_office=False)
    for held, same_office in (([Duty.PREPARE], False), ([], True)):
        with pytest.raises(Refusal, match="city_is_another"):
            check_city_is_another(held, same_office=same_office)


def test_a_rule_ends_with_a_day_that_is_not_over_and_only_once():
    tomorrow = date(2026, 9, 16)
    check_end(a_route(), DAY, DAY)
    with pytest.raises(Refusal, match="route_end_over"):
        check_end(a_route(), DAY, tomorrow)
    with pytest.raises(Refusal, match="route_end_over"):
        check_end(a_route(valid_from=tomorrow), DAY, DAY)
    with pytest.raises(Refusal, match="route_ended"):
        check_end(a_route(valid_to=tomorrow), tomorrow, DAY)


@pytest.mark.parametrize(
    ("total", "found"), [(49 * MILLION, 1), (50 * MILLION, 2), (100 * MILLION, 2), (100 * MILLION + 1, 1)]
)
def test_the_band_of_a_rule_holds_both_its_ends(total, found):
    routes = [a_route(id=2, amount_from=50 * MILLION, amount_to=100 * MILLION), a_route(id=1)]
    assert route_for(routes, DAY, "P", Sum(total)).id == found


def test_the_rule_of_the_policy_goes_before_the_general_one_and_the_later_before_the_earlier():
    general, own = a_route(id=1, amount_from=9), a_route(id=2, policy_code="P")
    later = a_route(id=3, policy_code="P", valid_from=date(2026, 9, 20))
    assert route_for([general, own, later], DAY, "P", Sum(10)).id == 2
    assert route_for([general, own, later], date(2026, 9, 20), "P", Sum(10)).id == 3
    assert route_for([general, own, later], DAY, "Q", Sum(10)).id == 1
    assert route_for([own], DAY, "Q", Sum(10)) is None


def test_a_rule_holds_on_its_first_and_last_day_and_not_beside_them():
    route = a_route(valid_to=date(2026, 9, 17))
    held = [day for day in range(14, 19) if route_for([route], date(2026, 9, day), "P", Sum(1))]
    assert held == [15, 16, 17]


def test_goods_have_no_amount_in_dong_and_go_by_rules_without_a_band():
    rice = Sum(900 * MILLION, "KG")
    assert route_for([a_route(amount_from=1), a_route(amount_to=10**12)], DAY, "P", rice) is None
    assert route_for([a_route(id=7)], DAY, "P", rice).id == 7


def test_a_rule_asks_in_order_and_the_urgent_way_goes_without_the_meeting():
    route = a_route(meeting=True, second_signer=True, city=True, initials=(Initial(4, "Trưởng phòng"),))
    later = (Asked(Approval.INITIAL, 4, "Trưởng phòng"), Asked(Approval.SECOND), Asked(Approval.CITY))
    assert asked_by(route, meets=True) == (Asked(Approval.MEETING), *later)
    assert asked_by(route, meets=False) == later
    assert asked_by(a_route(), meets=True) == ()


def test_an_approval_moves_nothing_and_the_second_signer_takes_the_duty_of_signing():
    assert all(step.source == step.target == DossierState.REVIEWED for step in APPROVAL_STEPS)
    assert {step.step: step.duty for step in APPROVAL_STEPS} == {
        Approval.INITIAL: None, Approval.SECOND: Duty.SIGN, Approval.CITY: None,
    }  # fmt: skip


def test_an_initial_waits_for_those_before_it_and_for_nobody_else():
    check_turn_to_initial(())
    with pytest.raises(Refusal, match="initial_out_of_turn") as refused:
        check_turn_to_initial(("Lan (Trưởng phòng)", "Hà (Chánh Văn phòng)"))
    assert refused.value.facts == {"names": "Lan (Trưởng phòng), Hà (Chánh Văn phòng)"}


@pytest.mark.parametrize(
    ("held", "stands_in", "has_given", "allowed"),
    [
        ((), False, False, True),
        ((Duty.PREPARE,), False, False, True),
        ((), True, False, True),
        ((Duty.REVIEW,), True, False, True),
        ((Duty.PREPARE,), True, False, False),
        ((), False, True, False),
        ((), True, True, False),
    ],
)
def test_two_initials_are_two_people_and_a_stand_in_did_not_prepare_it(held, stands_in, has_given, allowed):
    if allowed:
        check_hand_of_initial(held, stands_in=stands_in, has_given=has_given)
    else:
        with pytest.raises(Refusal, match="initial_in_one_hand"):
            check_hand_of_initial(held, stands_in=stands_in, has_given=has_given)
