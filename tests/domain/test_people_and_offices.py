"""Who may do what: accounts, roles, whose money and whose documents."""

from datetime import date

import pytest

from aid.domain.agencies import AgencyKind
from aid.domain.errors import Refusal
from aid.domain.payers import can_pay, waits_for
from aid.domain.places import PlaceKind, province_kind, ward_kind
from aid.domain.policy_documents import read_policy
from aid.domain.policy_steps import (
    POLICY_STEPS,
    Office,
    PolicyState,
    check_confirm,
    check_discard,
    check_enter,
    ended,
    may_discard_norm,
)
from aid.domain.roles import Action, Actor, Role
from aid.domain.transitions import next_state, steps_from
from aid.domain.users import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    check_password,
    check_roles,
    composed,
    username_from,
)
from aid.domain.work import DONE_BY, WorkKind
from tests.domain.test_policies import policy_giving

WARD, FRONT, CITY = Office(1, AgencyKind.WARD), Office(2, AgencyKind.FRONT), Office(3, AgencyKind.CITY)


def somebody(*roles, agency=1, user=7):
    return Actor(user, agency, "Minh", "Công chức", frozenset(roles))


def code_of(check, *args):
    try:
        check(*args)
    except Refusal as refusal:
        return refusal.code
    return None


@pytest.mark.parametrize(
    ("typed", "name"), [(" Lan.Le ", "lan.le"), ("a", None), ("lan lê", None), ("-lan", None), ("l2", "l2")]
)
def test_a_user_name_is_plain_letters_and_kept_small(typed, name):
    if name is None:
        assert code_of(username_from, typed) == "username_unreadable"
    else:
        assert username_from(typed) == name


def test_a_password_is_the_same_from_every_keyboard():
    assert composed("mâ\u0323t") == composed("mậ\u0074")


@pytest.mark.parametrize(
    ("password", "names", "code"),
    [
        ("con ngựa gỗ chạy", (), None),
        ("x" * (SHORTEST_PASSWORD - 1), (), "password_too_short"),
        ("abcdefg" * 30, (), "password_too_long"),
        ("abcdefg" * 19, (), "password_too_long"),
        (("abcdefg" * 19)[:LONGEST_PASSWORD], (), None),
        ("aaaaaaaaaaaaaaaa", (), "password_too_simple"),
        ("lê thị lan 1 lê thị lan", ("Lê Thị Lan", ""), "password_too_simple"),
        ("lê thị lan 1 lê thị lan", (), None),
    ],
)
def test_a_password_is_long_and_not_the_persons_name(password, names, code):
    assert code_of(check_password, password, *names) == code


@pytest.mark.parametrize(
    ("roles", "code"),
    [
        ([], "roles_missing"),
        ([Role.ADMINISTRATOR], None),
        ([Role.ADMINISTRATOR, Role.OFFICER], "administrator_stands_alone"),
        ([Role.OFFICER, Role.REVIEWER], None),
    ],
)
def test_an_administrator_holds_no_power_over_cases(roles, code):
    assert code_of(check_roles, roles) == code


def test_an_auditor_sees_every_agency_and_changes_nothing():
    auditor, officer = somebody(Role.AUDITOR), somebody(Role.OFFICER)
    assert auditor.sees_every_agency and not officer.sees_every_agency
    assert officer.may(Action.CASE_ASSESS) and not auditor.may(Action.CASE_ASSESS)


def test_each_kind_of_work_has_somebody_who_may_do_it():
    assert set(DONE_BY) == set(WorkKind)
    assert all(any(somebody(role).may(action) for role in Role) for action in DONE_BY.values())


@pytest.mark.parametrize(
    ("kind", "funds", "may"),
    [
        (AgencyKind.WARD, [], True),
        (AgencyKind.WARD, ["NS_PHUONG"], True),
        (AgencyKind.WARD, ["MTTQ_PHUONG"], False),
        (AgencyKind.CITY, ["CHU_THAP_DO", "NS_THANH_PHO"], True),
        (AgencyKind.FRONT, ["MTTQ_PHUONG"], True),
        (AgencyKind.FRONT, ["CHU_THAP_DO"], False),
        (AgencyKind.FRONT, [], False),
        (AgencyKind.RED_CROSS, ["CHU_THAP_DO"], True),
    ],
)
def test_donated_money_is_paid_by_those_who_hold_it(kind, funds, may):
    assert can_pay(kind, funds) is may


@pytest.mark.parametrize(
    ("funds", "kinds"),
    [
        (["NS_PHUONG", "MTTQ_PHUONG"], ()),
        (["MTTQ_PHUONG"], (AgencyKind.FRONT,)),
        (["CHU_THAP_DO"], (AgencyKind.RED_CROSS,)),
        (["CHU_THAP_DO", "BAN_VAN_DONG"], (AgencyKind.FRONT, AgencyKind.RED_CROSS)),
    ],
)
def test_what_only_the_front_or_the_red_cross_can_pay_waits_for_them(funds, kinds):
    assert waits_for(funds) == kinds


