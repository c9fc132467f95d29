"""The client that guards every page test must itself be able to fail."""

import pytest
from sqlalchemy import text

from aid.extensions import db
from aid.services.transaction import transaction

ATTEMPT = "INSERT INTO login_attempts (username, address, at) VALUES ('lan', '127.0.0.1', '2026-09-15 01:00:00')"
PAGE = (
    "<!doctype html><html lang=vi><head><meta charset=utf-8><title>Trang</title></head><body><h1>{}</h1></body></html>"
)


@pytest.fixture
def pages(app):
    @app.get("/test/writes")
    def writes():
        with transaction() as session:
            session.execute(text(ATTEMPT))
        return "", 204

    @app.post("/test/forgets")
    def forgets():
        db.session.execute(text(ATTEMPT))
        return "", 204

    @app.post("/test/saves")
    def saves():
        with transaction() as session:
            session.execute(text(ATTEMPT))
        return "", 204

    @app.get("/test/broken")
    def broken():
        return PAGE.replace("<h1>", "<h1>Một</h1><h1>").format("Hai")

    app.config["WTF_CSRF_ENABLED"] = False
    for name in ("writes", "forgets", "saves", "broken"):
        app.view_functions[name].action = None
    return app


def test_it_sees_a_page_that_writes_when_looked_at(pages, client):
    with pytest.raises(AssertionError, match=r"GET /test/writes wrote to \['login_attempts'\]"):
        client.get("/test/writes")


def test_it_sees_a_post_that_leaves_rows_uncommitted(pages, client):
    with pytest.raises(AssertionError, match="uncommitted"):
        client.post("/test/forgets")


def test_it_lets_a_post_save(pages, client):
    assert client.post("/test/saves").status_code == 204
    assert db.session.execute(text("SELECT count(*) FROM login_attempts")).scalar() == 1


def test_it_sees_a_page_with_two_headings(pages, client):
    with pytest.raises(AssertionError):
        client.get("/test/broken")


def test_it_asks_the_test_to_commit_its_own_rows_first(app, client):
    from aid.models.users import LoginAttempt

    db.session.add(LoginAttempt(username="lan"))
    with pytest.raises(AssertionError, match="Commit the test's own rows"):
        client.get("/")


def test_each_request_has_a_session_of_its_own(pages, client):
    outer = db.session()
    seen = []

    @pages.get("/test/session")
    def session_of_the_request():
        seen.append(db.session())
        return "", 204

    client.get("/test/session")
    client.get("/test/session")
    assert outer is not seen[0]
    assert seen[0] is not seen[1]
