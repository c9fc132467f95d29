import re

import pytest

from config import DEMO_PASSWORD, ROOT
from tests.architecture.source import all_texts, calls_in, dotted, place, python_files

MONEY_LAYERS = ("aid/domain", "aid/services", "aid/queries", "aid/models", "aid/documents")
CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "datetime.datetime.now",
    "datetime.date.today",
    "time.time",
    "time.localtime",
}
# Written apart, so that this file is not its own finding.
UNFINISHED = re.compile(r"(?:#|//|/\*|<!--)[^\n]*\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b")
MACHINE = re.compile(r"/(?:wo" r"rk/(?:main|shared)|ro" r"ot/|ho" r"me/\w+)")
HOSTS = re.compile(
    r"py" r"pi\.org|python" r"hosted|npm" r"js\.|regis" r"try\.|arti" r"factory|jsde" r"livr|unp" r"kg|google" r"apis"
)


# A point on the map, an area in square kilometres and a place on a page are measured, not counted.
MEASURES = {"word_blocks.py", "examination.py", "place_files.py", "points.py", "signing.py"}


def test_money_and_quantities_are_never_floats():
    found = [
        place(path, call)
        for path in python_files(*MONEY_LAYERS)
        if path.name not in MEASURES
        for call in calls_in(path)
        if dotted(call.func) == "float"
    ]
    assert not found, found


def test_only_the_clock_reads_the_time():
    found = [
        place(path, call)
        for path in python_files("aid", "migrations", "config.py")
        if path.name != "clock.py"
        for call in calls_in(path)
        if dotted(call.func) in CLOCKS
    ]
    assert not found, found


@pytest.mark.parametrize(
    ("what", "pattern"),
    [("unfinished work", UNFINISHED), ("a path of one machine", MACHINE), ("a host nobody may call", HOSTS)],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_no_committed_text_holds(what, pattern):
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path, text in all_texts()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found, f"{what}: {found}"


def test_the_readme_names_the_demo_password_once_and_first():
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    named = [number for number, line in enumerate(lines) if re.search(r"(?i)(?:password|mật khẩu).*`", line)]
    told = [number for number, line in enumerate(lines) if line.startswith("Demo password: `")]
    assert len(told) == 1
    assert named[0] == told[0]
    assert lines[told[0]] == f"Demo password: `{DEMO_PASSWORD}`"
    assert len(DEMO_PASSWORD) >= 15 and " " not in DEMO_PASSWORD
