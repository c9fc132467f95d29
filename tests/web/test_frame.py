"""Headers, errors, language, theme and the files of the look."""

import gzip
import re

import pytest

from aid.web.addresses import own_path
from aid.web.assets import assets
from tests.web.sample_pages import add_samples


@pytest.fixture
def lan(app, browser_of):
    add_samples(app)
    return browser_of()


def _token(page: str) -> str:
    return re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)


def test_every_answer_forbids_inline_code_and_framing(lan):
    for path in ("/sample/case", "/nowhere", "/assets/nothing.css"):
        headers = lan.get(path).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_the_first_visit_is_light_and_later_pages_lighter(lan):
    page = lan.get("/sample/case").text
    files = re.findall(r'"(/assets/[^"]+)"', page)
    sizes = [len(lan.get(file, headers={"Accept-Encoding": "gzip"}).data) for file in files]
    own = len(gzip.compress(page.encode(), 6))
    assert len(files) == 3
    assert own <= 15_000
    assert own + sum(sizes) <= 80_000


def test_pages_are_compressed_for_who_accepts_it(app):
    add_samples(app)
    answer = app.test_client().get("/sample/case", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"


def test_a_page_that_refuses_is_compressed_too(app):
    answer = app.test_client().get("/there-is-no-such-page", headers={"Accept-Encoding": "gzip"})
    assert (answer.status_code, answer.headers["Content-Encoding"]) == (404, "gzip")


@pytest.mark.parametrize("encoding", ["br", "gzip", ""])
def test_a_file_is_kept_for_a_year_and_named_after_its_content(lan, encoding):
    answer = lan.get(f"/assets/{assets()['app.css'].name}", headers={"Accept-Encoding": encoding})
    assert answer.status_code == 200
    assert answer.headers.get("Content-Encoding", "") == encoding
    assert "immutable" in answer.headers["Cache-Control"]


def test_the_style_is_one_file_in_layers_without_other_hosts():
    style = assets()["app.css"].body.decode()
    assert style.startswith("@layer tokens, reset, base, layout, components, print;")
    assert style.count("@charset") == 0
    assert not re.findall(r"url\((?!\"data:|data:)[^)]*\)|@import", style)


def test_a_refusal_that_reached_the_top_is_said_in_words(lan):
    answer = lan.get("/sample/refused")
    assert answer.status_code == 409
    assert "cần 65.000.000" in answer.text


def test_a_page_that_fails_says_nothing_of_its_inside(lan):
    answer = lan.get("/sample/broken")
    assert answer.status_code == 500
    assert "unexpected" not in answer.text


def test_a_page_asked_the_wrong_way_and_one_that_is_not_there(lan):
    assert lan.get("/preferences").status_code == 405
    assert lan.get("/nowhere").status_code == 404


def test_a_form_that_stayed_open_too_long_keeps_what_was_typed(lan):
    here = {"Origin": "http://localhost"}
    answer = lan.post("/sample/form", data={"what": "Cháy <nhà>", "password": "secret-word"}, headers=here)
    assert answer.status_code == 400
    assert 'name="what" value="Cháy &lt;nhà&gt;"' in answer.text
    assert "secret-word" not in answer.text
    again = lan.post("/sample/form", data={"what": "Cháy", "csrf_token": _token(answer.text)}, headers=here)
    assert again.status_code == 200


def test_another_sites_form_is_not_repeated(lan):
    answer = lan.post("/sample/form", data={"what": "Cháy"}, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 400
    assert "Cháy" not in answer.text


def test_theme_and_language_are_kept_by_a_post(lan):
    token = _token(lan.get("/sample/open").text)
    answer = lan.post("/preferences", data={"csrf_token": token, "theme": "sun", "next": "/sample/open"})
    assert answer.headers["Location"] == "/sample/open"
    lan.post("/preferences", data={"csrf_token": token, "language": "en"})
    page = lan.get("/sample/open").text
    assert 'lang="en"' in page
    assert 'data-theme="sun"' in page


def test_an_unknown_theme_changes_nothing(lan):
    lan.set_cookie("theme", '"><script>')
    assert 'data-theme="light"' in lan.get("/sample/open").text


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "javascript:1", "x", "", "/a\nb"]
)
def test_only_a_path_of_this_site_is_followed(address):
    assert own_path(address) == "/"


def test_a_path_of_this_site_is_followed():
    assert own_path("/incidents?page=2") == "/incidents?page=2"
