"""Accounts, passwords and sign-ins, on both databases."""

from datetime import timedelta
from threading import Thread
from unicodedata import normalize

import pytest
from sqlalchemy import select

from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Action, Role
from aid.extensions import db
from aid.models.events import Event
from aid.models.users import LoginAttempt, User, UserSession
from aid.queries.users import signed_in
from aid.services import sign_ins, users
from aid.services.users import NewUser, UserValues
from tests.factories.users import PASSWORD, actor, actor_of, make_agency, make_user

HERE = "10.0.0.1"
OTHER = "sông núi mây trời"


@pytest.fixture
def admin(app):
    return actor("quan", Role.ADMINISTRATOR)


@pytest.fixture
def lan(app):
    return make_user("lan", Role.OFFICER, password=PASSWORD)


def refused(code, func, *args, **values):
    with pytest.raises(Refusal) as no:
        func(*args, **values)
    assert no.value.code == code
    return no.value.facts


def new(admin, **more):
    values = {"username": "hoa", "values": UserValues("Lê Thị Hoa", "Công chức"), "roles": frozenset({Role.CLERK})}
    return NewUser(**(values | {"agency_id": admin.agency_id} | more))


def told():
    return db.session.scalars(select(Event).where(Event.subject == "users").order_by(Event.seq)).all()


def fail(username="lan", address=HERE):
    refused("sign_in_wrong", sign_ins.sign_in, username, "sai mật khẩu rồi nhé", address=address)


def test_a_new_account_is_told_in_the_trail(admin):
    user_id = users.add(new(admin, username=" Hoa ", password=PASSWORD), actor=admin)
    (event,) = told()
    assert (event.action, event.actor_id, event.subject_id) == ("user:added", admin.user_id, user_id)
    assert event.after["roles"] == ["clerk"]
    assert PASSWORD not in str(event.after)
    assert signed_in(sign_ins.sign_in("HOA", PASSWORD, address=HERE)).actor.name == "Lê Thị Hoa"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"username": "h"}, "username_unreadable"),
        ({"username": "hòa"}, "username_unreadable"),
        ({"username": "lan"}, "username_taken"),
        ({"roles": frozenset()}, "roles_missing"),
        ({"roles": frozenset({Role.ADMINISTRATOR, Role.CASHIER})}, "administrator_stands_alone"),
        ({"values": UserValues("  ", "")}, "name_missing"),
        ({"values": UserValues("Hoa", "", "as_i_like")}, "signing_form_unknown"),
        ({"password": "mười bốn ký tự"}, "password_too_short"),
        ({"password": "à" * 129}, "password_too_long"),
        ({"password": "lê thị hoa hoa hoa"}, "password_too_simple"),
        ({"password": "ababababababababab"}, "password_too_simple"),
    ],
)
def test_what_no_account_can_be(admin, lan, more, code):
    refused(code, users.add, new(admin, **more), actor=admin)
    assert db.session.query(User).count() == 2


def test_an_account_needs_an_agency(admin):
    with pytest.raises(Missing):
        users.add(new(admin, agency_id=999), actor=admin)


def test_only_the_administrator_keeps_accounts(admin, lan):
    minh = actor("minh", *(set(Role) - {Role.ADMINISTRATOR}))
    values = UserValues("Lan", "")
    for attempt in (
        lambda: users.add(new(admin), actor=minh),
        lambda: users.correct(lan.id, values, actor=minh),
        lambda: users.change_roles(lan.id, [Role.CLERK], actor=minh),
        lambda: users.disable(lan.id, actor=minh),
        lambda: users.enable(lan.id, actor=minh),
        lambda: users.invite(lan.id, actor=minh),
    ):
        assert refused("action_not_allowed", attempt)["action"] == Action.USER_MANAGE


def test_letters_typed_as_loose_marks_are_the_same_password(admin):
    users.add(new(admin, password=normalize("NFD", OTHER)), actor=admin)
    for form in ("NFC", "NFD"):
        assert sign_ins.sign_in("hoa", normalize(form, OTHER), address=HERE)


def test_only_failures_count_and_they_are_forgotten_after_a_quarter(lan, clock):
    clock("2026-09-15T08:00+07:00")
    for _ in range(12):
        sign_ins.sign_in("lan", PASSWORD, address=HERE)
    for _ in range(10):
        fail()
    facts = refused("too_many_attempts", sign_ins.sign_in, "lan", PASSWORD, address="10.0.0.2")
    assert facts == {"minutes": 15}
    clock("2026-09-15T08:10+07:00")
    assert refused("too_many_attempts", sign_ins.sign_in, "lan", PASSWORD, address=HERE)["minutes"] <= 6
    clock("2026-09-15T08:16+07:00")
    assert sign_ins.sign_in("lan", PASSWORD, address=HERE)
    assert db.session.query(LoginAttempt).count() == 0


def test_one_address_cannot_try_every_account(lan):
    for number in range(30):
        fail(f"khach{number}")
    refused("too_many_attempts", sign_ins.sign_in, "lan", PASSWORD, address=HERE)
    assert sign_ins.sign_in("lan", PASSWORD, address="10.0.0.2")


