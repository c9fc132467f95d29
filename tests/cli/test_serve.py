import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from config import ROOT

STARTS_WITHIN = 30


@pytest.fixture
def served(database, tmp_path):
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {**os.environ, "AID_DEMO": "1", "DATABASE_URL": database, "AID_FILES": str(tmp_path / "files")}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "aid", "serve", "--port", str(port)]
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=log, stderr=log)
    yield server, f"http://127.0.0.1:{port}"
    with suppress(ProcessLookupError):
        server.kill()
    server.wait()


def answer(address):
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end:
        with suppress(URLError, ConnectionError), urlopen(f"{address}/healthz", timeout=5) as response:
            return response.status
        time.sleep(0.2)
    raise AssertionError("The server did not answer.")


def children_of(process):
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii")
    return [int(child) for child in listed.split()]


def is_alive(pid):
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def test_it_serves_with_one_worker_and_stops_both_when_told(served):
    server, address = served
    assert answer(address) == 200
    (worker,) = children_of(server)
    server.send_signal(signal.SIGTERM)
    assert server.wait(30) == 0
    assert not is_alive(worker)