@pytest.mark.parametrize(
    ("actor", "office", "owner", "code"),
    [
        (somebody(Role.REVIEWER), WARD, 1, None),
        (somebody(Role.REVIEWER), WARD, None, None),
        (somebody(Role.REVIEWER), WARD, 2, "policy_not_yours"),
        (somebody(Role.OFFICER), WARD, 1, "action_not_allowed"),
        (somebody(Role.OFFICER, agency=2), FRONT, 2, None),
        (somebody(Role.OFFICER, agency=2), FRONT, None, "policy_not_yours"),
        (somebody(Role.CITY, agency=3), CITY, None, None),
        (somebody(Role.AUDITOR), WARD, 1, "action_not_allowed"),
    ],
)
def test_who_may_enter_a_document(actor, office, owner, code):
    assert code_of(check_enter, actor, office, owner) == code


@pytest.mark.parametrize(
    ("actor", "owner", "entered_by", "code"),
    [
        (somebody(Role.CITY), None, (), None),
        (somebody(Role.CITY), None, (7,), "entered_it_yourself"),
        (somebody(Role.CITY), 1, (), "policy_not_yours"),
        (somebody(Role.APPROVER), 1, (8,), None),
        (somebody(Role.APPROVER), None, (), "policy_not_yours"),
        (somebody(Role.APPROVER, agency=2), 1, (), "policy_not_yours"),
        (somebody(Role.REVIEWER), 1, (), "action_not_allowed"),
    ],
)
def test_another_person_confirms(actor, owner, entered_by, code):
    assert code_of(check_confirm, actor, owner, entered_by) == code


@pytest.mark.parametrize(
    ("actor", "office", "owner", "entered_in", "discarded"),
    [
        pytest.param(somebody(Role.REVIEWER), WARD, None, (None,), "policy_shared_draft", id="the release's draft"),
        pytest.param(somebody(Role.REVIEWER), WARD, None, (None, 1, 1), 2, id="own typing over the release's draft"),
        pytest.param(somebody(Role.REVIEWER), WARD, None, (1, 9), "policy_shared_draft", id="another ward was last"),
        pytest.param(somebody(Role.REVIEWER), WARD, None, (1, 9, 1), 1, id="another ward in between"),
        pytest.param(somebody(Role.REVIEWER), WARD, None, (1,), 1, id="own draft of a law"),
        pytest.param(somebody(Role.REVIEWER), WARD, None, (), "policy_shared_draft", id="nothing waits"),
        pytest.param(somebody(Role.REVIEWER), WARD, 1, (None, 1), 2, id="the ward's own plan"),
        pytest.param(somebody(Role.REVIEWER), WARD, 2, (1,), "policy_not_yours", id="a plan of the front"),
        pytest.param(somebody(Role.CITY, agency=3), CITY, None, (None, 1, 9), 3, id="the city"),
    ],
)
def test_a_ward_discards_of_a_shared_draft_only_what_it_entered_last(actor, office, owner, entered_in, discarded):
    try:
        found = check_discard(actor, office, owner, entered_in)
    except Refusal as refusal:
        found = refusal.code
    assert found == discarded


@pytest.mark.parametrize(
    ("actor", "entered_in", "may"),
    [(somebody(Role.REVIEWER), 1, True), (somebody(Role.REVIEWER), 2, False), (somebody(Role.CITY, agency=3), 1, True)],
)
def test_a_norm_that_waits_is_taken_out_by_the_office_that_entered_it_or_the_city(actor, entered_in, may):
    assert may_discard_norm(actor, entered_in) is may


def test_only_the_city_is_the_city():
    assert CITY.is_city and not WARD.is_city


@pytest.mark.parametrize(
    ("own", "given", "last"),
    [
        (None, "2026-05-01", "2026-05-01"),
        ("2026-12-31", "2026-05-01", "2026-05-01"),
        ("2026-03-01", "2026-05-01", "2026-03-01"),
    ],
)
def test_a_policy_ends_on_the_earlier_of_two_days(own, given, last):
    valid = {"from": "2026-01-01"} | ({"to": own} if own else {})
    policy = read_policy(policy_giving({"kind": "fixed", "amount": 1}, valid=valid))
    assert ended(policy, date.fromisoformat(given)).valid_to == date.fromisoformat(last)


def test_the_way_of_a_policy():
    assert next_state(POLICY_STEPS, PolicyState.DRAFT, "confirm").target is PolicyState.CONFIRMED
    assert next_state(POLICY_STEPS, PolicyState.CONFIRMED, "end", "Hết đợt").target is PolicyState.ENDED
    assert code_of(next_state, POLICY_STEPS, PolicyState.CONFIRMED, "end", " ") == "reason_missing"
    assert code_of(next_state, POLICY_STEPS, PolicyState.ENDED, "save") == "step_not_possible"
    assert [step.step for step in steps_from(POLICY_STEPS, PolicyState.DRAFT)] == ["save", "confirm", "discard"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Phường Khương Đình", PlaceKind.WARD),
        ("XÃ Tân Mai", PlaceKind.COMMUNE),
        ("Đặc khu Côn Đảo", PlaceKind.SPECIAL_ZONE),
        ("Thị trấn Kim Bài", PlaceKind.TOWNSHIP),
        ("huyện Cồn Cỏ", PlaceKind.DISTRICT),
    ],
)
def test_the_name_of_a_unit_says_what_it_is(name, kind):
    assert ward_kind(name) is kind


def test_provinces_and_cities_are_told_apart_and_a_strange_unit_is_an_error():
    assert province_kind("Thành phố Hà Nội") is PlaceKind.CITY
    assert province_kind("Tỉnh Lai Châu") is PlaceKind.PROVINCE
    with pytest.raises(ValueError, match="Ấp Ba"):
        ward_kind("Ấp Ba")
