"""Debian's Chromium, and the offices the journeys visit."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.server import Office, serving

CHROMIUM = "/usr/bin/chromium"
# Nothing of the browser's own may go out to the network, and root has no sandbox.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": CHROMIUM, "args": list(FLAGS), "headless": True}


@pytest.fixture(scope="module")
def office(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office over an empty database at head; the module fills it before it asks for the address."""
    return Office.in_folder(tmp_path_factory.mktemp("office"), sqlite_template)


@pytest.fixture(scope="module")
def address(office: Office, filled: Any) -> Iterator[str]:
    """Where the office is served; the module's fixture `filled` has put its people and funds in before."""
    with serving(office) as address:
        yield address
