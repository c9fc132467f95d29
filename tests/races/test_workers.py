"""`aid worker`: the job library's consumer over our rows. Signals end it in order, a killed one is replaced."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from config import ROOT

WITHIN = 60


@pytest.fixture
def start(database, tmp_path):
    """Start `aid worker` with options over this test's database."""
    environ = {**os.environ, "AID_DEMO": "1", "DATABASE_URL": database, "AID_FILES": str(tmp_path / "files")}
    running = []

    def started(*options):
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "aid", "worker", *options]
        with (tmp_path / "log").open("ab") as log:
            running.append(subprocess.Popen(command, cwd=ROOT, env=environ, stdout=log, stderr=log))
        return running[-1]

    yield started
    for worker in running:
        with suppress(ProcessLookupError):
            worker.kill()
        worker.wait()


@pytest.fixture
def run(database):
    """Run one statement on this test's database and return its rows."""
    engine = create_engine(database)

    def ran(statement):
        with engine.begin() as connection:
            found = connection.execute(text(statement))
            return found.all() if found.returns_rows else []

    yield ran
    engine.dispose()


def until(holds):
    end = time.monotonic() + WITHIN
    while not holds():
        assert time.monotonic() < end, "It did not come about."
        time.sleep(0.1)


def children_of(process):
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii")
    return [int(child) for child in listed.split()]


def is_alive(pid):
    with suppress(FileNotFoundError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


def add_job(run):
    run(
        "insert into jobs (kind, subject_id, state, tries, error, created_at)"
        " values ('unheard', 7, 'open', 0, '', '2026-01-01 00:00:00')"
    )


def was_tried(run):
    return bool(run("select id from jobs where tries > 0 and error <> ''"))


@pytest.mark.parametrize(("processes", "number"), [("1", signal.SIGTERM), ("2", signal.SIGINT)])
def test_a_signal_ends_it_in_order(start, run, processes, number):
    add_job(run)
    worker = start("--processes", processes)
    until(lambda: was_tried(run))
    children = children_of(worker)
    worker.send_signal(number)
    assert worker.wait(WITHIN) == 0
    assert not any(is_alive(child) for child in children)


def test_killed_worker_processes_are_replaced(start):
    worker = start("--processes", "2")
    until(lambda: len(children_of(worker)) == 3)
    children = children_of(worker)
    for child in children:
        os.kill(child, signal.SIGKILL)
    until(lambda: len([child for child in children_of(worker) if child not in children]) == 3)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(WITHIN) == 0


def test_no_orphan_works_on_when_the_parent_is_killed(start):
    worker = start("--processes", "2")
    until(lambda: len(children_of(worker)) == 3)
    children = children_of(worker)
    worker.kill()
    until(lambda: not any(is_alive(child) for child in children))
