"""Everybody sees what they were told, in two languages, and says how letters reach them."""

import pytest

from aid.domain.notices import MailChoice
from aid.extensions import db
from aid.models.notices import MailWish
from aid.services import dossiers
from tests.factories.dossiers import make_dossier, make_staff
from tests.web.test_sign_in import token_of


@pytest.fixture
def staff(app):
    return make_staff()


def _post(browser, where, page, **form):
    return browser.post(where, data={"csrf_token": token_of(browser.get(page).text), **form})


def test_the_bell_counts_what_is_new_and_reading_clears_it(staff, as_user):
    make_dossier(staff, until="submit")
    minh = as_user("minh")
    page = minh.get("/notices").text
    assert 'class="bell__count">1<' in page
    assert "Đã trình thẩm định" in page
    upto = page.split('name="upto" value="')[1].split('"')[0]
    assert _post(minh, "/notices/read", "/notices", upto=upto).status_code == 303
    assert "bell__count" not in minh.get("/notices").text


def test_a_notice_that_came_after_the_page_was_drawn_stays_new(staff, as_user):
    dossier_id = make_dossier(staff, until="submit")
    minh = as_user("minh")
    upto = minh.get("/notices").text.split('name="upto" value="')[1].split('"')[0]
    dossiers.return_to_officer(dossier_id, reason="Thiếu giấy", actor=staff.reviewer)
    dossiers.reopen(dossier_id, actor=staff.officer)
    dossiers.submit(dossier_id, actor=staff.officer)
    _post(minh, "/notices/read", "/notices", upto=upto)
    assert 'class="bell__count">1<' in minh.get("/notices").text


def test_reading_without_a_number_changes_nothing(staff, as_user):
    make_dossier(staff, until="submit")
    minh = as_user("minh")
    _post(minh, "/notices/read", "/notices", upto="x")
    assert "bell__count" in minh.get("/notices").text


def test_an_address_is_kept_and_a_wrong_one_is_shown_with_what_was_typed(staff, as_user):
    lan = as_user("lan")
    wrong = _post(lan, "/account/mail", "/account/mail", address="lan@@example", choice="each")
    assert wrong.status_code == 422
    assert "lan@@example" in wrong.text
    assert _post(lan, "/account/mail", "/account/mail", address="lan@example.org", choice="each").status_code == 303
    assert db.session.get(MailWish, staff.officer.user_id).choice is MailChoice.EACH


def test_hostile_titles_and_reasons_are_text(staff, as_user):
    dossier_id = make_dossier(staff, until="submit")
    dossiers.return_to_officer(dossier_id, reason="<script>alert(1)</script>", actor=staff.reviewer)
    page = as_user("lan").get("/notices").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page
