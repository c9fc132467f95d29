"""The real server, as `aid serve` starts it, over a database of its own on a free port of this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

from aid import clock, create_app
from config import ROOT, config_for_tests
from tests.fixtures.databases import close

TODAY = "2026-09-15T08:00+07:00"
_STARTS_WITHIN = 30.0
_STOPS_WITHIN = 30.0


class Office(NamedTuple):
    """Where a program lives: its database, its files, and the environment its commands get."""

    database: Path
    files: Path
    environ: dict[str, str]

    @classmethod
    def in_folder(cls, folder: Path, database: Path | None = None, today: str = TODAY) -> Office:
        """Make a new office, over a copy of a database where one is given."""
        folder.mkdir(parents=True, exist_ok=True)
        own, files = folder / "aid.db", folder / "files"
        if database is not None:
            shutil.copyfile(database, own)
        demo = {"AID_DEMO": "1", "AID_TODAY": today, "DATABASE_URL": f"sqlite:///{own}", "AID_FILES": str(files)}
        return cls(own, files, {**os.environ, **demo})

    @contextmanager
    def inside(self, today: str = TODAY) -> Iterator[None]:
        """Work in the office's database from here, at its time."""
        app = create_app(config_for_tests(f"sqlite:///{self.database}", self.files))
        clock.set_shift(datetime.fromisoformat(today))
        try:
            with app.app_context():
                yield
        finally:
            clock.set_shift(None)
            close(app)

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `aid …` as a person at the keyboard would."""
        line = [sys.executable, "-m", "flask", "--app", "wsgi", "aid", *words]
        return subprocess.run(line, cwd=ROOT, env=self.environ, capture_output=True, text=True, timeout=300)


@contextmanager
def serving(office: Office) -> Iterator[str]:
    """Serve an office until the block ends and give its address; a page that broke is told at the end."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    log = office.files.parent / f"server-{port}.log"
    line = [sys.executable, "-m", "flask", "--app", "wsgi", "aid", "serve", "--port", str(port)]
    environ = office.environ | {"AID_BASE_URL": address}
    with log.open("w") as out:
        process = subprocess.Popen(line, cwd=ROOT, env=environ, stdout=out, stderr=out, start_new_session=True)
        try:
            _wait_for(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait(_STOPS_WITHIN)
    told = log.read_text("utf-8")
    assert "Traceback" not in told, told[-6000:]


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{address}/healthz", timeout=2) as answer:
                answer.read()
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"The server did not start:\n{log.read_text('utf-8')[-6000:]}")
