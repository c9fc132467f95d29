"""Text nobody types by accident: signs without a shape, a megabyte in one line, choices that were never offered."""

import pytest

from aid.domain.roles import Role
from aid.extensions import db
from aid.web.forms.base import clean
from config import config_for_tests
from tests.factories.dossiers import make_dossier, make_staff
from tests.factories.users import make_user
from tests.web.test_sign_in import token_of

MEGABYTE = "x" * 1_000_000
LISTS = ("/incidents", "/households", "/dossiers", "/decisions", "/search")


def test_signs_that_nobody_sees_are_not_kept():
    assert clean("Lan\x00 \u202enaL\ud800\u200b") == "Lan naL"
    assert clean("một\r\nhai\tba") == "một\nhai\tba"


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("text", ["a\x00b", MEGABYTE[:60_000], "%_\\", "\u202e<script>"])
def test_a_search_for_anything_answers(as_user, path, text):
    make_user("lan", Role.OFFICER)
    assert as_user("lan").get(path, query_string={"q": text}).status_code == 200


def test_a_megabyte_in_one_line_is_too_long(as_user):
    make_user("lan", Role.OFFICER)
    lan = as_user("lan")
    token = token_of(lan.get("/incidents/new").text)
    page = lan.post("/incidents/new", data={"csrf_token": token, "title": MEGABYTE, "place": MEGABYTE})
    assert page.status_code == 422
    assert len(page.text) < 100_000


def test_a_line_that_is_gone_is_refused_in_vietnamese(app, as_user):
    staff = make_staff()
    dossier_id = make_dossier(staff)
    lan = as_user("lan")
    address = f"/dossiers/{dossier_id}/lines"
    page = lan.post(address, data={"csrf_token": token_of(lan.get(address).text), "lines": "999999"})
    assert page.status_code == 422
    assert "not a valid" not in page.text
    assert "Hãy chọn lại các mục." in page.text


@pytest.mark.parametrize("url", ["sqlite:////tmp/a.db", "postgresql+psycopg://a@localhost/a"])
def test_no_name_or_number_reaches_the_log_with_a_failed_statement(url, tmp_path):
    options = config_for_tests(url, tmp_path).for_flask()["SQLALCHEMY_ENGINE_OPTIONS"]
    assert options["hide_parameters"]


def test_the_engine_hides_what_statements_carry(app):
    assert db.engine.hide_parameters
