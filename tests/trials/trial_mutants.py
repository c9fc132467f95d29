"""A long trial: mutmut changes the rules one spot at a time, and the tests of the rules must see nearly every change.

It works on a copy, so nothing here is touched. The tests of the rules alone count, with few but always the same random
cases. Killed are the mutants that make a test fail or run out of time.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from config import ROOT

LEAST_KILLED = 90
NAMED = ("entitlements", "policies", "norms")
"""What issue 3 names; the rest is where their work was moved to."""
MOVED = (
    "settling", "exclusions", "offsets", "amounts", "conditions", "policy_amounts", "policy_checks", "policy_documents",
    "tier_checks",
)  # fmt: skip
_SURVIVED = {0, 5, 33}  # the tests passed, or there was none
_KILLED = {1, 3, 24, -24, 36, 152, 255}  # a test failed, or the time ran out
# It reads our own files for fractions, and a mutated file is full of them.
_READS_SOURCES = "tests/domain/test_entitlements_orders.py::test_the_rules_never_divide_to_a_fraction"
_CONFTEST = """\
from hypothesis import settings

settings.register_profile("mutants", deadline=None, derandomize=True, database=None, max_examples=25)
settings.load_profile("mutants")
"""


class Outcome(NamedTuple):
    """How many mutants there were, and those that no test saw."""

    all: int
    survivors: tuple[str, ...]

    @property
    def killed(self) -> int:
        """The mutants that were seen."""
        return self.all - len(self.survivors)

    def is_enough(self) -> bool:
        """Say whether at least nine of ten were killed; a run without mutants shows nothing."""
        return self.all > 0 and self.killed * 100 >= LEAST_KILLED * self.all


def test_the_trial_would_see_a_rule_that_nobody_tests(tmp_path: Path) -> None:
    """The seeded bug: a rule that a test runs without looking at what it says."""
    folder = _copy(tmp_path)
    with (folder / "aid/domain/norms.py").open("a", encoding="utf-8") as file:
        file.write('\n\ndef seeded(amount: int) -> str:\n    return "high" if amount + 1 > 5 else "low"\n')
    (folder / "tests/domain/test_seeded.py").write_text(
        "from aid.domain.norms import seeded\n\n\ndef test_it_runs():\n    assert seeded(7)\n    seeded(1)\n", "utf-8"
    )
    found = _run(folder, ("norms",), ("test_norm_entries.py", "test_seeded.py"))
    seeded = [name for name in found.survivors if ".x_seeded__" in name]
    assert len(seeded) >= 5
    assert not found.is_enough()


def test_the_tests_see_nearly_every_change_of_the_rules(tmp_path: Path) -> None:
    found = {}
    for name, modules in (("named", NAMED), ("moved", MOVED)):
        folder = _copy(tmp_path / name)
        found[name] = _run(folder, modules)
        _tell(folder, modules, found[name])
    assert all(outcome.is_enough() for outcome in found.values())


def _copy(folder: Path) -> Path:
    """Copy the program without its pages, and the tests of the rules without databases and browsers."""
    skipped = shutil.ignore_patterns("__pycache__", "*.pyc", "web", "translations")
    shutil.copytree(ROOT / "aid", folder / "aid", ignore=skipped)
    for part in ("domain", "trials", "architecture"):
        shutil.copytree(ROOT / "tests" / part, folder / "tests" / part, ignore=skipped)
    shutil.copy(ROOT / "tests" / "__init__.py", folder / "tests")
    shutil.copy(ROOT / "config.py", folder)
    (folder / "tests" / "conftest.py").write_text(_CONFTEST, "utf-8")
    return folder


def _run(folder: Path, modules: tuple[str, ...], tests: tuple[str, ...] = ("",)) -> Outcome:
    settings = {
        "source_paths": ["aid"],
        "only_mutate": [f"aid/domain/{name}.py" for name in modules],
        "also_copy": ["aid", "config.py", "tests"],
        "pytest_add_cli_args_test_selection": [f"tests/domain/{name}" for name in tests],
        "pytest_add_cli_args": [f"--deselect={_READS_SOURCES}"],
    }
    # A JSON list of plain text is TOML as well.
    lines = "\n".join(f"{key} = {json.dumps(value)}" for key, value in settings.items())
    (folder / "pyproject.toml").write_text(
        f"[tool.mutmut]\n{lines}\nuse_git_change_detection = false\n\n"
        '[tool.pytest.ini_options]\npythonpath = ["."]\naddopts = "-p no:cacheprovider --import-mode=importlib"\n',
        "utf-8",
    )
    told = _mutmut(folder, "run")
    codes = _exit_codes(folder, modules)
    strange = {name: code for name, code in codes.items() if code not in _SURVIVED | _KILLED}
    assert codes and not strange, f"{strange}\n{told[-2_000:]}"
    return Outcome(len(codes), tuple(name for name, code in codes.items() if code in _SURVIVED))


def _exit_codes(folder: Path, modules: tuple[str, ...]) -> dict[str, int | None]:
    codes: dict[str, int | None] = {}
    for name in modules:
        kept = folder / "mutants/aid/domain" / f"{name}.py.meta"
        codes |= json.loads(kept.read_text("utf-8"))["exit_code_by_key"] if kept.exists() else {}
    return codes


def _mutmut(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "mutmut", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def _tell(folder: Path, modules: tuple[str, ...], found: Outcome) -> None:
    print(f"\n{', '.join(modules)}: {found.killed} of {found.all} mutants killed, {found.killed / found.all:.1%}")
    for name in found.survivors:
        print(name)
        change = _mutmut(folder, "show", name).splitlines()
        print("\n".join(line for line in change if line.startswith(("-  ", "+  "))))
