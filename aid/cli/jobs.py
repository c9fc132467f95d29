"""`aid worker` works the queue, `aid jobs` shows it."""

from __future__ import annotations

import json

import click
from flask import Flask, current_app

from aid.extensions import settings
from aid.jobs import bell, runner, worker
from aid.queries import jobs
from aid.services.trail import plain


@click.command("worker")
@click.option("--once", is_flag=True, help="Work what is waiting now, then end.")
@click.option("--processes", type=click.IntRange(1, 64), help="So many at once; AID_WORKERS where not given.")
def worker_command(once: bool, processes: int | None) -> None:
    """Work the queue until SIGINT or SIGTERM; the item in hand is finished first."""
    if once:
        while worker.work_one():
            pass
        return
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    runner.run(bell.Bell(app), processes or max(1, settings().workers))


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
