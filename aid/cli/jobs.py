"""`aid worker` works the queue, `aid jobs` shows it."""

from __future__ import annotations

import json
import signal
from threading import Event
from types import FrameType

import click

from aid.jobs import worker
from aid.queries import jobs
from aid.services.trail import plain


@click.command("worker")
@click.option("--once", is_flag=True, help="Work what is waiting now, then end.")
def worker_command(once: bool) -> None:
    """Work the queue until interrupted; the job in hand is finished first."""
    if once:
        while worker.work_one():
            pass
        return
    stop = Event()

    def ask_to_stop(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    worker.run(stop)


@click.command("jobs")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def jobs_command(as_json: bool) -> None:
    """Show what waits in the queue."""
    queue = jobs.queue()
    if as_json:
        rows = [plain(row._asdict()) for row in queue.jobs]
        click.echo(json.dumps({"open": queue.open, "done": queue.done, "jobs": rows}, ensure_ascii=False))
        return
    click.echo(f"Đang chờ: {queue.open}; đã xong: {queue.done}")
    for row in queue.jobs:
        tail = f", lỗi: {row.error}" if row.error else ""
        click.echo(f"{row.id}  {row.kind} {row.subject_id}  lần thử: {row.tries}{tail}")
