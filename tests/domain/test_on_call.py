"""What a turn on call gives, what it never gives, and which turns cannot stand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from aid.domain.duties import ACTION_OF, Duty
from aid.domain.errors import Refusal
from aid.domain.on_call import LONGEST, Turn, check_free, check_place_held, check_turn
from aid.domain.roles import MAY, NEVER_ON_CALL, ON_CALL_ROLES, Action, Actor, Role, StandIn

# 17:00 to 07:00 in Việt Nam, over midnight.
BEGIN, END = datetime(2026, 9, 1, 10, tzinfo=UTC), datetime(2026, 9, 2, 0, tzinfo=UTC)
LAN, MINH = 10, 20
TURN = Turn(LAN, MINH, Role.REVIEWER, BEGIN, END)
MIDNIGHT = datetime(2026, 9, 1, 17, tzinfo=UTC)
STAND_IN = StandIn(Role.REVIEWER, MINH, "Lê Đức Minh", END)
OFFICER = Actor(LAN, 1, "Trần Thu Lan", "", frozenset({Role.OFFICER}))
ON_CALL = OFFICER._replace(on_call=(STAND_IN,))


@pytest.mark.parametrize(
    ("at", "runs"),
    [
        (BEGIN - timedelta(seconds=1), False), (BEGIN, True), (MIDNIGHT - timedelta(seconds=1), True),
        (MIDNIGHT, True), (END - timedelta(seconds=1), True), (END, False),
    ],
)  # fmt: skip
def test_a_turn_runs_over_midnight_and_its_end_is_outside(at, runs):
    assert TURN.runs(at) is runs


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("role", sorted(ON_CALL_ROLES))
def test_it_gives_what_the_role_may_but_never_a_right_to_give_rights(role, action):
    nobody = Actor(LAN, 1, "Lan", "", frozenset(), (STAND_IN._replace(role=role),))
    assert nobody.may(action) is (role in MAY[action] and action not in NEVER_ON_CALL)


def test_a_step_of_the_own_role_is_the_own_step_and_the_other_one_in_another_s_place():
    assert ON_CALL.doing(Action.DOSSIER_PREPARE).acts_for is None
    assert ON_CALL.doing(Action.DOSSIER_REVIEW).acts_for == STAND_IN
    assert ON_CALL.doing(Action.DOSSIER_REVIEW).doing(Action.DOSSIER_PREPARE).acts_for is None
    assert ON_CALL.doing(Action.ON_CALL_SET).acts_for is None
    assert OFFICER.doing(Action.DOSSIER_REVIEW).acts_for is None
    assert ON_CALL.working_roles == {Role.OFFICER, Role.REVIEWER}


def test_every_duty_has_its_action():
    assert set(ACTION_OF) == set(Duty)
    assert not any(ACTION_OF[duty] in NEVER_ON_CALL for duty in Duty)


def _check(turn=TURN, *, own=(Role.OFFICER,), of_whom=(Role.REVIEWER,), giver=(Role.REVIEWER,), giver_id=MINH):
    check_turn(turn, own=own, of_whom=of_whom, giver=giver, giver_id=giver_id)


def test_who_holds_the_role_or_signs_for_the_office_gives_it():
    _check()
    _check(giver=(Role.APPROVER,))
    _check(replace(TURN, ends_at=BEGIN + LONGEST))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"turn": replace(TURN, role=Role.CASHIER)}, "role_not_on_call"),
        ({"own": (Role.ADMINISTRATOR,)}, "not_on_call"),
        ({"own": (Role.AUDITOR, Role.OFFICER)}, "not_on_call"),
        ({"turn": replace(TURN, for_id=LAN)}, "stands_in_for_himself"),
        ({"of_whom": (Role.OFFICER,)}, "place_not_held"),
        ({"turn": replace(TURN, ends_at=BEGIN + LONGEST + timedelta(seconds=1))}, "turn_too_long"),
        ({"giver": (Role.CLERK,)}, "role_not_to_give"),
        ({"giver": (Role.APPROVER,), "giver_id": LAN}, "role_to_oneself"),
    ],
)
def test_a_turn_that_cannot_stand_is_refused(change, code):
    with pytest.raises(Refusal, match=code):
        _check(**change)


def test_two_turns_with_one_role_do_not_run_at_once():
    check_free(TURN, [])
    check_free(TURN, [replace(TURN, begins_at=END, ends_at=END + timedelta(hours=1))])
    check_free(TURN, [replace(TURN, role=Role.OFFICER), replace(TURN, user_id=MINH)])
    with pytest.raises(Refusal, match="turn_overlaps"):
        check_free(TURN, [replace(TURN, begins_at=MIDNIGHT, ends_at=END + timedelta(hours=1))])


def test_what_the_other_did_bars_who_takes_the_place():
    check_place_held(Duty.REVIEW, [Duty.REVIEW, Duty.ISSUE], [], STAND_IN)
    with pytest.raises(Refusal, match="place_barred") as refused:
        check_place_held(Duty.REVIEW, [Duty.PREPARE], [], STAND_IN)
    assert refused.value.facts == {"name": "Lê Đức Minh", "held": Duty.PREPARE}


def test_work_of_a_role_is_one_s_own_or_in_another_s_place():
    assert ON_CALL.working_as({Role.OFFICER, Role.REVIEWER}).acts_for is None
    assert ON_CALL.working_as({Role.REVIEWER, Role.CLERK}).acts_for == STAND_IN
    assert ON_CALL.working_as({Role.CASHIER}).acts_for is None
