"""What an attacker would try with a cookie, a form, an address; and the headers that hold him off."""

from dataclasses import replace
from http.cookies import SimpleCookie

import pytest

from aid import create_app
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.users import User, UserSession
from config import config_for_tests
from tests.factories.users import PASSWORD, make_user
from tests.web.test_sign_in import sign_in, token_of

COOKIE = "aid_session"


@pytest.fixture
def lan(app):
    return make_user("lan", Role.OFFICER, password=PASSWORD)


def test_an_old_cookie_is_worth_nothing_after_signing_out(lan, client, browser_of):
    sign_in(client)
    stolen = client.get_cookie(COOKIE).value
    thief = browser_of()
    thief.set_cookie(COOKIE, stolen)
    assert thief.get("/account").status_code == 200
    client.post("/logout", data={"csrf_token": token_of(client.get("/account").text)})
    thief.set_cookie(COOKIE, stolen)
    assert thief.get("/account").status_code == 302


def test_signing_in_leaves_nothing_of_the_cookie_before(lan, client):
    client.get("/login")
    before = client.get_cookie(COOKIE).value
    with client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
        token = cookie["csrf_token"]
    sign_in(client)
    with client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie.get("csrf_token") != token
    assert client.get_cookie(COOKIE).value != before


def test_a_cookie_with_another_token_or_signature_is_nobodys(lan, client):
    sign_in(client)
    with client.session_transaction() as cookie:
        cookie["_user_id"] = str(lan.id)
    assert client.get("/account").status_code == 302
    client.set_cookie(COOKIE, "eyJfdXNlcl9pZCI6IjEifQ.aaaaaa.forged")
    assert client.get("/account").status_code == 302


def test_a_disabled_user_and_an_ended_row_are_signed_out_at_the_next_request(lan, client, clock):
    sign_in(client)
    lan.disabled_at = db.session.query(UserSession).one().created_at
    db.session.commit()
    assert client.get("/account").status_code == 302


def test_who_was_away_for_hours_signs_in_again(lan, client, clock):
    clock("2026-09-15T08:00+07:00")
    sign_in(client)
    for hour in ("08:30", "11:00", "14:00"):
        clock(f"2026-09-15T{hour}+07:00")
        assert client.get("/account").status_code == 200
    clock("2026-09-15T18:01+07:00")
    assert client.get("/account").status_code == 302


def test_a_shift_ends_after_twelve_hours_however_busy(lan, client, clock):
    clock("2026-09-15T06:00+07:00")
    sign_in(client)
    for hour in ("09:00", "12:00", "15:00", "17:50"):
        clock(f"2026-09-15T{hour}+07:00")
        assert client.get("/account").status_code == 200
    clock("2026-09-15T18:01+07:00")
    assert client.get("/account").status_code == 302


def test_what_was_typed_survives_a_sign_in_that_ran_out(app, client, clock):
    make_user("quan", Role.ADMINISTRATOR, password=PASSWORD)
    clock("2026-09-15T08:00+07:00")
    sign_in(client, "quan")
    token = token_of(client.get("/users/new").text)
    clock("2026-09-15T21:00+07:00")
    typed = {"csrf_token": token, "full_name": "Trần Thị Lan", "username": "lan"}
    answer = client.post("/users/new", data=typed, headers={"Origin": "http://localhost"})
    assert answer.status_code == 401
    assert 'value="Trần Thị Lan"' in answer.text
    assert db.session.query(User).count() == 1


def test_a_visitor_who_posts_is_sent_to_sign_in_and_changes_nothing(lan, client):
    token = token_of(client.get("/login").text)
    answer = client.post(f"/users/{lan.id}/disable", data={"csrf_token": token})
    assert (answer.status_code, answer.location) == (302, "/login?next=%2F")


@pytest.mark.parametrize("address", ["/logout", "/account/password", "/account/sign-out-everywhere", "/login"])
def test_a_form_of_another_site_does_nothing(lan, client, address):
    sign_in(client)
    assert client.post(address, data={}).status_code == 400
    assert client.get("/account").status_code == 200


def test_signed_in_pages_are_not_kept_and_carry_every_header(lan, client):
    sign_in(client)
    headers = client.get("/account").headers
    assert headers["Cache-Control"] == "no-store"
    assert "'unsafe-inline'" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


def test_the_cookie_cannot_be_read_by_scripts_or_sent_by_other_sites(lan, client):
    answer = client.get("/login")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(answer.headers["Set-Cookie"].split("; "))


def test_outside_the_demo_the_cookie_is_bound_to_the_host_and_to_https(tmp_path, database):
    config = replace(config_for_tests(database, tmp_path / "files"), demo=False, base_url="https://ward.example")
    client = create_app(config).test_client()
    answer = client.get("/login", base_url="https://ward.example")
    cookie = SimpleCookie(answer.headers["Set-Cookie"])["__Host-aid_session"]
    assert cookie["secure"]
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Lax", "/", "")
    assert answer.headers["Strict-Transport-Security"]


def test_the_sign_in_page_names_no_account_and_no_password(app, client):
    make_user("lan", Role.OFFICER, password=PASSWORD)
    page = client.get("/login").text
    assert "lan" not in {word.strip(".,:") for word in page.split()}
    assert PASSWORD not in page
