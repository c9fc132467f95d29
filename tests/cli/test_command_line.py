import os
import subprocess
import sys

import pytest

from aid.cli import COMMANDS, aid_group
from aid.domain.errors import Missing
from config import ROOT

WITHOUT_SETTINGS = {key: value for key, value in os.environ.items() if key in {"PATH", "HOME", "LANG", "LC_ALL"}}


def run(*arguments, **settings):
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**WITHOUT_SETTINGS, **settings}, capture_output=True, text=True)


def test_every_promised_command_is_there(app):
    runner = app.test_cli_runner()
    for name in COMMANDS:
        result = runner.invoke(args=["aid", name, "--help"])
        assert result.exit_code == 0, (name, result.output)


def test_help_needs_no_setting():
    for arguments in (("aid", "--help"), ("aid", "db", "upgrade", "--help"), ("aid", "serve", "--help")):
        assert run(*arguments).returncode == 0, arguments


def test_a_command_without_its_settings_says_which_one_is_missing():
    done = run("aid", "db", "upgrade")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == "Error: SECRET_KEY is missing; set it to 32 random characters or more.\n"


def test_the_server_does_not_start_insecure():
    done = run("run")
    assert done.returncode == 1
    assert "SECRET_KEY is missing" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_command_is_wrong_use():
    assert run("aid", "nothing").returncode == 2


def test_a_missing_thing_is_one_sentence_and_exit_1(app, monkeypatch):
    def nothing_here(**_values):
        raise Missing("quyết định 7")

    command = aid_group.get_command(None, "serve")
    monkeypatch.setattr(command, "callback", nothing_here)
    result = app.test_cli_runner().invoke(args=["aid", "serve"])
    assert result.exit_code == 1
    assert result.stderr == "Error: Không tìm thấy: quyết định 7\n"


@pytest.mark.parametrize("command", ["db"])
def test_a_relative_database_is_the_same_from_every_folder(command, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", str(ROOT / "wsgi.py"), "aid", command, "upgrade"],
        cwd=tmp_path,
        env={**WITHOUT_SETTINGS, "AID_DEMO": "1", "DATABASE_URL": f"sqlite:///{tmp_path}/aid.db"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "aid.db").exists()