def test_a_password_in_the_wrong_field_is_not_kept(lan):
    fail(OTHER)
    assert OTHER not in {row.username for row in db.session.query(LoginAttempt)}


def test_the_table_keeps_no_token_and_a_sign_in_ends_after_twelve_hours(lan, clock):
    clock("2026-09-15T08:00+07:00")
    token = sign_ins.sign_in("lan", PASSWORD, address=HERE)
    row = db.session.query(UserSession).one()
    assert token != row.token_digest
    assert row.expires_at - row.created_at == timedelta(hours=12)
    clock("2026-09-15T19:59+07:00")
    assert signed_in(token).actor == actor_of(lan)
    clock("2026-09-15T20:01+07:00")
    assert signed_in(token) is None


def test_signing_out_ends_this_device_and_everywhere_ends_all(lan):
    desk, phone, tablet = (sign_ins.sign_in("lan", PASSWORD, address=HERE) for _ in range(3))
    sign_ins.sign_out(desk)
    sign_ins.sign_out(desk)
    assert (signed_in(desk), signed_in(phone) is None) == (None, False)
    sign_ins.sign_out_everywhere(actor=actor_of(lan))
    assert signed_in(phone) is signed_in(tablet) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda lan, admin: users.change_roles(lan.id, [Role.CLERK], actor=admin),
        lambda lan, admin: users.disable(lan.id, actor=admin),
        lambda lan, admin: sign_ins.set_password(lan.id, OTHER),
        lambda lan, admin: sign_ins.accept_invitation(users.invite(lan.id, actor=admin), OTHER),
    ],
)
def test_a_change_of_power_or_password_ends_every_sign_in(lan, admin, change):
    token = sign_ins.sign_in("lan", PASSWORD, address=HERE)
    change(lan, admin)
    assert signed_in(token) is None


def test_a_disabled_person_cannot_sign_in_and_is_told_nothing_more(lan, admin):
    users.disable(lan.id, actor=admin)
    users.disable(lan.id, actor=admin)
    refused("sign_in_wrong", sign_ins.sign_in, "lan", PASSWORD, address=HERE)
    users.enable(lan.id, actor=admin)
    assert sign_ins.sign_in("lan", PASSWORD, address=HERE)
    assert [event.action for event in told()] == ["user:disabled", "user:enabled"]


def test_nobody_disables_or_empowers_themselves(admin):
    refused("not_yourself", users.disable, admin.user_id, actor=admin)
    refused("not_yourself", users.change_roles, admin.user_id, [Role.CLERK], actor=admin)


def test_changed_roles_are_told_before_and_after(lan, admin):
    users.change_roles(lan.id, [Role.OFFICER, Role.CLERK], actor=admin)
    users.change_roles(lan.id, [Role.CLERK, Role.OFFICER], actor=admin)
    (event,) = told()
    assert (event.before, event.after) == ({"roles": ["officer"]}, {"roles": ["clerk", "officer"]})


def test_an_invitation_works_once_and_for_three_days(lan, admin, clock):
    clock("2026-09-15T08:00+07:00")
    late, used = users.invite(lan.id, actor=admin), users.invite(lan.id, actor=admin)
    sign_ins.accept_invitation(used, OTHER)
    for token in (used, late, "x", used[:-1]):
        refused("invitation_over", sign_ins.accept_invitation, token, PASSWORD)
    late = users.invite(lan.id, actor=admin)
    clock("2026-09-18T08:01+07:00")
    refused("invitation_over", sign_ins.accept_invitation, late, PASSWORD)
    assert sign_ins.sign_in("lan", OTHER, address=HERE)


def test_lan_changes_her_own_password_only_with_the_old_one(lan):
    me = actor_of(lan)
    refused("password_wrong", sign_ins.change_password, "không đúng đâu nhé", OTHER, actor=me, address=HERE)
    refused("password_too_short", sign_ins.change_password, PASSWORD, "ngắn", actor=me, address=HERE)
    token = sign_ins.change_password(PASSWORD, OTHER, actor=me, address=HERE)
    assert signed_in(token).actor.user_id == lan.id
    refused("sign_in_wrong", sign_ins.sign_in, "lan", PASSWORD, address=HERE)


def test_many_at_once_do_not_slip_past_the_limit(app, lan):
    """Twenty guesses in parallel: at most ten are compared."""
    answers = []

    def guess():
        with app.app_context():
            try:
                sign_ins.sign_in("lan", "sai mật khẩu rồi nhé", address=HERE)
            except Refusal as refusal:
                answers.append(refusal.code)

    threads = [Thread(target=guess) for _ in range(20)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(answers) == 20
    assert answers.count("sign_in_wrong") == 10


def test_a_person_of_another_office_has_its_agency(app):
    other = make_agency("ha-dinh")
    make_user("minh", Role.CLERK, agency=other, password=PASSWORD)
    found = signed_in(sign_ins.sign_in("minh", PASSWORD, address=HERE))
    assert (found.actor.agency_id, found.office) == (other.id, other.name)
