"""Addresses and headers nobody should send: a stranger's spelling never breaks a page."""

import pytest

from aid.domain.roles import Role
from tests.factories.users import PASSWORD, make_user
from tests.web.test_sign_in import sign_in

UNREADABLE = "http://["


@pytest.mark.parametrize("number", ["0", "9" * 18, "9" * 19, "1" + "0" * 30, "9" * 5_000, "٣"])
def test_a_row_number_no_table_can_hold_is_no_page(as_user, number):
    make_user("lan", Role.OFFICER)
    assert as_user("lan").get(f"/incidents/{number}").status_code == 404


def test_an_unreadable_address_to_go_back_to_is_the_start_page(client):
    make_user("lan", Role.OFFICER, password=PASSWORD)
    assert client.get("/login", query_string={"next": UNREADABLE}).status_code == 200
    assert client.post("/preferences", data={"theme": "dark", "next": UNREADABLE}).status_code in {303, 400}


@pytest.mark.parametrize("header", ["Origin", "Referer"])
def test_an_unreadable_header_is_another_site(as_user, header):
    make_user("lan", Role.OFFICER)
    response = as_user("lan").post("/incidents/new", data={"title": "Cháy nhà"}, headers={header: UNREADABLE})
    assert response.status_code == 400
    assert "Cháy nhà" not in response.text


def test_no_password_is_repeated_under_a_form_that_ran_out(client):
    make_user("lan", Role.OFFICER, password=PASSWORD)
    sign_in(client)
    typed = {"current": "mat-khau-cu", "password": "mat-khau-moi", "again": "mat-khau-moi"}
    response = client.post("/account/password", data=typed, headers={"Origin": "http://localhost"})
    assert response.status_code == 400
    assert "mat-khau" not in response.text
