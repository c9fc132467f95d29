import os
import re
import subprocess

import pytest

from config import ROOT

SCRIPTS = sorted([*(ROOT / "bin").iterdir(), ROOT / ".ci" / "run"])
BASHISMS = re.compile(
    r"\[\[|\bfunction \w+|^\s*local |\bsource |<<<|\$\{\w+(?:,,|\^\^|:\d)|&>|=~|\bdeclare |\bpushd ", re.M
)
EXPECTED = {"setup", "demo", "test", "check", "bench", "trial"}


def test_the_promised_scripts_are_there():
    assert {path.name for path in (ROOT / "bin").iterdir()} == EXPECTED


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_runs_in_the_plain_shell_of_debian(script):
    text = script.read_text("utf-8")
    assert text.startswith("#!/bin/sh\n")
    assert "set -eu" in text
    assert os.access(script, os.X_OK)
    assert not BASHISMS.search(text), BASHISMS.search(text)
    subprocess.run(["/bin/sh", "-n", str(script)], check=True)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_has_its_reason(name):
    for line in (ROOT / name).read_text("utf-8").splitlines():
        if line.startswith(("#", "-r ")) or not line.strip():
            continue
        assert re.fullmatch(r"[\w.\-\[\]]+==[\w.]+\s+#\s+\S.+", line), line


def test_the_migrations_are_numbered_in_one_line():
    names = sorted(path.name for path in (ROOT / "migrations" / "versions").glob("*.py"))
    assert names, "There is no migration."
    assert [name[:5] for name in names] == [f"{number:04}_" for number in range(1, len(names) + 1)]
