"""`aid demo` fills an empty database of a demo, and nothing else."""

from dataclasses import replace

from sqlalchemy import func, select

from aid import create_app
from aid.extensions import db
from aid.models.events import Event
from aid.models.users import User
from aid.services.example import load as loading
from config import config_for_tests
from tests.fixtures.databases import close


def run(app, *arguments):
    return app.test_cli_runner().invoke(args=["aid", *arguments])


def count(kind):
    return db.session.scalar(select(func.count()).select_from(kind))


def test_an_office_with_its_own_data_is_left_alone(app):
    run(
        app, "user", "add", "--username", "lan", "--name", "Lan", "--place", "00364", "--password", "mat khau rat dai 1"
    )
    before = count(Event)
    result = run(app, "demo")
    assert result.exit_code == 1
    assert "giữ nguyên" in result.stderr
    assert (count(User), count(Event)) == (1, before)


def test_a_load_that_was_cut_off_says_what_to_do(app, monkeypatch):
    def cut(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(loading.khuong_ha_story, "tell", cut)
    run(app, "demo")
    monkeypatch.undo()
    result = run(app, "demo")
    assert result.exit_code == 1
    assert "ngắt giữa chừng" in result.stderr


def test_without_the_demo_switch_nothing_is_loaded(database, tmp_path):
    config = replace(
        config_for_tests(database, tmp_path / "files"), demo=False, testing=False, base_url="https://aid.example"
    )
    app = create_app(config)
    with app.app_context():
        result = run(app, "demo")
        assert count(User) == 0
    close(app)
    assert result.exit_code == 2
    assert "AID_DEMO=1" in result.stderr
