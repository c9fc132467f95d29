from dataclasses import replace

import pytest
from sqlalchemy import text

from aid import create_app
from aid.extensions import db
from config import config_for_tests
from tests.fixtures.databases import close


@pytest.fixture
def bare_client(empty_database, tmp_path):
    app = create_app(config_for_tests(empty_database, tmp_path / "files"))
    yield app.test_client()
    close(app)


def test_a_running_program_is_alive_and_says_nothing_else(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_a_database_at_head_is_ready(client):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_an_empty_database_is_alive_but_not_ready(bare_client):
    assert bare_client.get("/healthz").status_code == 200
    answer = bare_client.get("/readyz")
    assert (answer.status_code, answer.text) == (503, "migrations\n")


def test_an_older_database_is_not_ready(app, client):
    db.session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    db.session.commit()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.text) == (503, "migrations\n")


def test_a_database_that_is_away_is_named(tmp_path):
    away = replace(
        config_for_tests(f"sqlite:///{tmp_path}/aid.db", tmp_path / "files"),
        database_url="postgresql+psycopg://aid@127.0.0.1:1/aid",
    )
    answer = create_app(away).test_client().get("/readyz")
    assert (answer.status_code, answer.text) == (503, "database\n")


def test_a_place_for_files_that_is_no_folder_is_named(database, tmp_path):
    (tmp_path / "files").write_text("not a folder")
    app = create_app(config_for_tests(database, tmp_path / "files"))
    answer = app.test_client().get("/readyz")
    close(app)
    assert (answer.status_code, answer.text) == (503, "files\n")


def test_another_host_than_ours_is_refused_with_a_page(client):
    answer = client.get("/healthz", headers={"Host": "evil.example"})
    assert answer.status_code == 400
