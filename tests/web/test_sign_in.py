"""Signing in and out as people do it, and what the page never tells."""

import re

import pytest

from aid.domain.roles import Role
from tests.factories.users import PASSWORD, make_user

WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng."


def token_of(page: str) -> str:
    return re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)


def sign_in(browser, username="lan", password=PASSWORD, address="/login"):
    token = token_of(browser.get(address).text)
    return browser.post(address, data={"csrf_token": token, "username": username, "password": password})


@pytest.fixture
def lan(app):
    return make_user("lan", Role.OFFICER, password=PASSWORD, full_name="Trần Thị Lan")


def test_lan_signs_in_and_stands_at_her_work(lan, client):
    answer = sign_in(client)
    assert (answer.status_code, answer.location) == (303, "/")
    assert "Trần Thị Lan" in client.get("/account").text


def test_lan_comes_back_to_the_page_she_wanted(lan, client):
    assert client.get("/account?a=1").location == "/login?next=%2Faccount%3Fa%3D1"
    assert sign_in(client, address="/login?next=%2Faccount%3Fa%3D1").location == "/account?a=1"


@pytest.mark.parametrize("target", ["https://thief.example/", "//thief.example", "/\\thief.example", "javascript:x"])
def test_nobody_is_sent_to_another_site(lan, client, target):
    assert sign_in(client, address=f"/login?next={target}").location == "/"


@pytest.mark.parametrize(("username", "password"), [("lan", "sai mật khẩu rồi nhé"), ("hoa", PASSWORD)])
def test_the_page_does_not_tell_what_was_wrong_and_keeps_the_name(lan, client, username, password):
    answer = sign_in(client, username, password)
    assert answer.status_code == 422
    assert WRONG in answer.text
    assert f'value="{username}"' in answer.text
    assert password not in answer.text


def test_an_empty_form_names_both_fields(lan, client):
    answer = sign_in(client, "", "")
    assert answer.status_code == 422
    assert answer.text.count("Hãy điền:") >= 2


def test_the_eleventh_wrong_password_has_to_wait(lan, client):
    for _ in range(10):
        assert sign_in(client, password="sai mật khẩu rồi nhé").status_code == 422
    answer = sign_in(client)
    assert answer.status_code == 429
    assert "15 phút" in answer.text


def test_a_form_without_its_token_signs_nobody_in(lan, client):
    answer = client.post("/login", data={"username": "lan", "password": PASSWORD})
    assert answer.status_code == 400
    assert client.get("/account").status_code == 302


def test_who_is_signed_in_needs_no_sign_in_page(lan, as_user):
    assert as_user("lan").get("/login").location == "/"


def test_lan_changes_her_password_and_her_other_devices_are_signed_out(lan, client, browser_of):
    phone = browser_of()
    sign_in(client), sign_in(phone)
    form = {"csrf_token": token_of(client.get("/account").text), "current": PASSWORD}
    form |= {"password": "sông núi mây trời", "again": "sông núi mây trời"}
    assert client.post("/account/password", data=form).status_code == 303
    assert "Đã đổi mật khẩu" in client.get("/account").text
    assert phone.get("/account").status_code == 302
    assert sign_in(phone).status_code == 422
    assert sign_in(phone, password="sông núi mây trời").status_code == 303


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"current": "không phải mật khẩu"}, "Mật khẩu hiện tại chưa đúng"),
        ({"password": "ngắn quá", "again": "ngắn quá"}, "ít nhất 15 ký tự"),
        ({"again": "sông núi mây trờ"}, "chưa giống nhau"),
        ({"password": "a" * 20, "again": "a" * 20}, "dễ đoán"),
    ],
)
def test_a_password_that_cannot_be_taken_says_why(lan, client, typed, says):
    sign_in(client)
    form = {"csrf_token": token_of(client.get("/account").text), "current": PASSWORD}
    form |= {"password": "sông núi mây trời", "again": "sông núi mây trời"} | typed
    answer = client.post("/account/password", data=form)
    assert answer.status_code == 422
    assert says in answer.text


def test_signing_out_everywhere_ends_every_device(lan, client, browser_of):
    phone = browser_of()
    sign_in(client), sign_in(phone)
    answer = client.post("/account/sign-out-everywhere", data={"csrf_token": token_of(client.get("/account").text)})
    assert answer.location == "/login"
    assert client.get("/account").status_code == phone.get("/account").status_code == 302
